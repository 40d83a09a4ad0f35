"""The rules of time: which deadline is in force, what kind a row is, what state it is in.

Everything is told at a position; facts dated after it do not count. These rules are written here
and nowhere else.
"""

from __future__ import annotations

from datetime import date

from khtgdv.dates.periods import Position
from khtgdv.frozen import dataclass
from khtgdv.plan.ids import is_in_own_section
from khtgdv.plan.model import Inspection, Task
from khtgdv.text import name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from khtgdv.dates.periods import Period
    from khtgdv.schedule.words.reading import Reading, WordKind

    Kind = Literal["dated", "awaiting", "on-demand", "worded", "recurring", "continuous", "undated"]
    State = Literal[
        "scheduled", "open", "in-progress", "overdue", "completed", "completed-late", "cancelled"
    ]

KIND_LABELS: dict[Kind, str] = {
    "dated": "có thời hạn",
    "awaiting": "chờ cấp trên",
    "on-demand": "khi phát sinh",
    "worded": "hạn ghi bằng lời",
    "recurring": "định kỳ",
    "continuous": "thường xuyên",
    "undated": "chưa có thời hạn",
}
_ANY_YEAR = 2000
END_OF_RECORDS = Position(date.max, closed=True)  # where everything that is recorded counts
STATE_LABELS: dict[State, str] = {
    "scheduled": "chưa đến kỳ",
    "open": "chưa báo cáo",
    "in-progress": "đang thực hiện",
    "overdue": "quá hạn",
    "completed": "hoàn thành",
    "completed-late": "hoàn thành quá hạn",
    "cancelled": "đã hủy",
}
REGULAR_KINDS: frozenset[Kind] = frozenset(
    {"recurring", "continuous", "on-demand"}
)  # all year, by no one deadline
# Of these kinds are the rows that have words only for their deadline: see `has_words_only`.
KINDS_IN_WORDS: tuple[Kind, ...] = ("worded", "continuous")
# The words of rows of these kinds, if they have any, name no time.
KINDS_WITHOUT_TIME: frozenset[Kind] = frozenset({"awaiting", "on-demand"})
CLOSED_STATES: frozenset[State] = frozenset({"completed", "completed-late", "cancelled"})
OPEN_STATES = tuple(
    state for state in STATE_LABELS if state not in CLOSED_STATES
)  # something is left to be done
# The kind of a row that has nothing but words for its finish, where they name no date: repeated
# work without a rule goes on.
_KIND_OF_WORDS: dict[WordKind, Kind] = {
    "date": "worded",
    "repetition": "continuous",
    "awaiting": "awaiting",
    "on-demand": "on-demand",
    "continuous": "continuous",
    "worded": "worded",
}


@dataclass(frozen=True, slots=True)
class Status:
    """Where a row stands at a position; `days_overdue` is set for overdue rows only."""

    kind: Kind
    state: State
    deadline: Period | None
    days_overdue: int | None = None

    @property
    def closed(self) -> bool:
        """Tell whether nothing is left to be done: completed or cancelled."""
        return self.state in CLOSED_STATES


def status_at(work: Task | Inspection, at: Position) -> Status:
    """Return where a row stands at a position."""
    deadline = deadline_in_force(work, at)
    kind = _kind_in_section(work, deadline)
    state = _state_of(work, at, kind, deadline)
    days_overdue = (at.as_of - deadline.end).days if state == "overdue" and deadline else None
    return Status(kind, state, deadline, days_overdue)


def _kind_in_section(work: Task | Inspection, deadline: Period | None) -> Kind:
    """Return what kind a row is: with nothing said, regular but in a section of the plan's own."""
    kind = _kind_of(work, deadline)
    silent = kind == "continuous" and not work.due_text and is_in_own_section(work.id)
    return "undated" if silent else kind


def deadline_in_force(work: Task | Inspection, at: Position) -> Period | None:
    """Return the deadline in force: the signed one, or that of the latest extension by then.

    An extension decided after the row was completed or cancelled has no effect.
    """
    if not work.extensions:
        return work.due
    until = min(at.as_of, *_closing_dates(work, at), date.max)
    extensions = [extension for extension in work.extensions if extension.on <= until]
    # max() keeps the first of equals; of two on one day the later in the file is in force.
    latest = max(reversed(extensions), key=lambda extension: extension.on, default=None)
    return latest.to if latest else work.due


def _closing_dates(work: Task | Inspection, at: Position) -> list[date]:
    days = (completion_date(work), work.cancelled.on if work.cancelled else None)
    return [day for day in days if day is not None and at.covers(day)]


def completion_date(work: Task | Inspection) -> date | None:
    """Return the day a row was done: as recorded, or that of an inspection's last visit."""
    if work.completed or not isinstance(work, Inspection):
        return work.completed
    visit_dates = {name_key(place): day for place, day in work.visits.items()}
    days = [visit_dates.get(name_key(name)) for name in work.unit_names]
    return max((day for day in days if day), default=None) if all(days) else None


def _kind_of(work: Task | Inspection, deadline: Period | None) -> Kind:
    if isinstance(work, Task) and work.repeat:
        return "recurring"
    if deadline:
        return "dated"
    if isinstance(work, Task) and work.waits_for:
        return "awaiting"
    if work.due_text:
        kind = _kind_of_words(work.due_text, work.start)
        return kind if isinstance(work, Task) or kind != "continuous" else "undated"
    return "continuous" if isinstance(work, Task) and work.start is None else "undated"


def _kind_of_words(text: str, start: Period | None) -> Kind:
    reading = _read(text, start)
    return "worded" if reading.times else _KIND_OF_WORDS[reading.kind]


def _read(text: str, start: Period | None) -> Reading:
    """Return what words say; on the year they name no answer depends that is given here."""
    from khtgdv.schedule.words.reading import read_words
    from khtgdv.schedule.words.years import Years

    day = start.start if start else None
    return read_words(text, Years.of_year(day.year if day else _ANY_YEAR, day))


def names_time_in_words(work: Task | Inspection) -> bool:
    """Tell whether a task has a time in words only, which `due` or `repeat` should say."""
    if not isinstance(work, Task) or work.due or work.repeat or work.waits_for:
        return False
    return work.due_text is not None and _read(work.due_text, work.start).names_time


def has_words_only(work: Task | Inspection) -> bool:
    """Tell whether a task has no more than words for its deadline, be it a time or none."""
    return names_time_in_words(work) or (
        isinstance(work, Task)
        and bool(work.due_text)
        and not (work.due or work.repeat)
        and _kind_of(work, None) == "worded"
    )


def _state_of(work: Task | Inspection, at: Position, kind: Kind, deadline: Period | None) -> State:
    completion = completion_date(work)
    completed = completion if at.covers(completion) else None
    cancelled = work.cancelled.on if work.cancelled and at.covers(work.cancelled.on) else None
    if cancelled and not (completed and completed <= cancelled):
        return "cancelled"
    if completed:
        return "completed-late" if deadline and completed > deadline.end else "completed"
    if kind == "dated" and deadline and at.has_passed(deadline.end):
        return "overdue"
    return _unfinished_state(work, at, kind)


def _unfinished_state(work: Task | Inspection, at: Position, kind: Kind) -> State:
    if at.covers(actual_start(work)):
        return "in-progress"
    if not has_begun(work, at):
        return "scheduled"
    return "in-progress" if kind in REGULAR_KINDS else "open"


def actual_start(work: Task | Inspection) -> date | None:
    """Return the first day something was recorded to have been done: begun, or visited."""
    if isinstance(work, Inspection):
        return min(work.visits.values(), default=None)
    return work.started


def has_begun(work: Task | Inspection, at: Position) -> bool:
    """Tell whether the row's time has come: it was begun, or it starts by the position."""
    return work.start is None or work.start.start <= at.as_of or at.covers(actual_start(work))
