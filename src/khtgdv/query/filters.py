"""Filters: what a person asked for, as one frozen value, and the rows that fit it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from khtgdv.errors import UsageError
from khtgdv.frozen import dataclass, replace
from khtgdv.query.cells import Rows
from khtgdv.query.names import department, focus, kind, known_id, plan_name, state
from khtgdv.query.ranges import read_range
from khtgdv.schedule.status import KINDS, STATES, Kind, State
from khtgdv.text import contains, fold, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from khtgdv.dates.periods import Range
    from khtgdv.document.document import Value
    from khtgdv.query.rows import AnyRow
    from khtgdv.query.selection import Selection

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as typed."""

    text: str = ""
    department: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    during: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    id: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters as understood; several values of one filter are alternatives."""

    text: str = ""
    department: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    starts: tuple[Range, ...] = ()
    due: tuple[Range, ...] = ()
    during: tuple[Range, ...] = ()
    state: tuple[State, ...] = ()
    kind: tuple[Kind, ...] = ()
    id: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()
    """Every department's code: what else `coordinating` has are words of bodies outside."""

    def json(self) -> Mapping[str, Value]:
        """Return the filters that are set, as the JSON contract shows them."""
        values: dict[str, Value] = {"text": self.text or None}
        for name in ("department", "plan", "coordinating", "state", "kind", "id", "focus"):
            values[name] = getattr(self, name)
        for name in ("starts", "due", "during"):
            values[name] = tuple(str(item) for item in getattr(self, name))
        return {name: value for name, value in values.items() if value}


def understand(asked: Asked, selection: Selection, year: int) -> Filters:
    """Read the filters as typed; UsageError for what does not exist, with the nearest."""
    ids = [row.id for row in selection.rows] if asked.id else []
    return Filters(
        text=asked.text,
        department=tuple(department(name, selection.portfolio) for name in asked.department),
        plan=tuple(plan_name(name, selection.plans) for name in asked.plan),
        coordinating=tuple(_coordinating(name, selection) for name in asked.coordinating),
        starts=tuple(read_range(text, year) for text in asked.starts),
        due=tuple(read_range(text, year) for text in asked.due),
        during=tuple(read_range(text, year) for text in asked.during),
        state=tuple(state(word) for word in _words(asked.state)),
        kind=tuple(kind(word) for word in _words(asked.kind)),
        id=tuple(known_id(text, ids) for text in _words(asked.id)),
        focus=tuple(focus(text, selection.portfolio) for text in _words(asked.focus)),
        codes=frozenset(selection.departments),
    )


def _words(values: Iterable[str]) -> list[str]:
    return [word.strip() for value in values for word in value.split(",") if word.strip()]


def _coordinating(name: str, selection: Selection) -> str:
    """Return a department's code, or the words of a body outside the office as typed."""
    try:
        return department(name, selection.portfolio)
    except UsageError as error:
        units = (unit for row in selection.tasks for unit in row.work.coordinating)
        if any(fold(name) in fold(unit) for unit in units):
            return name
        message = f'Không có đơn vị phối hợp nào khớp "{visible(name)}".'
        raise UsageError(message, error.hint) from None


def select(selection: Selection, filters: Filters) -> Selection:
    """Return the rows that fit every filter."""
    given = {
        column: values for name, column in _GIVEN.items() if (values := getattr(filters, name))
    }
    tests = [test for name, test in TESTS.items() if getattr(filters, name)]
    others = [test for name, test in TESTS.items() if getattr(filters, name) and name not in _GIVEN]

    def fitting(rows: Sequence[R]) -> Sequence[R]:
        if isinstance(rows, Rows):
            return rows.narrowed(given, partial(_fits, filters, others) if others else None)
        return tuple(row for row in rows if _fits(filters, tests, row))

    return replace(
        selection,
        tasks=fitting(selection.tasks),
        inspections=fitting(selection.inspections),
        filter=filters.json(),
        told=told(filters),
    )


def _fits(filters: Filters, tests: Iterable[Callable[[Filters, AnyRow], bool]], row: Any) -> bool:
    return all(test(filters, row) for test in tests)


def _coordinates(filters: Filters, row: AnyRow) -> bool:
    units = [fold(unit) for unit in getattr(row.work, "coordinating", ())]
    return any(
        name in row.coordinating
        if name in filters.codes
        else any(fold(name) in unit for unit in units)
        for name in filters.coordinating
    )


def _due(filters: Filters, row: AnyRow) -> bool:
    deadline = row.status.deadline
    return deadline is not None and any(time.holds(deadline.end) for time in filters.due)


def _starts(filters: Filters, row: AnyRow) -> bool:
    start = row.work.start
    return start is not None and any(t.touches(start.start, start.end) for t in filters.starts)


def _during(filters: Filters, row: AnyRow) -> bool:
    return any(time.touches(row.span.start, row.span.end) for time in filters.during)


def _text(filters: Filters, row: AnyRow) -> bool:
    work = row.work
    words = (
        work.text, work.due_text, work.result, *work.notes,
        *(getattr(work, name, None) for name in ("assignee", "product")),
    )  # fmt: skip
    said = " ".join(word for word in words if word)
    return contains(said, filters.text) or contains(row.shorts.both(said), filters.text)


TESTS: dict[str, Callable[[Filters, AnyRow], bool]] = {
    "text": _text,
    "department": lambda filters, row: row.lead in filters.department,
    "plan": lambda filters, row: row.plan.name in filters.plan,
    "coordinating": _coordinates,
    "starts": _starts,
    "due": _due,
    "during": _during,
    "state": lambda filters, row: row.status.state in filters.state,
    "kind": lambda filters, row: row.status.kind in filters.kind,
    "id": lambda filters, row: row.id in filters.id,
    "focus": lambda filters, row: not set(filters.focus).isdisjoint(getattr(row.work, "focus", ())),
}

# The filters that ask for one of some values, and what rows are kept by.
_GIVEN = {"department": "lead", "plan": "plan", "state": "state", "kind": "kind", "id": "id"}
_TITLES = {
    "text": "chữ", "department": "chủ trì", "coordinating": "phối hợp", "starts": "bắt đầu",
    "due": "đến hạn", "during": "diễn ra", "state": "trạng thái", "kind": "loại", "id": "mã",
    "focus": "trọng tâm", "plan": "kế hoạch",
}  # fmt: skip


_WORDS: dict[str, str] = {
    str(code): word for table in (STATES, KINDS) for code, word in table.items()
}


def told(filters: Filters) -> str:
    """Return the filters in words, for the heading of a report."""
    parts = []
    for name, title in _TITLES.items():
        values = getattr(filters, name)
        values = (values,) if isinstance(values, str) else values
        words = [_told(value) for value in values if value]
        if words:
            parts.append(f"{title} {', '.join(words)}")
    return "; ".join(parts) or "không"


def _told(value: Range | str) -> str:
    if isinstance(value, str):
        return _WORDS.get(value, visible(value))
    from khtgdv.dates.periods import Period, shown

    if isinstance(value, Period):
        return value.label
    return f"{shown(value.start)} - {shown(value.end)}"
