"""A document as the draft of a message: who it is to, what it says twice, what goes with it."""

from __future__ import annotations

import email
import email.policy
import sys
import unicodedata
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khtgdv.dates.periods import Position
from khtgdv.document.document import Column, Document, Row, Table
from khtgdv.render.mail import message
from khtgdv.render.mail.message import Attachment, Recipient
from khtgdv.render.mail.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from khtgdv.errors import MissingLibraryError

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
TO = Recipient("Phòng ĐT&CH", "dt-ch@hp.gov.vn")
FILES = (
    Attachment("danh-muc-vp.docx", "application/x-docx", b"PK\r\n\x00\xff" * 50),
    Attachment("lich-vp.ics", "text/calendar", "BEGIN:VCALENDAR\r\nế\r\n".encode()),
)


def render(
    document: Document,
    to: Recipient = TO,
    files: Sequence[Attachment] = FILES,
    tell_missing: Callable[[MissingLibraryError], object] = str,
) -> bytes:
    return message.render(document, to, files, tell_missing)


def read(content: bytes) -> email.message.EmailMessage:
    return email.message_from_bytes(content, policy=email.policy.default)


def parts_of(content: bytes) -> dict[str, email.message.EmailMessage]:
    """Return the parts of a message by type; none has a defect."""
    whole = read(content)
    parts = list(whole.walk())
    assert not any(part.defects for part in parts)
    return {part.get_content_type(): part for part in parts}


def test_a_draft_carries_vietnamese_and_says_who_it_is_to() -> None:
    whole = read(render(LETTER))
    assert whole["Subject"] == "Nhắc việc Phòng ĐT&CH: 2 nhiệm vụ quá hạn (ngày 31/03/2026)"
    (to,) = whole["To"].addresses
    assert (to.display_name, to.addr_spec) == ("Phòng ĐT&CH", "dt-ch@hp.gov.vn")
    assert whole["X-Unsent"] == "1"
    assert whole["Date"] == "Tue, 31 Mar 2026 08:00:00 +0700"
    assert not any(whole[name].defects for name in ("To", "Subject", "Date", "Message-ID"))
    assert read(render(replace(LETTER, subtitle="")))["Subject"] == LETTER.title


def test_where_no_address_is_known_nobody_stands_there() -> None:
    assert read(render(LETTER, Recipient("Văn phòng")))["To"] is None


def test_text_comes_first_then_the_same_as_html_then_the_files() -> None:
    whole = read(render(LETTER))
    assert [part.get_content_type() for part in whole.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html",
        "application/x-docx", "text/calendar",
    ]  # fmt: skip
    body = whole.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == plain_text(LETTER)
    files = list(whole.iter_attachments())
    assert [part.get_filename() for part in files] == [file.name for file in FILES]
    assert [part.get_payload(decode=True) for part in files] == [file.content for file in FILES]
    assert files[1].get_param("charset") == "utf-8"
    assert files[1].get_param("method") is None  # no invitation to answer


def test_without_files_and_without_html_there_is_less_around_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert list(parts_of(render(LETTER, files=()))) == [
        "multipart/alternative", "text/plain", "text/html",
    ]  # fmt: skip
    monkeypatch.setitem(sys.modules, "khtgdv.render.mail.page", None)
    told: list[MissingLibraryError] = []
    assert list(parts_of(render(LETTER, files=(), tell_missing=told.append))) == ["text/plain"]
    said = "Thư chỉ có phần chữ: phần trình bày (HTML) cần thêm thư viện chưa cài."
    assert [(error.need, error.message) for error in told] == [("html", said)]


def test_a_draft_is_ascii_with_the_line_ends_of_mail() -> None:
    content = render(LETTER)
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(map(len, content.splitlines())) <= 78


def test_the_same_letter_is_the_same_bytes_and_another_has_another_id() -> None:
    assert render(LETTER) == render(LETTER)
    later = replace(LETTER, position=Position(date(2026, 4, 1)))
    assert read(render(later))["Message-ID"] != read(render(LETTER))["Message-ID"]


HOSTILE = "A\r\nBcc: b@c.vn\r\r\n\r\n<b>\x00\x1b[31m\x85\u2028\tB"


def test_no_text_makes_a_header_or_ends_one() -> None:
    hostile = replace(LETTER, title=HOSTILE, subtitle=HOSTILE)
    content = render(hostile, Recipient(f'{HOSTILE}", x@y.vn <z@y.vn>' + "ệ" * 300, "a@hp.vn"))
    whole = read(content)
    assert whole.keys() == read(render(LETTER)).keys()
    assert not whole["To"].defects
    assert [to.addr_spec for to in whole["To"].addresses] == ["a@hp.vn"]
    head = content.partition(b"\r\n\r\n")[0]
    assert not set(head.replace(b"\r\n", b"")) & {*range(32), 127}
    assert str(whole["Subject"]).startswith("A Bcc: b@c.vn <b>\\x00\\x1b[31m B (")
    for name in ("Subject", "To"):
        assert not any(unicodedata.category(char) == "Cc" for char in str(whole[name]))


@pytest.mark.uncounted
@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(["14", "ngày", "T03-01", "ĐT&CH:", "quá hạn", "a" * 30])))
def test_no_blank_of_a_subject_is_lost(words: list[str]) -> None:
    subject = " ".join(["Nhắc", *words])
    content = render(replace(LETTER, title=subject, subtitle=""))
    assert read(content)["Subject"] == subject
    assert max(map(len, content.splitlines())) <= 78
