"""Days and periods as people type them: the one grammar of all commands.

`31/3`, `31.3.26`, `hôm qua`, `quý I`, `T3`, `tuần 10`, `6 tháng đầu năm`, `cả năm`. What comes out
is a time as it was typed; whether the calendar has it, and which year is meant, is told elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from khtgdv.dates.spans import TypingSpan
from khtgdv.query.times.value import TypedTime
from khtgdv.text import ascii_width, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.dates.periods import DateRange, PeriodKind

_CENTURY = 2000
_MONTHS_OF_YEAR = 12
_SEPARATORS = "/.-"


def typed_time(text: str, span: DateRange) -> TypedTime | None:
    """Return the time that a text is as people type it; None where it is none."""
    words = _close_separators(ascii_width(text.strip()))
    if time := _in_figures(words, span):
        return time
    marked = words.lower()
    for word, unlike in _UNLIKE.items():
        marked = marked.replace(word, unlike)
    whole = _close_separators(" ".join(fold(marked).split()))
    folded = _without_fillers(whole)
    if time := _in_figures(folded, span):
        return time
    is_unclear = marked.isascii() and folded.endswith(" sau")  # tháng sau, tháng sáu
    if time := _from_today(whole, span):
        return time if time.kind == "day" or not is_unclear else None
    if is_unclear:
        return None
    return _in_words(folded, span) or _in_words(_with_keys_off(folded), span)


# Words that fold to others: sáu to sau (next), kìa to kia (one day less), mốt to một (one).
_UNLIKE = {"sáu": "6", "kìa": "kya", "mốt": "mpt"}


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
_ENDS = {"dau": 1, "cuoi": 4}  # quarters
# Patterns of folded words; texts, so that who types `3` compiles none. `n` is the number.
_FORMS: tuple[tuple[str, PeriodKind], ...] = (
    (rf"(?:thang ?|t[ .]?){_NUMBER}{_YEAR}", "month"),
    (rf"(?:qu[yi]|q)[ .]*(?P<n>[0-9]|i{{1,3}}|iv){_YEAR}", "quarter"),
    (rf"(?:tuan(?: thu| so)? ?|w){_NUMBER}{_YEAR}", "week"),
    (rf"(?P<n>[0-9]{{1,2}}) thang (?P<m>[0-9]{{1,2}}){_YEAR}", "day"),
    (rf"(?:6|sau) ?(?:thang|t)(?: ?(?P<half>dau|cuoi))?(?: nam)?{_YEAR}", "half-year"),
    (rf"nua (?P<half>dau|cuoi)(?: cua)?(?: nam)?{_YEAR}", "half-year"),
    (rf"h(?P<n>[0-9]){_YEAR}", "half-year"),
    (rf"(?:3|ba) thang (?P<end>dau|cuoi)(?: cua)?(?: nam)?{_YEAR}", "quarter"),
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
_FILLERS = r"(?:(?:den het|den|toi|het|cuoi|trong|vao|truoc ngay|truoc|ngay) )+(?=[0-9a-z])"


def _without_fillers(words: str) -> str:
    return re.sub(rf"^{_FILLERS}", "", words)


def _in_words(words: str, span: DateRange) -> TypedTime | None:
    """Read a time from folded words."""
    for form, kind in _FORMS:
        if match := re.fullmatch(form, words):
            time = _time_of_match(match, kind)
            is_near = not match.groupdict().get("yy") or _is_near(time.year or 0, span)
            return time if is_near else None
    return _from_today(words, span)


def _from_today(words: str, span: DateRange) -> TypedTime | None:
    """Read a time that is reckoned from today, where a span knows the day; few are."""
    if not isinstance(span, TypingSpan):
        return None
    from khtgdv.query.times.relative import from_today

    return from_today(words, span.today)


def _time_of_match(match: re.Match[str], kind: PeriodKind) -> TypedTime:
    parts = {name: part for name, part in match.groupdict().items() if part}
    word = parts.get("n", "1")
    number = int(word) if word.isdigit() else _NUMBER_WORDS[word]
    if "half" in parts:
        number = _HALVES[parts["half"]]
    if "end" in parts:
        number = _ENDS[parts["end"]]
    year = parts.get("y") or (f"20{parts['yy']}" if "yy" in parts else None)
    return TypedTime(kind, number, int(parts.get("m", 0)), int(year) if year else None)


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
