"""A row that was changed in the sheet and in the plan since: told with both values, not written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.worksheet.conftest import Office


def meanwhile(office: Office, *command: str) -> None:
    told = office.run(*command, "--data", office.folder, today="2026-04-01")
    assert (told.status, told.err) == (0, "")


def test_both_sides_say_other_things(office: Office) -> None:
    book = office.hand_out()
    meanwhile(office, "done", "T03-01", "--on", "31/3/2026")
    book.set("T03-01", completed=date(2026, 3, 30), assignee="Bà B")
    book.set("T03-02", progress=50)
    before = office.text()
    told = office.take_back(book)
    assert told.status == 1
    tables = office.tables()
    refused = {row["key"]: row for row in tables["refused"]}
    assert [refused["completed"][key] for key in ("base", "plan", "sheet")] == [
        None, "2026-03-31", "2026-03-30",
    ]  # fmt: skip
    assert refused["assignee"]["sheet"] == "Bà B"
    assert refused["completed"]["reason"] == (
        "Đã đổi ở cả hai nơi: từ lúc xuất bảng, kế hoạch đã ghi "
        "hoàn thành ngày từ (trống) thành 31/03/2026."
    )
    assert office.new_lines(before) == ["-progress: 40", "progress: 50"]


@pytest.mark.parametrize(
    ("command", "key"),
    [
        (("cancel", "T03-02", "--reason", "ghép"), "hủy"),
        (("extend", "T03-02", "--to", "6/2026", "--reason", "chờ"), "gia hạn"),
        (("update", "T03-02", "--note", "thêm"), "ghi chú"),
        (("update", "T03-02", "--set", "task=Trình đề án mới"), "nội dung"),
        (("update", "T03-02", "--set", "due=5/2026"), "hạn đã ký"),
        (("update", "T03-02", "--clear", "assignee"), "người thực hiện"),
    ],
)
def test_whatever_was_recorded_since_keeps_the_row_back(
    command: tuple[str, ...], key: str, office: Office
) -> None:
    book = office.hand_out()
    meanwhile(office, *command)
    book.set("T03-02", progress=50)
    before = office.text()
    (refused,) = office.tables(book)["refused"]
    assert f"kế hoạch đã ghi {key} từ " in refused["reason"]
    assert (refused["base"], refused["plan"], refused["sheet"]) == ("40", "40", "50")
    assert office.text() == before


def test_a_row_that_only_the_plan_changed_is_left_alone(office: Office) -> None:
    book = office.hand_out()
    meanwhile(office, "done", "T03-01", "--on", "31/3/2026")
    before = office.text()
    tables = office.tables(book)
    assert (tables["changes"], tables["refused"]) == ([], [])
    assert office.text() == before


AGREED: list[tuple[tuple[str, ...], dict[str, Any]]] = [
    (("done", "T03-01", "--on", "31/3/2026", "--result", "9-BC"),
     {"completed": "31/3", "result": "9-BC"}),
    (("update", "T03-01", "--note", "một"), {"notes": "một"}),
    (("extend", "T03-01", "--to", "5/2026", "--on", "1/4/2026", "--reason", "chờ"),
     {"to": "5/2026", "reason": "chờ"}),
]  # fmt: skip


@pytest.mark.parametrize(("command", "cells"), AGREED, ids=lambda value: str(value)[:20])
def test_what_both_sides_say_alike_is_no_change(
    command: tuple[str, ...], cells: dict[str, Any], office: Office
) -> None:
    book = office.hand_out()
    meanwhile(office, *command)
    book.set("T03-01", **cells)
    before = office.text()
    tables = office.tables(book)
    assert (tables["changes"], tables["refused"]) == ([], [])
    assert office.text() == before
    book.set("T03-01", assignee="Bà B")
    assert [row["key"] for row in office.tables(book)["changes"]] == ["assignee"]


def test_the_same_sheet_twice_is_recorded_once(office: Office) -> None:
    book = office.hand_out()
    book.set("T03-01", completed="31/3", to="5/2026", reason="chờ", notes="một")
    book.add(task="Việc mới", lead="VP", due="5/2026", assignee="Bà B")
    assert office.take_back(book).status == 0
    before = office.text()
    told = office.take_back()
    assert told.status == 0
    assert told.out.endswith("Không có gì để ghi.\n")
    assert office.text() == before


def test_a_row_that_is_gone_from_the_plan(office: Office) -> None:
    meanwhile(office, "add", "--month", "3", "--task", "Việc thêm", "--lead", "VP")
    book = office.hand_out()
    meanwhile(office, "remove", "T03-04")
    book.set("T03-04", assignee="Bà B")
    (refused,) = office.tables(book)["refused"]
    assert (refused["id"], refused["reason"]) == ("T03-04", "T03-04 không còn trong kế hoạch.")
