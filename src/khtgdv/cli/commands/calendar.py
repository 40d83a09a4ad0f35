"""The year in time: a month or a week as a calendar, the whole year as bars."""

from __future__ import annotations

from khtgdv.cli.arguments.declarations import option
from khtgdv.cli.arguments.options import (
    FilterOptions,
    OutputOptions,
    PlanOptions,
    PositionOptions,
    TableOptions,
)
from khtgdv.cli.pipeline import base_span, base_year, narrow, read, report
from khtgdv.cli.system.environment import search_plans, today
from khtgdv.errors import ExitCode, UsageError
from khtgdv.frozen import replace
from khtgdv.hints import Annotated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from khtgdv.dates.periods import DateRange, Period


def calendar(
    plan: PlanOptions,
    filters: FilterOptions,
    output: OutputOptions,
    tables: TableOptions,
    *,
    month: Annotated[
        str | None,
        option(
            "--month",
            metavar="THÁNG",
            text="Tháng muốn xem (lệnh khác: thời điểm tính đến): 3, 3/2026; mặc định tháng này.",
            complete="months",
        ),
    ] = None,
    week: Annotated[
        str | None, option(
            "--week", metavar="TUẦN", text="Tuần muốn xem: 12 hoặc 2026-W12.",
            complete="weeks",
        )
    ] = None,
    as_of: Annotated[
        str | None,
        option(
            "--as-of", metavar="NGÀY", text="Tính đến hết ngày này, ví dụ 31/03/2026.",
            complete="days",
        ),
    ] = None,
) -> ExitCode:  # fmt: skip
    """Việc bắt đầu, đến hạn, định kỳ, kiểm tra; ngày lễ và số ngày làm việc còn lại."""
    if month is not None and week is not None:
        raise UsageError("--month và --week không dùng cùng nhau.", "Bỏ một trong hai.")
    from khtgdv.source.plan_spans import year_at

    search = search_plans(tuple(plan.data))
    year = base_year(plan.year, search, today())
    period = _requested_period(month, week, as_of, base_span(year, search, today()))
    shown_year = year_at(search, period.end) if plan.year is None else None
    if shown_year is not None and shown_year < year:
        plan = replace(plan, year=shown_year)
    reading = read(plan, PositionOptions(as_of=as_of), backlog=True, search=search)
    selection = narrow(reading, filters)
    return report("calendar", reading, selection, output, tables, period=period)


def _requested_period(
    month: str | None, week: str | None, as_of: str | None, span: DateRange
) -> Period:
    from khtgdv.dates.periods import months_period
    from khtgdv.query.ranges import read_close, read_month, read_week

    if week is not None:
        return read_week(week, span)
    if month is not None:
        return read_month(month, span)
    day: date = today() if as_of is None else read_close(as_of, span)
    return months_period("month", day.year, day.month)


def timeline(
    plan: PlanOptions, at: PositionOptions, filters: FilterOptions, output: OutputOptions
) -> ExitCode:
    """Mỗi nhiệm vụ một vạch từ lúc bắt đầu đến thời hạn; các cuộc kiểm tra ở cuối."""
    reading = read(plan, at)
    return report("timeline", reading, narrow(reading, filters), output)
