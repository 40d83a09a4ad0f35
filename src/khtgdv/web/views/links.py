"""Where a cell of a table leads: a row to its page, a figure to its rows, a name to its list."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote, urlencode

from khtgdv.frozen import dataclass
from khtgdv.schedule.status import KIND_LABELS, OPEN_STATES, REGULAR_KINDS, STATE_LABELS
from khtgdv.web.views.pages import POSITION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khtgdv.document.document import Column, Row, Table
    from khtgdv.web.door.desk import Words

    Target = tuple[str, Mapping[str, str]]

_DATED_KINDS = ",".join(kind for kind in KIND_LABELS if kind not in REGULAR_KINDS)
_REGULAR_KINDS = ",".join(kind for kind in KIND_LABELS if kind in REGULAR_KINDS)
_DONE_STATES = "completed,completed-late"
_STANDING_STATES = ",".join(state for state in STATE_LABELS if state != "cancelled")
_BEGUN_STATES = ",".join(state for state in OPEN_STATES if state != "scheduled")
# The rows that a figure counts, as a page and its filters; other figures lead nowhere.
_FIGURES: dict[str, Target] = {
    "total": ("list", {}),
    "completed": ("list", {"state": _DONE_STATES}),
    "overdue": ("overdue", {}),
    "in_progress": ("list", {"state": "in-progress", "kind": _DATED_KINDS}),
    "not_reported": ("list", {"state": "open"}),
    "scheduled": ("list", {"state": "scheduled"}),
    "ongoing": ("list", {"state": "in-progress", "kind": _REGULAR_KINDS}),
    "cancelled": ("list", {"state": "cancelled"}),
    "due_soon": ("upcoming", {}),
    "awaiting": ("list", {"kind": "awaiting", "state": _BEGUN_STATES}),
    "worded": ("list", {"kind": "worded", "state": _BEGUN_STATES}),
    "undated": ("list", {"kind": "undated", "state": _BEGUN_STATES}),
    "due": ("list", {"kind": "dated", "state": _STANDING_STATES}),
    "dated_completed": ("list", {"kind": "dated", "state": _DONE_STATES}),
    "regular": ("list", {"kind": _REGULAR_KINDS}),
    "inspections": ("inspections", {}),
}
# Of a row of figures: the filter that its own value is, by the column of that value.
_GROUPS = {"department": "department", "assignee": "assignee", "leader": "leader", "plan": "plan"}
_GROUP_TABLES = frozenset({"departments", "workload", "groups"})


@dataclass(frozen=True, slots=True)
class Links:
    """The links of one page.

    `words` are the options of its address, of which the position goes along. `names_plan` tells
    that the plan of a row must be named, `one_year` that a list has the rows that were counted.
    """

    words: Words = ()
    names_plan: bool = False
    one_year: bool = True

    def __call__(self, table: Table, row: Row, column: Column) -> str:
        """Return where a cell leads, nothing where it leads nowhere."""
        value = row.values.get(column.key)
        if not value:
            return ""
        if column.kind == "id":
            return self._row_link(str(value), row)
        if column.kind == "day" and isinstance(value, date) and "hạn" in row.text(column.key):
            return self._page_link("list", {"due": value.isoformat()})
        if table.name == "figures":
            return self._figure_link(column.key, {})
        return self._group_link(table, row, column) if table.name in _GROUP_TABLES else ""

    def _row_link(self, row_id: str, row: Row) -> str:
        plan = row.values.get("plan")
        return row_address(row_id, str(plan) if self.names_plan and plan else "")

    def _group_link(self, table: Table, row: Row, column: Column) -> str:
        """Return where a figure of a department or a person leads, and their name."""
        group = {
            option: str(row.values[key]) for key, option in _GROUPS.items() if row.values.get(key)
        }
        if not group:
            return ""
        if column.key in ("name", *_GROUPS):
            return self._page_link("department" if "department" in group else "list", group)
        if table.name != "workload":
            return self._figure_link(column.key, group)
        return self._month_link(column, group)

    def _month_link(self, column: Column, group: Mapping[str, str]) -> str:
        """Return where a month of the workload leads, as far as a list can count as it does."""
        if column.kind != "heat" or any(name in ("count", "role") for name, _ in self.words):
            return ""
        filters = {**group, "due": column.key, "kind": "dated", "state": _STANDING_STATES}
        return self._page_link("list", filters)

    def _figure_link(self, key: str, group: Mapping[str, str]) -> str:
        page, filters = _FIGURES.get(key, ("", {}))
        if not page or (page == "list" and not self.one_year):
            return ""
        return self._page_link(page, {**group, **filters})

    def _page_link(self, page: str, filters: Mapping[str, str]) -> str:
        position = [(name, value) for name, value in self.words if name in POSITION]
        return page_address(page, (*filters.items(), *position))


def page_address(page: str, words: Iterable[tuple[str, str]]) -> str:
    """Return the address of a page with its options."""
    query = urlencode(list(words))
    return f"/{quote(page, safe='')}{'?' if query else ''}{query}"


def row_address(row_id: str, plan: str = "") -> str:
    """Return the address of a row."""
    path = f"row/{quote(row_id, safe='')}"
    return f"/{path}?{urlencode({'plan': plan})}" if plan else f"/{path}"
