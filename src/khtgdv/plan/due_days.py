"""The day of a period that a rule names: what people write for it, and whether a period has it."""

from __future__ import annotations

import re

from khtgdv.dates.periods import months_period
from khtgdv.dates.repetition import FIRST_WORKDAY, LAST_WORKDAY, WEEKDAYS, day_in_year
from khtgdv.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.dates.repetition import Recurrence

_WEEKDAY_WORDS = ("hai", "ba", "tu", "nam", "sau", "bay")
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORDS: dict[str, str] = {
    **{f"thu {word}": day for word, day in zip(_WEEKDAY_WORDS, WEEKDAYS, strict=False)},
    **{f"thu {number}": day for number, day in enumerate(WEEKDAYS[:6], 2)},
    **{f"t{number}": day for number, day in enumerate(WEEKDAYS[:6], 2)},
    **dict(zip(_ENGLISH, WEEKDAYS, strict=True)),
    **dict.fromkeys(("chu nhat", "cn"), "sun"),
    **dict.fromkeys(
        ("ngay lam viec dau tien", "first workday", "first-working-day"), FIRST_WORKDAY
    ),
    **dict.fromkeys(("ngay lam viec cuoi cung", "last workday", "last-working-day"), LAST_WORKDAY),
}
_MAX_LENGTH = 40
_MAX_DAY, _MAX_MONTH = 31, 12

PERIODS_PER_YEAR = {
    "day": 366, "week": 53, "month": 12, "quarter": 4, "half-year": 2, "nine-months": 1, "year": 1,
}  # fmt: skip
_PERIOD_WORDS = {
    "week": "tuần", "month": "tháng", "quarter": "quý", "half-year": "6 tháng",
    "nine-months": "9 tháng", "year": "năm",
}  # fmt: skip
_DAY_WORDS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_LEAP_YEAR = 2028  # has every day
_WORKDAY_HINT = "on: first working day"
_WEEK_HINT = f"việc hằng tuần viết on: fri (mon … sun) hoặc {_WORKDAY_HINT}"
_MONTH_HINT = f"viết on: 20 hoặc {_WORKDAY_HINT}; on: fri chỉ dùng với every: week"
_DATES_HINT = "viết mỗi kỳ một ngày trong kỳ: half-year on: [06-15, 12-15], year on: 06-15"
_AFTER_HINT = "hạn sau khi hết kỳ thì viết after: 5 (số ngày) hoặc after: 2 working days"


def guess_due_day(text: str) -> str | None:
    """Return our form of a day as people write it; None where nothing is known of it."""
    words = " ".join(fold(text[:_MAX_LENGTH]).split())
    if words in WEEKDAYS:
        return words
    if match := re.fullmatch(r"(?:ngay |mung )?0*([1-9][0-9]?)", words):
        return match[1] if int(match[1]) <= _MAX_DAY else None
    if match := re.fullmatch(r"(?:ngay )?0*([1-9][0-9]?)[/.]0*([1-9][0-9]?)", words):
        fits = int(match[1]) <= _MAX_DAY and int(match[2]) <= _MAX_MONTH
        return f"{match[2]:0>2}-{match[1]:0>2}" if fits else None
    return _WORDS.get(words)


def due_day_misfit(rule: Recurrence) -> tuple[str, str] | None:
    """Return in words why a rule's day fits no period of it, and what to write; None if it does."""
    on = rule.on
    if rule.every == "day":
        return "việc hằng ngày đến hạn ngay trong ngày, không có on", "bỏ on"
    if on in (FIRST_WORKDAY, LAST_WORKDAY):
        return None
    if (rule.every == "week") != (on in WEEKDAYS):
        hint = _WEEK_HINT if rule.every == "week" else _MONTH_HINT
        return f"kỳ {_PERIOD_WORDS[rule.every]} không có ngày {_as_written(on)}", hint
    if rule.every == "week" or isinstance(on, int):
        return None
    return _misfit_of_dates(rule, on if isinstance(on, tuple) else (str(on),))


def _misfit_of_dates(rule: Recurrence, days: tuple[int | str, ...]) -> tuple[str, str] | None:
    numbers = rule.numbers or tuple(range(1, PERIODS_PER_YEAR[rule.every] + 1))
    if rule.every == "month":
        return "kỳ tháng không ghi tháng ở on", _MONTH_HINT
    dates = [day_in_year(str(day), _LEAP_YEAR) for day in days]
    if None in dates:
        return f"trong danh sách không ghi được {days[dates.index(None)]}", _DATES_HINT
    if len(days) != len(numbers):
        return f"có {len(days)} ngày cho {len(numbers)} kỳ trong năm", _DATES_HINT
    for day, date_, number in zip(days, dates, numbers, strict=True):
        if number > PERIODS_PER_YEAR[rule.every]:
            continue  # told of by itself
        if not months_period(rule.every, _LEAP_YEAR, number).contains(date_):
            return (
                f"ngày {day} không nằm trong kỳ {_PERIOD_WORDS[rule.every]} số {number}",
                _AFTER_HINT,
            )
    return None


def _as_written(on: object) -> str:
    if on in WEEKDAYS:
        return f"{_DAY_WORDS[WEEKDAYS.index(str(on))]} ({on})"
    return f"[{', '.join(map(str, on))}]" if isinstance(on, tuple) else str(on)
