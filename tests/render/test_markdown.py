from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.document.document import Column, Row
from khtgdv.render.formats import RenderOptions
from khtgdv.render.markdown import escape, render

if TYPE_CHECKING:
    from tests.render.conftest import MakeDocument, MakeTable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kế hoạch 31-KH/BTGDVTU", "Kế hoạch 31-KH/BTGDVTU"),
        ("a|b", r"a\|b"),
        ("*đậm* _nghiêng_ `mã`", r"\*đậm\* \_nghiêng\_ \`mã\`"),
        ("[chữ](http://x)", r"\[chữ\](http://x)"),
        ("<script>&amp;", r"\<script\>\&amp;"),
        ("# đề mục", r"\# đề mục"),
        ("hai\n  dòng", "hai<br>dòng"),
        ("\x1b[31m", r"\\x1b\[31m"),
        ("", ""),
    ],
)
def test_text_is_shown_as_it_is(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_a_document(document: MakeDocument, table: MakeTable) -> None:
    columns = (Column("id", "Mã", "id"), Column("n", "Số", "number"))
    grid = table(
        {"id": "T01-01", "n": 1},
        columns=columns,
        title="BẢNG",
        total=Row({"id": "Cộng", "n": None}),
        footer="một\nhai",
    )
    record = table(
        Row({"id": "T|1", "n": None}), Row({"id": "T2", "n": 0}), columns=columns, layout="record"
    )
    empty, silent = table(empty="Không có gì."), table(title="ẨN")
    made = document(grid, record, empty, silent, subtitle="hôm nay", lines=("dòng",), footer="hết")
    assert render(made, RenderOptions()) == (
        "# THỬ · hôm nay\n\ndòng\n\n## BẢNG\n\n| Mã | Số |\n| --- | ---: |\n| T01-01 | 1 |\n"
        "| **Cộng** |  |\n\nmột\n\nhai\n\n- Mã: T\\|1\n\n- Mã: T2\n- Số: 0\n\nKhông có gì.\n\nhết\n"
    )


def test_a_document_without_anything(document: MakeDocument) -> None:
    assert render(document(), RenderOptions()) == "# THỬ\n"
