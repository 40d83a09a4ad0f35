"""What people pick rows of a page by, between reports and formats."""

from __future__ import annotations

from khtgdv.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Facets:
    """What a row of a plan is picked by; a row that is none of a plan's has no state.

    `departments` are the codes of those that lead it, `month` that of its deadline in force
    (`2026-03`), `state` the word for where it stands, without days. `figures` are the names of
    the figures it counts in: see `Column.counts`.
    """

    departments: tuple[str, ...] = ()
    month: str = ""
    state: str = ""
    figures: frozenset[str] = frozenset()
