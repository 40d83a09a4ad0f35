"""A plan, its sheet to fill in, and what becomes of the plan when the sheet comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.workbooks import Book

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, RunResult, WritePlan

TASKS = """\
  # việc tháng 3
  - id: T03-01
    task: Báo cáo   quý I   # chú thích
    lead: VP
    start: 2026-03
    due: 2026-03

  - id: T03-02
    task: Trình đề án
    lead: TT-TH
    start: 2026-03
    due: 2026-04
    started: 2026-03-02
    progress: 40
    assignee: Bà B
    notes:
      - chờ ý kiến
      - |-
        họp lần 1
        và lần 2

  - {id: T03-03, task: Sơ kết, lead: VP, due: 2026-03, completed: 2026-03-20, result: 12-BC/THU}

  - id: TX-01
    task: Giao ban
    lead: VP
    repeat: month
"""
INSPECTIONS = """\
  - id: KT-01
    content: Kiểm tra
    units: [{names: [Kiến An, An Hải]}]
    start: 2026-02
    due: 2026-03
    lead: VP
"""


class Office:
    """An office with one plan: it hands out a sheet and takes it back."""

    def __init__(self, run: Run, folder: Path, sheet: Path) -> None:
        self.run, self.folder, self.sheet = run, folder, sheet

    def hand_out(self, *arguments: object, command: str = "list") -> Book:
        """Write the sheet of a list, and return it to be filled in."""
        self.sheet.unlink(missing_ok=True)
        told = self.run(
            command, *arguments, "--data", self.folder, "--editable", "-o", self.sheet,
            today="2026-04-02",
        )  # fmt: skip
        assert (told.status, told.err.splitlines()[0]) == (0, f"Đã ghi {self.sheet}")
        return Book(self.sheet)

    def take_back(self, book: Book | None = None, *arguments: object) -> RunResult:
        """Record what was filled in."""
        if book is not None:
            book.save()
        return self.run(
            "import", "--update", self.sheet, "--data", self.folder, *arguments, today="2026-04-02"
        )

    def tables(self, book: Book | None = None, *arguments: object) -> dict[str, Any]:
        """Record what was filled in, and return what is said as data."""
        told = self.take_back(book, "-f", "json", *arguments)
        assert told.err == ""
        tables: dict[str, Any] = told.json["tables"]
        assert told.status == (1 if tables["refused"] else 0)
        return tables

    def refusals(self, book: Book) -> dict[str, str]:
        """Return why which cells are refused."""
        return {row["cell"]: row["reason"] for row in self.tables(book)["refused"]}

    def text(self, name: str = "tasks") -> str:
        return (self.folder / f"{name}_2026.yaml").read_text(encoding="utf-8")

    def write(self, text: str, name: str = "tasks") -> None:
        (self.folder / f"{name}_2026.yaml").write_text(text, encoding="utf-8")

    def row(self, row_id: str) -> dict[str, Any]:
        """Return a row as the plan has it now."""
        tables = self.run("show", row_id, "--data", self.folder, "-f", "json").json["tables"]
        (row,) = tables["tasks"] or tables["inspections"]
        return {key: value for key, value in row.items() if value not in (None, [])}

    def new_lines(self, before: str, name: str = "tasks") -> list[str]:
        """Return the lines that came since, and those that went, with a minus."""
        import difflib

        lines = difflib.ndiff(before.splitlines(), self.text(name).splitlines())
        return [
            line[2:].strip() if line[0] == "+" else f"-{line[2:].strip()}"
            for line in lines
            if line[0] in "+-"
        ]


@pytest.fixture
def office(run: Run, write_plan: WritePlan, tmp_path: Path) -> Office:
    return Office(run, write_plan(TASKS, INSPECTIONS), tmp_path / "bảng.xlsx")
