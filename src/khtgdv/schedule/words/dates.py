"""The days, weeks, months, quarters and years that the words of a deadline name, one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import MAXYEAR, date, timedelta

from khtgdv.dates.periods import Period, day_period, period_ending, week_period
from khtgdv.frozen import dataclass, replace
from khtgdv.schedule.words.patterns import Pattern
from khtgdv.schedule.words.years import Years
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.dates.periods import PeriodKind

_YEAR = r"20\d\d"
_OF_YEAR = rf"(?:/(?P<year>{_YEAR}))?"
_IN_YEAR = rf"(?:[ /](?P<year>{_YEAR}))?"
_QUARTER = rf"quý (?P<quarter>iv|i{{1,3}}|[1-4])\b{_OF_YEAR}"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_ORDINALS = {**_ROMAN, "đầu": 1, "đầu tiên": 1, "nhất": 1, "hai": 2, "nhì": 2, "ba": 3, "tư": 4}
_ORDINAL = r"đầu tiên|đầu|cuối cùng|cuối|nhất|hai|nhì|ba|tư|iv|i{1,3}|v|[1-5]"
_MONTHS, _DAYS, _LAST_WEEK = 12, 31, 53
_THURSDAY, _TO_SUNDAY = 3, 3
_WEEKS_OF_MONTH = 5
# The day that stands for a part of a month, where the office names no other.
DAY_OF_PART = {"đầu": 10, "thượng tuần": 10, "nửa đầu": 15, "giữa": 15, "trung tuần": 20}
_USED = "\0"
MakePeriod = Callable[[int | None], Period]


class _Sense(NamedTuple):
    """What a form says: the time as one of any year, the year if it is told, what was chosen."""

    make: MakePeriod
    year: int | None = None
    choice: str = ""
    whole: MakePeriod | None = None


@dataclass(frozen=True, slots=True)
class NamedTime:
    """A time that words name, and where they stand.

    `has_year` tells that they name the year too; `choice` says which day was taken where they
    leave that open; `whole` is the time of which they name a part, else the time itself.
    """

    begin: int
    end: int
    period: Period
    has_year: bool
    choice: str
    whole: Period
    make: MakePeriod

    def in_year(self, year: int) -> NamedTime:
        """Return the same time of another year."""
        period = self.make(min(year, MAXYEAR))
        return replace(self, period=period, whole=period, has_year=True)


def _number(match: re.Match[str], name: str, most: int) -> int:
    """Return the number in a group; 0 where it is none that there can be."""
    number = int(match[name])
    return number if 1 <= number <= most else 0


def _year_of(match: re.Match[str]) -> int | None:
    text = match["year"]
    if not text:
        return None
    return int(text) if len(text) > 2 else 2000 + int(text)  # noqa: PLR2004 - two figures


def _read_day(match: re.Match[str], years: Years) -> _Sense | None:
    day, month = _number(match, "day", _DAYS), _number(match, "month", _MONTHS)
    if not (day and month):
        return None
    return _Sense(lambda year: years.day(day, month, year), _year_of(match))


def _month(match: re.Match[str], years: Years) -> _Sense | None:
    month = _number(match, "month", _MONTHS)
    if not month:
        return None
    return _Sense(lambda year: years.months("month", month, year), _year_of(match))


def _week_of_month(match: re.Match[str], years: Years) -> _Sense | None:
    sense, word = _month(match, years), match["ordinal"]
    if sense is None:
        return None
    number = _ORDINALS.get(word) or (int(word) if word.isdigit() else 0)

    def make(year: int | None) -> Period:
        return day_period(_end_of_week(sense.make(year), number))

    return _Sense(make, sense.year, "tính đến hết Chủ nhật của tuần ấy", sense.make)


def _end_of_week(month: Period, number: int) -> date:
    """Return the last day of a week of a month; the first is the one with its first Thursday.

    It is a Sunday, or the month's last day; a number of 0 is the last week.
    """
    first = month.start + timedelta((_THURSDAY - month.start.weekday()) % 7 + _TO_SUNDAY)
    return min(month.end, first + timedelta(weeks=number - 1)) if number else month.end


def _part_of_month(match: re.Match[str], years: Years) -> _Sense | None:
    sense, day = _month(match, years), DAY_OF_PART.get(match["part"])
    if sense is None or day is None:
        return sense

    def make(year: int | None) -> Period:
        return day_period(sense.make(year).start.replace(day=day))

    return _Sense(make, sense.year, f"{match['part']} tháng tính đến ngày {day}", sense.make)


def _quarter(match: re.Match[str], years: Years) -> _Sense:
    word = match["quarter"]
    number = _ROMAN.get(word) or int(word)
    return _Sense(lambda year: years.months("quarter", number, year), _year_of(match))


def _part_of_quarter(match: re.Match[str], years: Years) -> _Sense:
    sense, place = _quarter(match, years), {"đầu": 0, "giữa": 1}.get(match["part"])
    if place is None:
        return sense

    def make(year: int | None) -> Period:
        first = sense.make(year).start
        return years.months("month", first.month + place, first.year)

    choice = f"{match['part']} quý tính đến hết tháng thứ {'nhất' if place == 0 else 'hai'}"
    return _Sense(make, sense.year, choice, sense.make)


def _months_as(kind: PeriodKind, number: int = 1) -> Callable[..., _Sense]:
    """Return the reader of a half-year, of nine months or a year."""

    def read(match: re.Match[str], years: Years) -> _Sense:
        return _Sense(lambda year: years.months(kind, number, year), _year_of(match))

    return read


def _part_of_year(match: re.Match[str], years: Years) -> _Sense:
    kind, number, words = _PARTS_OF_YEAR[match["part"]]
    choice = f"{match['part']} năm tính đến {words}" if words else ""
    return _Sense(lambda year: years.months(kind, number, year), _year_of(match), choice)


_PARTS_OF_YEAR: dict[str, tuple[PeriodKind, int, str]] = {
    "đầu": ("quarter", 1, "hết quý I"),
    "giữa": ("month", 6, "hết tháng 6"),
    "cuối": ("year", 1, ""),
    "hết": ("year", 1, ""),
}


def _week(match: re.Match[str], years: Years) -> _Sense | None:
    """Return a week of the year, or, where that is over when the row begins, of its month."""
    roman, year = _ROMAN.get(match["week"]), _year_of(match)
    number = roman or _number(match, "week", _LAST_WEEK)
    of_month = year is None and _is_week_of_start(number, years, sure=roman is not None)
    if not number or (roman and not of_month):
        return None

    def make(year: int | None) -> Period:
        if of_month and years.start:
            return day_period(_end_of_week(period_ending("month", years.start), number))
        return day_period(_week_of_year(year or years.span.start.year, number).end)

    return _Sense(make, year, "tính đến hết Chủ nhật của tuần ấy")


def _is_week_of_start(number: int, years: Years, *, sure: bool) -> bool:
    """Tell whether `tuần 3` is the third week of the month in which a row begins."""
    if years.start is None or number > _WEEKS_OF_MONTH:
        return False
    return sure or _week_of_year(years.start.year, max(number, 1)).end < years.start


def _week_of_year(year: int, number: int) -> Period:
    """Return an ISO week; of a year that has no such week the last one it has."""
    try:
        return week_period(year, number)
    except (ValueError, OverflowError):
        return _week_of_year(year, number - 1)


_ANY_WEEKS = r"(?:\d{1,2} ?(?:,|-|và|đến) ?(?:tuần )?(?:thứ )?)*"
_BEFORE_YEAR = Pattern(
    r"(?:^|[-;,(:]|\b(?:trong|đến|tới|trước|hết|xong|thành|vào|từ|khoảng|kiến|là|đoạn|và|nhất|sau|sang))"
    r"\s*$"
)
# The longer form first; what a form has read is not read again.
_MONTH = rf"tháng (?P<month>\d{{1,2}}){_OF_YEAR}"
_DAY = rf"(?<![\d/.])(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?:/(?P<year>{_YEAR}|\d\d))?(?![\d/])"
_WEEK_OF_MONTH = (
    rf"tuần (?:lễ )?(?:thứ )?{_ANY_WEEKS}(?P<ordinal>{_ORDINAL})(?: của| trong)? {_MONTH}"
)
_PARTS_OF_MONTH = "thượng tuần|trung tuần|hạ tuần|nửa đầu|nửa cuối|đầu|giữa|cuối|hết"
_WEEK = (
    rf"tuần (?:thứ )?{_ANY_WEEKS}(?P<week>\d{{1,2}}|iv|i{{1,3}}|v)\b"
    rf"(?:(?:/| năm )(?P<year>{_YEAR}))?(?! ?/| tháng)"
)
_OF_HALF = rf"(?!(?: của)? (?:năm học|nhiệm kỳ))(?: của)?(?: năm)?{_IN_YEAR}"
_FORMS: tuple[tuple[Pattern, Callable[[re.Match[str], Years], _Sense | None]], ...] = tuple(
    (Pattern(pattern, needs), read)
    for pattern, needs, read in (
        (_DAY, ("/",), _read_day),
        (_WEEK_OF_MONTH, ("tuần ",), _week_of_month),
        (rf"(?P<part>{_PARTS_OF_MONTH})(?: của)? {_MONTH}(?![\d/])", ("tháng ",), _part_of_month),
        (rf"{_MONTH}(?![\d/]| lần)", ("tháng ",), _month),
        (rf"(?P<part>đầu|giữa|cuối|hết)(?: của)? {_QUARTER}", ("quý ",), _part_of_quarter),
        (_QUARTER, ("quý ",), _quarter),
        (_WEEK, ("tuần ",), _week),
        (rf"(?<![\d/.])(?P<month>\d{{1,2}})/(?P<year>{_YEAR})(?![\d/])", ("/20",), _month),
        (rf"(?:6 tháng|nửa) đầu{_OF_HALF}", ("6 tháng", "nửa"), _months_as("half-year", 1)),
        (rf"(?:6 tháng|nửa) cuối{_OF_HALF}", ("6 tháng", "nửa"), _months_as("half-year", 2)),
        (rf"3 tháng đầu năm(?! học){_IN_YEAR}", ("3 tháng",), _months_as("quarter", 1)),
        (rf"3 tháng cuối năm(?! học){_IN_YEAR}", ("3 tháng",), _months_as("quarter", 4)),
        (rf"6 tháng năm (?P<year>{_YEAR})", ("6 tháng",), _months_as("half-year", 1)),
        (rf"9 tháng(?: đầu)?(?: năm)?{_IN_YEAR}", ("9 tháng",), _months_as("nine-months")),
        (rf"(?P<part>đầu|giữa|cuối|hết) năm(?! học){_IN_YEAR}", ("năm",), _part_of_year),
        (rf"(?<![\d/.])(?:năm )?(?P<year>{_YEAR})(?![\d/])", ("20",), _months_as("year")),
    )
)
_ONE_MORE_YEAR = Pattern(
    r"\s*(?:của )?năm (?:sau|tới|kế tiếp|tiếp theo|liền kề|liền sau)\b", ("năm ",)
)


def named_times(words: str, years: Years) -> list[NamedTime]:
    """Return the times that words name, in order; a year counts where it is no name's."""
    times, rest = [], words
    for form, read in _FORMS:
        for match in form.finditer(rest):
            is_year = read is _FORMS[-1][1]
            if is_year and not _BEFORE_YEAR.search(words[: match.start()]):
                continue
            if sense := read(match, years):
                times.append(_time(words, match, sense))
                rest = rest[: match.start()] + _USED * len(match[0]) + rest[match.end() :]
    return sorted(times, key=lambda time: time.begin)


def _time(words: str, match: re.Match[str], sense: _Sense) -> NamedTime:
    period, end = sense.make(sense.year), match.end()
    whole = sense.whole(sense.year) if sense.whole else period
    time = NamedTime(
        match.start(), end, period, sense.year is not None, sense.choice, whole, sense.make
    )
    if next_year := _ONE_MORE_YEAR.match(words, end):
        return replace(time.in_year(period.end.year + 1), end=next_year.end())
    return time


def is_range(words: str, first: NamedTime, second: NamedTime) -> bool:
    """Tell whether two times that follow each other are the ends of one."""
    return _TO.fullmatch(words, first.end, second.begin) is not None


_TO = Pattern(r"\s*,?\s*(?:-|(?:cho )?đến|tới)\s*(?:-|hết|trước|ngày|cuối|năm|giai đoạn|\s)*")


def _ends_of_range(first: NamedTime, last: NamedTime) -> tuple[NamedTime, NamedTime]:
    """Return the ends of a range in the years that put them in order."""
    if first.has_year and last.has_year:
        return first, last
    if last.has_year:
        year = last.period.end.year
        same = first.in_year(year)
        return (same if same.period.start <= last.period.end else first.in_year(year - 1)), last
    if first.period.start > last.period.end or first.has_year:
        year = first.period.start.year
        same = last.in_year(year)
        return first, (same if first.period.start <= same.period.end else last.in_year(year + 1))
    return first, last


def joined(words: str, times: list[NamedTime]) -> Iterator[tuple[NamedTime | None, NamedTime]]:
    """Yield each time, with the one a range begins with before it."""
    index = 0
    while index < len(times):
        if index + 1 < len(times) and is_range(words, times[index], times[index + 1]):
            yield _ends_of_range(times[index], times[index + 1])
            index += 2
        else:
            yield None, times[index]
            index += 1
