"""The rows of a plan's table: what each says under each heading, and the section it stands in."""

from __future__ import annotations

import re

from khtgdv.frozen import dataclass, replace
from khtgdv.importer.calendar_columns import marked_time
from khtgdv.importer.closing import rows_left_out
from khtgdv.importer.headings import TableHead, find_head, is_repeated_head
from khtgdv.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from khtgdv.importer.files.grid import Cell, Grid
    from khtgdv.importer.headings import FieldName

_MONTH = re.compile(
    r"^(?:[ivx0-9]+[.)] )?(?:ke hoach |lich |chuong trinh )?(?:cac )?(?:nhiem vu |cong tac |viec )?"
    r"(?:trong )?(?:thang |t)(0?[1-9]|1[0-2])(?:[/ .-]+(?:nam )?(\d{4}))?\b[:.]?$"
)
_REGULAR = re.compile(r"thuong xuyen|dinh ky")
_CODED = re.compile(
    r"((?:phần|mục|trục|nhóm|chương)\s+)?([IVXLC]+|[A-ZĐ]|\d{1,2})\s*[.):/-]\s*(\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_CAPTION = 120  # letters; more is a paragraph of the text


@dataclass(frozen=True, slots=True)
class Section:
    """A heading over rows: its code as the paper has it (empty where it has none), its words."""

    code: str
    heading: str
    month: int = 0
    year: int | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: where it stands, its section, its cells by what they hold."""

    table: str
    number: int
    section: Section | None
    texts: Mapping[FieldName, str]
    extra: Mapping[str, str]
    """Cells under headings that nobody knew, by the heading."""


@dataclass(frozen=True, slots=True)
class PlanTable:
    """The rows of one table, of one kind."""

    kind: str
    rows: Sequence[TableRow]
    left_out: Sequence[str] = ()
    """What stands in it and is no row of a plan, each with its place."""


def plan_tables(grids: Iterable[Grid]) -> Iterator[PlanTable]:
    """Yield the tables that are of a plan; one without a head goes on with the one before.

    Word cuts a table where somebody put a page break into it; what has as many columns goes on.
    """
    every = list(grids)
    last: tuple[Grid, TableHead] | None = None
    section: Section | None = None
    for grid, caption in zip(every, _captions(every), strict=True):
        head = find_head(grid)
        if head is None and last and grid.rows and len(grid.rows[0]) == len(last[0].rows[0]):
            head = replace(last[1], first_row=0)
        elif head is not None and (last is None or last[1].columns != head.columns):
            section = None
        if head is None:
            continue
        last = (grid, head)
        left_out = rows_left_out(grid, head)
        rows = list(_rows_of(grid, head, caption or section, left_out))
        if rows:
            section = rows[-1].section
            words = [f"{grid.name}, dòng {grid.row_number(n)}: {w}" for n, w in left_out.items()]
            yield PlanTable(head.kind, rows, words)


def _captions(grids: Sequence[Grid]) -> list[Section | None]:
    """Return the section that stands over each table, of those that have tables of their own.

    A month is one always; a code (`II. Hạ tầng số`) only where it tells several tables apart.
    """
    sections = [
        next((s for s in map(read_section, grid.captions) if s.month or s.code), None)
        if all(len(caption) <= _LONGEST_CAPTION for caption in grid.captions) else None
        for grid in grids
    ]  # fmt: skip
    several = len({section for section in sections if section}) > 1
    return [section if section and (section.month or several) else None for section in sections]


def _rows_of(
    grid: Grid, head: TableHead, section: Section | None, left_out: Container[int]
) -> Iterator[TableRow]:
    """Yield the rows below a head; a row whose work is that of the row above belongs to it."""
    key: FieldName = "content" if head.kind == "inspections" else "task"
    work, number = head.columns[key], head.columns.get("number")
    current: list[Sequence[Cell]] = []
    first = 0
    for index in range(head.first_row, len(grid.rows)):
        row = grid.rows[index]
        if index in left_out or not any(c.text for c in row) or is_repeated_head(row, head):
            continue
        heading = _section_of(row, head, work)
        same = bool(current) and row[work] is current[-1][work] and row[work].rows > 1
        if current and not same and _goes_on(row, work, number, heading):
            same = True
        if current and not same:
            yield _table_row(grid, first, current, head, section)
            current = []
        if heading and not same:
            section = heading
        elif row[work].text or same:
            first = first if same else index
            current.append(row)
    if current:
        yield _table_row(grid, first, current, head, section)


def _goes_on(row: Sequence[Cell], work: int, number: int | None, heading: Section | None) -> bool:
    """Tell whether a row only adds to the cells of the row above: it has no work, no number."""
    return not heading and not row[work].text and (number is None or not row[number].text)


def _table_row(
    grid: Grid, index: int, rows: Sequence[Sequence[Cell]], head: TableHead, section: Section | None
) -> TableRow:
    texts = {name: _text_of(rows, column) for name, column in head.columns.items()}
    marked = marked_time(head.times, {n: _text_of(rows, n) for n in head.times})
    texts["due"] = texts.get("due") or marked
    extra = {title: _text_of(rows, column) for column, title in head.unknown.items()}
    return TableRow(
        grid.name, grid.row_number(index), section,
        {name: text for name, text in texts.items() if text},
        {title: text for title, text in extra.items() if text},
    )  # fmt: skip


def _text_of(rows: Sequence[Sequence[Cell]], column: int) -> str:
    """Return the words of the cells of a column, each cell once."""
    cells = {id(row[column]): row[column] for row in rows}
    return "\n".join(cell.text for cell in cells.values() if cell.text)


def _section_of(row: Sequence[Cell], head: TableHead, work: int) -> Section | None:
    """Return the section that a row is the heading of: one cell over the table, or nothing else."""
    filled = list({id(cell): cell for cell in row if cell.text}.values())
    number = head.columns.get("number")
    if len(filled) == 1 and _stands_over_table(row, filled[0], work):
        return read_section(filled[0].text)
    label = row[number].text if number is not None else ""
    others = [cell for cell in filled if cell is not row[work] and cell.text != label]
    if not others and row[work].text and re.fullmatch(r"(?:[IVXLC]+|[A-ZĐ])[.)]?", label):
        return read_section(f"{label.rstrip('.)')}. {row[work].text}")
    return None


def _stands_over_table(row: Sequence[Cell], cell: Cell, work: int) -> bool:
    """Tell whether the only cell of a row that says something is a heading, not a row's rest."""
    if cell.columns > 1 or any(row[column] is cell for column in range(work)):
        return True
    return row[work] is cell and bool(_MONTH.search(_plain(cell.text)))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9/.) -]+", " ", fold(text)).split())


def read_section(text: str) -> Section:
    """Return a heading read: a month, regular work, or a section with the code before its words."""
    heading = " ".join(text.split())
    if match := _MONTH.search(_plain(heading)):
        return Section("", heading, int(match[1]), int(match[2]) if match[2] else None)
    if _REGULAR.search(_plain(heading)) and not _CODED.fullmatch(heading):
        return Section("TX", heading)
    if match := _CODED.fullmatch(heading):
        return Section(match[2].upper(), heading if match[1] else match[3])
    return Section("", heading)
