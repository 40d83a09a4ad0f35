"""The tables of a Word file, walked cell by cell, as they read with all tracked changes accepted.

python-docx's own `row.cells` repeats merged cells and fails on rows of unequal length, so the
elements of WordprocessingML (ECMA-376, part 1, 17.4) are walked.
"""

from __future__ import annotations

from khtgdv.importer.files.grid import (
    Cell,
    Grid,
    TableFile,
    UnreadableTableError,
    clean_text,
    make_grid,
    words_above,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What stands in a paragraph for a letter.
_CHARACTERS = {
    f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-",
}  # fmt: skip
# Deleted and moved text, codes of fields, and what lies over the page.
_HIDDEN = frozenset(
    f"{_W}{name}"
    for name in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr", "txbxContent", "pict")
)
_CAPTIONS = 2  # paragraphs above a table that can be its heading
_REMARK = "Tệp có chỗ sửa còn theo dõi (Track Changes): đã đọc như khi chấp nhận tất cả."


def read_tables(path: Path) -> TableFile:
    """Return the tables of a Word file, those inside cells after the one they stand in."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        body = docx.Document(str(path)).element.body
    except (PackageNotFoundError, SyntaxError, KeyError, ValueError, OSError) as error:
        message = f"{path.name} không phải một tệp Word đọc được."
        raise UnreadableTableError(message, "mở bằng Word rồi lưu lại dạng .docx") from error
    grids = [
        make_grid(f"bảng {number}", _table_rows(table), captions=_captions(table))
        for number, table in enumerate(body.iter(f"{_W}tbl"), 1)
    ]
    tracked = any(True for _ in body.iter(*(f"{_W}{n}" for n in ("ins", "del", "moveFrom"))))
    return TableFile(path, grids, list(_words(body, grids)), [_REMARK] if tracked else [])


def _words(body: Any, grids: list[Grid]) -> Iterator[str]:
    """Yield the paragraphs of a file in order, and the words in tables that only make its head."""
    by_table = dict(zip(body.iter(f"{_W}tbl"), grids, strict=True))
    for child in body.iterchildren():
        if child in by_table:
            yield from words_above(by_table[child].rows)
        else:
            yield from filter(None, map(_paragraph_text, child.iter(f"{_W}p")))


def _captions(table: Any) -> list[str]:
    """Return the last paragraphs right above a table, the nearest first."""
    texts: list[str] = []
    for element in table.itersiblings(preceding=True):
        if element.tag != f"{_W}p" or len(texts) == _CAPTIONS:
            break
        texts += filter(None, [_paragraph_text(element)])
    return texts


def _table_rows(table: Any) -> Iterator[list[Cell]]:
    """Yield the cells of each row of a table; a cell that goes on from above is that one."""
    above: dict[int, Cell] = {}
    numbering = _Numbering()
    for row in _rows_of(table):
        cells: list[Cell] = [Cell()] * _skipped(row)
        for element in _cells_of(row):
            span = int(_property(element, "gridSpan") or 1)
            merge = element.find(f"{_W}tcPr/{_W}vMerge")
            start = len(cells)
            if merge is not None and merge.get(f"{_W}val") != "restart" and start in above:
                cell = above[start]
            else:
                text = clean_text("\n".join(_paragraphs(element, numbering)))
                cell = Cell(text, max(1, span), 1 if merge is None else 2)
            cells += [cell] * cell.columns
        above = dict(enumerate(cells))
        yield cells


def _rows_of(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, also those in a content control; not those deleted."""
    for child in table:
        if child.tag == f"{_W}tr":
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _rows_of(child)


def _cells_of(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from _cells_of(child)


def _skipped(row: Any) -> int:
    """Return how many columns a row leaves out at its beginning."""
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    return 0 if before is None else int(before.get(f"{_W}val") or 0)


def _property(cell: Any, name: str) -> str | None:
    element = cell.find(f"{_W}tcPr/{_W}{name}")
    return None if element is None else element.get(f"{_W}val")


class _Numbering:
    """The numbers that Word counts itself: a paragraph of a list without words is its number."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}

    def next_number(self, paragraph: Any) -> str:
        """Return the number of a paragraph, an empty text where it has none."""
        number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is None:
            return ""
        key = str(number.get(f"{_W}val"))
        self.counts[key] = self.counts.get(key, 0) + 1
        return str(self.counts[key])


def _paragraphs(cell: Any, numbering: _Numbering) -> Iterator[str]:
    """Yield the paragraphs of a cell; of a table inside it, its cells one by one."""
    paragraphs = list(cell.iter(f"{_W}p"))
    for paragraph in paragraphs:
        number = numbering.next_number(paragraph)
        text = _paragraph_text(paragraph)
        yield number if number and not text and len(paragraphs) == 1 else text


def _paragraph_text(paragraph: Any) -> str:
    return "".join(_texts(paragraph)).strip()


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag not in _HIDDEN:
            yield from _texts(child)
