"""The neutral result of a report: headings, and tables of typed columns and real values.

A renderer needs nothing but this; it knows neither the model nor where the rows came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from khtgdv.frozen import dataclass
from khtgdv.periods import Position, Range, shown

Value = None | bool | int | float | str | date | Range | tuple["Value", ...] | Mapping[str, "Value"]
# `line` is a text on one line, of which its beginning will do where room is short.
ColumnKind = Literal[
    "id", "code", "long", "line", "text", "date", "number", "heat", "share", "bar", "state", "day",
    "span",
]  # fmt: skip
# `data` tables are for the data formats only: people read them elsewhere in the document.
# `view` tables are for people only: what they say stands in other tables as data.
Layout = Literal["table", "record", "data", "view"]


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
    """

    key: str
    title: str
    kind: ColumnKind = "text"
    under: bool = False
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the values of the contract, the words people read instead of some, its tone.

    `tones` are those of single cells.
    """

    values: Mapping[str, Value]
    words: Mapping[str, str] = field(default_factory=dict)
    tone: Tone = Tone.PLAIN
    tones: Mapping[str, Tone] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """Return what a person reads in the cell `key`."""
        words = self.words.get(key)
        return words if words is not None else display(self.values.get(key))


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a report. `columns` are all it has; `default` are shown where nobody chose.

    `narrow` are shown instead on a narrow screen. A `section` of the report begins with this
    table, and `intro` are the sentences under its heading: both stand also where it has no rows.
    A table with an `axis` of time is a lane of a chart: what has no room for bars reads them as
    words.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    default: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    total: Row | None = None
    section: str = ""
    intro: str = ""
    footer: str = ""
    empty: str = ""
    layout: Layout = "table"
    narrow: tuple[str, ...] = ()
    chosen: tuple[str, ...] | None = None
    axis: Axis | None = None

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

    def with_rows(self, rows: tuple[Row, ...]) -> Table:
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
class Document:
    """A report ready to be rendered."""

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

    @property
    def data_tables(self) -> tuple[Table, ...]:
        """The tables of the contract: those that data formats write."""
        return tuple(table for table in self.tables if table.layout != "view")


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
