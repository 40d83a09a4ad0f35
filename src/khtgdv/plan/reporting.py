"""When an office makes up its periodic reports: the day its figures are of, the day they are sent.

As in `plan.model`, the Vietnamese docstring under an attribute is what an editor shows of the key.
"""

from __future__ import annotations

from datetime import date, timedelta

from khtgdv.dates.periods import (
    Period,
    month_end,
    months_period,
    period_ending,
    week_period,
)
from khtgdv.frozen import dataclass
from khtgdv.plan.office import CONFIG

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.dates.periods import PeriodKind
    from khtgdv.dates.repetition import IsWorkday
    from khtgdv.plan.time_values import CutoffDay, CutoffWeekday, SendDelay

HINTS = ("khtgdv.plan.values", "khtgdv.plan.time_values")  # what annotations name


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodReporting:
    """When the reports of one kind of period are made up."""

    __pydantic_config__ = CONFIG
    cutoff: CutoffDay | None = None
    """Ngày chốt số liệu, trong tháng cuối của kỳ: 14."""
    send: SendDelay | None = None
    """Gửi báo cáo sau ngày chốt: 5 (số ngày) hoặc 2 working days (ngày làm việc)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekReporting:
    """When the reports of weeks are made up."""

    __pydantic_config__ = CONFIG
    cutoff: CutoffWeekday | None = None
    """Thứ chốt số liệu của tuần: thu là thứ Năm (mon … sun)."""
    send: SendDelay | None = None
    """Gửi báo cáo sau ngày chốt: 1 (số ngày) hoặc 1 working day (ngày làm việc)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """When reports are made up: of all kinds but weeks alike, and of single kinds otherwise."""

    __pydantic_config__ = CONFIG
    cutoff: CutoffDay | None = None
    """Ngày chốt số liệu, trong tháng cuối của kỳ: 14. Không ghi thì kỳ theo lịch."""
    send: SendDelay | None = None
    """Gửi báo cáo sau ngày chốt: 5 (số ngày) hoặc 2 working days (ngày làm việc)."""
    week: WeekReporting | None = None
    """Riêng báo cáo tuần."""
    month: PeriodReporting | None = None
    """Riêng báo cáo tháng."""
    quarter: PeriodReporting | None = None
    """Riêng báo cáo quý."""
    half_year: PeriodReporting | None = None
    """Riêng báo cáo 6 tháng."""
    nine_months: PeriodReporting | None = None
    """Riêng báo cáo 9 tháng."""
    year: PeriodReporting | None = None
    """Riêng báo cáo năm."""

    def cutoff_of(self, kind: PeriodKind) -> int | str | None:
        """Return the day on which the figures of a kind of period are made up."""
        own = self._own(kind)
        if own is not None and own.cutoff is not None:
            return own.cutoff
        return None if kind in ("week", "day") else self.cutoff

    def send_delay_of(self, kind: PeriodKind) -> int | str | None:
        """Return how long after that day reports are sent; weeks are reported where it is said."""
        own = self._own(kind)
        if own is not None and own.send is not None:
            return own.send
        return None if kind in ("week", "day") and own is None else self.send

    def _own(self, kind: PeriodKind) -> PeriodReporting | WeekReporting | None:
        own: PeriodReporting | WeekReporting | None = getattr(self, kind.replace("-", "_"), None)
        return own

    def reported(self, period: Period) -> Period:
        """Return the days that the report of a period is of: up to its cut-off, from the last."""
        cutoff = self.cutoff_of(period.kind)
        if isinstance(cutoff, str):
            from khtgdv.dates.repetition import WEEKDAYS

            end = period.start + timedelta(days=WEEKDAYS.index(cutoff))
            return Period(end - timedelta(days=6), end, "week")
        if cutoff is None:
            return period
        before = _on_day(period.start - timedelta(days=1), cutoff)
        return Period(before + timedelta(days=1), _on_day(period.end, cutoff), period.kind)

    def send_day(self, period: Period, is_workday: IsWorkday) -> date | None:
        """Return the day on which the report of a period is sent; None where nobody says."""
        delay = self.send_delay_of(period.kind)
        if delay is None:
            return None
        from khtgdv.dates.repetition import delayed

        return delayed(self.reported(period).end, delay, is_workday)


def _on_day(day: date, number: int) -> date:
    """Return the day of a month that has a number, the last where the month is shorter."""
    last = month_end(day.year, day.month)
    return last.replace(day=min(number, last.day))


def following(period: Period) -> Period:
    """Return the calendar's period after a reported one; after nine months the fourth quarter."""
    if period.kind == "week":
        this_week = week_period(*period.end.isocalendar()[:2])
        return period_ending("week", this_week.end + timedelta(days=7))
    if period.kind == "nine-months":
        return months_period("quarter", period.end.year, 4)
    years, number = divmod(period.number, _PERIODS_PER_YEAR[period.kind])
    return months_period(period.kind, period.end.year + years, number + 1)


_PERIODS_PER_YEAR = {"month": 12, "quarter": 4, "half-year": 2, "year": 1}
