"""What a YAML parser complains about, said in Vietnamese and pointed where the mistake is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from khtgdv.source.text.known_keys import KEY_LINE, NAMES
from khtgdv.source.text.sourcefile import Mark, Trouble
from khtgdv.source.yaml.indents import culprit, margin, no_colon, no_dash, shifted
from khtgdv.source.yaml.line_slips import says, slip, unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LEAD = re.compile(r" *(?:- +)*")
_NAMED = re.compile(rf"(?:{NAMES})\b")


class _Case(NamedTuple):
    """What a parser said, with the lines of the file it said it about."""

    context: str
    problem: str
    opened: Mark
    at: Mark
    lines: list[str]

    @property
    def line(self) -> str:
        """The line the parser gave up at."""
        return _line(self.lines, self.at.line)

    @property
    def number(self) -> int:
        """The number of that line, or of the last one where the parser gave up behind it."""
        return min(self.at.line, len(self.lines) - 1)


def explain(error: Any, quotes: Sequence[Mark], lines: list[str], last: Mark) -> Trouble:
    """Return what a parser's error means.

    `quotes` are the quoted texts of several lines so far, `last` is the last value's place.
    """
    at = _mark(getattr(error, "problem_mark", None)) or last
    opened = _mark(getattr(error, "context_mark", None)) or at
    context = str(getattr(error, "context", None) or "")
    problem = str(getattr(error, "problem", None) or "")
    case = _Case(context, problem, opened, at, lines)
    if "quoted scalar" in context:
        return _in_quotes(case)
    if quotes and at.line - quotes[-1].end_line <= 1:
        return unclosed(quotes[-1])
    if "flow" not in context and (seen := slip(lines, at.line)):
        return Trouble("syntax-error", *seen)
    said = f"{context}|{problem}"
    return next((say(case) for sign, say in _CASES if sign.search(said)), None) or _other(case)


def unclosed(mark: Mark) -> Trouble:
    """Return what to say of a quotation mark that is never closed."""
    message = "dấu nháy mở ở đây không được đóng"
    hint = "đóng dấu nháy ở cuối nội dung"
    return Trouble("unclosed-quote", _narrow(mark), message, hint)


def swallows(lines: list[str], mark: Mark) -> bool:
    """Tell whether a quoted text runs over lines that are keys of the plan.

    A key that belongs to the text stands further in than the key the text belongs to.
    """
    lead = _LEAD.match(_line(lines, mark.line))
    width = lead.end() if lead else 0
    inside = (KEY_LINE.match(line) for line in lines[mark.line + 1 : mark.end_line + 1])
    return any(key is not None and key.end(1) <= width for key in inside)


def _in_quotes(case: _Case) -> Trouble:
    before = _line(case.lines, case.opened.line)[: case.opened.column].rstrip()
    if before.endswith(('"', "'")):
        return Trouble("syntax-error", _narrow(case.opened), _MORE, _TOO_MUCH['"'])
    runs_on = Mark(case.opened.line, case.opened.column, case.at.line, case.at.column)
    if "unexpected" in case.problem or swallows(case.lines, runs_on):
        return unclosed(case.opened)
    column = max(case.line.rfind("\\", 0, case.at.column + 1), 0)
    mark = Mark(case.at.line, column, case.at.line, column + 2)
    message = "dấu \\ trong dấu nháy kép đi với chữ không hợp lệ"
    return Trouble("syntax-error", mark, message, "viết \\\\ hoặc dùng dấu nháy đơn")


def _open_bracket(case: _Case) -> Trouble:
    kind, closing = ("nhóm", "}") if "mapping" in case.context else ("danh sách", "]")
    hint = f'ngăn các mục bằng dấu phẩy, đóng bằng dấu "{closing}"'
    if case.opened.line == case.at.line:
        message = f'{kind} viết sai ở đây hoặc chưa có dấu "{closing}"'
        hint = f"{hint}; mục có dấu phẩy hay hai chấm thì đặt trong dấu nháy"
        return Trouble("syntax-error", case.at, message, hint)
    message = f"dấu ngoặc mở {kind} ở đây không được đóng"
    return Trouble("unclosed-bracket", _narrow(case.opened), message, hint)


def _colon(case: _Case) -> Trouble:
    above = no_colon(case.lines, case.number)
    if above is not None:
        return _keyless(case.lines, Mark(above, margin(case.lines[above]), above, 0))
    if KEY_LINE.fullmatch(f"{case.line[: case.at.column]}:"):
        return _indent(case)
    message = 'dấu ":" ở đây làm nội dung thành một khóa khác'
    hint = "đặt cả nội dung trong dấu nháy, hoặc viết sau >- ở dòng dưới"
    return Trouble("syntax-error", case.at, message, hint)


def _indent(case: _Case) -> Trouble:
    if (item := shifted(case.lines, case.number)) is not None:
        words = case.lines[item].rstrip()
        mark = Mark(item, margin(words), item, len(words))
        message = "mục này thụt vào chưa đủ, không thuộc danh sách của khóa ở trên"
        hint = "thụt dấu - của các mục vào ít nhất bằng khóa của danh sách"
        return Trouble("wrong-indent", mark, message, hint)
    above = culprit(case.lines, case.number)
    if above is not None:
        return _misplaced(case.lines, above, "dưới")
    return _misplaced(case.lines, case.at.line, "trên")


def _misplaced(lines: list[str], number: int, where: str) -> Trouble:
    line = _line(lines, number)
    start = margin(line)
    key = KEY_LINE.match(line)
    end = line.index(":") if key else len(line.rstrip())
    mark = Mark(number, start, number, end)
    message = f"dòng này thụt vào {start} dấu cách, không khớp với các dòng ở {where}"
    hint = "các khóa của một dòng thụt vào bằng nhau; dấu - của các dòng thẳng hàng với nhau"
    if not key and not line.lstrip().startswith("-"):
        hint = "các dòng của một nội dung thụt vào bằng nhau, sâu hơn khóa của nội dung"
    return Trouble("wrong-indent", mark, message, hint)


def _no_colon(case: _Case) -> Trouble:
    line = _line(case.lines, case.opened.line)
    if line[case.opened.column : case.opened.column + 1] in {'"', "'"}:
        return unclosed(case.opened)
    if seen := unmarked(line, case.opened):
        return Trouble("syntax-error", *seen)
    mark = Mark(*case.opened[:2], case.opened.line, len(line.rstrip()))
    above = case.lines[case.opened.line - 1].rstrip() if case.opened.line else ""
    if above.endswith((">-", "|-", ">", "|")):
        hint = f"thụt nội dung của {above.split(':')[0].strip(' -')} vào sâu hơn khóa ấy"
        return Trouble("wrong-indent", mark, "nội dung nhiều dòng thụt vào chưa đủ", hint)
    return _keyless(case.lines, case.opened)


def _keyless(lines: list[str], at: Mark) -> Trouble:
    """Say of a line that should be a key that it is none."""
    line = _line(lines, at.line)
    hint = "viết khóa: giá trị, có một dấu cách sau dấu hai chấm"
    named = _NAMED.match(line, at.column)
    if not named:
        hint = f"{hint}; phần tiếp của nội dung ở trên thì thụt vào sâu hơn khóa của nó"
    glued = named and line.startswith(":", named.end())
    message = 'sau dấu ":" thiếu dấu cách' if glued else 'thiếu dấu ":" sau khóa'
    return Trouble(
        "syntax-error", Mark(at.line, at.column, at.line, len(line.rstrip())), message, hint
    )


def _block(case: _Case) -> Trouble:
    first = no_dash(case.lines, case.number)
    if first is not None:
        mark = Mark(first, margin(case.lines[first]), first, margin(case.lines[first]) + 2)
        hint = "dòng kế hoạch đầu tiên cũng bắt đầu bằng dấu - rồi một dấu cách"
        return Trouble("syntax-error", mark, 'thiếu dấu "-" trước khóa này', hint)
    before = case.line[: case.at.column].rstrip()
    begins = KEY_LINE.match(case.line) or case.line.startswith("- ", case.at.column)
    if not before and (begins or case.at.column != case.opened.column):
        return _indent(case)
    rest = case.line[case.at.column :].strip()
    for signs, message, hint in _AFTER:
        if before.endswith(signs):
            return Trouble("syntax-error", case.at, message, _TOO_MUCH.get(rest, hint))
    return _other(case)


_MORE = "sau dấu nháy đóng còn chữ"
_AFTER = (
    ('"', _MORE,
     "nội dung có dấu nháy kép thì đặt cả trong dấu nháy đơn, hoặc dùng “ ”"),
    ("'", _MORE,
     "nội dung có dấu nháy đơn thì viết dấu ấy hai lần, hoặc đặt cả trong dấu nháy kép"),
    (("]", "}"), "sau dấu ngoặc đóng còn chữ",
     "nội dung bắt đầu bằng [ hay { thì đặt cả trong dấu nháy"),
)  # fmt: skip


_TOO_MUCH = {sign: f"xóa dấu {word} này" for sign, word in (
    (",", "phẩy"), ("]", "ngoặc"), ("}", "ngoặc"), ('"', "nháy"), ("'", "nháy"))}  # fmt: skip


def _no_value(case: _Case) -> Trouble:
    if case.line[case.at.column : case.at.column + 1] == ",":
        return Trouble("syntax-error", case.at, "trước dấu phẩy này không có gì", _TOO_MUCH[","])
    return Trouble("syntax-error", case.at, "dấu này không bắt đầu một giá trị được", _QUOTE)


def _ended(case: _Case) -> Trouble:
    """Say of what follows the end of a document: the line that ended it is the mistake."""
    lines = range(case.at.line, -1, -1)
    end = next((n for n in lines if _line(case.lines, n).rstrip() == "..."), None)
    if end is None:
        first = next((n for n, line in enumerate(case.lines) if says(line)), case.at.line)
        inside = first < case.at.line and case.lines[first].startswith(" ")
        return _misplaced(case.lines, first, "dưới") if inside else _other(case)
    message = "dòng ... kết thúc tài liệu YAML; phần sau nó không đọc"
    return Trouble("several-documents", Mark(end, 0, end, 3), message, "xóa dòng ... này")


def _other(case: _Case) -> Trouble:
    hint = "các khóa của một dòng thụt vào bằng nhau; nội dung có dấu đặc biệt đặt trong dấu nháy"
    return Trouble("syntax-error", case.at, "YAML viết sai ở đây, hoặc ngay dòng trên", hint)


def _plain(code: str, message: str, hint: str) -> Callable[[_Case], Trouble]:
    return lambda case: Trouble(code, case.at, message, hint)


def _opening(code: str, message: str, hint: str) -> Callable[[_Case], Trouble]:
    """Point at the sign a value begins with, and not at the character the parser stumbled over."""
    return lambda case: Trouble(code, _narrow(case.opened), message, hint)


_QUOTE = "đặt nội dung trong dấu nháy"
# What a parser's words hold, and what we say: the first that fits.
_CASES: tuple[tuple[re.Pattern[str], Callable[[_Case], Trouble]], ...] = (
    (re.compile("scanning an (alias|anchor)"), _opening(
        "alias", "dấu & hoặc * ở đầu giá trị là neo, bí danh của YAML", _QUOTE)),
    (re.compile("(scanning|parsing) a tag"), _opening(
        "tag", "dấu ! ở đầu giá trị là nhãn kiểu của YAML", _QUOTE)),
    (re.compile("a block scalar"), _plain(
        "syntax-error", "sau dấu > hoặc | không viết nội dung cùng dòng",
        "viết nội dung ở các dòng dưới, thụt vào sâu hơn khóa")),
    (re.compile("could not find expected ':'"), _no_colon),
    (re.compile("found unexpected ':'"), _plain(
        "syntax-error", "sau dấu hai chấm trong ngoặc không có gì",
        "viết khóa: giá trị, có một dấu cách sau dấu hai chấm; nội dung thì đặt trong dấu nháy")),
    (re.compile("a flow (sequence|mapping)"), _open_bracket),
    (re.compile("mapping values are not allowed"), _colon),
    (re.compile("cannot start any token|mapping keys are not allowed"), _plain(
        "syntax-error", "ký tự này không bắt đầu một giá trị được", _QUOTE)),
    (re.compile("sequence entries are not allowed"), _plain(
        "syntax-error", 'dấu "-" không đứng ở đây được',
        'đặt dấu "-" ở dòng riêng dưới khóa của danh sách; lời văn thì đặt trong dấu nháy')),
    (re.compile("node content"), _no_value),
    (re.compile("while parsing a block"), _block),
    (re.compile("<document start>"), _ended),
)  # fmt: skip


def _line(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _narrow(mark: Mark) -> Mark:
    return Mark(mark.line, mark.column, mark.line, mark.column + 1)


def _mark(mark: Any) -> Mark | None:
    return mark and Mark(mark.line, mark.column, mark.line, mark.column + 1)
