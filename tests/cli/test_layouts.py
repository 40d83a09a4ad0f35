"""The shipped plan in every layout people give it: records touch their own lines, and go again."""

from __future__ import annotations

import difflib
import os
import re
import stat
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

TODAY = "2026-03-31"
# The first and the last row of each file, rows amid, one whose last key is a list, one whose last
# lines are a folded text.
ROWS = ("T01-01", "T03-01", "T03-12", "T12-10", "TX-38", "KT-01", "KT-04")


def plain(data: bytes) -> bytes:
    return data


def crlf(data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


def bom(data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data


def comments(data: bytes) -> bytes:
    """Put comments at line ends, below the keys of rows and between rows."""
    text = re.sub(r"(\n    lead: .*)", r"\1  # ai: 'làm'", data.decode())
    text = re.sub(r"(\n    start: .*)", r"\1\n    # từ khi nào", text)
    return re.sub(r"\n\n  - id", "\n    # cuối dòng trên\n\n  # dòng sau\n  - id", text).encode()


def no_end(data: bytes) -> bytes:
    return data.rstrip(b"\n")


def everything(data: bytes) -> bytes:
    return bom(crlf(no_end(comments(data))))


LAYOUTS: tuple[Callable[[bytes], bytes], ...] = (plain, crlf, bom, comments, no_end, everything)


def written_by(run: Run, folder: Path, path: Path, *arguments: str) -> list[str]:
    """Return the lines that differ after a command, their line breaks kept."""
    before = path.read_bytes().decode().splitlines(keepends=True)
    ran = run(*arguments, cwd=folder, today=TODAY)
    assert (ran.status, ran.err) == (0, "")
    after = path.read_bytes().decode().splitlines(keepends=True)
    return [line for line in difflib.ndiff(before, after) if line[0] in "+-"]


@pytest.mark.uncounted
@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_only_the_added_line_differs_and_goes_again(
    layout: Callable[[bytes], bytes], row: str, run: Run, plan_folder: Path
) -> None:
    name = "inspections_2026.yaml" if row.startswith("KT") else "tasks_2026.yaml"
    path = plan_folder / name
    path.write_bytes(layout(path.read_bytes()))
    path.chmod(0o640)
    before = path.read_bytes()
    lines = written_by(run, plan_folder, path, "done", row)
    added = [line for line in lines if line.strip() == "+     completed: 2026-03-31"]
    assert len(added) == 1
    # At the end of a file without a last line break, the line before it gets one.
    others = [line[2:].rstrip("\r\n") for line in lines if line not in added]
    assert others in ([], [others[0], others[0]] if others else [])
    assert ("\r\n" in added[0]) == (b"\r\n" in before) or added[0].endswith("31")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert run("validate", cwd=plan_folder).status == 0
    run("reopen", row, cwd=plan_folder, today=TODAY)
    assert path.read_bytes() == before
    # With a result, by another way back.
    assert run("done", row, "--result", "# 1: x", cwd=plan_folder, today=TODAY).status == 0
    assert run("undo", cwd=plan_folder).status == 0
    assert path.read_bytes() == before
    assert sorted(os.listdir(plan_folder)) == sorted(  # noqa: PTH208 - names
        ["inspections_2026.yaml", "plan_2026.yaml", "tasks_2026.yaml"]
    )


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_stay_links(run: Run, plan_folder: Path, tmp_path: Path) -> None:
    office = tmp_path / "văn phòng"
    office.mkdir()
    for path in plan_folder.iterdir():
        (office / path.name).symlink_to(path)
    linked = tmp_path / "liên kết"
    linked.symlink_to(office)
    assert run("done", "T03-01", "KT-01", "--data", linked, today=TODAY).status == 0
    assert all(path.is_symlink() for path in office.iterdir())
    assert b"completed: 2026-03-31" in (plan_folder / "tasks_2026.yaml").read_bytes()
    assert run("undo", "--data", office).status == 0
    assert b"completed: 2026-03-31" not in (plan_folder / "inspections_2026.yaml").read_bytes()


def test_a_plan_in_braces(run: Run, plan_folder: Path) -> None:
    path = plan_folder / "tasks_2026.yaml"
    before = b"tasks: [{id: T03-01, 'task': x, \"lead\": VP}, {id: T03-02, task: z, lead: VP}]\n"
    path.write_bytes(before)
    run("done", "T03-01", "--result", "a, b", cwd=plan_folder, today=TODAY)
    after = before.replace(b"VP}, ", b'VP, completed: 2026-03-31, result: "a, b"}, ')
    assert path.read_bytes() == after
    run("reopen", "T03-01", cwd=plan_folder, today=TODAY)
    assert path.read_bytes() == before
