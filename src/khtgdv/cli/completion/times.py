"""The days and periods of a plan as people type them."""

from __future__ import annotations

from datetime import timedelta

from khtgdv.cli.completion.offers import Offer
from khtgdv.dates.periods import format_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.cli.completion.asked import Asked
    from khtgdv.dates.periods import Period, PeriodKind

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_RECENT_DAYS = 14
_MONTHS_OF_YEAR = 12


def months(asked: Asked) -> Iterator[Offer]:
    """Yield the months of the plan's span."""
    return map(_month, _months(asked))


def _month(period: Period) -> Offer:
    year, month = period.start.year, period.start.month
    words = (f"{month}/{year}", f"{month:02}/{year}", f"{year}-{month:02}")
    return Offer((*words, f"T{month}", f"tháng {month}"), f"đến {format_date(period.end)}")


def periods(asked: Asked) -> Iterator[Offer]:
    """Yield the periods of the plan's span: months, quarters, half a year, nine months, years."""
    return (offer for _, offer in _periods(asked))


def _periods(asked: Asked) -> Iterator[tuple[Period, Offer]]:
    from khtgdv.dates.periods import months_period

    yield from ((period, _month(period)) for period in _months(asked))
    years = {period.start.year for period in _months(asked)}
    for year in sorted(years):
        for kind, number, names in _LONG_PERIODS:
            period = months_period(kind, year, number)
            if asked.span.start <= period.end and period.start <= asked.span.end:
                words = _long_names(year, names, single=len(years) == 1)
                yield period, Offer(words, period.label)


_LONG_PERIODS: tuple[tuple[PeriodKind, int, tuple[str, ...]], ...] = (
    ("quarter", 1, ("Q1", "quý 1", "quý I")),
    ("quarter", 2, ("Q2", "quý 2", "quý II")),
    ("quarter", 3, ("Q3", "quý 3", "quý III")),
    ("quarter", 4, ("Q4", "quý 4", "quý IV")),
    ("half-year", 1, ("H1", "6 tháng đầu năm")),
    ("half-year", 2, ("H2", "6 tháng cuối năm")),
    ("nine-months", 1, ("9M", "9 tháng")),
    ("year", 1, ("", "cả năm", "năm")),
)


def _long_names(year: int, names: tuple[str, ...], *, single: bool) -> tuple[str, ...]:
    """Return what a period is called, with its year first where there are several."""
    code, *words = names
    with_year = f"{year}-{code}" if code else str(year)
    worded = [f"{word} {year}" for word in words]
    if single:
        return (*filter(None, (code,)), with_year, *words, *worded)
    return (with_year, *worded)


def report_periods(asked: Asked) -> Iterator[Offer]:
    """Yield the periods that there are reports of: those that have begun, weeks too."""
    from khtgdv.cli.system.environment import today

    day = today()
    every = (*_periods(asked), *_weeks(asked))
    return (offer for period, offer in every if period.start <= day)


def weeks(asked: Asked) -> Iterator[Offer]:
    """Yield the weeks of the plan's span, the day they begin and end."""
    return (offer for _, offer in _weeks(asked))


def _weeks(asked: Asked) -> Iterator[tuple[Period, Offer]]:
    from khtgdv.dates.periods import week_period

    day = asked.span.start + timedelta(days=3 - asked.span.start.weekday())  # its Thursday
    is_short = asked.span.end - asked.span.start < timedelta(days=366)
    while day <= asked.span.end:
        year, week, _ = day.isocalendar()
        period = week_period(year, week)
        first = (f"W{week}",) if is_short and year == asked.span.end.year else ()
        ends = f"{period.start:%d/%m}-{format_date(period.end)}"
        words = (*first, f"{year}-W{week:02}", f"tuần {week}/{year}")
        yield period, Offer(words, ends, (f"{week}",))
        day += timedelta(days=7)


def days(_: Asked) -> Iterator[Offer]:
    """Yield today, yesterday, the days of the last two weeks."""
    from khtgdv.cli.system.environment import today

    day = today()
    yield Offer(("hôm nay", "hôm-nay"), format_date(day))
    yield Offer(("hôm qua", "hôm-qua"), format_date(day - timedelta(days=1)))
    for ago in range(_RECENT_DAYS):
        past = day - timedelta(days=ago)
        short = f"{past.day}/{past.month}"
        words = (format_date(past), f"{short}/{past.year}", past.isoformat())
        yield Offer(words, _WEEKDAYS[past.weekday()], (short,))


def _months(asked: Asked) -> Iterator[Period]:
    from khtgdv.dates.periods import months_period

    place = asked.span.start.replace(day=1)
    while place <= asked.span.end:
        yield months_period("month", place.year, place.month)
        place = (place + timedelta(days=32)).replace(day=1)
