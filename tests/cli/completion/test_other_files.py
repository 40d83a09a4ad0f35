"""What other files have to offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.completion.answer import answer
from tests.cli.completion.test_rows import offered

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan


def test_records_that_can_be_taken_back(
    run: Run, write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = write_plan("- {id: T01-01, task: a, lead: VP}\n- {id: T01-02, task: b, lead: VP}\n")
    own = {"KHTGDV_STATE": str(tmp_path / "state"), "KHTGDV_DATA": str(folder)}
    for name, value in own.items():
        monkeypatch.setenv(name, value)
    for row in ("T01-01", "T01-02"):
        assert run("done", row, env=own).status == 0
    found = answer(["undo"], "").suggestions
    assert [(s.word, s.help) for s in found] == [
        ("1", "T01-02 hoàn thành ngày 24/11/2026"),
        ("2", "T01-01 hoàn thành ngày 24/11/2026"),
    ]
    assert offered("redo", "") == []
    assert run("undo", env=own).status == 0
    assert offered("redo", "") == ["1"]
    for path in (tmp_path / "state").rglob("*.json"):
        path.write_text("{", encoding="utf-8")
    assert offered("undo", "") == []


def test_tables_of_an_office_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bảng.xlsx"
    assert run("overdue", "-o", path).status == 0
    names = offered("import", str(path), "--sheet", "")
    assert "Nhiệm vụ quá hạn" in names
    assert offered("import", str(path), "--table", "") == [
        str(number) for number in range(1, len(names) + 1)
    ]
    assert offered("import", "không có.xlsx", "--sheet", "") == []
