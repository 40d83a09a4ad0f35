"""Days and periods as people type them: the one grammar of all commands.

`31/3`, `31.3.26`, `hôm qua`, `quý I`, `T3`, `tuần 10`, `6 tháng đầu năm`, `cả năm`. What comes out
is a time as it was typed; whether the calendar has it, and which year is meant, is told elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from khtgdv.dates.periods import Period, PeriodKind, day_period, months_period, week_period
from khtgdv.dates.spans import TypingSpan
from khtgdv.text import fold
from khtgdv.tuples import NamedTuple

if TYPE_CHECKING:
    from khtgdv.dates.periods import DateRange

TypedKind = PeriodKind | Literal["number", "day or months"]
_CENTURY = 2000
_MONTHS_OF_YEAR = 12
_SEPARATORS = "/.-"


class TypedTime(NamedTuple):
    """A time as typed: the `number`-th of its kind, of a year where one was typed.

    A day has its month too. A `number` alone is of the unit that is asked for; `5-6` may be a day
    or two months.
    """

    kind: TypedKind
    number: int
    month: int = 0
    year: int | None = None

    @property
    def may_be_day(self) -> bool:
        """Whether it may be a day, be it one that the calendar has not."""
        return self.kind in ("day", "day or months")

    def in_year(self, year: int) -> Period:
        """Return the period of a year; ValueError where the calendar has none."""
        if self.may_be_day:
            return day_period(date(year, self.month, self.number))
        if self.kind == "week":
            return week_period(year, self.number)
        return months_period(self.unit, year, self.number)

    @property
    def unit(self) -> PeriodKind:
        """The kind of period it is; of what may be several a month."""
        match self.kind:
            case "number" | "day or months":
                return "month"
            case kind:
                return kind


def typed_time(text: str, span: DateRange) -> TypedTime | None:
    """Return the time that a text is as people type it; None where it is none."""
    words = _close_separators(text.strip())
    if time := _in_figures(words, span):
        return time
    six = words.lower().replace("sáu", "6")  # which folds to the word for "next"
    folded = _without_fillers(_close_separators(" ".join(fold(six).split())))
    if time := _in_figures(folded, span):
        return time
    if six.isascii() and folded.endswith(" sau"):
        return None  # tháng sau, tháng sáu
    return _in_words(folded, span) or _in_words(_with_keys_off(folded), span)


def _close_separators(text: str) -> str:
    """Return `31 / 3` as `31/3`."""
    if " " in text:
        for sign in _SEPARATORS:
            text = text.replace(f" {sign}", sign).replace(f"{sign} ", sign)
    return text


# How many parts a time of figures only has, which of them are years (Y) of four figures.
_FIGURES: dict[str, Callable[..., TypedTime]] = {
    "Y": lambda year: TypedTime("year", 1, 0, year),
    "n": lambda number: TypedTime("number", number),
    "Yn": lambda year, month: TypedTime("month", month, 0, year),
    "nY": lambda month, year: TypedTime("month", month, 0, year),
    "Ynn": lambda year, month, day: TypedTime("day", day, month, year),
    "nnY": lambda day, month, year: TypedTime("day", day, month, year),
    "nnn": lambda day, month, year: TypedTime("day", day, month, _CENTURY + year),
}
_WIDTHS = {1: "n", 2: "n", 4: "Y"}


def _in_figures(text: str, span: DateRange) -> TypedTime | None:
    """Read a time that has figures only, by its parts."""
    separator = next((sign for sign in _SEPARATORS if sign in text), "/")
    parts = text.split(separator)
    if not (text.isascii() and all(map(str.isdigit, parts))):
        return None
    numbers = list(map(int, parts))
    form = "".join(_WIDTHS.get(len(part), "?") for part in parts)
    if form == "nn":
        return _two_figures(numbers[0], numbers[1], separator, span)
    return _FIGURES[form](*numbers) if form in _FIGURES else None


def _two_figures(first: int, second: int, separator: str, span: DateRange) -> TypedTime:
    """Return a day without a year, or the month of a year near the plan's: `31/3`, `3/26`."""
    year = _CENTURY + second
    if second > _MONTHS_OF_YEAR and _is_near(year, span):
        return TypedTime("month", first, year=year)
    is_open = separator == "-" and first <= _MONTHS_OF_YEAR
    return TypedTime("day or months" if is_open else "day", first, second)


def _is_near(year: int, span: DateRange) -> bool:
    """Tell whether two figures may be a year: others are a day, or a row of a month (`T3.12`)."""
    return span.start.year - 1 <= year <= span.end.year + 1


_YEAR = r"(?:[ ,/.-]+(?:nam )?(?P<y>[0-9]{4})|[/.](?P<yy>[0-9]{2}))?"
_NUMBER = r"(?P<n>[0-9]{1,2})"
_NUMBER_WORDS = {
    "muoi mot": 11, "muoi hai": 12, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5,
    "bay": 7, "tam": 8, "chin": 9, "muoi": 10, "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip
_HALVES = {"dau": 1, "cuoi": 2}
# Patterns of folded words; texts, so that who types `3` compiles none. `n` is the number.
_FORMS: tuple[tuple[str, PeriodKind], ...] = (
    (rf"(?:thang ?|t[ .]?){_NUMBER}{_YEAR}", "month"),
    (rf"(?:qu[yi]|q)[ .]*(?P<n>[0-9]|i{{1,3}}|iv){_YEAR}", "quarter"),
    (rf"(?:tuan(?: thu| so)? ?|w){_NUMBER}{_YEAR}", "week"),
    (rf"(?P<n>[0-9]{{1,2}}) thang (?P<m>[0-9]{{1,2}}){_YEAR}", "day"),
    (rf"(?:6|sau) ?(?:thang|t)(?: ?(?P<half>dau|cuoi))?(?: nam)?{_YEAR}", "half-year"),
    (rf"nua (?P<half>dau|cuoi)(?: cua)?(?: nam)?{_YEAR}", "half-year"),
    (rf"h(?P<n>[0-9]){_YEAR}", "half-year"),
    (rf"(?:9|chin) ?(?:thang|t|m)(?: dau)?(?: nam)?{_YEAR}", "nine-months"),
    (r"(?:ca |toan )?nam(?: (?P<y>[0-9]{4}))?", "year"),
    (r"(?:12 thang|ca nam)(?: nam)?(?: (?P<y>[0-9]{4}))?", "year"),
    (r"(?P<y>[0-9]{4})[-/ ]?q(?P<n>[0-9])", "quarter"),
    (r"(?P<y>[0-9]{4})[-/ ]?w(?P<n>[0-9]{1,2})", "week"),
    (r"(?P<y>[0-9]{4})[-/ ]?h(?P<n>[0-9])", "half-year"),
    (r"(?P<y>[0-9]{4})[-/ ]?9m", "nine-months"),
    (r"(?P<n>i{1,3}|iv)/(?P<y>[0-9]{4})", "quarter"),
    (rf"thang (?P<n>{'|'.join(word for word in _NUMBER_WORDS if len(word) > 1)}){_YEAR}", "month"),
    (rf"quy (?P<n>mot|hai|ba|bon|tu){_YEAR}", "quarter"),
    (r"(?P<n>i{1,3}|iv)", "quarter"),
)  # fmt: skip
# Before a time that they say nothing of: its last day is meant anyway.
_FILLERS = r"(?:(?:den het|den|toi|het|cuoi|trong|vao|truoc ngay|ngay) )+(?=[0-9a-z])"


def _without_fillers(words: str) -> str:
    return re.sub(rf"^{_FILLERS}", "", words)


def _in_words(words: str, span: DateRange) -> TypedTime | None:
    """Read a time from folded words."""
    for form, kind in _FORMS:
        if match := re.fullmatch(form, words):
            time = _time_of_match(match, kind)
            is_near = not match.groupdict().get("yy") or _is_near(time.year or 0, span)
            return time if is_near else None
    return _from_today(words, span.today) if isinstance(span, TypingSpan) else None


def _time_of_match(match: re.Match[str], kind: PeriodKind) -> TypedTime:
    parts = {name: part for name, part in match.groupdict().items() if part}
    word = parts.get("n", "1")
    number = int(word) if word.isdigit() else _NUMBER_WORDS[word]
    if "half" in parts:
        number = _HALVES[parts["half"]]
    year = parts.get("y") or (f"20{parts['yy']}" if "yy" in parts else None)
    return TypedTime(kind, number, int(parts.get("m", 0)), int(year) if year else None)


_DAYS_FROM_TODAY = {
    "hom nay": 0, "homnay": 0, "ngay nay": 0, "hom qua": -1, "homqua": -1, "ngay hom qua": -1,
    "hom kia": -2, "hom kia roi": -2, "mai": 1, "ngay mai": 1,
}  # fmt: skip
_UNITS: dict[str, Callable[[date], TypedTime]] = {
    "tuan": lambda day: TypedTime("week", day.isocalendar().week, 0, day.isocalendar().year),
    "thang": lambda day: TypedTime("month", day.month, 0, day.year),
    "quy": lambda day: TypedTime("quarter", (day.month + 2) // 3, 0, day.year),
    "nam": lambda day: TypedTime("year", 1, 0, day.year),
}
_PERIODS_AWAY = {"nay": 0, "truoc": -1, "qua": -1, "roi": -1, "vua qua": -1, "sau": 1, "toi": 1}


def _from_today(words: str, today: date) -> TypedTime | None:
    """Read a time that is reckoned from today: `hôm qua`, `tháng trước`."""
    days = _DAYS_FROM_TODAY.get(words.replace("-", " "))
    if days is not None:
        day = today + timedelta(days)
        return TypedTime("day", day.day, day.month, day.year)
    unit, _, which = words.partition(" ")
    if unit not in _UNITS or which not in _PERIODS_AWAY:
        return None
    time = _UNITS[unit](today)
    period = time.in_year(time.year or today.year)
    edge = {0: period.end, -1: period.start - timedelta(1), 1: period.end + timedelta(1)}
    return _UNITS[unit](edge[_PERIODS_AWAY[which]])


_TIME_WORDS = (
    "tháng", "quý", "tuần", "ngày", "hôm", "nay", "này", "qua", "kia", "năm", "cả", "đầu", "cuối",
    "nửa", "sáu", "chín", "trước", "hết", "đến",
)  # fmt: skip


def _with_keys_off(words: str) -> str:
    """Return words that were typed with the keyboard program off as they were meant."""
    meant = re.sub("[0-9]*[a-z][a-z0-9]*", lambda match: _word_meant(match[0]), words)
    return _without_fillers(meant)


@lru_cache(maxsize=4096)  # of a line that is no plain one each word is looked at many times
def _word_meant(word: str) -> str:
    """Return the folded word of a time whose keys a word has, else the word."""
    from khtgdv.keystrokes import has_same_keys

    return fold(next((name for name in _TIME_WORDS if has_same_keys(word, name)), word))
