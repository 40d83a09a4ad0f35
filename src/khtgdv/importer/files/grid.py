"""A table as a reader sees it: cells at their places, whatever file it comes from.

A cell that spans columns or rows stands at each of its places, as one and the same value.
"""

from __future__ import annotations

from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.pasted import clean_pasted
from khtgdv.text import nfc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

MAX_ROWS = 20_000  # what one file of a plan can hold
MAX_COLUMNS = 200
_NO_BREAK_HYPHEN = "\u2011"
_COLUMNS_OF_TABLE = 3  # the head of a paper has two: the agency, and the motto beside it


class UnreadableTableError(KhtgdvError):
    """A file that is no table of a plan, or none that can be read."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, in NFC, and how many columns and rows it covers."""

    text: str = ""
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table, row by row, each row as long as the longest."""

    name: str
    rows: Sequence[Sequence[Cell]]
    first_row: int = 1
    """The number that people know the first row by (a sheet's rows are numbered)."""
    captions: Sequence[str] = ()
    """What stands over the table: the name of a sheet, the paragraphs above a table of Word."""

    def row_number(self, index: int) -> int:
        """Return what people call the row at a place."""
        return self.first_row + index


@dataclass(frozen=True, slots=True)
class TableFile:
    """What was read of a file: its tables, the words around them, what the reader was told."""

    path: Path
    grids: Sequence[Grid]
    words: Sequence[str] = ()
    remarks: Sequence[str] = ()


def make_grid(
    name: str,
    rows: Iterable[Iterable[Cell]],
    first_row: int = 1,
    captions: Sequence[str] = (),
) -> Grid:
    """Return a grid whose rows are of one length; UnreadableTableError where it is too large."""
    lists: list[list[Cell]] = []
    for row in rows:
        cells = list(row)
        if len(lists) >= MAX_ROWS or len(cells) > MAX_COLUMNS:
            message = f"{name} có hơn {MAX_ROWS} dòng hoặc {MAX_COLUMNS} cột, chưa nhập gì."
            raise UnreadableTableError(message, "tách thành nhiều tệp, hoặc bỏ dòng và cột trống")
        lists.append(cells)
    width = max(map(len, lists), default=0)
    empty = Cell()
    filled = [[*cells, *[empty] * (width - len(cells))] for cells in lists]
    return Grid(name, filled, first_row, captions)


def words_above(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield the words in the first rows, up to one that is of a table: it fills three columns."""
    for row in rows:
        texts = list(dict.fromkeys(cell.text for cell in row if cell.text))
        if len(texts) >= _COLUMNS_OF_TABLE:
            return
        yield from texts


def clean_text(text: str) -> str:
    """Return the words of a cell: NFC, lines without blanks at their ends, no empty line around."""
    plain_text, _ = clean_pasted(nfc(text), keep_lines=True)
    lines = (line.strip() for line in plain_text.replace(_NO_BREAK_HYPHEN, "-").split("\n"))
    return "\n".join(lines).strip()
