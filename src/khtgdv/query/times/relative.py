"""Times that are reckoned from today: `hôm qua`, `thứ sáu tuần này`, `3 ngày nữa`, `cuối tháng`.

Words come folded, but for those that fold to others: `6` (sáu), `kya` (kìa), `mpt` (mốt).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from khtgdv.dates.periods import month_end
from khtgdv.query.times.value import TypedTime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.dates.periods import Period

_WEEK = 7
_MONTHS_OF_YEAR = 12
_DAYS_AWAY = {
    "hom nay": 0, "homnay": 0, "ngay nay": 0, "hom qua": -1, "homqua": -1, "ngay hom qua": -1,
    "hom kia": -2, "hom kia roi": -2, "hom kya": -3, "mai": 1, "ngay mai": 1, "ngay kia": 2,
    "ngay mpt": 2, "ngay kya": 3,
}  # fmt: skip
_UNITS: dict[str, Callable[[date], TypedTime]] = {
    "tuan": lambda day: TypedTime("week", day.isocalendar().week, 0, day.isocalendar().year),
    "thang": lambda day: TypedTime("month", day.month, 0, day.year),
    "quy": lambda day: TypedTime("quarter", (day.month + 2) // 3, 0, day.year),
    "nam": lambda day: TypedTime("year", 1, 0, day.year),
}
_PERIODS_AWAY = {"nay": 0, "truoc": -1, "qua": -1, "roi": -1, "vua qua": -1, "sau": 1, "toi": 1}
_WEEKDAYS = {
    "hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5,
    "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5,
}  # fmt: skip
_WEEKDAY = rf"(?:(?:ngay|hom) )?(?:thu (?P<day>{'|'.join(_WEEKDAYS)})|(?P<sunday>chu nhat|cn))"
_IN_WEEK = rf"{_WEEKDAY} (?:cua )?tuan (?P<week>{'|'.join(_PERIODS_AWAY)})"
_COUNT = r"(?P<count>[0-9]{1,3}) (?P<unit>ngay|tuan|thang)"
_COUNTED = (
    (rf"(?:trong )?{_COUNT} (?:nua|toi|sap toi)", 1),
    (rf"sau {_COUNT}(?: nua)?", 1),
    (rf"{_COUNT} (?:truoc|vua qua|qua)", -1),
    (rf"cach day {_COUNT}", -1),
)


def from_today(words: str, today: date) -> TypedTime | None:
    """Read a time that is reckoned from today; None where it is none."""
    words = words.replace("-", " ")
    if (days := _DAYS_AWAY.get(words)) is not None:
        return _day(today + timedelta(days))
    if match := re.fullmatch(_IN_WEEK, words):
        return _weekday(match, today)
    unit, _, which = _named_period(words).partition(" ")
    if unit in _UNITS and which in _PERIODS_AWAY:
        return _UNITS[unit](_edge(_UNITS[unit](today), _PERIODS_AWAY[which]))
    return next(_counted(words, today), None)


def is_weekday(words: str) -> bool:
    """Tell whether words are a day of some week: `thứ sáu`."""
    return re.fullmatch(_WEEKDAY, words) is not None


def _day(day: date) -> TypedTime:
    return TypedTime("day", day.day, day.month, day.year)


def _named_period(words: str) -> str:
    """Return `thang nay` of `cuoi thang`: its end is that of the current one."""
    end = re.fullmatch("(?:den )?(?:cuoi|het) (tuan|thang|quy)", words)
    return f"{end[1]} nay" if end else words


def _edge(time: TypedTime, away: int) -> date:
    """Return a day of a period, of the one before it or the one after it."""
    period: Period = time.in_year(time.year or 0)
    return {
        0: period.end, -1: period.start - timedelta(1), 1: period.end + timedelta(1)
    }[away]  # fmt: skip


def _weekday(match: re.Match[str], today: date) -> TypedTime:
    monday = today - timedelta(today.weekday())
    number = _WEEK - 1 if match["sunday"] else _WEEKDAYS[match["day"]]
    return _day(monday + timedelta(number + _WEEK * _PERIODS_AWAY[match["week"]]))


def _counted(words: str, today: date) -> Iterator[TypedTime]:
    """Yield the day that is some days, weeks or months away."""
    for form, direction in _COUNTED:
        if match := re.fullmatch(form, words):
            yield _day(_days_on(today, match["unit"], direction * int(match["count"])))


def _days_on(day: date, unit: str, count: int) -> date:
    if unit == "thang":
        months = day.year * _MONTHS_OF_YEAR + day.month - 1 + count
        last = month_end(months // _MONTHS_OF_YEAR, months % _MONTHS_OF_YEAR + 1)
        return last.replace(day=min(day.day, last.day))
    return day + timedelta(count * (_WEEK if unit == "tuan" else 1))
