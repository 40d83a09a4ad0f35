"""Filters: what a person asked for, as one frozen value, and the rows that fit it."""

from __future__ import annotations

from functools import partial

from khtgdv.errors import UsageError
from khtgdv.frozen import dataclass, field, replace
from khtgdv.plan.ids import SECTION_TITLES, section_of
from khtgdv.query.cells import CountableRows
from khtgdv.query.id_lists import split_row_ids, with_ranges
from khtgdv.query.names import (
    departments_asked_for,
    resolve_department,
    resolve_focus,
    resolve_kind,
    resolve_plan_name,
    resolve_sections,
    resolve_states,
    resolve_step_id,
)
from khtgdv.query.persons import PERSON_LABELS, resolve_person
from khtgdv.query.ranges import read_ranges
from khtgdv.schedule.status import KIND_LABELS, STATE_LABELS
from khtgdv.text import contains, escape_unsafe, fold, listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from khtgdv.dates.periods import DateRange
    from khtgdv.document.document import Value
    from khtgdv.query.cells import R
    from khtgdv.query.rows import AnyRow
    from khtgdv.query.selection import Selection
    from khtgdv.schedule.status import Kind, State


@dataclass(frozen=True, slots=True)
class FilterTexts:
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
    section: tuple[str, ...] = ()
    leader: tuple[str, ...] = ()
    assignee: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters as understood; several values of one filter are alternatives."""

    text: str = ""
    department: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    starts: tuple[DateRange, ...] = ()
    due: tuple[DateRange, ...] = ()
    during: tuple[DateRange, ...] = ()
    state: tuple[State, ...] = ()
    kind: tuple[Kind, ...] = ()
    id: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    leader: tuple[str, ...] = ()
    assignee: tuple[str, ...] = ()
    person_texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What rows say where they name one of those that `leader`, `assignee` mean."""
    department_codes: frozenset[str] = frozenset()
    """Every department's code: what else `coordinating` has are words of bodies outside."""

    def json_values(self) -> Mapping[str, Value]:
        """Return the filters that are set, as the JSON contract shows them."""
        values: dict[str, Value] = {"text": self.text or None}
        for name in (
            "department",
            "plan",
            "coordinating",
            "state",
            "kind",
            "id",
            "focus",
            "section",
            *PERSON_LABELS,
        ):
            values[name] = getattr(self, name)
        for name in ("starts", "due", "during"):
            values[name] = tuple(str(item) for item in getattr(self, name))
        return {name: value for name, value in values.items() if value}


def parse_filters(options: FilterTexts, selection: Selection, span: DateRange) -> Filters:
    """Read the filters as typed; UsageError for what does not exist, with the nearest."""
    ids = [row.id for row in selection.rows] if options.id else []
    persons = {
        key: [resolve_person(key, name, selection) for name in getattr(options, key)]
        for key in PERSON_LABELS
    }
    return Filters(
        text=options.text,
        department=tuple(
            code
            for name in options.department
            for code in departments_asked_for(name, selection.portfolio)
        ),
        plan=tuple(resolve_plan_name(name, selection.plans) for name in options.plan),
        coordinating=tuple(_resolve_coordinating(name, selection) for name in options.coordinating),
        starts=read_ranges(options.starts, span),
        due=read_ranges(options.due, span),
        during=read_ranges(options.during, span),
        state=tuple(state for word in _words(options.state) for state in resolve_states(word)),
        kind=tuple(resolve_kind(word) for word in _words(options.kind)),
        # a step's ID is that of its row
        id=tuple(
            resolve_step_id(text, ids)[0] for text in with_ranges(split_row_ids(options.id), ids)
        ),
        focus=tuple(resolve_focus(text, selection.portfolio) for text in _words(options.focus)),
        section=resolve_sections(options.section, selection.portfolio),
        leader=tuple(name for name, _ in persons["leader"]),
        assignee=tuple(name for name, _ in persons["assignee"]),
        person_texts={
            key: tuple(text for _, texts in found for text in texts)
            for key, found in persons.items()
        },
        department_codes=frozenset(selection.departments),
    )


def _words(values: Iterable[str]) -> list[str]:
    return [word for value in values for word in listed(value)]


def _resolve_coordinating(name: str, selection: Selection) -> str:
    """Return a department's code, or the words of a body outside the office as typed."""
    try:
        return resolve_department(name, selection.portfolio)
    except UsageError as error:
        units = (unit for row in selection.tasks for unit in row.work.coordinating)
        if any(fold(name) in fold(unit) for unit in units):
            return name
        message = f'Không có đơn vị phối hợp nào khớp "{escape_unsafe(name)}".'
        raise UsageError(message, error.hint) from None


def apply_filters(selection: Selection, filters: Filters) -> Selection:
    """Return the rows that fit every filter."""
    allowed_values = {
        column: filters.person_texts.get(name, values)
        for name, column in _GIVEN.items()
        if (values := getattr(filters, name))
    }
    predicates = [test for name, test in PREDICATES.items() if getattr(filters, name)]
    other_predicates = [
        test for name, test in PREDICATES.items() if getattr(filters, name) and name not in _GIVEN
    ]

    def filter_rows(rows: Sequence[R]) -> Sequence[R]:
        if isinstance(rows, CountableRows):
            return rows.filter(
                allowed_values,
                partial(_matches_all, filters, other_predicates) if other_predicates else None,
            )
        return tuple(row for row in rows if _matches_all(filters, predicates, row))

    return replace(
        selection,
        tasks=filter_rows(selection.tasks),
        inspections=filter_rows(selection.inspections),
        filter=filters.json_values(),
        filter_text=filter_in_words(filters, {}),
        filter_names=filter_in_words(filters, _names_on_paper(selection)),
    )


def _matches_all(
    filters: Filters, predicates: Iterable[Callable[[Filters, AnyRow], bool]], row: Any
) -> bool:
    return all(test(filters, row) for test in predicates)


def _matches_coordinating(filters: Filters, row: AnyRow) -> bool:
    units = [fold(unit) for unit in getattr(row.work, "coordinating", ())]
    return any(
        name in row.coordinating
        if name in filters.department_codes
        else any(fold(name) in unit for unit in units)
        for name in filters.coordinating
    )


def _matches_due(filters: Filters, row: AnyRow) -> bool:
    deadline = row.status.deadline
    return deadline is not None and any(time.contains(deadline.end) for time in filters.due)


def _matches_starts(filters: Filters, row: AnyRow) -> bool:
    start = row.work.start
    return start is not None and any(t.overlaps(start.start, start.end) for t in filters.starts)


def _matches_during(filters: Filters, row: AnyRow) -> bool:
    return any(time.overlaps(row.date_range.start, row.date_range.end) for time in filters.during)


def _matches_text(filters: Filters, row: AnyRow) -> bool:
    work = row.work
    words = (
        work.text, work.due_text, work.result, *work.notes,
        *(getattr(work, name, None) for name in ("assignee", "leader", "product")),
    )  # fmt: skip
    text = " ".join(word for word in words if word)
    return contains(text, filters.text) or contains(
        row.abbreviations.with_other_forms(text), filters.text
    )


def _says_person(filters: Filters, row: AnyRow, key: str) -> bool:
    return getattr(row.work, key, None) in filters.person_texts[key]


PREDICATES: dict[str, Callable[[Filters, AnyRow], bool]] = {
    "text": _matches_text,
    "department": lambda filters, row: not set(filters.department).isdisjoint(row.leads),
    "plan": lambda filters, row: row.plan_name in filters.plan,
    "coordinating": _matches_coordinating,
    "starts": _matches_starts,
    "due": _matches_due,
    "during": _matches_during,
    "state": lambda filters, row: row.status.state in filters.state,
    "kind": lambda filters, row: row.status.kind in filters.kind,
    "id": lambda filters, row: row.id in filters.id,
    "section": lambda filters, row: section_of(row.id) in filters.section,
    "leader": lambda filters, row: _says_person(filters, row, "leader"),
    "assignee": lambda filters, row: _says_person(filters, row, "assignee"),
    "focus": lambda filters, row: not set(filters.focus).isdisjoint(getattr(row.work, "focus", ())),
}

# The filters that ask for one of some values, and what rows are kept by.
_GIVEN = {
    "department": "leads",
    "plan": "plan",
    "state": "state",
    "kind": "kind",
    "id": "id",
    "section": "section",
    "leader": "leader",
    "assignee": "assignee",
}
_FILTER_TITLES = {
    "text": "chữ", "department": "chủ trì", "coordinating": "phối hợp", "starts": "bắt đầu",
    "due": "đến hạn", "during": "diễn ra", "state": "trạng thái", "kind": "loại", "id": "mã",
    "focus": "trọng tâm", "section": "mục", "plan": "kế hoạch",
    "leader": PERSON_LABELS["leader"].lower(), "assignee": PERSON_LABELS["assignee"].lower(),
}  # fmt: skip


_CODE_WORDS: dict[str, str] = {
    str(code): word for table in (STATE_LABELS, KIND_LABELS) for code, word in table.items()
}


def _names_on_paper(selection: Selection) -> Mapping[str, Mapping[str, str]]:
    """Return what is meant by the codes of filters, in the plan's own words."""
    departments = selection.departments
    sections = {**SECTION_TITLES, **selection.portfolio.sections}
    return {"department": departments, "coordinating": departments, "section": sections}


def filter_in_words(filters: Filters, names: Mapping[str, Mapping[str, str]]) -> str:
    """Return the filters in words, for the heading of a report; some codes by their names."""
    parts = []
    for name, title in _FILTER_TITLES.items():
        values = getattr(filters, name)
        values = (values,) if isinstance(values, str) else values
        of = names.get(name, {})
        words = [of.get(value) or _value_in_words(value) for value in values if value]
        if words:
            parts.append(f"{title} {', '.join(words)}")
    return "; ".join(parts) or "không"


def _value_in_words(value: DateRange | str) -> str:
    if isinstance(value, str):
        return _CODE_WORDS.get(value, escape_unsafe(value))
    from khtgdv.dates.periods import Period, format_date

    if isinstance(value, Period):
        return value.label
    return f"{format_date(value.start)} - {format_date(value.end)}"
