"""What a line itself shows that a YAML parser has no word for: the slips of those who edit by hand.

A line is looked at only where a parser has given up, at it or at the next line of text.
"""

from __future__ import annotations

import re

from khtgdv.source.text.known_keys import NAMES, SECTIONS
from khtgdv.source.text.sourcefile import Mark
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_SECTION = "|".join(SECTIONS)
_COLON_HINT = "viết khóa: giá trị, có một dấu cách sau dấu hai chấm"
_ITEM_HINT = "mỗi mục của danh sách bắt đầu bằng dấu - rồi một dấu cách"
_DASH_HINT = 'mỗi dòng kế hoạch bắt đầu bằng "- id:", dấu - rồi một dấu cách'


_ALIGN_HINT = (
    "nếu là mục thì đặt các dấu - thẳng hàng với nhau; nếu là lời văn thì đặt cả trong dấu nháy,"
    " hoặc viết sau >- ở dòng dưới"
)
_BULLETS = frozenset("•–—*+·●○▪■◦")
# A list item that is no row: words without a key.
TEXT_ITEM = re.compile(rf"( *)- +(?!(?:{NAMES})\b)[^\s{{\[\"'#:&*!|>][^:#]*$")


class _Slip(NamedTuple):
    """A line that is a slip: what it looks like (the group `at` is the mistake), what to say.

    `above` tells that the parser may have given up at the next line only.
    """

    pattern: re.Pattern[str]
    message: str
    hint: str
    above: bool = False


_SLIPS = (
    _Slip(re.compile(r"\s*(?P<at>```\S*)"), "đây là dấu của Markdown", "xóa dòng này",
          above=True),
    _Slip(re.compile(r"\s*(?P<at>//)"), "ghi chú không bắt đầu bằng //",
          "ghi chú bắt đầu bằng dấu # và một dấu cách", above=True),
    _Slip(re.compile(r"\s*(?P<at>[0-9]{1,3}[.)]|[*+•–—])\s*(?:id|code|name|content)\s*:"),
          "dấu này không bắt đầu một dòng kế hoạch", _DASH_HINT),
    _Slip(re.compile(rf"\s*(?P<at>-)(?:{NAMES}):"), 'sau dấu "-" thiếu dấu cách', _DASH_HINT,
          above=True),
    _Slip(re.compile(r"\s*\S.* (?P<at>-) +(?:id|code):"), "hai dòng kế hoạch dính vào nhau",
          'xuống dòng trước dấu "-" này'),
    _Slip(re.compile(r"(?P<at>\S{1,3}) +- +(?:id|code):"), 'trước dấu "-" có chữ thừa',
          "xóa chữ thừa ở đầu dòng", above=True),
    _Slip(re.compile(rf"\s*- +(?P<at>(?:{NAMES})\b[^:]*)$"), 'thiếu dấu ":" sau khóa', _COLON_HINT,
          above=True),
    _Slip(re.compile(rf"\s*- +(?P<at>(?:{NAMES}):)[^\s]"), 'sau dấu ":" thiếu dấu cách',
          _COLON_HINT, above=True),
    _Slip(re.compile(rf"(?P<at>[+]|-(?=  )) +(?:{NAMES}):(?:\s|$)"), "dấu của bản so sánh (diff)",
          "xóa dấu này; dòng có dấu - ở đầu là bản cũ thì xóa cả dòng", above=True),
    _Slip(re.compile(rf"(?P<at>{_SECTION})\s*[\uff1a;=.]?\s*$"), 'thiếu dấu ":" sau khóa',
          "viết khóa rồi dấu hai chấm", above=True),
)  # fmt: skip


def find_slip(lines: Sequence[str], number: int) -> tuple[Mark, str, str] | None:
    """Return the place of a slip at a line or at the line of text above, with what to say of it."""
    above = next(
        (n for n in range(min(number, len(lines)) - 1, -1, -1) if has_content(lines[n])), number
    )
    for line_number in (number, above):
        line = lines[line_number].rstrip() if line_number < len(lines) else ""
        for slip in _SLIPS:
            match = slip.pattern.match(line) if line_number == number or slip.above else None
            if match:
                mark = Mark(line_number, match.start("at"), line_number, match.end("at"))
                return mark, slip.message, slip.hint
    return None


def find_bullet_slip(line: str, item_mark: Mark) -> tuple[Mark, str, str] | None:
    """Return the place of what stands in place of a list item's dash, with what to say of it."""
    sign = line[item_mark.column : item_mark.column + 1]
    mark = Mark(item_mark.line, item_mark.column, item_mark.line, item_mark.column + 1)
    if sign == "-":
        return mark, 'sau dấu "-" thiếu dấu cách', _ITEM_HINT
    return (mark, "dấu này không bắt đầu một mục", _ITEM_HINT) if sign in _BULLETS else None


def find_joined_item(lines: Sequence[str], text: Mark) -> tuple[Mark, str, str] | None:
    """Return the place of what may be an item that became a part of a text, with what to say of it.

    An item that stands too far in does; so does prose that a program has folded before a dash.
    """
    for line in range(text.line + 1, text.end_line + 1):
        words = lines[line].rstrip()
        begin = len(words) - len(words.lstrip())
        if words.startswith("- ", begin):
            message = "dòng này nối vào nội dung ở dòng trên, không thành mục riêng"
            return Mark(line, begin, line, len(words)), message, _ALIGN_HINT
    return None


def has_content(line: str) -> bool:
    """Tell whether a line is more than a comment."""
    return bool(line.strip()) and not line.lstrip().startswith("#")
