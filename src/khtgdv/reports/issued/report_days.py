"""The periodic reports that an office has to send soon: of which days, on which day."""

from __future__ import annotations

from functools import cache, partial

from khtgdv.dates.periods import DateRange, paper_date, period_name
from khtgdv.dates.repetition import periods_of_kind
from khtgdv.document.document import Column, Row, Table
from khtgdv.frozen import dataclass
from khtgdv.plan.reporting import Reporting
from khtgdv.text import sentence_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from khtgdv.dates.periods import Period, PeriodKind
    from khtgdv.dates.repetition import IsWorkday
    from khtgdv.plan.model import Plan
    from khtgdv.query.plans import Plans
    from khtgdv.query.selection import Selection

_KINDS: tuple[PeriodKind, ...] = (
    "week", "month", "quarter", "half-year", "nine-months", "year",
)  # fmt: skip
_COLUMNS = (
    Column("report", "Báo cáo"),
    Column("period", "Kỳ"),
    Column("days", "Số liệu"),
    Column("cutoff", "Ngày chốt số liệu", "date"),
    Column("send", "Ngày gửi", "date"),
    Column("days_left", "Còn", "number"),
    Column("workdays_left", "Ngày làm việc", "number"),
    Column("plan", "Kế hoạch"),
)


@dataclass(frozen=True, slots=True)
class DueReport:
    """A report that is to be sent: of which period and days, of which plan, when."""

    plan: Plan
    period: Period
    days: Period
    send: date

    @property
    def name(self) -> str:
        """What the report is called: `báo cáo tháng 3/2026`."""
        return f"báo cáo {period_name(self.period)}"

    @property
    def sentence(self) -> str:
        """The report in a sentence."""
        return (
            f"{sentence_case(self.name)}: số liệu đến hết ngày {paper_date(self.days.end)}, "
            f"gửi ngày {paper_date(self.send)}."
        )


def common_reporting(plans: Plans) -> Reporting:
    """Return when reports are made up; where plans differ, as the calendar has the periods."""
    all_reporting = [plan.reporting for plan in plans.office_plans]
    is_common = all(each == all_reporting[0] for each in all_reporting)
    return all_reporting[0] if all_reporting and is_common else Reporting()


def reports_due(selection: Selection, last_day: date) -> list[DueReport]:
    """Return the reports that are to be sent from the position up to a day, in that order."""
    coming = DateRange(selection.position.as_of, max(selection.position.as_of, last_day))
    if all(plan.reporting == Reporting() for plan in selection.portfolio.office_plans):
        return []
    # Thousands of plans of one model report on the same days.
    days_of = cache(partial(_report_days, selection.portfolio.workdays.is_workday, coming))
    found = [
        DueReport(plan, *days)
        for plan in selection.portfolio
        for days in days_of(plan.reporting, plan.span)
    ]
    return sorted(found, key=lambda report: (report.send, report.days.end, report.days.start))


def _report_days(
    is_workday: IsWorkday, coming: DateRange, reporting: Reporting, span: DateRange
) -> list[tuple[Period, Period, date]]:
    """Return the reports of a span that are to be sent on some days: the period, its days, when."""
    reports = (
        (period, reporting.reported(period), reporting.send_day(period, is_workday))
        for kind in _KINDS
        if reporting.send_delay_of(kind) is not None
        for period in periods_of_kind(kind, span.start, span.end)
    )
    return [
        (period, days, send) for period, days, send in reports if send and coming.contains(send)
    ]


def reports_table(reports: Sequence[DueReport], when: str, selection: Selection) -> Table:
    """Return the reports to be sent as a table; `when` says how soon."""
    several = len(selection.portfolio) > 1
    shown = ("report", "cutoff", "send", "days_left", "workdays_left", *["plan"] * several)
    rows = tuple(_row(report, selection) for report in reports)
    title = f"BÁO CÁO ĐỊNH KỲ PHẢI GỬI {when.upper()}"
    return Table("reports", title, _COLUMNS, shown, rows)


def _row(report: DueReport, selection: Selection) -> Row:
    as_of, calendar = selection.position.as_of, selection.portfolio.workdays
    days_left = (report.send - as_of).days
    return Row(
        {
            "report": report.name,
            "period": report.period,
            "days": DateRange(report.days.start, report.days.end),
            "cutoff": report.days.end,
            "send": report.send,
            "days_left": days_left,
            "workdays_left": calendar.count_workdays_after(as_of, report.send),
            "plan": report.plan.name,
        },
        {"days_left": f"{days_left} ngày" if days_left else "hôm nay"},
    )
