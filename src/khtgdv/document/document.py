"""The neutral result of a report: headings, and tables of typed columns and real values.

A renderer needs nothing but this; it knows neither the model nor where the rows came from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from khtgdv.dates.periods import DateRange, Position, format_date
from khtgdv.document.facets import Facets
from khtgdv.document.letterhead import Letterhead
from khtgdv.document.plan_calendar import PlanCalendar
from khtgdv.frozen import dataclass, field, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from khtgdv.document.form import Form
    from khtgdv.document.row_version import RowVersion
    from khtgdv.document.time_axis import TimeAxis

    # `line` is a text on one line, of which its beginning will do where room is short.
    ColumnKind = Literal[
        "id", "code", "long", "line", "text", "date", "number", "heat", "share", "bar", "state",
        "day", "span",
    ]  # fmt: skip
    # What a value is in a dataset with a schema: `texts` a list of texts, `json` a text of JSON.
    StorageType = Literal["text", "texts", "date", "number", "bool", "json"]
    # `data` tables are for the data formats only: people read them elsewhere in the document.
    # `figures` are one row of numbers: data too, which a page draws large and a screen says in
    # words. `view` tables are for people only: what they say stands in other tables as data.
    Layout = Literal["table", "record", "data", "figures", "view"]

Value = (
    None | bool | int | float | str | date | DateRange | tuple["Value", ...] | Mapping[str, "Value"]
)


def _no_version() -> RowVersion:
    """Return the version of what is no row of a plan."""
    from khtgdv.document.row_version import RowVersion

    return RowVersion()


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
class Column:
    """One column: the key of its value, its Vietnamese title, how its values are to be read.

    `below_text` columns stand below the long text where the screen is narrow. A `bar` shows its
    value as a part of the value under the key `of`. A `span` is drawn over the `axis` of its table.
    `printed` is its title on paper, where it differs. `storage_type` is its type in a dataset,
    which leaves out a column without one. A `share` is what stands under `part_key` of what stands
    under `whole_key`. A number is the sum of what stands under the keys `sum_of`; `counts` names
    the figure whose rows it counts (`Facets.figures`).
    """

    key: str
    title: str
    kind: ColumnKind = "text"
    below_text: bool = False
    whole_key: str | None = None
    part_key: str | None = None
    printed_title: str = ""
    storage_type: StorageType | None = None
    counts: str = ""
    sum_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the values of the contract, the words people read instead of some, its tone.

    `cell_tones` are those of single cells; `printed` the words that stand on paper instead.
    `paper_heading` is the heading it has on paper together with its neighbours, whose numbering
    begins anew; `section_heading` one that it has on a screen too, of a section that its plan
    declares, whose place among these is `section_place`. `paper_number` is the row's own number,
    where it is no running one. `facets` tells what it is picked by, where people pick; `version`
    which row of which plan it is, and in what state.
    """

    values: Mapping[str, Value]
    words: Mapping[str, str] = field(default_factory=dict)
    tone: Tone = Tone.PLAIN
    cell_tones: Mapping[str, Tone] = field(default_factory=dict)
    printed_words: Mapping[str, str] = field(default_factory=dict)
    paper_heading: str = ""
    section_heading: str = ""
    section_place: int | None = None
    paper_number: str = ""
    facets: Callable[[], Facets] = Facets
    version: Callable[[], RowVersion] = _no_version

    def text(self, key: str) -> str:
        """Return what a person reads in the cell `key`."""
        words = self.words.get(key)
        return words if words is not None else format_value(self.values.get(key))

    def number(self, key: str) -> int:
        """Return the whole number in the cell `key`, 0 where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, int) else 0

    def printed_text(self, key: str) -> str:
        """Return what stands in the cell `key` of a printed copy."""
        words = self.printed_words.get(key)
        return words if words is not None else self.text(key)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a report. `columns` are all it has; `default` are shown where nobody chose.

    `narrow` are shown instead on a narrow screen, `printed` on paper; `worksheet` are beside them
    in a workbook, where people work on. `remarks` follow them on every page, on a screen never,
    where a row has something to say there. A `section` of the report begins with this table, and
    `intro` are the sentences under its heading: both stand also where it has no rows. The rows
    `of_groups` are departments, months and the like with their figures, which no limit cuts. A
    table with an `axis` of time is a lane of a chart: what has no room for bars reads them as
    words. `printed_title` and `printed_footer` stand on paper instead, where codes would not do.
    What a table `repeats` of another, a screen has there alone.
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
    worksheet: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    of_groups: bool = False
    repeats: bool = False
    choice: tuple[str, ...] | None = None
    axis: TimeAxis | None = None
    printed_title: str = ""
    printed_footer: str = ""

    @property
    def in_words(self) -> bool:
        """Tell whether people read it as a table, on a screen or in a text."""
        return self.layout not in ("data", "figures")

    @property
    def numbered(self) -> bool:
        """Tell whether its rows are those of a plan, which have an ID and on paper a number."""
        return self.layout == "table" and any(column.kind == "id" for column in self.columns)

    @property
    def printed_columns(self) -> tuple[Column, ...]:
        """The columns of a printed copy, in order; a number stands there in place of the ID."""
        if self.choice is not None:
            return self.view_columns
        columns = self._with_remarks(self.printed or self.default)
        return tuple(c for c in columns if not (self.numbered and c.kind == "id"))

    @property
    def page_columns(self) -> tuple[Column, ...]:
        """The columns of a page and of a letter, in order."""
        return self._with_remarks(self.default)

    @property
    def sheet_columns(self) -> tuple[Column, ...]:
        """The columns of a sheet of a workbook, in order."""
        return self._with_remarks((*self.default, *self.worksheet))

    @property
    def view_columns(self) -> tuple[Column, ...]:
        """The columns a person gets to see, in order."""
        return self._pick(self.default if self.choice is None else self.choice)

    @property
    def narrow_columns(self) -> tuple[Column, ...]:
        """The columns a person gets to see on a narrow screen."""
        return self._pick(self.narrow) if self.narrow and self.choice is None else self.view_columns

    def _with_remarks(self, keys: tuple[str, ...]) -> tuple[Column, ...]:
        """Return columns, and the remarks that say anything; those chosen where somebody chose."""
        if self.choice is not None:
            return self.view_columns
        others = (key for key in self.remarks if key not in keys)
        texts = (key for key in others if any(row.printed_text(key) for row in self.rows))
        return self._pick(tuple(dict.fromkeys((*keys, *texts))))

    def _pick(self, keys: tuple[str, ...]) -> tuple[Column, ...]:
        by_key = {column.key: column for column in self.columns}
        return tuple(by_key[key] for key in keys)

    @property
    def data_columns(self) -> tuple[Column, ...]:
        """The columns a data format writes: those somebody chose, else all."""
        return self.columns if self.choice is None else self.view_columns

    def with_rows(self, rows: Sequence[Row]) -> Table:
        """Return the table with other rows."""
        return replace(self, rows=rows)


@dataclass(frozen=True, slots=True)
class Document:
    """A report ready to be rendered.

    One that has `parts` is a sheaf of reports of one shape, each whole in itself and with a
    `file_stem` of its own; its own tables are those of the parts, one after the other.
    `letterhead_of` makes what stands around the tables, where somebody prints. `notices` are to be
    said to whoever asked, where the `lines` of the heading are not seen. `departments` are the
    names of the codes. `form` has the rows once more where people shall fill them in.
    """

    report: str
    title: str
    position: Position
    plans: tuple[str, ...]
    tables: tuple[Table, ...]
    subtitle: str = ""
    lines: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    filter: Mapping[str, Value] = field(default_factory=dict)
    ranks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    departments: Mapping[str, str] = field(default_factory=dict)
    footer: str = ""
    calendar: PlanCalendar = field(default_factory=PlanCalendar)
    letterhead_of: Callable[[], Letterhead] = Letterhead
    file_stem: str = ""
    parts: tuple[Document, ...] = ()
    form: Form | None = None

    @property
    def letterhead(self) -> Letterhead:
        """What stands around the tables of a printed copy."""
        return self.letterhead_of()

    @property
    def leaves(self) -> tuple[Document, ...]:
        """The reports people read one after the other: its parts, else the document itself."""
        return self.parts or (self,)

    @property
    def printed_subtitle(self) -> str:
        """What stands below the title on paper: the plan it is taken from, the position."""
        return "; ".join(part for part in (self.letterhead.basis, self.subtitle) if part)

    @property
    def data_tables(self) -> tuple[Table, ...]:
        """The tables of the contract: those that data formats write."""
        joined: dict[str, Table] = {}
        for table in (table for leaf in self.leaves for table in leaf.tables):
            if table.layout != "view":
                earlier = joined.get(table.name)
                rows = (*earlier.rows, *table.rows) if earlier else table.rows
                joined[table.name] = table.with_rows(rows)
        return tuple(joined.values())


def format_value(value: Value) -> str:
    """Return a value as a person reads it: dates as 31/03/2026, lists joined, nothing for None."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "có", False: "không"}[value]
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, DateRange):
        return value.label
    if isinstance(value, tuple):
        return "; ".join(format_value(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {format_value(item)}" for key, item in value.items() if item)
    return str(value)
