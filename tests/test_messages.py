"""Every message of the program stands in a test or a golden file: a new one must come with one."""

from __future__ import annotations

import ast

import pytest

from tools import messages

pytestmark = pytest.mark.uncounted


def test_no_message_is_without_a_test() -> None:
    assert messages.unexpected() == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('raise UsageError("Không có dòng nào.", hint)', [(1, "không có dòng nào")]),
        ('say(f"Đã ghi {n} tệp vào thư mục {name}")', [(1, "tệp vào thư mục")]),
        ('TEXT = "Không có mục {}, chọn lại một mục"', [(1, "chọn lại một mục")]),
        ('PAGE = "<h1>{{ title }}</h1>\\n<p>Về trang tổng quan</p>"', [(2, "về trang tổng quan")]),
        ('"""Một lời giải thích của mã."""', []),
        ('NAMES = "một hai ba bốn".split()', []),
        ('NAMES = "một hai ba bốn".replace("b", "c").split(",")', []),
        ('TEXT = "# Ghi ngày nghỉ: {{date: {year}}}"', [(1, "# ghi ngày nghỉ: {date")]),
        (r'PATTERN = re.compile(r"\bngày|tháng này|năm nay")', []),
        ('OTHER = "in English, not for people"', []),
    ],
)
def test_what_is_a_message(code: str, found: list[tuple[int, str]]) -> None:
    assert list(messages.texts(ast.parse(code))) == found
