"""Rows of a table under the headings that the plan has for them."""

from __future__ import annotations

from operator import attrgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from khtgdv.document.document import Row


def headed_rows(rows: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    """Yield each row with the heading of its section where that begins, else an empty text."""
    for heading, group in _group(rows, attrgetter("section_heading")):
        for number, row in enumerate(group):
            yield ("" if number else heading), row


def rows_by_heading(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Return rows by the headings that they have on paper."""
    return _group(rows, lambda row: row.section_heading or row.paper_heading)


def _group(rows: Iterable[Row], heading_of: Callable[[Row], str]) -> list[tuple[str, list[Row]]]:
    """Return rows by their headings; those of a plan that have one heading stand together.

    Declared sections stand in their order, wherever the rows have them.
    """
    groups: list[tuple[str, list[Row]]] = []
    group_by_heading: dict[tuple[object, str], list[Row]] = {}
    for row in rows:
        heading = heading_of(row)
        key = (row.values.get("plan"), heading) if heading else ("", "")
        if key not in group_by_heading:
            groups.append((heading, group_by_heading.setdefault(key, [])))
        group_by_heading[key].append(row)
        if heading:
            group_by_heading.pop(("", ""), None)
    return _in_order(groups)


def _in_order(groups: list[tuple[str, list[Row]]]) -> list[tuple[str, list[Row]]]:
    """Return groups with those of declared sections in order; all others stay where they are."""
    plans: dict[object, int] = {}
    keys: dict[int, tuple[int, int]] = {}
    for number, (_, rows) in enumerate(groups):
        plan = plans.setdefault(rows[0].values.get("plan"), len(plans))
        if rows[0].section_place is not None:
            keys[number] = plan, rows[0].section_place
    ordered = iter(sorted(keys, key=keys.__getitem__))
    return [groups[next(ordered)] if n in keys else group for n, group in enumerate(groups)]
