"""The question that gives a report's figures from a dataset of intervals, as SQL."""

from __future__ import annotations

from khtgdv.dataset.dialects import day, text
from khtgdv.dataset.figures import (
    IS_OPEN,
    IS_REGULAR,
    count_columns,
    due_columns,
    is_due_soon,
)
from khtgdv.dataset.intervals import stored_moment
from khtgdv.dates.periods import format_date
from khtgdv.frozen import dataclass
from khtgdv.reports.shared.figures import horizon

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from khtgdv.dataset.dialects import Dialect
    from khtgdv.dates.periods import DateRange, Position


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: at a position, of the plans of a year and what is left of others.

    `by` names what the figures are grouped by, empty where they are of all rows; `period` is that
    of a periodic report.
    """

    at: Position
    year: int
    folder: str
    by: str = ""
    departments: tuple[str, ...] = ()
    period: DateRange | None = None


# By what the figures can be grouped: a column, or a list whose values count one by one.
GROUPS: dict[str, tuple[str, str]] = {
    "plan": ("", "plan_name"),
    "department": ("leads", "value"),
    "month": ("", "month"),
    "section": ("", "section"),
    "focus": ("focus", "value"),
}


def question(report: str, asked: Question, dialect: Dialect) -> str:
    """Return the SQL of a report, with what it stands for in a comment above."""
    at = asked.at
    day_words = f"{'hết ngày' if at.closed else 'trong ngày'} {format_date(at.as_of)}"
    body = (_grouped if asked.by else QUESTIONS[report])(asked, dialect)
    return f"-- khtgdv {report}, tính đến {day_words}\n{_rows(asked, dialect)}\n{body}\n"


def _rows(asked: Question, dialect: Dialect) -> str:
    """Return the tasks at the position as `tasks`: of the year, and of plans with work left."""
    moment = stored_moment(asked.at)
    leads = " OR ".join(f"array_contains(leads, {text(code)})" for code in asked.departments)
    of_departments = f"\n    AND ({leads})" if leads else ""
    of_year = f"year = {asked.year} OR count(*) FILTER (WHERE {IS_OPEN}) > 0"
    return (
        f"WITH standing AS (\n  SELECT * FROM {dialect.files_in(asked.folder)}\n"  # noqa: S608 - quoted
        f"  WHERE since <= {moment} AND until > {moment}\n),\n"
        f"open_plans AS (\n  SELECT year, plan FROM standing GROUP BY year, plan\n"
        f"  HAVING {of_year}\n),\n"
        f"tasks AS (\n  SELECT standing.*, {dialect.month.format('deadline')} AS month\n"
        "  FROM standing JOIN open_plans\n"
        "    ON standing.year = open_plans.year AND standing.plan = open_plans.plan\n"
        f"  WHERE NOT inspection{of_departments}\n)"
    )


def _grouped(asked: Question, dialect: Dialect) -> str:
    """Return the figures of each group; a task of several groups counts in each of them."""
    column, key = GROUPS[asked.by]
    source = f"tasks {dialect.explode.format(column)}" if column else "tasks"
    return _select(
        [f"{key} AS {asked.by}", *_figures(asked)], source, f"GROUP BY {key}\nORDER BY 1"
    )


def _figures(asked: Question) -> list[str]:
    return count_columns(asked.at, horizon(asked.at).last_day, asked.period)


def _select(columns: list[str], source: str, rest: str = "") -> str:
    listed = ",\n  ".join(columns)
    return f"SELECT\n  {listed}\nFROM {source}\n{rest}".rstrip()


def _summary(asked: Question, _: Dialect) -> str:
    return _select(_figures(asked), "tasks")


def _overdue(asked: Question, dialect: Dialect) -> str:
    late = dialect.days.format("deadline", day(asked.at.as_of))
    columns = ["plan_name", "id", "leads", "deadline", f"{late} AS days_overdue"]
    return _select(columns, "tasks", "WHERE state = 'overdue'\nORDER BY deadline, plan_name, id")


def _upcoming(asked: Question, _: Dialect) -> str:
    soon = is_due_soon(asked.at, horizon(asked.at).last_day)
    columns = ["plan_name", "id", "leads", "deadline", "state"]
    return _select(columns, "tasks", f"WHERE {soon}\nORDER BY deadline, plan_name, id")


def _workload(_: Question, dialect: Dialect) -> str:
    """Return how many tasks each department leads in each month, month below month."""
    month = f"CASE WHEN {IS_REGULAR} THEN 'regular' ELSE coalesce(month, 'undated') END"
    return _select(
        ["value AS department", f"{month} AS month", "count(*) AS tasks"],
        f"tasks {dialect.explode.format('leads')}",
        "WHERE state <> 'cancelled'\nGROUP BY 1, 2\nORDER BY 1, 2",
    )


def _report(asked: Question, _: Dialect) -> str:
    period = asked.period
    return _select(due_columns(asked.at, period) if period else _figures(asked), "tasks")


QUESTIONS: dict[str, Callable[[Question, Dialect], str]] = {
    "summary": _summary,
    "overdue": _overdue,
    "upcoming": _upcoming,
    "workload": _workload,
    "report": _report,
}
