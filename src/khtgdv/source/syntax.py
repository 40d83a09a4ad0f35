"""What a YAML parser complains about, said in Vietnamese and pointed where the mistake is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from khtgdv.source.sourcefile import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

# A line that begins a row or a key of a plan: inside a quoted text it means the text swallowed it.
KEY_LINE = re.compile(r"^\s*(?:- +)?[a-z_]+:(?:\s|$)")


class Trouble(NamedTuple):
    """A syntax error in our words."""

    code: str
    mark: Mark
    message: str
    hint: str


# The beginning of PyYAML's own words, and ours. Both parsers' wordings are here.
_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        'dấu ":" ở đây làm dòng này thành một khóa khác',
        "đặt nội dung có dấu hai chấm trong dấu nháy kép, hoặc kiểm tra thụt đầu dòng",
    ),
    (
        "found character",
        "ký tự này không bắt đầu một giá trị được",
        "đặt nội dung trong dấu nháy kép",
    ),
    (
        "could not find expected ':'",
        'thiếu dấu ":" sau khóa',
        "viết khóa: giá trị, có một dấu cách sau dấu hai chấm",
    ),
    (
        "block sequence entries are not allowed",
        'dấu "-" không đứng ở đây được',
        'đặt dấu "-" ở dòng riêng, thụt vào dưới khóa của danh sách',
    ),
    (
        "found unknown escape",
        "dấu \\ trong dấu nháy kép đi với chữ không hợp lệ",
        "viết \\\\ hoặc dùng dấu nháy đơn",
    ),
    (
        "expected ',' or ']'",
        "danh sách [ ] viết sai hoặc chưa đóng",
        'ngăn các mục bằng dấu phẩy, đóng bằng dấu "]"; mục có dấu phẩy thì đặt trong dấu nháy',
    ),
    (
        "expected ',' or '}'",
        "nhóm { } viết sai hoặc chưa đóng",
        'ngăn các khóa bằng dấu phẩy, đóng bằng dấu "}"',
    ),
    (
        "found unexpected end of stream",
        "tệp kết thúc khi còn một giá trị chưa đóng",
        "kiểm tra dấu nháy và dấu ngoặc ở trên",
    ),
)
_DEFAULT = (
    "YAML viết sai ở đây, hoặc ngay dòng trên",
    "các khóa của một dòng phải thụt vào bằng nhau; nội dung có dấu đặc biệt đặt trong dấu nháy",
)


def explain(error: Any, quotes: Sequence[Mark]) -> Trouble:
    """Return what a parser's error means; `quotes` are the quoted texts of several lines so far."""
    problem = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    if "quoted scalar" in context and "escape" not in problem:
        return _unclosed(_mark(error.context_mark))
    mark = _mark(getattr(error, "problem_mark", None) or getattr(error, "context_mark", None))
    if quotes and mark.line - quotes[-1].end_line <= 1:
        return _unclosed(quotes[-1])
    for words, message, hint in _WORDS:
        if words in problem:
            return Trouble("syntax-error", mark, message, hint)
    return Trouble("syntax-error", mark, *_DEFAULT)


def _unclosed(mark: Mark) -> Trouble:
    opening = Mark(mark.line, mark.column, mark.line, mark.column + 1)
    message = "dấu nháy mở ở đây không được đóng"
    return Trouble("unclosed-quote", opening, message, "đóng dấu nháy ở cuối nội dung")


def _mark(mark: Any) -> Mark:
    if mark is None:
        return Mark(0, 0, 0, 1)
    return Mark(mark.line, mark.column, mark.line, mark.column + 1)
