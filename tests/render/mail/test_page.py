"""The HTML part of a message: what the text says, safe and without anything from elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from khtgdv.document.document import Column, Row, Table, Tone
from khtgdv.render.mail.page import html_page
from tests.render.mail.test_message import LETTER

HOSTILE = '"><script>alert(1)</script><img src=x onerror=y> &amp; {{ 7*7 }} \x00\u202e\r\n</div>'


class _Reader(HTMLParser):
    """The elements of a page with their attributes, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def words_of(page: str) -> str:
    return " ".join(_Reader(page).words.split())


def test_it_says_what_the_text_says() -> None:
    words = words_of(html_page(LETTER))
    for text in ("Kính gửi: Phòng ĐT&CH", "QUÁ HẠN (2)", "Ký kết: - với Sở Y tế", "Trân trọng."):
        assert text in words
    assert "T01-01 Ký kết: - với Sở Y tế Hạn: 1/2026" in words
    assert "KHÔNG CÓ" not in words
    assert words_of(html_page(replace(LETTER, footer="", subtitle=""))).endswith("\\x1b[31m")


def test_a_state_stands_beside_the_code_in_words_and_colour() -> None:
    columns = (Column("id", "Mã", "id"), Column("state", "Tình trạng", "state"))
    rows = [
        Row({"id": f"T01-0{number}", "state": "quá hạn 3 ngày"}, tone=tone)
        for number, tone in enumerate((Tone.LATE, Tone.PLAIN))
    ]
    table = Table("late", "QUÁ HẠN", columns, ("id", "state"), tuple(rows))
    page = html_page(replace(LETTER, tables=(table,)))
    assert words_of(page).count("T01-00 · quá hạn 3 ngày") == 1
    assert page.count("#b3261e") == 2


def test_no_text_is_markup_and_nothing_comes_from_elsewhere() -> None:
    table = LETTER.tables[0]
    row = Row({"id": HOSTILE, "task": HOSTILE, "deadline": HOSTILE})
    hostile = replace(
        LETTER, title=HOSTILE, subtitle=HOSTILE, lines=(HOSTILE,), footer=HOSTILE,
        tables=(replace(table, title=HOSTILE, rows=(row,)),),
    )  # fmt: skip
    page = html_page(hostile)
    elements = _Reader(page).elements
    plain = {tag for tag, _ in _Reader(html_page(LETTER)).elements}
    assert {tag for tag, _ in elements} <= plain
    assert not {"img", "script", "link", "style", "a", "form"} & plain
    names = {name for _, attributes in elements for name in attributes}
    assert names <= {"lang", "charset", "name", "content", "style"}
    assert not re.search(r"url\(|https?:|@import", page)
    assert "{{ 7*7 }}" in words_of(page)
    assert not any(char in page for char in "\x00\u202e\r")


def test_it_is_made_for_a_phone_too() -> None:
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in html_page(
        LETTER
    )
