"""What a YAML parser complains about, said in Vietnamese and pointed where the mistake is."""

from __future__ import annotations

import re

from khtgdv.source.text.known_keys import KEY_LINE, NAMES
from khtgdv.source.text.sourcefile import Mark, Trouble
from khtgdv.source.yaml.indents import (
    margin,
    misplaced_line,
    missing_colon,
    missing_dash,
    shifted_item,
)
from khtgdv.source.yaml.line_slips import find_bullet_slip, find_slip, has_content
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

_ITEM_PREFIX = re.compile(r" *(?:- +)*")
_KNOWN_KEY = re.compile(rf"(?:{NAMES})\b")


class _ErrorCase(NamedTuple):
    """What a parser said, with the lines of the file it said it about."""

    context: str
    problem: str
    context_mark: Mark
    mark: Mark
    lines: list[str]

    @property
    def line(self) -> str:
        """The line the parser gave up at."""
        return _line_at(self.lines, self.mark.line)

    @property
    def number(self) -> int:
        """The number of that line, or of the last one where the parser gave up behind it."""
        return min(self.mark.line, len(self.lines) - 1)


def explain(error: Any, quotes: Sequence[Mark], lines: list[str], last_mark: Mark) -> Trouble:
    """Return what a parser's error means.

    `quotes` are the quoted texts of several lines so far, `last_mark` is the last value's place.
    """
    mark = _mark_from_parser(getattr(error, "problem_mark", None)) or last_mark
    context_mark = _mark_from_parser(getattr(error, "context_mark", None)) or mark
    context = str(getattr(error, "context", None) or "")
    problem = str(getattr(error, "problem", None) or "")
    case = _ErrorCase(context, problem, context_mark, mark, lines)
    if "quoted scalar" in context:
        return _explain_quotes(case)
    if quotes and mark.line - quotes[-1].end_line <= 1:
        return unclosed_quote(quotes[-1])
    if "flow" not in context and (slip := find_slip(lines, mark.line)):
        return Trouble("syntax-error", *slip)
    error_text = f"{context}|{problem}"
    return next(
        (explainer(case) for sign, explainer in _EXPLAINERS if sign.search(error_text)), None
    ) or _explain_other(case)


def unclosed_quote(mark: Mark) -> Trouble:
    """Return what to say of a quotation mark that is never closed."""
    message = "dấu nháy mở ở đây không được đóng"
    hint = "đóng dấu nháy ở cuối nội dung"
    return Trouble("unclosed-quote", _narrow(mark), message, hint)


def swallows_keys(lines: list[str], mark: Mark, column: int) -> bool:
    """Tell whether a quoted text runs over lines that are keys of the plan.

    A line that belongs to the text stands further in than `column`, by the rules of YAML: that of
    the block which the text stands in.
    """
    inside = (KEY_LINE.match(line) for line in lines[mark.line + 1 : mark.end_line + 1])
    return any(key is not None and key.end(1) <= column for key in inside)


def _explain_quotes(case: _ErrorCase) -> Trouble:
    before = _line_at(case.lines, case.context_mark.line)[: case.context_mark.column].rstrip()
    if before.endswith(('"', "'")):
        return Trouble("syntax-error", _narrow(case.context_mark), _AFTER_QUOTE, _TOO_MUCH['"'])
    quote_mark = Mark(
        case.context_mark.line, case.context_mark.column, case.mark.line, case.mark.column
    )
    lead = _ITEM_PREFIX.match(_line_at(case.lines, case.context_mark.line))
    column = lead.end() if lead else 0
    if "unexpected" in case.problem or swallows_keys(case.lines, quote_mark, column):
        return unclosed_quote(case.context_mark)
    column = max(case.line.rfind("\\", 0, case.mark.column + 1), 0)
    mark = Mark(case.mark.line, column, case.mark.line, column + 2)
    message = "dấu \\ trong dấu nháy kép đi với chữ không hợp lệ"
    return Trouble("syntax-error", mark, message, "viết \\\\ hoặc dùng dấu nháy đơn")


def _explain_bracket(case: _ErrorCase) -> Trouble:
    kind, closing = ("nhóm", "}") if "mapping" in case.context else ("danh sách", "]")
    hint = f'ngăn các mục bằng dấu phẩy, đóng bằng dấu "{closing}"'
    if case.context_mark.line == case.mark.line:
        message = f'{kind} viết sai ở đây hoặc chưa có dấu "{closing}"'
        hint = f"{hint}; mục có dấu phẩy hay hai chấm thì đặt trong dấu nháy"
        return Trouble("syntax-error", case.mark, message, hint)
    message = f"dấu ngoặc mở {kind} ở đây không được đóng"
    return Trouble("unclosed-bracket", _narrow(case.context_mark), message, hint)


def _explain_colon(case: _ErrorCase) -> Trouble:
    above = missing_colon(case.lines, case.number)
    if above is not None:
        return _keyless_trouble(case.lines, Mark(above, margin(case.lines[above]), above, 0))
    if KEY_LINE.fullmatch(f"{case.line[: case.mark.column]}:"):
        return _explain_indent(case)
    message = 'dấu ":" ở đây làm nội dung thành một khóa khác'
    hint = "đặt cả nội dung trong dấu nháy, hoặc viết sau >- ở dòng dưới"
    return Trouble("syntax-error", case.mark, message, hint)


def _explain_indent(case: _ErrorCase) -> Trouble:
    if (item := shifted_item(case.lines, case.number)) is not None:
        words = case.lines[item].rstrip()
        mark = Mark(item, margin(words), item, len(words))
        message = "mục này thụt vào chưa đủ, không thuộc danh sách của khóa ở trên"
        hint = "thụt dấu - của các mục vào ít nhất bằng khóa của danh sách"
        return Trouble("wrong-indent", mark, message, hint)
    above = misplaced_line(case.lines, case.number)
    if above is not None:
        return _indent_trouble(case.lines, above, "dưới")
    return _indent_trouble(case.lines, case.mark.line, "trên")


def _indent_trouble(lines: list[str], number: int, where: str) -> Trouble:
    line = _line_at(lines, number)
    start = margin(line)
    key = KEY_LINE.match(line)
    end = line.index(":") if key else len(line.rstrip())
    mark = Mark(number, start, number, end)
    message = f"dòng này thụt vào {start} dấu cách, không khớp với các dòng ở {where}"
    hint = "các khóa của một dòng thụt vào bằng nhau; dấu - của các dòng thẳng hàng với nhau"
    if not key and not line.lstrip().startswith("-"):
        hint = "các dòng của một nội dung thụt vào bằng nhau, sâu hơn khóa của nội dung"
    return Trouble("wrong-indent", mark, message, hint)


def _explain_missing_colon(case: _ErrorCase) -> Trouble:
    line = _line_at(case.lines, case.context_mark.line)
    if line[case.context_mark.column : case.context_mark.column + 1] in {'"', "'"}:
        return unclosed_quote(case.context_mark)
    if slip := find_bullet_slip(line, case.context_mark):
        return Trouble("syntax-error", *slip)
    mark = Mark(*case.context_mark[:2], case.context_mark.line, len(line.rstrip()))
    above = case.lines[case.context_mark.line - 1].rstrip() if case.context_mark.line else ""
    if above.endswith((">-", "|-", ">", "|")):
        hint = f"thụt nội dung của {above.split(':')[0].strip(' -')} vào sâu hơn khóa ấy"
        return Trouble("wrong-indent", mark, "nội dung nhiều dòng thụt vào chưa đủ", hint)
    return _keyless_trouble(case.lines, case.context_mark)


def _keyless_trouble(lines: list[str], mark: Mark) -> Trouble:
    """Say of a line that should be a key that it is none."""
    line = _line_at(lines, mark.line)
    hint = "viết khóa: giá trị, có một dấu cách sau dấu hai chấm"
    key = _KNOWN_KEY.match(line, mark.column)
    if not key:
        hint = f"{hint}; phần tiếp của nội dung ở trên thì thụt vào sâu hơn khóa của nó"
    is_glued = key and line.startswith(":", key.end())
    message = 'sau dấu ":" thiếu dấu cách' if is_glued else 'thiếu dấu ":" sau khóa'
    return Trouble(
        "syntax-error", Mark(mark.line, mark.column, mark.line, len(line.rstrip())), message, hint
    )


def _explain_block(case: _ErrorCase) -> Trouble:
    first = missing_dash(case.lines, case.number)
    if first is not None:
        mark = Mark(first, margin(case.lines[first]), first, margin(case.lines[first]) + 2)
        hint = "dòng kế hoạch đầu tiên cũng bắt đầu bằng dấu - rồi một dấu cách"
        return Trouble("syntax-error", mark, 'thiếu dấu "-" trước khóa này', hint)
    before = case.line[: case.mark.column].rstrip()
    begins = KEY_LINE.match(case.line) or case.line.startswith("- ", case.mark.column)
    if not before and (begins or case.mark.column != case.context_mark.column):
        return _explain_indent(case)
    rest = case.line[case.mark.column :].strip()
    for signs, message, hint in _AFTER_CLOSING:
        if before.endswith(signs):
            return Trouble("syntax-error", case.mark, message, _TOO_MUCH.get(rest, hint))
    return _explain_other(case)


_AFTER_QUOTE = "sau dấu nháy đóng còn chữ"
_AFTER_CLOSING = (
    ('"', _AFTER_QUOTE,
     "nội dung có dấu nháy kép thì đặt cả trong dấu nháy đơn, hoặc dùng “ ”"),
    ("'", _AFTER_QUOTE,
     "nội dung có dấu nháy đơn thì viết dấu ấy hai lần, hoặc đặt cả trong dấu nháy kép"),
    (("]", "}"), "sau dấu ngoặc đóng còn chữ",
     "nội dung bắt đầu bằng [ hay { thì đặt cả trong dấu nháy"),
)  # fmt: skip


_TOO_MUCH = {sign: f"xóa dấu {word} này" for sign, word in (
    (",", "phẩy"), ("]", "ngoặc"), ("}", "ngoặc"), ('"', "nháy"), ("'", "nháy"))}  # fmt: skip


def _explain_missing_value(case: _ErrorCase) -> Trouble:
    if case.line[case.mark.column : case.mark.column + 1] == ",":
        return Trouble("syntax-error", case.mark, "trước dấu phẩy này không có gì", _TOO_MUCH[","])
    return Trouble("syntax-error", case.mark, "dấu này không bắt đầu một giá trị được", _QUOTE_HINT)


def _explain_document_end(case: _ErrorCase) -> Trouble:
    """Say of what follows the end of a document: the line that ended it is the mistake."""
    lines = range(case.mark.line, -1, -1)
    end = next((n for n in lines if _line_at(case.lines, n).rstrip() == "..."), None)
    if end is None:
        first = next((n for n, line in enumerate(case.lines) if has_content(line)), case.mark.line)
        inside = first < case.mark.line and case.lines[first].startswith(" ")
        return _indent_trouble(case.lines, first, "dưới") if inside else _explain_other(case)
    message = "dòng ... kết thúc tài liệu YAML; phần sau nó không đọc"
    return Trouble("several-documents", Mark(end, 0, end, 3), message, "xóa dòng ... này")


def _explain_other(case: _ErrorCase) -> Trouble:
    hint = "các khóa của một dòng thụt vào bằng nhau; nội dung có dấu đặc biệt đặt trong dấu nháy"
    return Trouble("syntax-error", case.mark, "YAML viết sai ở đây, hoặc ngay dòng trên", hint)


def _explainer(code: str, message: str, hint: str) -> Callable[[_ErrorCase], Trouble]:
    return lambda case: Trouble(code, case.mark, message, hint)


def _context_explainer(code: str, message: str, hint: str) -> Callable[[_ErrorCase], Trouble]:
    """Point at the sign a value begins with, and not at the character the parser stumbled over."""
    return lambda case: Trouble(code, _narrow(case.context_mark), message, hint)


_QUOTE_HINT = "đặt nội dung trong dấu nháy"
# What a parser's words hold, and what we say: the first that fits.
_EXPLAINERS: tuple[tuple[re.Pattern[str], Callable[[_ErrorCase], Trouble]], ...] = (
    (re.compile("scanning an (alias|anchor)"), _context_explainer(
        "alias", "dấu & hoặc * ở đầu giá trị là neo, bí danh của YAML", _QUOTE_HINT)),
    (re.compile("(scanning|parsing) a tag"), _context_explainer(
        "tag", "dấu ! ở đầu giá trị là nhãn kiểu của YAML", _QUOTE_HINT)),
    (re.compile("a block scalar"), _explainer(
        "syntax-error", "sau dấu > hoặc | không viết nội dung cùng dòng",
        "viết nội dung ở các dòng dưới, thụt vào sâu hơn khóa")),
    (re.compile("could not find expected ':'"), _explain_missing_colon),
    (re.compile("found unexpected ':'"), _explainer(
        "syntax-error", "sau dấu hai chấm trong ngoặc không có gì",
        "viết khóa: giá trị, có một dấu cách sau dấu hai chấm; nội dung thì đặt trong dấu nháy")),
    (re.compile("a flow (sequence|mapping)"), _explain_bracket),
    (re.compile("mapping values are not allowed"), _explain_colon),
    (re.compile("cannot start any token|mapping keys are not allowed"), _explainer(
        "syntax-error", "ký tự này không bắt đầu một giá trị được", _QUOTE_HINT)),
    (re.compile("sequence entries are not allowed"), _explainer(
        "syntax-error", 'dấu "-" không đứng ở đây được',
        'đặt dấu "-" ở dòng riêng dưới khóa của danh sách; lời văn thì đặt trong dấu nháy')),
    (re.compile("node content"), _explain_missing_value),
    (re.compile("while parsing a block"), _explain_block),
    (re.compile("<document start>"), _explain_document_end),
)  # fmt: skip


def _line_at(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _narrow(mark: Mark) -> Mark:
    return Mark(mark.line, mark.column, mark.line, mark.column + 1)


def _mark_from_parser(mark: Any) -> Mark | None:
    return mark and Mark(mark.line, mark.column, mark.line, mark.column + 1)
