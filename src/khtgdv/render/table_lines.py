"""What stands on a sheet below its title: texts, and tables with their lines and columns.

Widths are millimetres, colours six hexadecimal digits.
"""

from __future__ import annotations

from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Align = Literal["left", "center", "right"]

TABLE_SIZE = 12  # points


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: its text, a small note below it, the colours of the ink and the ground."""

    text: str
    note: str = ""
    ink: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of a grid: its head, a row, a heading across all columns, or the total.

    A `tall` one takes most of a page, and may be cut by its end.
    """

    kind: Literal["head", "row", "group", "total"]
    cells: tuple[TableCell, ...]
    tall: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; its head is repeated on each page. Widths are of letters of a `size` in points."""

    widths: tuple[float, ...]
    aligns: tuple[Align, ...]
    lines: tuple[TableLine, ...]
    size: int = TABLE_SIZE


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph: the heading of a section or of a table, or a sentence."""

    kind: Literal["section", "heading", "sentence"]
    text: str


Block = TableBlock | TextBlock
