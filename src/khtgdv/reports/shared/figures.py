"""The figures of some tasks. Each has its one definition here, wherever it is shown (SPEC 2).

Rows are divided into `PARTS`, which add up to all of them; whatever else is counted stands inside
a part, or inside the rows that are due. A row is due in a period where it is dated, not cancelled,
and its deadline in force falls in the period; it has come due once that deadline has passed.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from khtgdv.dates.periods import month_end, paper_date
from khtgdv.document.document import Column, Value
from khtgdv.document.facets import Facets
from khtgdv.frozen import dataclass
from khtgdv.query.cells import count_rows
from khtgdv.schedule.status import KIND_LABELS, REGULAR_KINDS, STATE_LABELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khtgdv.dates.periods import DateRange, Position
    from khtgdv.query.cells import Cell, Dimension
    from khtgdv.query.rows import AnyRow, InspectionRow, TaskRow
    from khtgdv.schedule.status import Kind, State, Status

_DECEMBER = 12
NO_SHARE = "chưa có"  # of rows none of which has come due; never 0 %
# The parts that all rows are divided into, with their words.
PARTS: dict[str, str] = {
    "completed": "hoàn thành",
    "overdue": "quá hạn",
    "in_progress": "đang thực hiện",
    "not_reported": "chưa báo cáo",
    "scheduled": "chưa đến kỳ",
    "ongoing": "thường xuyên, định kỳ",
    "cancelled": "đã hủy",
}
# What is counted inside those parts; `due_soon` is told with its last day.
_INSIDE_PARTS = {
    "late": "hoàn thành chậm",
    "due_soon": "sắp đến hạn",
    "awaiting": "chờ cấp trên",
    "worded": "hạn ghi bằng lời",
    "undated": "chưa có thời hạn",
}
_DUE = {"due": "có thời hạn", "come_due": "đã đến hạn", "on_time": "đúng hạn"}
# What of the rows the figures depend on.
COUNTED_DIMENSIONS: tuple[Dimension, ...] = ("kind", "state", "deadline", "begun")


@dataclass(frozen=True, slots=True)
class Horizon:
    """The last day of what is due soon, and that in words which follow "đến hạn"."""

    last_day: date
    words: str


def horizon(at: Position, within: int | None = None) -> Horizon:
    """Return how far ahead a position looks: so many days, else to the end of the next month."""
    day = at.as_of
    if within is not None:
        return Horizon(day + timedelta(min(within, (date.max - day).days)), f"trong {within} ngày")
    year = min(day.year + day.month // _DECEMBER, date.max.year)
    last_day = max(day, month_end(year, day.month % _DECEMBER + 1))
    first_day = min(day + timedelta(at.closed), last_day)
    return Horizon(last_day, f"từ {paper_date(first_day)} đến {paper_date(last_day)}")


def is_due_soon(status: Status, at: Position, last_day: date) -> bool:
    """Tell whether a dated row is unfinished and due after the position, up to a day."""
    deadline = status.deadline.end if status.deadline and not status.closed else None
    return status.kind == "dated" and _is_ahead(deadline, at, last_day)


def _is_ahead(deadline: date | None, at: Position, last_day: date) -> bool:
    return deadline is not None and deadline <= last_day and not at.has_passed(deadline)


def count_due(
    cells: Iterable[Cell], at: Position, period: DateRange | None = None
) -> dict[str, Value]:
    """Return the figures of the rows due in a period, of the whole plan where there is none.

    Of those that have come due `on_time` were completed by the deadline in force on that day,
    `late` after it, and `due_overdue` are not completed. `due_completed` were completed, also
    before they came due. The share is None where none has come due.
    """
    due: Counter[State] = Counter()
    come_due: Counter[State] = Counter()
    for cell in cells:
        if cell.kind != "dated" or cell.state == "cancelled" or not cell.deadline:
            continue
        if period is None or period.contains(cell.deadline):
            due[cell.state] += cell.n
            come_due[cell.state] += cell.n if at.has_passed(cell.deadline) else 0
    on_time, judged_count = come_due["completed"], come_due.total()
    return {
        "due": due.total(),
        "come_due": judged_count,
        "due_completed": due["completed"] + due["completed-late"],
        "on_time": on_time,
        "late": come_due["completed-late"],
        "due_overdue": come_due["overdue"],
        "on_time_share": round(on_time / judged_count, 4) if judged_count else None,
    }


def count_figures(cells: Iterable[Cell], at: Position) -> dict[str, Value]:
    """Return the figures of some tasks, counted by `COUNTED_DIMENSIONS` at least.

    `regular` are the rows of regular work in whatever part they stand; `ongoing` those of them
    that go on.
    """
    cells = list(cells)
    states: Counter[State] = Counter()
    open_kind_counts: Counter[Kind] = Counter()
    last_day = horizon(at).last_day
    regular = ongoing = soon = 0
    for cell in cells:
        states[cell.state] += cell.n
        if cell.begun and not cell.is_closed:
            open_kind_counts[cell.kind] += cell.n
        if cell.kind in REGULAR_KINDS:
            regular += cell.n
            ongoing += cell.n if cell.state == "in-progress" else 0
        if cell.kind == "dated" and not cell.is_closed and _is_ahead(cell.deadline, at, last_day):
            soon += cell.n
    return {
        "total": states.total(),
        "completed": states["completed"] + states["completed-late"],
        "overdue": states["overdue"],
        "in_progress": states["in-progress"] - ongoing,
        "not_reported": states["open"],
        "scheduled": states["scheduled"],
        "ongoing": ongoing,
        "cancelled": states["cancelled"],
        "due_soon": soon,
        "awaiting": open_kind_counts["awaiting"],
        "worded": open_kind_counts["worded"],
        "undated": open_kind_counts["undated"],
        "regular": regular,
        **count_due(cells, at),
    }


def task_facets(row: TaskRow, at: Position) -> Facets:
    """Return what a task is picked by, with every figure that it counts in, alone."""
    from khtgdv.query.months import COUNTS, column_figure, columns_of

    names = dict.fromkeys((*COUNTED_DIMENSIONS, "start", "span"))
    (cell,) = count_rows((row,), at, *names)
    counts = count_figures((cell,), at)
    figures = {key for key, number in counts.items() if isinstance(number, int) and number}
    for count in COUNTS:
        if cell.state != "cancelled":
            figures |= {column_figure(count, column) for column in columns_of(cell, count)}
    return Facets(row.leads, _deadline_month(row), state_group(row.status, at), frozenset(figures))


def inspection_facets(row: InspectionRow, at: Position) -> Facets:
    """Return what an inspection is picked by, with the figures of inspections it counts in."""
    is_done = row.status.state in ("completed", "completed-late")
    figures = frozenset({"inspections", *(["inspections_done"] if is_done else [])})
    return Facets(row.leads, _deadline_month(row), state_group(row.status, at), figures)


def _deadline_month(row: AnyRow) -> str:
    from khtgdv.query.months import month_key

    deadline = row.status.deadline
    return month_key(deadline.end.year, deadline.end.month) if deadline else ""


def state_group(status: Status, at: Position) -> str:
    """Return the word that all rows in a state have in common, without days."""
    if status.state == "in-progress" and status.kind in REGULAR_KINDS:
        return KIND_LABELS[status.kind]
    is_forecast = at.forecast and status.state == "overdue"
    return f"sẽ {STATE_LABELS[status.state]}" if is_forecast else STATE_LABELS[status.state]


def figure_columns(at: Position) -> tuple[Column, ...]:
    """Return the columns of the figures of all rows; what is inside a part says so."""
    inside = {**_INSIDE_PARTS, "due_soon": f"đến hạn {horizon(at).words}"}
    titles = {
        "total": "nhiệm vụ",
        **PARTS,
        **{key: f"trong đó {word}" for key, word in inside.items()},
        **_DUE,
        "on_time": "trong đó đúng hạn",
        "regular": "thường xuyên, định kỳ, cả việc đã xong",
        "inspections": "cuộc kiểm tra",
        "inspections_done": "trong đó đã kiểm tra xong",
    }
    sums = {"total": tuple(PARTS)}
    numbers = (
        Column(key, title, "number", counts=key, sum_of=sums.get(key, ()))
        for key, title in titles.items()
    )
    return (*numbers, share_column("tỷ lệ đúng hạn"))


def share_column(title: str) -> Column:
    """Return the column of the share on time: of what has come due."""
    return Column(
        "on_time_share", title, "share", whole_key="come_due", part_key="on_time", counts="come_due"
    )


GROUP_FIGURE_COLUMNS = (
    *(
        Column(
            key,
            title.capitalize(),
            "number",
            counts=key,
            sum_of=tuple(PARTS) if key == "total" else (),
        )
        for key, title in {"total": "nhiệm vụ", **PARTS, **_INSIDE_PARTS, **_DUE}.items()
    ),
    Column("regular", "Thường xuyên, định kỳ, cả việc đã xong", "number", counts="regular"),
    share_column("Đúng hạn"),
)


def share_words(values: Mapping[str, Value]) -> dict[str, str]:
    """Return the share on time as people read it."""
    share = values["on_time_share"]
    return {"on_time_share": percent(share) if isinstance(share, float) else NO_SHARE}


def percent(share: float) -> str:
    """Return a share as people read it, halves rounded up: `72%`."""
    return f"{(round(share * 10_000) + 50) // 100}%"
