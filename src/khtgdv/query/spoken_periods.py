"""Periods as an office speaks of them: `quý 1`, `6 tháng đầu năm 2026`, or any typed form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from khtgdv.errors import UsageError
from khtgdv.query.ranges import read_time
from khtgdv.text import escape_unsafe, fold

if TYPE_CHECKING:
    from khtgdv.dates.periods import Period

_HINT = "viết 2026-03, 2026-Q1, 2026-H1, 2026-9M hoặc 2026; 3, Q1, 3/2026, quý 1 cũng được"
_REPORT_PERIODS = ("month", "quarter", "half-year", "nine-months", "year")
_YEAR = r"(?:[ /,-]*(?:nam )?([0-9]{4}))?"
_QUARTERS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
# Compared folded, without case and accents; what comes out is a form `read_time` knows.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (re.compile(rf"thang ([0-9]{{1,2}}){_YEAR}"), lambda word: word),
    (re.compile(rf"qu[yi] ?([1-4]|i{{1,3}}|iv){_YEAR}"), lambda w: f"Q{_QUARTERS.get(w, w)}"),
    (
        re.compile(rf"(?:6|sau) thang( dau| cuoi)?(?: nam)?{_YEAR}"),
        lambda word: "H2" if word == " cuoi" else "H1",
    ),
    (re.compile(rf"(?:9|chin) thang( dau)?(?: nam)?{_YEAR}"), lambda _: "9M"),
    (re.compile(rf"(ca )?nam{_YEAR}"), lambda _: ""),
)


def read_report_period(text: str, year: int) -> Period:
    """Read the period of a report; UsageError where it is none, or is a day or a week."""
    try:
        period = read_time(_typed_form(text, year), year)
    except UsageError:
        raise UsageError(f'Không hiểu kỳ báo cáo "{escape_unsafe(text)}".', _HINT) from None
    if period.kind not in _REPORT_PERIODS:
        raise UsageError(f'"{escape_unsafe(text)}" không phải một kỳ báo cáo', _HINT)
    return period


def _typed_form(text: str, year: int) -> str:
    """Return a spoken period as it is typed; anything else comes back as it is."""
    words = " ".join(fold(text).split())
    for form, code in _FORMS:
        if match := form.fullmatch(words):
            part, year_text = code(match[1] or ""), match[2] or str(year)
            return f"{part}/{year_text}" if part else year_text
    return text
