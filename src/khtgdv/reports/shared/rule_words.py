"""Rules of repeated work in words: `hằng tháng, ngày 20`, `2 năm/lần`, `thứ Sáu hằng tuần`."""

from __future__ import annotations

from khtgdv.dates.periods import format_date
from khtgdv.dates.repetition import FIRST_WORKDAY, LAST_WORKDAY, WEEKDAYS
from khtgdv.plan.workdays import WEEKDAY_NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from khtgdv.plan.repetition import RepeatRule
    from khtgdv.plan.workdays import WorkCalendar
    from khtgdv.schedule.occurrences import Occurrence

_FREQUENCY_WORDS = {
    "day": "hằng ngày",
    "week": "hằng tuần",
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "half-year": "6 tháng một lần",
    "nine-months": "9 tháng",
    "year": "mỗi năm một lần",
}
# The same beside a day: `6 tháng, sau 5 ngày`.
_SHORT_WORDS = {
    **_FREQUENCY_WORDS, "half-year": "6 tháng", "nine-months": "9 tháng", "year": "hằng năm",
}  # fmt: skip
# What a period is called and how many of it one has: two half-years are 12 months.
_UNITS = {
    "day": (1, "ngày làm việc"), "week": (1, "tuần"), "month": (1, "tháng"), "quarter": (1, "quý"),
    "half-year": (6, "tháng"), "nine-months": (1, "năm"), "year": (1, "năm"),
}  # fmt: skip
_PERIOD_NOUNS = {
    "week": "tuần", "month": "tháng", "quarter": "quý", "half-year": "6 tháng",
    "nine-months": "9 tháng", "year": "năm",
}  # fmt: skip
_WORKDAY_WORDS = {
    FIRST_WORKDAY: "ngày làm việc đầu tiên", LAST_WORKDAY: "ngày làm việc cuối cùng",
}  # fmt: skip


def rule_words(rule: RepeatRule) -> str:
    """Return a rule in words, with its label: `giao ban: hằng quý`."""
    words = frequency_words(rule, with_numbers=True)
    return f"{rule.label}: {words}" if rule.label else words


def frequency_words(rule: RepeatRule, *, with_numbers: bool = False) -> str:
    """Return how often and when a rule repeats; the numbers of its periods only where asked."""
    numbers = f" ({', '.join(map(str, rule.in_))})" if rule.in_ and with_numbers else ""
    if rule.on is None and rule.after is None and (rule.interval or 1) == 1:
        return f"{_FREQUENCY_WORDS[rule.every]}{numbers}"
    often = f"{_how_often(rule)}{numbers}"
    if rule.after is not None:
        return f"{often}, sau {_delay_words(rule.after)}"
    if rule.on in _WORKDAY_WORDS and rule.every in _PERIOD_NOUNS:
        rest = f", {often}" if numbers or (rule.interval or 1) > 1 else ""
        return f"{_WORKDAY_WORDS[str(rule.on)]} của {_PERIOD_NOUNS[rule.every]}{rest}"
    if rule.on in WEEKDAYS:
        name = WEEKDAY_NAMES[WEEKDAYS.index(str(rule.on))]
        sign = ", " if (rule.interval or 1) > 1 else " "
        return f"{name[0].lower()}{name[1:]}{sign}{often}"
    return often if rule.on is None else f"{often}, {_day_words(rule)}"


def _how_often(rule: RepeatRule) -> str:
    interval = rule.interval or 1
    if interval == 1:
        return _SHORT_WORDS[rule.every]
    count, unit = _UNITS[rule.every]
    often = f"{interval * count} {unit}/lần"
    return f"9 tháng, {often}" if rule.every == "nine-months" else often


def _delay_words(after: int | str) -> str:
    if isinstance(after, int):
        return f"{after} ngày"
    return f"{after.partition(' ')[0]} ngày làm việc"


def _day_words(rule: RepeatRule) -> str:
    if isinstance(rule.on, int):
        return f"ngày {rule.on}{'' if rule.every == 'month' else ' của tháng cuối'}"
    days = rule.on if isinstance(rule.on, tuple) else (rule.on,)
    return f"ngày {', '.join(_short_date(str(day)) for day in days)}"


def _short_date(month_day: str) -> str:
    month, _, day = month_day.partition("-")
    return f"{int(day)}/{int(month)}" if day else month


def names_day(rule: RepeatRule) -> bool:
    """Tell whether a rule says on which day its periods are due."""
    return rule.on is not None or rule.after is not None


def occurrence_words(occurrence: Occurrence, calendar: WorkCalendar) -> str:
    """Return an occurrence with its day, and what day off that is: `3/2026 (hạn 20/03/2026)`."""
    off = calendar.day_off_name(occurrence.due)
    return f"{occurrence.period.label} (hạn {due_words(occurrence.due, off)})"


def due_words(day: date, off: str | None) -> str:
    """Return a day with what day off it is, if any."""
    return f"{format_date(day)}, {off}" if off else format_date(day)
