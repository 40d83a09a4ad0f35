"""What stands at the end of a table and is no row of it: totals, notes, who signs."""

from __future__ import annotations

import re

from khtgdv.text import fold, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.importer.files.grid import Cell, Grid
    from khtgdv.importer.headings import TableHead

_NUMBER = re.compile(r"^(?=.*\d).{1,15}$")  # 12, T03-12, KD01; a sentence is none
_TOTAL = re.compile(r"(?:tong cong|tong so|tong|cong)\s*(?:[:(\d].*)?")
_SIGNATURE = re.compile(
    r"(?:nguoi lap(?: bieu| bang)?|noi nhan|thu truong(?: don vi| co quan)?|ky ten|nguoi duyet"
    r"|phe duyet|(?:t/?m|k/?t|t/?l)\.? .*"
    r"|(?:pho )?(?:chu tich|bi thu|hieu truong|giam doc|truong ban|truong phong|chanh van phong))"
    r"\s*[:.]?(?:\(.*\))?"
)


def rows_left_out(grid: Grid, head: TableHead) -> dict[int, str]:
    """Return the rows below a head that are no rows of the plan, by their places, with their words.

    Those are totals, and all from the first row on that stands without a number behind the last
    numbered one and either apart from the table or with nothing but the words of a signature.
    """
    number = head.columns.get("number")
    rows = range(head.first_row, len(grid.rows))
    numbered = [n for n in rows if number is not None and _NUMBER.search(grid.rows[n][number].text)]
    after = numbered[-1] + 1 if numbered else head.first_row
    ends = (n for n in rows if n >= after and _ends_table(grid, n, is_numbered=bool(numbered)))
    end = next(ends, len(grid.rows))
    words = {n: _words(grid.rows[n]) for n in rows if n >= end or _is_total(grid.rows[n])}
    return {n: text for n, text in words.items() if text}


def _ends_table(grid: Grid, index: int, *, is_numbered: bool) -> bool:
    row = grid.rows[index]
    words = [fold(one_line(cell.text)) for cell in row if cell.text]
    apart = is_numbered and bool(words) and not _words(grid.rows[index - 1])
    return apart or (bool(words) and all(_SIGNATURE.fullmatch(text) for text in words))


def _is_total(row: Sequence[Cell]) -> bool:
    first = next((cell.text for cell in row if cell.text), "")
    return _TOTAL.fullmatch(fold(one_line(first))) is not None


def _words(row: Sequence[Cell]) -> str:
    cells = {id(cell): cell.text for cell in row if cell.text}
    return one_line(" · ".join(cells.values()))
