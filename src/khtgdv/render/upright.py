"""The upright first part of a paper that is sent: what Word and PDF both draw, decided once.

Sizes are points, lengths millimetres. The Party's form is that of Quy định 399-QĐ/TW, the State's
that of Nghị định 30/2020/NĐ-CP, phụ lục I; whoever follows neither has no banner.
"""

from __future__ import annotations

from math import ceil

from khtgdv.frozen import dataclass
from khtgdv.render.letter_widths import text_width
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.document.issued import IssuedText, ParagraphKind
    from khtgdv.document.letterhead import Letterhead

PAGE_SIZE = (210.0, 297.0)
MARGINS = {"top": 20.0, "bottom": 20.0, "left": 30.0, "right": 15.0}
TEXT_WIDTH = PAGE_SIZE[0] - MARGINS["left"] - MARGINS["right"]
BODY_SIZE = 14
INDENT = 10.0  # of the first line of a paragraph
LINE_HEIGHT, BETWEEN_PARAGRAPHS = 18, 6  # of the text, in points
AROUND_TITLE = (18, 6)
KEPT_LINES = 3  # of the text's end, that stay on a page with the signature
SIGNATURE_SPACE = 24.0  # for the hand and the seal
_PREFIXES: dict[ParagraphKind, str] = {"item": "- ", "subitem": "+ "}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the head or the foot, and how it looks."""

    text: str
    size: float = BODY_SIZE
    bold: bool = False
    italic: bool = False
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line drawn in the middle, so many millimetres long."""

    length: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph of the text, with the mark of its list."""

    kind: ParagraphKind
    text: str


@dataclass(frozen=True, slots=True)
class UprightSheet:
    """The upright part: its head at the left and at the right, its title, text and foot.

    `recipients` are those of the foot at the left, under their label; `signature` are the lines
    above the hand of who signs, `signer` the name below.
    """

    left_width: float
    left: tuple[Line | Rule, ...]
    right: tuple[Line | Rule, ...]
    title: tuple[Line | Rule, ...]
    text: tuple[TextLine, ...]
    recipients_label: Line
    recipients: tuple[Line, ...]
    signature: tuple[Line, ...]
    signer: Line


@dataclass(frozen=True, slots=True)
class _Form:
    """What is peculiar to a form: sizes, and the looks of what both have."""

    banner_sizes: tuple[float, ...]
    agency_size: float
    number_size: float
    date_size: float
    title_size: float
    recipients_label: Line
    recipients_size: float
    left_width: float = 82.0  # of the head, for the agency; the rest is the banner's


_PLAIN_LABEL = Line("Nơi nhận:", 12, bold=True, italic=True)
_FORMS: dict[str, _Form] = {
    "party": _Form((15,), 14, 14, 14, 16, Line("Nơi nhận:", 14, underlined=True), 12),
    "state": _Form((12, 13), 13, 13, 13, 14, _PLAIN_LABEL, 11, left_width=74.0),
    "other": _Form((), 13, 13, 13, 14, _PLAIN_LABEL, 11),
}


def upright_sheet(paper: Letterhead, issued: IssuedText) -> UprightSheet:
    """Return the upright part of a paper."""
    form, look = paper.form, _FORMS[paper.form]
    return UprightSheet(
        left_width=look.left_width,
        left=_left(paper, issued, look),
        right=_right(paper, look),
        title=_title(issued, form, look),
        text=tuple(
            TextLine(part.kind, f"{_PREFIXES.get(part.kind, '')}{escape_unsafe(part.text)}")
            for part in issued.paragraphs
        ),
        recipients_label=look.recipients_label,
        recipients=tuple(
            Line(escape_unsafe(line), look.recipients_size) for line in issued.recipients
        ),
        signature=tuple(
            Line(escape_unsafe(line), bold=not (form == "party" and number))
            for number, line in enumerate(issued.signature.lines)
        ),
        signer=Line(escape_unsafe(issued.signature.name), bold=True),
    )


def _left(paper: Letterhead, issued: IssuedText, look: _Form) -> tuple[Line | Rule, ...]:
    """Return whose the paper is: the body above it plain, itself bold, below it a mark or line."""
    names = [
        _balanced(name, look.agency_size, look.left_width)
        for name in names_of_head(escape_unsafe(name.upper()) for name in paper.names)
    ]
    lines: list[Line | Rule] = [
        Line(name, look.agency_size, bold=number == len(names))
        for number, name in enumerate(names, 1)
    ]
    if paper.form == "party":
        lines.append(Line("*", look.agency_size))
    elif names and paper.form == "state":
        last_line = names[-1].rpartition("\n")[2]
        lines.append(_rule(last_line, look.agency_size, look.left_width, 0.4))
    return (*lines, Line(escape_unsafe(issued.number), look.number_size))


def _right(paper: Letterhead, look: _Form) -> tuple[Line | Rule, ...]:
    """Return under whose banner the paper is, and where and when it is signed."""
    date_line = Line(blank_date_line(paper.place), look.date_size, italic=True)
    if not paper.banner:
        return (date_line,)
    banner = zip(paper.banner, look.banner_sizes, strict=True)
    room = TEXT_WIDTH - look.left_width
    rule = _rule(paper.banner[-1], look.banner_sizes[-1], room, 1.0)
    return (*(Line(text, size, bold=True) for text, size in banner), rule, date_line)


def blank_date_line(place: str) -> str:
    """Return where a paper is signed, and when, with blanks for what is not known yet."""
    return f"{escape_unsafe(place) or '………'}, ngày … tháng … năm ……"


def _title(issued: IssuedText, form: str, look: _Form) -> tuple[Line | Rule, ...]:
    subject = escape_unsafe(issued.subject)
    lines = (
        Line(escape_unsafe(issued.kind), look.title_size, bold=True),
        Line(subject, BODY_SIZE, bold=True),
    )
    if form == "state":
        return (*lines, _rule(subject, BODY_SIZE, TEXT_WIDTH, 0.4))
    return (*lines, Line("-----")) if form == "party" else lines


def names_of_head(names: Iterable[str]) -> list[str]:
    """Return the bodies of a head; one whose name ends with that of the body above goes without."""
    found: list[str] = []
    for name in names:
        above = f" {found[-1]}" if found else ""
        found.append(name.removesuffix(above) if above else name)
    return found


def _balanced(text: str, size: float, room: float) -> str:
    """Return a name that is too long for its room in lines of about the same length."""
    count = ceil(_width(text, size) / room)
    words = text.split()
    if count <= 1 or len(words) <= count:
        return text
    goal, lines = _width(text, size) / count, [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        overlong = _width(longer, size) - goal > goal - _width(lines[-1], size)
        if len(lines) < count and overlong:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def _rule(text: str, size: float, room: float, share: float) -> Rule:
    """Return a line as long as a share of a text, which may be broken to fit its room."""
    return Rule(round(share * min(_width(text, size), room), 1))


def _width(text: str, size: float) -> float:
    """Return how long a text in bold letters is, in millimetres."""
    return text_width(text, size, bold=True)
