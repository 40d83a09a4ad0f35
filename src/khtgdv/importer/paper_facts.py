"""What the words around a table tell of the paper: its number, day, title, agency, year."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from khtgdv.frozen import dataclass
from khtgdv.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NUMBER = re.compile(r"(?:[Ss]ố|SỐ)\s*:?\s*(\d{1,5}\s?[-/]\s?[A-ZĐ][\w/&.-]*)")
_NUMERIC_DATE = re.compile(r"[Nn]gày\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WORDED_DATE = re.compile(r"[Nn]gày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_YEAR = re.compile(r"(?:năm|NĂM)\s+(?:học\s+)?(20\d{2})")
_BANNERS = ("dang cong san viet nam", "cong hoa xa hoi chu nghia viet nam", "doc lap - tu do")
_PLACE = re.compile(r"(xa|phuong|thi tran|huyen|quan|thanh pho|tinh|dac khu) ")
_BODY = re.compile(r"(uy ban nhan dan|hoi dong nhan dan|dang uy|dang bo|uy ban mttq.*)")
_MAX_WORDS = 60  # paragraphs looked at: a head stands at the top
_MIN_TITLE = 12  # letters


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a paper says of itself; an empty text and None where it does not."""

    number: str = ""
    issued: date | None = None
    title: str = ""
    agency: str = ""
    year: int | None = None


def paper_facts(words: Iterable[str]) -> PaperFacts:
    """Return what the first words of a file tell."""
    lines = [line.strip() for text in words for line in text.split("\n") if line.strip()]
    lines = lines[:_MAX_WORDS]
    text = "\n".join(lines)
    number, issued = _NUMBER.search(text), _issued(text)
    years = _YEAR.findall(text)
    year = int(years[0]) if years else issued.year if issued else None
    return PaperFacts(
        re.sub(r"\s", "", number[1]).rstrip(".,;") if number else "", issued, _title(lines),
        _agency(lines), year,
    )  # fmt: skip


def _issued(text: str) -> date | None:
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
    return ""


def _agency(lines: Sequence[str]) -> str:
    """Return the line above the banner, the asterisk or the number: the body that issues."""
    for number, line in enumerate(lines[:12]):
        folded = fold(line)
        ends = folded.startswith(_BANNERS) or line == "*" or _NUMBER.match(line)
        if (ends or folded.startswith("theo ke hoach")) and number:
            return _full_name(lines[:number])
    first = lines[0] if lines else ""
    is_name = first.isupper() and len(first) >= _MIN_TITLE
    return first if is_name and not fold(first).startswith("ke hoach") else ""


def _full_name(lines: Sequence[str]) -> str:
    """Return the last line as a name, with the line above where it is the name's beginning."""
    name = lines[-1].rstrip("*").strip()
    if _PLACE.match(fold(name)) and len(lines) > 1 and _BODY.fullmatch(fold(lines[-2])):
        return f"{lines[-2]} {name}"
    return name
