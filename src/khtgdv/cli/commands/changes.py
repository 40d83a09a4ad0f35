"""The command that tells what was recorded between two days."""

from __future__ import annotations

from datetime import timedelta

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
from khtgdv.hints import Annotated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.dates.periods import DateRange


def changes(
    plan: PlanOptions,
    filters: FilterOptions,
    output: OutputOptions,
    tables: TableOptions,
    *,
    from_day: Annotated[
        str | None,
        option("--from", metavar="NGÀY", text="Từ ngày này, ví dụ 23/11/2026.", complete="days"),
    ] = None,
    to_day: Annotated[
        str | None,
        option("--to", metavar="NGÀY", text="Đến hết ngày này; mặc định hôm nay.", complete="days"),
    ] = None,
    week: Annotated[
        str | None,
        option(
            "--week",
            metavar="TUẦN",
            bare="tuần này",
            text="Trong tuần 12, 2026-W12, tuần trước; không ghi tuần nào là tuần này.",
            complete="weeks",
        ),
    ] = None,
) -> ExitCode:
    """Hoàn thành, bắt đầu, gia hạn, hủy, kỳ định kỳ, nơi kiểm tra, dòng thêm mới; theo đơn vị.

    Không có tùy chọn nào thì là tuần này, để họp giao ban. Lấy từ ngày ghi trong các tệp.
    """
    search = search_plans(tuple(plan.data))
    year = base_year(plan.year, search, today())
    days = _days(from_day, to_day, week, base_span(year, search, today()))
    at = PositionOptions(as_of=days.end.isoformat() if days.end < today() else None)
    reading = read(plan, at, backlog=True, search=search)
    return report("changes", reading, narrow(reading, filters), output, tables, days=days)


def _days(from_day: str | None, to_day: str | None, week: str | None, span: DateRange) -> DateRange:
    """Return the days asked for; this week where nothing was."""
    from khtgdv.dates.periods import DateRange
    from khtgdv.query.ranges import read_day, read_week

    if week is not None:
        if from_day is not None or to_day is not None:
            raise UsageError("--week không dùng cùng --from, --to.", "Bỏ một trong hai.")
        return read_week(week, span)
    end = today() if to_day is None else read_day(to_day, span)
    start = end - timedelta(days=end.weekday()) if from_day is None else read_day(from_day, span)
    if start > end:
        raise UsageError("Ngày bắt đầu sau ngày kết thúc.", "đổi chỗ --from và --to")
    return DateRange(start, end)
