"""What is said where a long table goes to another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.system import output

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

TOLD = (
    "Bảng có 1.002 dòng: chuyển sang chương trình khác thì thêm --format csv, nhanh hơn nhiều lần\n"
)


@pytest.fixture
def folder(write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(output, "_MANY_ROWS", 1_002)
    rows = (f"  - {{id: TX-{n:02}, task: Một, lead: VP}}\n" for n in range(1, 1_003))
    return write_plan("".join(rows))


def test_a_long_table_for_another_program_is_told_to_be_slow(run: Run, folder: Path) -> None:
    ran = run("list", cwd=folder)
    assert (ran.status, ran.err) == (0, TOLD)
    assert len(ran.out.splitlines()) > 1_002


@pytest.mark.parametrize(
    "words", [["list", "--limit", "1001"], ["list", "-f", "csv"], ["list", "-o", "a.csv"]]
)
def test_nothing_is_told_of_shorter_ones_and_of_data(
    words: list[str], run: Run, folder: Path
) -> None:
    assert "nhanh hơn" not in run(*words, cwd=folder).err


def test_nothing_is_told_to_a_person(run: Run, folder: Path) -> None:
    assert "nhanh hơn" not in run("list", cwd=folder, env={"COLUMNS": "100"}).err
