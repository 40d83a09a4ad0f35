"""What is filled in is recorded as the commands do, in the lines of its row alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.worksheet.conftest import Office

EIGHT_IN_THE_MORNING = datetime(2026, 3, 30, 8)  # noqa: DTZ001 - a sheet has no time zones
# What is filled in in the cells of a row, and the lines that come of it (a minus: that go).
CASES: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    "finished": (
        "T03-01",
        {"completed": date(2026, 3, 30), "result": "9-BC/THU"},
        ["completed: 2026-03-30", "result: 9-BC/THU"],
    ),
    "finished at a time of day": (
        "T03-01", {"completed": EIGHT_IN_THE_MORNING}, ["completed: 2026-03-30"]
    ),
    "begun and finished": (
        "T03-01",
        {"started": "5/3/2026", "completed": "31-3-26"},
        ["started: 2026-03-05", "completed: 2026-03-31"],
    ),
    "begun and on its way": (
        "T03-01",
        {"started": "5.3.2026", "progress": 0.6},
        ["started: 2026-03-05", "progress: 60"],
    ),
    "progress alone begins it": (
        "T03-01", {"progress": "60%"}, ["started: 2026-04-02", "progress: 60"]
    ),
    "all of it done": (
        "T03-01",
        {"progress": 100.0, "completed": date(2026, 3, 31)},
        ["started: 2026-03-31", "completed: 2026-03-31", "progress: 100"],
    ),
    "somebody does it": ("T03-01", {"assignee": "Bà B"}, ["assignee: Bà B"]),
    "somebody else does it": (
        "T03-02", {"assignee": "Ông C"}, ["-assignee: Bà B", "assignee: Ông C"]
    ),
    "nobody does it": ("T03-02", {"assignee": ""}, ["-assignee: Bà B"]),
    "further on": ("T03-02", {"progress": 70}, ["-progress: 40", "progress: 70"]),
    "progress not known": ("T03-02", {"progress": ""}, ["-progress: 40"]),
    "not begun after all": (
        "T03-02", {"started": "", "progress": ""}, ["-started: 2026-03-02", "-progress: 40"]
    ),
    "begun on another day": (
        "T03-02", {"started": "3/3"}, ["-started: 2026-03-02", "started: 2026-03-03"]
    ),
    "a note more": (
        "T03-02", {"notes": "chờ ý kiến\nhọp lần 1\nvà lần 2\nđã xong"}, ["- đã xong"]
    ),
    "first notes": ("T03-01", {"notes": "một\n\nhai"}, ["notes:", "- một", "- hai"]),
    "another deadline": (
        "T03-01",
        {"to": "5/2026", "on": "25/3", "reason": "chờ ý kiến", "document": "8-CV/THU"},
        ["extensions:", "- to: 2026-05", "on: 2026-03-25", "reason: chờ ý kiến",
         "document: 8-CV/THU"],
    ),
    "another deadline today": (
        "T03-01",
        {"to": date(2026, 5, 15), "reason": "chờ"},
        ["extensions:", "- to: 2026-05-15", "on: 2026-04-02", "reason: chờ"],
    ),
    "finished and extended": (
        "T03-01",
        {"to": "Q2", "on": "25/3", "reason": "chờ", "completed": "1/4"},
        ["completed: 2026-04-01", "extensions:", "- to: 2026-Q2", "on: 2026-03-25",
         "reason: chờ"],
    ),
    "a text like a formula": (
        "T03-01", {"result": "=1+1", "completed": "1/4"}, ["completed: 2026-04-01", "result: =1+1"]
    ),
    "an inspection": (
        "KT-01", {"completed": "31/3", "notes": "đã đến"},
        ["completed: 2026-03-31", "notes:", "- đã đến"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_filled_in_is_recorded(name: str, office: Office) -> None:
    row_id, cells, lines = CASES[name]
    kind, file = ("inspections", "inspections") if row_id == "KT-01" else ("list", "tasks")
    book = office.hand_out(command=kind)
    book.set(row_id, **cells)
    before = office.text(file)
    told = office.take_back(book)
    assert (told.status, told.err) == (0, "")
    assert sorted(office.new_lines(before, file)) == sorted(lines)


def test_a_row_on_one_line_stays_there(office: Office) -> None:
    book = office.hand_out()
    book.set("T03-03", completed="21/3", result="13-BC/THU", assignee="Bà B")
    before = office.text()
    assert office.take_back(book).status == 0
    removed, added = sorted(office.new_lines(before), key=len)
    assert removed.startswith("-- {id: T03-03") or added.startswith("- {id: T03-03")
    row = office.row("T03-03")
    assert (row["completed"], row["result"], row["assignee"]) == (
        "2026-03-21", "13-BC/THU", "Bà B",
    )  # fmt: skip


def test_without_a_day_a_row_is_open_again(office: Office) -> None:
    book = office.hand_out()
    book.set("T03-03", completed="")
    tables = office.tables(book)
    (change,) = tables["changes"]
    assert (change["key"], change["before"], change["after"]) == ("completed", "2026-03-20", None)
    assert change["note"] == "kết quả 12-BC/THU bỏ theo"
    assert not {"completed", "result"} & office.row("T03-03").keys()


def test_day_and_result_may_go_together(office: Office) -> None:
    book = office.hand_out()
    book.set("T03-03", completed="", result="")
    assert office.tables(book)["refused"] == []
    assert not {"completed", "result"} & office.row("T03-03").keys()


def test_only_the_result_may_go(office: Office) -> None:
    book = office.hand_out()
    book.set("T03-03", result="")
    assert office.tables(book)["refused"] == []
    assert office.row("T03-03")["completed"] == "2026-03-20"
    assert "result" not in office.row("T03-03")


def test_another_result(office: Office) -> None:
    book = office.hand_out()
    book.set("T03-03", result="14-BC/THU")
    assert office.tables(book)["refused"] == []
    assert office.row("T03-03")["result"] == "14-BC/THU"


def test_notes_of_several_lines_stay_whole(office: Office) -> None:
    book = office.hand_out()
    book.set("T03-02", notes="họp lần 1\nvà lần 2\nmới")
    assert office.tables(book)["refused"] == []
    assert office.row("T03-02")["notes"] == ["họp lần 1\nvà lần 2", "mới"]
    book = office.hand_out()
    book.set("T03-02", notes="")
    assert office.tables(book)["refused"] == []
    assert "notes" not in office.row("T03-02")


def test_notes_that_no_cell_holds_are_not_cut(office: Office) -> None:
    office.write(office.text().replace("- chờ ý kiến", f"- {'chờ ' * 9000}"))
    book = office.hand_out()
    book.set("T03-02", notes="chỉ còn thế này")
    (reason,) = office.refusals(book).values()
    assert reason == "T03-02 có ghi chú dài quá một ô Excel, không sửa ở bảng được."


# What cannot be recorded, at which column, and the words that say why.
REFUSED: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "tomorrow": ("T03-01", {"completed": "3/4/2026"}, "Hoàn thành ngày", "sau hôm nay"),
    "no such day": ("T03-01", {"completed": "31/2/2026"}, "Hoàn thành ngày", "31/2"),
    "no day at all": ("T03-01", {"completed": "rồi"}, "Hoàn thành ngày", "rồi"),
    "a bare number": ("T03-01", {"completed": 46112.0}, "Hoàn thành ngày", "không phải một ngày"),
    "before the plan": ("T03-01", {"completed": "31/3/2025"}, "Hoàn thành ngày", "trước năm 2026"),
    "before it began": ("T03-02", {"completed": "1/3"}, "Hoàn thành ngày", "bắt đầu thực hiện"),
    "repeated work": ("TX-01", {"completed": "1/4"}, "Hoàn thành ngày", "việc định kỳ"),
    "a result alone": ("T03-01", {"result": "9-BC"}, "Kết quả", "chưa có ngày hoàn thành"),
    "a result that is left": (
        "T03-03", {"completed": "", "result": "13-BC"}, "Hoàn thành ngày", "có kết quả"
    ),
    "too much progress": ("T03-02", {"progress": 140}, "Tiến độ (%)", "số phần trăm"),
    "half a per cent": ("T03-02", {"progress": 0.005}, "Tiến độ (%)", "số phần trăm"),
    "progress in words": ("T03-02", {"progress": "gần xong"}, "Tiến độ (%)", "số phần trăm"),
    "progress that is left": ("T03-02", {"started": ""}, "Bắt đầu ngày", "có tiến độ"),
    "begun after it ended": ("T03-03", {"started": "1/4"}, "Bắt đầu ngày", "đã ghi hoàn thành"),
    "no reason": ("T03-01", {"to": "5/2026"}, "Gia hạn đến", "chưa có lý do"),
    "no new deadline": ("T03-01", {"reason": "chờ"}, "Lý do gia hạn", "chưa có hạn mới"),
    "an earlier deadline": (
        "T03-01", {"to": "3/2026", "reason": "chờ"}, "Gia hạn đến", "không muộn hơn"
    ),
    "a week": ("T03-01", {"to": "W20", "reason": "chờ"}, "Gia hạn đến", "W20"),
    "a year too far": ("T03-01", {"to": "2099", "reason": "chờ"}, "Gia hạn đến", "2099"),
    "hidden letters": ("T03-01", {"assignee": "Bà\u202eB"}, "Người thực hiện", "ký tự"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_recorded_is_told_with_its_cell(name: str, office: Office) -> None:
    row_id, cells, column, words = REFUSED[name]
    book = office.hand_out()
    book.set(row_id, **cells)
    other = "T03-02" if row_id != "T03-02" else "T03-01"
    book.set(other, assignee="Người khác")
    before = office.text()
    tables = office.tables(book)
    (refused,) = tables["refused"]
    assert refused["cell"] == book.cell_name(row_id, column)
    assert words in refused["reason"]
    assert [row["id"] for row in tables["changes"]] == [other]
    lines = [line for line in office.new_lines(before) if not line.startswith("-")]
    assert lines == ["assignee: Người khác"]


def test_who_insists_may_record_what_was_before_the_plan(office: Office) -> None:
    book = office.hand_out()
    book.set("T03-01", completed="31/12/2025")
    assert office.tables(book, "--force")["refused"] == []
    assert office.row("T03-01")["completed"] == "2025-12-31"


def test_an_inspection_has_no_progress(office: Office) -> None:
    book = office.hand_out(command="inspections")
    book.set("KT-01", started="1/3")
    assert office.refusals(book) == {
        book.cell_name("KT-01", "Bắt đầu ngày"): "KT-01 là dòng kiểm tra, giám sát."
    }
