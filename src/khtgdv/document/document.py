"""The neutral result of a report: headings, and tables of typed columns and real values.

A renderer needs nothing but this; it knows neither the model nor where the rows came from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Literal

from khtgdv.dates.periods import Position, Range, shown
from khtgdv.frozen import dataclass, field, replace

Value = None | bool | int | float | str | date | Range | tuple["Value", ...] | Mapping[str, "Value"]
# `line` is a text on one line, of which its beginning will do where room is short.
ColumnKind = Literal[
    "id", "code", "long", "line", "text", "date", "number", "heat", "share", "bar", "state", "day",
    "span",
]  # fmt: skip
# What a value is in a dataset with a schema: `texts` a list of texts, `json` a text of JSON.
StoredKind = Literal["text", "texts", "date", "number", "bool", "json"]
# `data` tables are for the data formats only: people read them elsewhere in the document.
# `figures` are one row of numbers: data too, which a page draws large and a screen says in words.
# `view` tables are for people only: what they say stands in other tables as data.
Layout = Literal["table", "record", "data", "figures", "view"]


class Tone(StrEnum):
    """What a row or a cell means to the eye; always said by a word as well."""

    PLAIN = "plain"
    LATE = "late"
    SOON = "soon"
    DONE = "done"
    QUIET = "quiet"
    NOW = "now"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Span(Range):
    """The days of a bar on an axis of time: the value in a column of kind `span`.

    `firm` tells that its end is a deadline, `until` how far a late row ran past it.
    """

    firm: bool = True
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Axis(Range):
    """The days over which the spans of a table are drawn; `now` is to be marked among them."""

    now: date | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the key of its value, its Vietnamese title, how its values are to be read.

    `under` columns stand below the long text where the screen is narrow. A `bar` shows its value
    as a part of the value under the key `of`. A `span` is drawn over the `axis` of its table.
    `printed` is its title on paper, where it differs. `stored` is its type in a dataset, which
    leaves out a column without one.
    """

    key: str
    title: str
    kind: ColumnKind = "text"
    under: bool = False
    of: str | None = None
    printed: str = ""
    stored: StoredKind | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the values of the contract, the words people read instead of some, its tone.

    `tones` are those of single cells; `printed` the words that stand on paper instead. `group` is
    the heading it has on paper together with its neighbours, whose numbering begins anew.
    """

    values: Mapping[str, Value]
    words: Mapping[str, str] = field(default_factory=dict)
    tone: Tone = Tone.PLAIN
    tones: Mapping[str, Tone] = field(default_factory=dict)
    printed: Mapping[str, str] = field(default_factory=dict)
    group: str = ""

    def text(self, key: str) -> str:
        """Return what a person reads in the cell `key`."""
        words = self.words.get(key)
        return words if words is not None else display(self.values.get(key))

    def number(self, key: str) -> int:
        """Return the whole number in the cell `key`, 0 where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, int) else 0

    def on_paper(self, key: str) -> str:
        """Return what stands in the cell `key` of a printed copy."""
        words = self.printed.get(key)
        return words if words is not None else self.text(key)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a report. `columns` are all it has; `default` are shown where nobody chose.

    `narrow` are shown instead on a narrow screen, `printed` on paper. A `section` of the report
    begins with this table, and `intro` are the sentences under its heading: both stand also where
    it has no rows. A table with an `axis` of time is a lane of a chart: what has no room for bars
    reads them as words.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    default: tuple[str, ...]
    rows: Sequence[Row] = ()
    total: Row | None = None
    section: str = ""
    intro: str = ""
    footer: str = ""
    empty: str = ""
    layout: Layout = "table"
    narrow: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    chosen: tuple[str, ...] | None = None
    axis: Axis | None = None

    @property
    def in_words(self) -> bool:
        """Tell whether people read it as a table, on a screen or in a text."""
        return self.layout not in ("data", "figures")

    @property
    def numbered(self) -> bool:
        """Tell whether its rows are those of a plan, which have an ID and on paper a number."""
        return self.layout == "table" and any(column.kind == "id" for column in self.columns)

    @property
    def on_paper(self) -> tuple[Column, ...]:
        """The columns of a printed copy, in order; a number stands there in place of the ID."""
        if self.chosen is not None:
            return self.shown
        columns = self._named(self.printed or self.default)
        return tuple(c for c in columns if not (self.numbered and c.kind == "id"))

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns a person gets to see, in order."""
        return self._named(self.default if self.chosen is None else self.chosen)

    @property
    def shown_narrow(self) -> tuple[Column, ...]:
        """The columns a person gets to see on a narrow screen."""
        return self._named(self.narrow) if self.narrow and self.chosen is None else self.shown

    def _named(self, keys: tuple[str, ...]) -> tuple[Column, ...]:
        by_key = {column.key: column for column in self.columns}
        return tuple(by_key[key] for key in keys)

    @property
    def data_columns(self) -> tuple[Column, ...]:
        """The columns a data format writes: those somebody chose, else all."""
        return self.columns if self.chosen is None else self.shown

    def with_rows(self, rows: Sequence[Row]) -> Table:
        """Return the table with other rows."""
        return replace(self, rows=rows)


@dataclass(frozen=True, slots=True)
class Years:
    """The plans' years, the date of the newest, their days off and weekend days worked."""

    of: Mapping[str, int] = field(default_factory=dict)
    issued: date | None = None
    off: tuple[date, ...] = ()
    worked: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands around the tables of a printed copy: whose it is, what it is taken from.

    `banner` are the lines at the right of its heading, `agency` and below it `unit` those at the
    left. `title` is the paper's, where a screen says less; `basis` names the signed plan, `only`
    the filter, `opening` are its first sentences. `signatures` are the places for them at the end.
    """

    banner: tuple[str, ...] = ()
    agency: str = ""
    unit: str = ""
    title: str = ""
    basis: str = ""
    only: str = ""
    opening: str = ""
    signatures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A report ready to be rendered.

    One that has `parts` is a sheaf of reports of one shape, each whole in itself and `named` as
    its file is; its own tables are those of the parts, one after the other. `around` makes what
    stands around the tables, where somebody prints.
    """

    report: str
    title: str
    position: Position
    plans: tuple[str, ...]
    tables: tuple[Table, ...]
    subtitle: str = ""
    lines: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    filter: Mapping[str, Value] = field(default_factory=dict)
    ranks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    footer: str = ""
    years: Years = field(default_factory=Years)
    around: Callable[[], Paper] = Paper
    named: str = ""
    parts: tuple[Document, ...] = ()

    @property
    def paper(self) -> Paper:
        """What stands around the tables of a printed copy."""
        return self.around()

    @property
    def leaves(self) -> tuple[Document, ...]:
        """The reports people read one after the other: its parts, else the document itself."""
        return self.parts or (self,)

    @property
    def below(self) -> str:
        """What stands below the title on paper: the plan it is taken from, the position."""
        return "; ".join(part for part in (self.paper.basis, self.subtitle) if part)

    @property
    def data_tables(self) -> tuple[Table, ...]:
        """The tables of the contract: those that data formats write."""
        joined: dict[str, Table] = {}
        for table in (table for leaf in self.leaves for table in leaf.tables):
            if table.layout != "view":
                before = joined.get(table.name)
                rows = (*before.rows, *table.rows) if before else table.rows
                joined[table.name] = table.with_rows(rows)
        return tuple(joined.values())


def display(value: Value) -> str:
    """Return a value as a person reads it: dates as 31/03/2026, lists joined, nothing for None."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "có", False: "không"}[value]
    if isinstance(value, date):
        return shown(value)
    if isinstance(value, Range):
        return value.label
    if isinstance(value, tuple):
        return "; ".join(display(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {display(item)}" for key, item in value.items() if item)
    return str(value)
