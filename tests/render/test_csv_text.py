from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.dates.periods import parse_period
from khtgdv.document.document import Column
from khtgdv.render.csv_text import cell, render
from khtgdv.render.formats import RenderOptions
from khtgdv.text import has_unsafe

if TYPE_CHECKING:
    from khtgdv.document.document import Value
    from tests.render.conftest import MakeDocument, MakeTable


def test_one_table_is_its_rows(document: MakeDocument, table: MakeTable) -> None:
    made = table(
        {"id": "T01-01", "task": "Ký kết, “trao đổi”\nhai dòng"}, {"id": 'A"B', "task": None}
    )
    assert render(document(made), RenderOptions()).decode() == (
        '\ufeffid,task\r\nT01-01,"Ký kết, “trao đổi”\nhai dòng"\r\n"A""B",\r\n'
    )


def test_several_tables_have_their_name_first_and_all_columns(
    document: MakeDocument, table: MakeTable
) -> None:
    first = table({"id": 1, "a": "x"}, name="first")
    second = table({"id": 2, "b": "y"}, name="second")
    nothing = table(name="nothing", columns=(Column("c", "C"),))
    assert render(document(first, second, nothing), RenderOptions()).decode() == (
        "\ufefftable,id,a,b,c\r\nfirst,1,x,,\r\nsecond,2,,y,\r\n"
    )


def test_only_the_chosen_columns_are_written(document: MakeDocument, table: MakeTable) -> None:
    made = table({"id": 1, "a": "x", "b": "y"}, choice=("b", "id"))
    assert render(document(made), RenderOptions()).decode() == "\ufeffb,id\r\ny,1\r\n"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (-3, "-3"),
        (0.5, "0.5"),
        (date(2026, 3, 31), "2026-03-31"),
        (parse_period("2026-Q1"), "2026-Q1"),
        (("a", "b"), "a; b"),
        ((), ""),
        ({"to": parse_period("2026-05"), "reason": None}, "to: 2026-05"),
        (({"a": 1}, {"a": 2}), "a: 1 | a: 2"),
        ("=1+1", "'=1+1"),
        ("+84", "'+84"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\uff0b84", "'\uff0b84"),
        ("\uff0d1", "'\uff0d1"),
        ("\uff20A1", "'\uff20A1"),
        ("\tx", "'\tx"),
        ((("=1",)), "'=1"),
        ("a=b", "a=b"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
    ],
)
def test_cell(value: Value, text: str) -> None:
    assert cell(value) == text


@given(texts=st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=4))
def test_a_spreadsheet_reads_back_what_was_written(
    texts: list[str], document: MakeDocument, table: MakeTable
) -> None:
    made = table({f"k{number}": text for number, text in enumerate(texts)})
    written = render(document(made), RenderOptions()).decode()
    rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline="")))
    assert rows[1:] == [[cell(text) for text in texts]]
    assert not any(text.startswith(("=", "+", "-", "@", "\t")) for text in rows[1])
    assert not has_unsafe(written.removeprefix("\ufeff").replace("\r\n", ""))
