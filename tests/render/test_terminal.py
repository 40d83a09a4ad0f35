from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.document.document import Column, Row
from khtgdv.render.formats import RenderOptions
from khtgdv.render.terminal import render

if TYPE_CHECKING:
    from khtgdv.document.document import Document
    from tests.render.conftest import MakeDocument, MakeTable

HOSTILE = [
    "[bold]x[/phòng]",
    "[/]",
    "[link=x]y[/link]",
    ":smile:",
    "\\[red]",
    "'T1' 3/2026",
]
STEERING = {
    "\x1b[2J": r"\x1b[2J",
    "a\x07b": r"a\x07b",
    "\x9b31m": r"\x9b31m",
    "a\u202eb": r"a\u202eb",
    "a\u200bb": r"a\u200bb",
    "\x1b]8;;http://x\x1b\\": r"\x1b]8;;http://x\x1b",
}


def everywhere(text: str, document: MakeDocument, table: MakeTable) -> Document:
    columns = (
        Column("id", text, "id"), Column("task", "Việc", "long"), Column("state", "Thế", "state"),
        Column("co", "Cùng", below_text=True),
    )  # fmt: skip
    row = dict.fromkeys(("id", "task", "state", "co"), text)
    made: dict[str, Any] = {"title": text, "footer": text, "columns": columns}
    grid = table(row, total=Row({"id": text}), **made)
    record = table(row, layout="record", section=text, intro=text, **made)
    empty = table(empty=text)
    options: dict[str, Any] = {
        "title": text,
        "subtitle": text,
        "lines": (text,),
        "figures": (text,),
    }
    return document(grid, record, empty, footer=text, **options)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [80, 140, None])
def test_text_is_never_markup(
    text: str, width: int | None, document: MakeDocument, table: MakeTable
) -> None:
    made = everywhere(text, document, table)
    plain = render(made, RenderOptions(width))
    assert plain.count(text) == 23
    assert "\x1b" not in plain
    coloured = render(made, RenderOptions(width, color=True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).count(text) == 23
    assert "\x1b]" not in coloured


@pytest.mark.parametrize("text", STEERING)
def test_text_is_never_an_escape_sequence(
    text: str, document: MakeDocument, table: MakeTable
) -> None:
    made = everywhere(text, document, table)
    assert render(made, RenderOptions(140)).count(STEERING[text]) == 23
    coloured = render(made, RenderOptions(140, color=True))
    rest = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]", rest)


def test_a_document_from_top_to_bottom(document: MakeDocument, table: MakeTable) -> None:
    columns = (Column("id", "Mã", "id"), Column("n", "Số", "number"))
    grid = table({"id": "T1", "n": 7}, columns=columns, title="BẢNG", footer="một\nhai")
    made = document(
        grid,
        table(empty="Không có gì."),
        table(title="ẨN"),
        table({"id": "x"}, layout="data"),
        subtitle="hôm nay",
        lines=("dòng",),
        footer="hết",
    )
    assert [line.strip() for line in render(made, RenderOptions(80)).strip().splitlines()] == [
        "THỬ · hôm nay", "dòng", "",
        "BẢNG", "Mã  Số", "───────", "T1   7", "", "một", "hai", "",
        "Không có gì.", "", "hết",
    ]  # fmt: skip


def test_records_stand_apart_and_leave_out_what_is_empty(
    document: MakeDocument, table: MakeTable
) -> None:
    columns = (Column("id", "Mã", "id"), Column("task", "Việc", "long"), Column("co", "Cùng"))
    rows = ({"id": "T1", "task": "hai\ndòng", "co": None}, {"id": "T2", "task": "a", "co": "b"})
    made = document(table(*rows, columns=columns, layout="record"))
    assert render(made, RenderOptions(80)).strip().splitlines()[2:] == [
        "Mã    T1", "Việc  hai", "      dòng", "", "Mã    T2", "Việc  a", "Cùng  b",
    ]  # fmt: skip


def test_a_pipe_takes_the_width_it_needs(document: MakeDocument, table: MakeTable) -> None:
    text = "việc rất dài " * 100
    columns = (Column("task", "Việc", "long"),)
    for layout in ("table", "record"):
        made = document(table({"task": text.strip()}, columns=columns, layout=layout))
        assert text.strip() in render(made, RenderOptions(None))


def test_no_line_ends_in_blanks(document: MakeDocument, table: MakeTable) -> None:
    made = document(table({"id": "x", "task": ""}, {"id": "xx", "task": "y"}), footer="hết")
    for color in (False, True):
        shown = render(made, RenderOptions(80, color=color))
        assert not re.search(r"[ ]+$", shown, re.MULTILINE)
        assert shown.endswith("\n")


def test_the_last_line_counts_the_rows_of_every_list(
    document: MakeDocument, table: MakeTable
) -> None:
    ids = (Column("id", "Mã", "id"),)
    late = table({"id": "a"}, {"id": "b"}, title="", columns=ids)
    awaiting = table({"id": "c"}, title="CHỜ CẤP TRÊN (không tính quá hạn)", columns=ids)
    made = document(late, awaiting, table(title="KHÁC", columns=ids), title="NHIỆM VỤ QUÁ HẠN")
    last = render(made, RenderOptions(80)).splitlines()[-1]
    assert last == "Cộng: nhiệm vụ quá hạn (2) · chờ cấp trên (1)"
    assert "Cộng" not in render(document(late, title="X"), RenderOptions(80))
    assert render(document(late, awaiting, footer="hết"), RenderOptions(80)).endswith("hết\n")
