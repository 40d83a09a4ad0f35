"""A document as plain text."""

from __future__ import annotations

from dataclasses import replace

from khtgdv.render.mail.text import plain_text
from tests.render.mail.test_message import LETTER

BODY = """\
Kính gửi: Phòng ĐT&CH

QUÁ HẠN (2)
1. T01-01: Ký kết: - với Sở Y tế
   Hạn: 1/2026
2. T01-02: Sơ kết\\x1b[31m

Trân trọng.
"""


def test_text_is_lists_without_columns_and_safe_to_show() -> None:
    assert plain_text(LETTER) == BODY
    assert plain_text(replace(LETTER, lines=(), tables=(), footer="")) == "\n"
