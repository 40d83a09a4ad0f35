"""A document as plain text, and as a draft of a message."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from khtgdv.dates.periods import Position
from khtgdv.document.document import Column, Document, Row, Table
from khtgdv.render.formats import RenderOptions
from khtgdv.render.letter import plain_text, render

TABLE = Table(
    "late",
    "QUÁ HẠN (2)",
    (Column("id", "Mã", "id"), Column("task", "Nhiệm vụ", "long"), Column("deadline", "Hạn")),
    ("id", "task", "deadline"),
    (
        Row({"id": "T01-01", "task": "Ký kết:\n- với Sở Y tế", "deadline": "1/2026"}),
        Row({"id": "T01-02", "task": "Sơ kết\x1b[31m", "deadline": None}),
    ),
)
LETTER = Document(
    report="remind",
    title="Nhắc việc Phòng ĐT&CH: 2 nhiệm vụ quá hạn",
    subtitle="ngày 31/03/2026",
    lines=("Kính gửi: Phòng ĐT&CH",),
    position=Position(date(2026, 3, 31)),
    plans=(),
    tables=(TABLE, replace(TABLE, name="none", title="KHÔNG CÓ", rows=())),
    footer="Trân trọng.",
)
BODY = """\
Kính gửi: Phòng ĐT&CH

QUÁ HẠN (2)
1. T01-01: Ký kết: - với Sở Y tế
   Hạn: 1/2026
2. T01-02: Sơ kết\\x1b[31m

Trân trọng.
"""


def read(content: bytes) -> email.message.EmailMessage:
    return email.message_from_bytes(content, policy=email.policy.default)


def test_text_is_lists_without_columns_and_safe_to_show() -> None:
    assert plain_text(LETTER) == BODY
    assert plain_text(replace(LETTER, lines=(), tables=(), footer="")) == "\n"


def test_a_draft_carries_vietnamese_and_is_addressed_to_nobody() -> None:
    message = read(render(LETTER, RenderOptions()))
    assert message["Subject"] == "Nhắc việc Phòng ĐT&CH: 2 nhiệm vụ quá hạn (ngày 31/03/2026)"
    assert message["To"] == ""
    assert message["X-Unsent"] == "1"
    assert message["Date"] == "Tue, 31 Mar 2026 08:00:00 +0700"
    assert message.get_content().replace("\r\n", "\n") == BODY
    assert read(render(replace(LETTER, subtitle=""), RenderOptions()))["Subject"] == LETTER.title


def test_a_draft_is_ascii_with_the_line_ends_of_mail() -> None:
    content = render(LETTER, RenderOptions())
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(map(len, content.splitlines())) <= 78


def test_the_same_letter_is_the_same_bytes_and_another_has_another_id() -> None:
    assert render(LETTER, RenderOptions()) == render(LETTER, RenderOptions(80, color=True))
    later = replace(LETTER, position=Position(date(2026, 4, 1)))
    assert (
        read(render(later, RenderOptions()))["Message-ID"]
        != read(render(LETTER, RenderOptions()))["Message-ID"]
    )


def test_line_breaks_in_a_subject_make_no_header() -> None:
    message = read(render(replace(LETTER, title="A\r\nBcc: b@c.vn"), RenderOptions()))
    assert message["Bcc"] is None
    assert message["Subject"] == "A Bcc: b@c.vn (ngày 31/03/2026)"


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(["14", "ngày", "T03-01", "ĐT&CH:", "quá hạn", "a" * 30])))
def test_no_blank_of_a_subject_is_lost(words: list[str]) -> None:
    subject = " ".join(["Nhắc", *words])
    content = render(replace(LETTER, title=subject, subtitle=""), RenderOptions())
    assert read(content)["Subject"] == subject
    assert max(map(len, content.splitlines())) <= 78
