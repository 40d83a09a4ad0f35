"""Odd circumstances of every day end in a sentence of what to do, never in a fault of ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.system.own_folders import cache_folder
from khtgdv.source.undo.store import Note, save_step

if TYPE_CHECKING:
    from tests.conftest import Run, WritePlan

USAGE = 2
TASK = {"id": "T01-01", "task": "Việc một.", "lead": "VP", "due": "2026-03"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("upcoming", "--within", "999999999999"), "từ 0 đến 3660"),
        (("upcoming", "--within", "-1"), "từ 0 đến 3660"),
        (("calendar", "--month", "12/9999"), "Năm phải từ 1900 đến 2200"),
        (("remind", "--as-of", "31/12/9999"), "Năm phải từ 1900 đến 2200"),
        (("overdue", "--month", "9999-12"), "Năm phải từ 1900 đến 2200"),
        (("list", "--during", "0001"), "Năm phải từ 1900 đến 2200"),
        (("timeline", "--as-of", "1/1/0001"), "Năm phải từ 1900 đến 2200"),
        (("fmt", "x" * 300), "Kiểm tra lại đường dẫn"),
        (("fmt", "x" * 300 + "/a"), "Kiểm tra lại đường dẫn"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_refused(arguments: tuple[str, ...], words: str, run: Run) -> None:
    ran = run(*arguments)
    assert ran.status == USAGE
    assert words in " ".join(ran.err.split())


def test_an_empty_period_is_refused(write_plan: WritePlan, run: Run) -> None:
    folder = write_plan([{**TASK, "id": "TX-28", "repeat": "week"}])
    ran = run("log", "TX-28", "", "--data", str(folder))
    assert ran.status == USAGE
    assert "KỲ: giá trị để trống" in ran.err


@pytest.mark.parametrize("value", [":", "", "::"])
def test_a_variable_that_names_no_folder_counts_as_unset(value: str, run: Run) -> None:
    ran = run("list", "--limit", "1", env={"KHTGDV_DATA": value})
    assert ran.status == 0


def test_an_editor_with_one_quotation_mark(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan([TASK])
    ran = run("edit", "--data", str(folder), env={"VISUAL": None, "EDITOR": "vim '"})
    assert ran.status == 1
    assert "Biến EDITOR có dấu nháy không đóng" in ran.err


def test_names_of_two_lines_in_a_calendar(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan([TASK])
    plan_file = folder / "plan_2026.yaml"
    plan_file.write_text(
        plan_file.read_text(encoding="utf-8").replace("name: Văn phòng,", 'name: "Văn\\nphòng",'),
        encoding="utf-8",
    )
    ran = run("department", "VP", "--data", str(folder), "--format", "ics")
    assert ran.status == 0
    assert "X-WR-CALNAME:" in ran.out


def test_an_agency_longer_than_a_property_of_word(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    folder = write_plan([TASK])
    plan_file = folder / "plan_2026.yaml"
    text = plan_file.read_text(encoding="utf-8")
    plan_file.write_text(text.replace("agency: Ban thử", f"agency: {'Ban ' * 80}"), "utf-8")
    ran = run("list", "--data", str(folder), "--output", str(tmp_path / "a.docx"))
    assert ran.status == 0


def test_an_account_without_a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`~` stays as it is where neither HOME nor the passwd file knows a home."""
    monkeypatch.delenv("KHTGDV_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert cache_folder() is None
    assert save_step(Path("~/.local/state"), tmp_path, Note(("a",)), []) is None
    assert list(tmp_path.iterdir()) == []
