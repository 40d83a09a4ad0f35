"""The periodic report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from khtgdv.cli.arguments.options import (
    FilterOptions,
    OutputOptions,
    PlanOptions,
    PositionOptions,
    TableOptions,
    argument,
)
from khtgdv.cli.pipeline import base_year, narrow, read, report
from khtgdv.cli.system.environment import find_plans, today
from khtgdv.errors import ExitCode, UsageError
from khtgdv.schedule.status import REGULAR

if TYPE_CHECKING:
    from datetime import date

    from khtgdv.cli.pipeline import Reading
    from khtgdv.dates.periods import Period
    from khtgdv.query.rows import TaskRow
    from khtgdv.source.find import Found


def periodic(
    plan: PlanOptions,
    filters: FilterOptions,
    output: OutputOptions,
    tables: TableOptions,
    *,
    period: Annotated[
        list[str],
        argument(metavar="KỲ", text="3, 3/2026, 2026-Q1, quý 1, 2026-H1, 2026-9M, 2026."),
    ],
) -> ExitCode:
    """Tại thời điểm hết kỳ; kỳ chưa hết thì tính đến hôm nay.

    Thêm --output bao-cao.md để có văn bản.
    """
    now, found = today(), find_plans(tuple(plan.data))
    asked = _period(plan, " ".join(period), now, found)
    at = PositionOptions(as_of=asked.end.isoformat() if asked.end <= now else None)
    reading = read(plan, at, found=found)
    selection, earlier = narrow(reading, filters), _earlier(plan, at, filters, reading)
    return report("report", reading, selection, output, tables, period=asked, earlier=earlier)


def _earlier(
    plan: PlanOptions, at: PositionOptions, filters: FilterOptions, reading: Reading
) -> tuple[TaskRow, ...]:
    """Return what is left of the plans of earlier years: a report is of one year's plan."""
    if plan.year is not None or reading.found.years[0] >= reading.year:
        return ()
    whole = narrow(read(plan, at, backlog=True, found=reading.found), filters)
    return tuple(
        row
        for row in whole.tasks
        if row.plan.year < reading.year and not row.status.closed and row.status.kind not in REGULAR
    )


def _period(plan: PlanOptions, text: str, now: date, found: Found) -> Period:
    """Return the period asked for; UsageError where it is still to come or before every plan."""
    from khtgdv.query.spoken_periods import read_reported

    period = read_reported(text, base_year(plan.year, found, now))
    if period.start > now:
        from khtgdv.reports.periodic.period_rows import named

        raise UsageError(
            f"Kỳ báo cáo {named(period)} chưa bắt đầu nên chưa có gì để báo cáo.",
            "Chọn kỳ đã bắt đầu; khtgdv overdue --month cho biết dự kiến của một tháng sắp tới",
        )
    years = found.years
    if period.end.year < years[0]:
        raise UsageError(
            f"Không có kế hoạch năm {period.end.year}.",
            f"Các năm có kế hoạch: {', '.join(str(year) for year in years)}",
        )
    return period
