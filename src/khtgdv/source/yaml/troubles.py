"""What a builder gives up at although the text is YAML: said in Vietnamese, with the remedy."""

from __future__ import annotations

import re

from khtgdv.source.text.sourcefile import Mark, Trouble

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_DEPTH = 32
_BRACKET = re.compile(r"[][{}]")


def too_large(mark: Mark, values: int) -> Trouble:
    """Say that a text has more values than a plan can need."""
    message = f"tệp có hơn {values} giá trị, quá mức một kế hoạch cần"
    return Trouble("too-large", mark, message, "chia kế hoạch thành nhiều thư mục")


def deep_bracket(lines: Sequence[str], last: Mark, depth: int) -> Mark:
    """Return the first bracket after a place of some depth that goes too deep, else that place."""
    marks = _brackets(lines, last, depth)
    return next((mark for mark, inner_depth in marks if inner_depth > MAX_DEPTH), last)


def _brackets(lines: Sequence[str], last: Mark, depth: int) -> Iterator[tuple[Mark, int]]:
    """Yield each bracket after a place, and how deep it leads."""
    begin = last.end_column
    for number, words in enumerate(lines[last.end_line :], last.end_line):
        for bracket in _BRACKET.finditer(words, begin):
            depth += 1 if bracket[0] in "[{" else -1
            yield Mark(number, bracket.start(), number, bracket.end()), depth
        begin = 0


def too_deep(mark: Mark) -> Trouble:
    """Say that values stand in one another too many times."""
    message = f"lồng nhau quá {MAX_DEPTH} tầng"
    return Trouble("too-deep", mark, message, "một kế hoạch chỉ cần bốn tầng")


def swallowed_rows(text: Mark, row: int) -> Trouble:
    """Say of a text at the top of a file that the rows from a line on became a part of it.

    The trouble ends at that line.
    """
    message = f"nội dung mở ở đây nuốt cả dòng kế hoạch ở dòng {row + 1}"
    hint = "ở đầu mục thì bỏ dấu |, > hay dấu nháy; ghi chú thì đặt dấu # ở đầu dòng"
    return Trouble("swallowed-row", Mark(text.line, text.column, row, 0), message, hint)


def deep_row(row: int) -> Trouble:
    """Say of a row that it stands so far in that it became a part of the text above."""
    message = "dòng kế hoạch này thụt vào quá sâu nên thành lời văn của dòng ở trên"
    hint = 'đặt dấu "-" thẳng hàng với dấu "-" của các dòng kế hoạch khác'
    return Trouble("swallowed-row", Mark(row, 0, row, 1), message, hint)


def slipped_key(mark: Mark, key: str) -> Trouble:
    """Say of a key of a row that it stands at the top of the file."""
    message = f'khóa "{key}" đứng sát lề, không còn thuộc dòng kế hoạch của nó'
    hint = "thụt vào bằng các khóa khác của dòng kế hoạch ấy"
    return Trouble("wrong-indent", mark, message, hint)


def intruding_line(mark: Mark) -> Trouble:
    """Say of a line that it belongs to no row and keeps the list of rows from going on."""
    message = "từ dòng này có nội dung không thuộc dòng kế hoạch nào, cắt ngang danh sách"
    hint = "đặt lại vào dòng kế hoạch của nó, hoặc xóa; ghi chú thì đặt dấu # ở đầu dòng"
    return Trouble("wrong-indent", mark, message, hint)
