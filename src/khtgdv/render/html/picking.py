"""Which rows of a page people can pick, and which of its figures lead to their rows.

A figure leads somewhere only where the page has all the rows it counts, and no others: its link
names the block that holds them, and what the page's script picks them by.
"""

from __future__ import annotations

from collections import defaultdict

from khtgdv.document.facets import Facets
from khtgdv.frozen import dataclass, field
from khtgdv.text import collation_key, escape_unsafe, sentence_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from khtgdv.document.document import Column, Document, Row, Table

NO_MONTH = "-"  # of rows without a deadline
Block = tuple[str, "Sequence[Table]"]  # the name of a place on the page, and the tables in it


@dataclass(frozen=True, slots=True)
class Picking:
    """The rows of a page by what they are picked by.

    A row has its number, the same wherever it stands on the page.
    """

    departments: Mapping[str, str]
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    facets: dict[int, Facets] = field(default_factory=dict)
    by_figure: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_department: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_block: dict[str, set[int]] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)

    def add_block(self, block: Block) -> None:
        """Take in the rows of a place on the page, and the figures whose rows can be asked for."""
        name, tables = block
        self.by_block[name] = {self._add_row(row) for table in tables for row in _plan_rows(table)}
        for column in (column for table in tables for column in table.page_columns):
            if column.counts:
                self.figures.setdefault(column.counts, len(self.figures))

    def _add_row(self, row: Row) -> int:
        number = self.numbers.setdefault(_row_key(row), len(self.numbers))
        if number not in self.facets:
            facets = self.facets[number] = row.facets()
            for figure in facets.figures:
                self.by_figure[figure].add(number)
            for code in facets.departments:
                self.by_department[code].add(number)
            self.states.setdefault(facets.state, len(self.states))
        return number

    def link(self, table: Table, row: Row, column: Column) -> dict[str, str]:
        """Return the attributes of the link in a cell; none where its rows are not on the page."""
        if not column.counts:
            return {}
        code = str(row.values.get("department") or "") if table.of_groups else ""
        counted = self.by_figure.get(column.counts, set())
        rows = counted & self.by_department[code] if code else counted
        block = self._block_of(counted, rows)
        counted_key = column.whole_key if column.kind == "share" else column.key
        if block is None or not rows or len(rows) != row.number(counted_key or ""):
            return {}
        words = _figure_words(table, column)
        group = escape_unsafe(row.text("name")) if table.of_groups else ""
        label = ", ".join(filter(None, (group, words)))
        return {
            "href": f"#{block}",
            "data-d": code,
            "data-f": str(self.figures[column.counts]),
            "data-w": words,
            "aria-label": f"{label}: {escape_unsafe(row.text(column.key))}",
        }

    def _block_of(self, counted: set[int], rows: set[int]) -> str | None:
        """Return the place of some of the rows a figure counts: just these, else the first."""
        places = self.by_block.items()
        exact = next((name for name, inside in places if inside == counted), None)
        return exact or next((name for name, inside in places if rows <= inside), None)

    def marks(self, row: Row) -> dict[str, str]:
        """Return what the page's script knows a row by; nothing for one that is not picked."""
        number = self.numbers.get(_row_key(row))
        if number is None:
            return {}
        facets = self.facets[number]
        figures = sorted(self.figures[name] for name in facets.figures & self.figures.keys())
        return {
            "r": str(number),
            "d": " ".join(facets.departments),
            "m": facets.month or NO_MONTH,
            "s": str(self.states[facets.state]),
            "f": " ".join(map(str, figures)),
        }

    def choices(self) -> list[dict[str, Any]]:
        """Return the lists to pick from, each with its words; one choice is no choice."""
        facets = self.facets.values()
        used = {code for one in facets for code in one.departments}
        departments = [(code, name) for code, name in self.departments.items() if code in used]
        months = sorted({one.month for one in facets if one.month})
        without = [(NO_MONTH, "Chưa có thời hạn")] if any(not one.month for one in facets) else []
        states = sorted(self.states, key=collation_key)
        lists = (
            ("d", "Đơn vị chủ trì", departments),
            ("m", "Tháng đến hạn", [(m, _month_words(m)) for m in months] + without),
            ("s", "Tình trạng", [(str(self.states[word]), sentence_case(word)) for word in states]),
        )
        return [
            {"key": key, "title": title, "choices": [(v, escape_unsafe(w)) for v, w in choices]}
            for key, title, choices in lists
            if len(choices) > 1
        ]


def picking_of(document: Document, blocks: Iterable[Block]) -> Picking:
    """Return what can be picked on a page of some places."""
    picking = Picking(document.departments)
    for block in blocks:
        picking.add_block(block)
    return picking


def _plan_rows(table: Table) -> Iterator[Row]:
    """Yield the rows of a table that are a plan's."""
    if table.layout in ("table", "view"):
        return (row for row in table.rows if row.facets is not Facets)
    return iter(())


def _row_key(row: Row) -> tuple[str, str]:
    return str(row.values.get("plan")), str(row.values.get("id"))


def _figure_words(table: Table, column: Column) -> str:
    """Return what a figure is called; a month alone says too little."""
    title = sentence_case(column.title)
    is_month = column.kind == "heat"
    return escape_unsafe(f"{table.title or table.section}, {title}" if is_month else title)


def _month_words(month: str) -> str:
    return f"{int(month[5:])}/{month[:4]}"
