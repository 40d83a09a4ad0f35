"""Numbers of a sheet that Excel reckons itself, so that they stay right when others change.

A formula holds addresses and words of ours, never a text of a plan. With each goes the value it
has now, which is what programs show that do not reckon.
"""

from __future__ import annotations

from khtgdv.document.form import column_letters
from khtgdv.frozen import dataclass
from khtgdv.render.sheet_names import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.document.document import Column, Row

Formula = tuple[str, float | str]  # and the value it has now
COUNTED_KINDS = ("number", "heat", "bar")
NO_SHARE = "chưa có"  # of rows none of which has come due
# How the words of a state begin, by what a workbook tells of it.
FINISHED, LATE, CANCELLED = (
    ("hoàn thành", "xong"),
    ("quá hạn", "sẽ quá hạn", "vừa hết hạn", "sẽ vừa hết hạn"),
    ("đã hủy",),
)
SOON = (", còn ", "hạn hôm nay")  # stand within the words of what is due soon


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the rows of a table stand on its sheet: lines and columns are counted from 0.

    One that is upright has one row, whose cells stand below each other beside their names.
    """

    sheet: str
    columns: tuple[Column, ...]
    first: int
    last: int
    widths: tuple[int, ...] = ()  # in characters
    is_upright: bool = False

    def cell(self, key: str, line: int) -> str:
        """Return the address of a cell on the sheet itself."""
        if self.is_upright:
            return f"B{self.first + self._place(key)}"
        return f"{self._letters(key)}{line + 1}"

    def rows_of(self, key: str) -> str:
        """Return the address of a column's cells on the sheet itself."""
        return f"{self.cell(key, self.first)}:{self.cell(key, self.last)}"

    def rows_from_elsewhere(self, key: str) -> str:
        """Return the address of a column's cells on any sheet."""
        letters = self._letters(key)
        return f"{quoted(self.sheet)}!${letters}${self.first + 1}:${letters}${self.last + 1}"

    def has(self, key: str | None) -> bool:
        """Tell whether a column is there."""
        return any(column.key == key for column in self.columns)

    def _letters(self, key: str) -> str:
        return column_letters(self._place(key))

    def _place(self, key: str) -> int:
        return next(n for n, column in enumerate(self.columns, 1) if column.key == key)


def row_formula(row: Row, column: Column, grid: Grid, line: int) -> Formula | None:
    """Return the formula of a share or a sum of other cells of the row; None for other cells."""
    part, whole = column.part_key, column.whole_key
    if column.kind == "share" and part and whole and grid.has(part) and grid.has(whole):
        value = row.number(part) / row.number(whole) if row.number(whole) else NO_SHARE
        of = grid.cell(whole, line)
        return f'=IF({of}=0,"{NO_SHARE}",{grid.cell(part, line)}/{of})', value
    parts = [key for key in column.sum_of if grid.has(key)]
    total = row.number(column.key)
    if not parts or sum(row.number(key) for key in parts) != total:
        return None
    return f"=SUM({','.join(grid.cell(key, line) for key in parts)})", total


def total_formula(column: Column, rows: Sequence[Row], grid: Grid) -> Formula | None:
    """Return the sum of a column, of those of its rows that a filter lets be seen."""
    if column.kind not in COUNTED_KINDS:
        return None
    return f"=SUBTOTAL(109,{grid.rows_of(column.key)})", sum(row.number(column.key) for row in rows)


def is_sum(total: Row, rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Tell whether a total is that of the rows: a task with several leads counts in it once."""
    return all(
        total.number(column.key) == sum(row.number(column.key) for row in rows)
        for column in columns
        if column.kind in COUNTED_KINDS
    )


def visible_count(grid: Grid, row_count: int) -> Formula:
    """Return `165 dòng`: how many rows of a sheet a filter lets be seen."""
    return f'=SUBTOTAL(103,{grid.rows_from_elsewhere("state")})&" dòng"', f"{row_count} dòng"


def state_line(rows: Sequence[Row], grid: Grid) -> Formula:
    """Return what a sheet says of its rows that are seen: how many are finished, how many late."""
    states, words = grid.rows_of("state"), [row.text("state") for row in rows]
    seen, total = f"SUBTOTAL(103,{states})", len(words)
    finished, finished_count = _count_beginning(words, states, FINISHED)
    late, late_count = _count_beginning(words, states, LATE)
    share = f"INT(100*{finished}/MAX(1,{seen})+0.5)"
    formula = (
        f'="Đang xem "&{seen}&" trên {total} dòng: hoàn thành "&{finished}&" ("&{share}&"%), '
        f'quá hạn "&{late}'
    )
    percent = int(100 * finished_count / max(1, total) + 0.5)
    text = f"Đang xem {total} trên {total} dòng: hoàn thành {finished_count} ({percent}%), "
    return formula, f"{text}quá hạn {late_count}"


def _count_beginning(
    words: Sequence[str], states: str, beginnings: Sequence[str]
) -> tuple[str, int]:
    """Return how many of the rows that are seen have a state that begins with some words."""
    first = states.rpartition(":")[0]
    seen = f"SUBTOTAL(103,OFFSET({first},ROW({states})-ROW({first}),0))"
    begins = "+".join(f'(LEFT({states},{len(text)})="{text}")' for text in beginnings)
    count = sum(text.startswith(tuple(beginnings)) for text in words)
    return f"SUMPRODUCT({seen}*({begins}))", count
