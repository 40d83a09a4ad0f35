"""What the words around a table tell of the paper: its number, day, title, agency, year."""

from __future__ import annotations

import re
from datetime import date
from itertools import takewhile

from khtgdv.frozen import dataclass
from khtgdv.importer.paper_years import paper_years
from khtgdv.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NUMBER = re.compile(r"(?:[Ss]ố|SỐ)\s*:?\s*(\d{1,5}\s?[-/]\s?[A-ZĐ][\w/&.-]*)")
_NUMERIC_DATE = re.compile(r"[Nn]gày\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WORDED_DATE = re.compile(r"[Nn]gày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_PLACE_AND_DAY = re.compile(r"[^\W\d][^,;:()\d]{1,40},\s*ngày\b")
_BANNERS = ("dang cong san viet nam", "cong hoa xa hoi chu nghia viet nam", "doc lap - tu do")
_PLACE = re.compile(r"(xa|phuong|thi tran|huyen|quan|thanh pho|tinh|dac khu) ")
_BODY = re.compile(r"(uy ban nhan dan|hoi dong nhan dan|dang uy|dang bo|uy ban mttq.*)")
_MAX_WORDS = 60  # paragraphs looked at: a head stands at the top
_MIN_TITLE = 12  # letters
_MIN_NAME = 5
_TITLE = re.compile(r"ke hoach|chuong trinh|^(?:lich|bang|phu luc|danh muc|bieu)\b")


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a paper says of itself; an empty text and None where it does not."""

    number: str = ""
    issued: date | None = None
    title: str = ""
    agency: str = ""
    year: int | None = None
    span: str = ""
    """The days it is for, as files write them; empty where that is its year."""


def paper_facts(words: Iterable[str]) -> PaperFacts:
    """Return what the first words of a file tell."""
    lines = [line.strip() for text in words for line in text.split("\n") if line.strip()]
    # What a paper is founded on are other papers, with numbers and days of their own.
    lines = [line for line in lines[:_MAX_WORDS] if not fold(line).startswith("can cu ")]
    number = _NUMBER.search("\n".join(lines))
    issued, title = _issued(lines), _title(lines)
    year, span = paper_years(lines, title, issued)
    return PaperFacts(
        re.sub(r"\s", "", number[1]).rstrip(".,;") if number else "", issued, title,
        _agency(lines), year, span,
    )  # fmt: skip


def _issued(lines: Sequence[str]) -> date | None:
    """Return the day beside the place, else the first that there is."""
    placed = [line for line in lines if _PLACE_AND_DAY.match(line)]
    for text in ("\n".join(placed), "\n".join(lines)):
        for pattern in (_NUMERIC_DATE, _WORDED_DATE):
            for match in pattern.finditer(text):
                try:
                    return date(int(match[3]), int(match[2]), int(match[1]))
                except ValueError:
                    continue
    return None


def _title(lines: Sequence[str]) -> str:
    """Return the subject below the words KẾ HOẠCH, or a line that begins with them."""
    for number, line in enumerate(lines):
        folded = fold(line)
        if folded in ("ke hoach", "chuong trinh", "lich cong tac") and number + 1 < len(lines):
            return f"{line.capitalize()} {lines[number + 1]}"
        if folded.startswith(("ke hoach ", "chuong trinh ")) and len(line) >= _MIN_TITLE:
            return line
    return next((line for line in lines if line.isupper() and "ke hoach " in fold(line)), "")


def _agency(lines: Sequence[str]) -> str:
    """Return the line above the banner, the asterisk or the number: the body that issues."""
    for number, line in enumerate(lines[:12]):
        folded = fold(line)
        ends = folded.startswith(_BANNERS) or line == "*" or _NUMBER.match(line)
        if (ends or folded.startswith("theo ke hoach")) and number:
            return _full_name(lines[:number])
    names = list(takewhile(_is_name, lines))
    return _full_name(names) if names and len(names[-1]) >= _MIN_NAME else ""


def _is_name(line: str) -> bool:
    return line.isupper() and not _TITLE.search(fold(line))


def _full_name(lines: Sequence[str]) -> str:
    """Return the last line as a name, with the line above where it is the name's beginning."""
    name = lines[-1].rstrip("*").strip()
    if _PLACE.match(fold(name)) and len(lines) > 1 and _BODY.fullmatch(fold(lines[-2])):
        return f"{lines[-2]} {name}"
    return name
