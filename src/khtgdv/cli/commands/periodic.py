"""The periodic report."""

from __future__ import annotations

from khtgdv.cli.arguments.declarations import argument, option
from khtgdv.cli.arguments.options import (
    FilterOptions,
    OutputOptions,
    PlanOptions,
    PositionOptions,
    TableOptions,
    WordTemplate,
)
from khtgdv.cli.pipeline import base_span, base_year, narrow, read, report
from khtgdv.cli.system.environment import search_plans, today
from khtgdv.errors import ExitCode, UsageError
from khtgdv.hints import Annotated
from khtgdv.schedule.status import REGULAR_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from khtgdv.cli.pipeline import PlanReading
    from khtgdv.dates.periods import Period
    from khtgdv.query.rows import TaskRow
    from khtgdv.source.find import PlanSearch


def periodic(
    plan: PlanOptions,
    filters: FilterOptions,
    output: OutputOptions,
    tables: TableOptions,
    *,
    period: Annotated[
        list[str],
        argument(
            metavar="KỲ",
            text="3, 3/2026, W12, 2026-Q1, quý 1, 2026-H1, 2026-9M, 2026.",
            complete="report-periods",
        ),
    ],
    signer: Annotated[
        str | None,
        option(
            "--signer",
            metavar="TÊN",
            text="Người ký, trong office.signers; mặc định người đầu.",
            complete="signers",
        ),
    ] = None,
    template: WordTemplate = None,
) -> ExitCode:
    """Tại thời điểm hết kỳ; kỳ chưa hết thì tính đến hôm nay.

    Thêm --output bao-cao.md để có văn bản.
    """
    current_day, search = today(), search_plans(tuple(plan.data))
    calendar_period = _read_period(plan, " ".join(period), current_day, search)
    position_options = _position_of(calendar_period, current_day)
    reading = read(plan, position_options, search=search)
    report_period = _reported_period(calendar_period, reading, current_day)
    if report_period != calendar_period:
        position_options = _position_of(report_period, current_day)
        reading = read(plan, position_options, search=search)
    selection, earlier = (
        narrow(reading, filters),
        _unfinished_earlier_rows(plan, position_options, filters, reading),
    )
    return report(
        "report", reading, selection, output, tables,
        period=report_period, earlier=earlier, signer=signer, template=template,
    )  # fmt: skip


def _position_of(period: Period, current_day: date) -> PositionOptions:
    """Return the position of a report: the close of its period, today while that is not over."""
    return PositionOptions(as_of=period.end.isoformat() if period.end <= current_day else None)


def _reported_period(period: Period, reading: PlanReading, current_day: date) -> Period:
    """Return the days that the report of a period is of, where the office has a cut-off day."""
    from khtgdv.reports.issued.report_days import common_reporting

    reported = common_reporting(reading.selection.portfolio).reported(period)
    _refuse_coming(reported, current_day)
    return reported


def _refuse_coming(period: Period, current_day: date) -> None:
    if period.start > current_day:
        from khtgdv.dates.periods import period_name

        raise UsageError(
            f"Kỳ báo cáo {period_name(period)} chưa bắt đầu nên chưa có gì để báo cáo.",
            "Chọn kỳ đã bắt đầu; khtgdv overdue --month cho biết dự kiến của một tháng sắp tới",
        )


def _unfinished_earlier_rows(
    plan: PlanOptions, options: PositionOptions, filters: FilterOptions, reading: PlanReading
) -> tuple[TaskRow, ...]:
    """Return what is left of the plans of earlier years: a report is of one year's plan.

    Repeated work of theirs may be due in this year: the report of the last month, on the 3rd of
    the next.
    """
    if plan.year is not None or reading.search.years[0] >= reading.year:
        return ()
    backlog = narrow(read(plan, options, backlog=True, search=reading.search), filters)
    return tuple(
        row
        for row in backlog.tasks
        if row.plan.year < reading.year
        and not row.status.closed
        and (row.work.repeat or row.status.kind not in REGULAR_KINDS)
    )


def _read_period(plan: PlanOptions, text: str, current_day: date, search: PlanSearch) -> Period:
    """Return the period asked for; UsageError where it is before every plan."""
    from khtgdv.query.ranges import read_report_period
    from khtgdv.source.plan_spans import span_of_year

    year = base_year(plan.year, search, current_day)
    period = read_report_period(text, base_span(year, search, current_day))
    years = search.years
    if period.end < span_of_year(search, years[0]).start:
        raise UsageError(
            f"Không có kế hoạch năm {period.end.year}.",
            f"Các năm có kế hoạch: {', '.join(str(year) for year in years)}",
        )
    return period
