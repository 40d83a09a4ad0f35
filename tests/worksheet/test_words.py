"""What people read in a sheet to fill in, and what is said of one that cannot be taken back."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import Run, RunResult, WritePlan
    from tests.support.workbooks import Book
    from tests.worksheet.conftest import Office

_TEXT = re.compile(r"<(?:t|f)\b[^>]*>([^<]*)<|(?:prompt|error|promptTitle|errorTitle)=\"([^\"]*)\"")


def test_every_text_of_the_sheet(office: Office, snapshot: SnapshotAssertion) -> None:
    office.hand_out()
    with zipfile.ZipFile(office.sheet) as package:
        parts = sorted(name for name in package.namelist() if name.endswith(".xml"))
        texts = [
            unescape(" ".join(filter(None, found)))
            for name in parts
            for found in _TEXT.findall(package.read(name).decode())
        ]
    assert "\n".join(dict.fromkeys(texts)) == snapshot


def words(told: RunResult, office: Office) -> str:
    return f"{told.out}{told.err}".replace(str(office.folder), "…")


def _fixed_cell(book: Book) -> None:
    book.set("T03-01", lead="TT-TH")


def _id_gone(book: Book) -> None:
    book.set("T03-01", id="")


def _id_twice(book: Book) -> None:
    book.lines.append(list(book.row("T03-01")))


def _other_id(book: Book) -> None:
    book.set("T03-01", id="T09-99")


def _number_for_a_day(book: Book) -> None:
    book.set("T03-01", completed=12)


def _no_percent(book: Book) -> None:
    book.set("T03-01", progress="một nửa")


def _formula_without_value(book: Book) -> None:
    place = (book.lines.index(book.row("T03-01")), book.column("Hoàn thành ngày"))
    book.formulas[place] = "=NOW()"


def _result_left(book: Book) -> None:
    book.set("T03-03", completed="", result="13-BC")


def _start_gone(book: Book) -> None:
    book.set("T03-02", started="")


def _extension_without_deadline(book: Book) -> None:
    book.set("T03-01", reason="chờ ý kiến")


def _extension_without_reason(book: Book) -> None:
    book.set("T03-01", to="5/2026")


def _result_alone(book: Book) -> None:
    book.set("T03-01", result="9-BC")


def _row_without_lead(book: Book) -> None:
    book.add(task="Việc mới", due="6/2026")


def _row_without_section(book: Book) -> None:
    book.add(task="Việc mới", lead="VP")


def _head_gone(book: Book) -> None:
    del book.lines[book.head]


def _column_twice(book: Book) -> None:
    book.lines[book.head][book.column("Kết quả")] = "Ghi chú"


def _sheet_twice(book: Book) -> None:
    book.sheets["Bản sao"] = [list(line) for line in book.lines]


def _hidden_sheet_gone(book: Book) -> None:
    del book.sheets["khtgdv"]


SPOILT: tuple[Callable[[Book], None], ...] = (
    _fixed_cell, _id_gone, _id_twice, _other_id, _number_for_a_day, _no_percent,
    _formula_without_value, _result_left, _start_gone, _extension_without_deadline,
    _extension_without_reason, _result_alone, _row_without_lead, _row_without_section,
    _head_gone, _column_twice, _sheet_twice, _hidden_sheet_gone,
)  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_what_is_said_of_a_sheet(
    spoil: Callable[[Book], None], office: Office, snapshot: SnapshotAssertion
) -> None:
    book = office.hand_out()
    spoil(book)
    told = office.take_back(book, "--wide")
    assert told.status == 1
    assert words(told, office) == snapshot


def _row_gone(text: str) -> str:
    return text.partition("\n  - {id: T03-03")[0] + "\n"


def _row_changed(text: str) -> str:
    return text.replace("lead: VP\n    start", "lead: VP\n    assignee: Bà C\n    start", 1)


@pytest.mark.parametrize("change", [_row_gone, _row_changed], ids=lambda change: change.__name__)
def test_what_is_said_where_the_plan_changed_meanwhile(
    change: Callable[[str], str], office: Office, snapshot: SnapshotAssertion
) -> None:
    book = office.hand_out()
    book.set("T03-01", assignee="Bà B", result="1-BC", completed="30/3/2026")
    book.set("T03-03", result="9-BC")
    office.write(change(office.text()))
    told = office.take_back(book, "--wide")
    assert told.status == 1
    assert words(told, office) == snapshot


def test_what_is_said_of_a_new_row_that_was_added_before(
    office: Office, snapshot: SnapshotAssertion
) -> None:
    book = office.hand_out()
    book.add(task="Việc mới", lead="VP", due="6/2026", assignee="Bà B")
    assert office.take_back(book).status == 0
    book.lines[-1][book.column("Người thực hiện")] = "Bà D"
    told = office.take_back(book, "--wide")
    assert told.status == 1
    assert words(told, office) == snapshot


@pytest.mark.parametrize(
    ("name", "content"), [("x.csv", b"M\xc3\xa3"), ("x.xlsx", b"PK\x05\x06" + bytes(18))], ids=str
)
def test_what_is_said_of_no_workbook(
    name: str, content: bytes, office: Office, snapshot: SnapshotAssertion
) -> None:
    office.sheet = office.folder / name
    office.sheet.write_bytes(content)
    assert office.take_back().err == snapshot


def test_what_is_said_of_notes_longer_than_a_cell(
    office: Office, snapshot: SnapshotAssertion
) -> None:
    office.write(office.text().replace("chờ ý kiến", "chờ ý kiến " * 4000))
    book = office.hand_out()
    book.set("T03-02", notes="ngắn")
    told = office.take_back(book, "-f", "json").json["tables"]["refused"]
    assert [(row["reason"], row["hint"]) for row in told] == snapshot


def test_what_is_said_of_two_plans_in_one_sheet(
    run: Run, write_plan: WritePlan, snapshot: SnapshotAssertion
) -> None:
    folders = [write_plan("  - {id: T03-01, task: A, lead: VP, due: 2026-03}", folder=name)
               for name in ("một", "hai")]  # fmt: skip
    data = [word for folder in folders for word in ("--data", folder)]
    assert run("list", *data, "--editable", "-o", folders[0] / "a.xlsx").err == snapshot
