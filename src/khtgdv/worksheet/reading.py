"""A workbook that was handed back: the plan it is of, what it was, its rows as they are now.

Columns are known by their titles, wherever they stand; a column that is not there any more says
nothing of any row.
"""

from __future__ import annotations

from khtgdv.document.form import (
    BASE_KEYS,
    BASE_SHEET,
    CHOICES_SHEET,
    COLUMNS,
    FORM_MARK,
    FORM_VERSION,
    IDENTITY_KEYS,
    column_letters,
)
from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.importer.files.xlsx_tables import cell_text
from khtgdv.pasted import pasted_words
from khtgdv.text import fold, one_line
from khtgdv.worksheet.sheets import read_sheets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from khtgdv.worksheet.sheets import Sheet

_HEAD_LINES = 60  # among which the head of the columns stands
_LEAST_TITLES = 4


class NoFormError(KhtgdvError):
    """A workbook that is no sheet to fill in, or not one that can be read."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what people call it (`F7`), its value, whether a formula or an error stands there."""

    name: str
    value: Any
    made: bool = False

    @property
    def text(self) -> str:
        """What it shows."""
        return cell_text(self.value)

    @property
    def pasted(self) -> str:
        """What was pasted with it that it does not show, in words."""
        return pasted_words(self.value) if isinstance(self.value, str) else ""

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody wrote anything there."""
        return not self.made and not self.text


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the sheet: its number, and its cells by the keys of the columns that are there."""

    number: int
    cells: Mapping[str, Cell]

    def text(self, key: str) -> str:
        """Return what the cell of a column shows; nothing where the column is gone."""
        return self.cells[key].text if key in self.cells else ""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A sheet that was filled in: its plan, its rows when it was made and now, columns it lost."""

    identity: Mapping[str, str]
    base: Mapping[str, Mapping[str, str]]
    rows: Sequence[SheetRow]
    lost_columns: tuple[str, ...] = ()


def read_form(path: Path) -> FilledForm:
    """Return what a workbook holds; NoFormError where it was not made to be filled in."""
    sheets = {sheet.name: sheet for sheet in read_sheets(path)}
    hidden = sheets.pop(BASE_SHEET, None)
    sheets.pop(CHOICES_SHEET, None)
    lines = _texts(hidden.values) if hidden else []
    if not _is_base(lines):
        message = f"{path.name} không phải bảng điền do khtgdv xuất ra."
        hint = "xuất bảng bằng khtgdv list --editable -o bang.xlsx, điền rồi nhập lại chính bảng ấy"
        raise NoFormError(message, hint)
    identity = {line[0]: line[1] for line in lines[1:] if line[0] in IDENTITY_KEYS}
    keys, *rows = lines[len(IDENTITY_KEYS) + 1 :]
    base = {row[0]: dict(zip(keys, row, strict=True)) for row in rows if row[0]}
    sheet, head, places = _find_head(path, sheets.values())
    lost = tuple(column.title for column in COLUMNS if column.key not in places)
    return FilledForm(identity, base, list(_rows(sheet, head, places)), lost)


def _is_base(lines: list[list[str]]) -> bool:
    """Tell whether a hidden sheet is ours, whole: its mark, the plan, the keys of its rows."""
    head = len(IDENTITY_KEYS) + 1
    return (
        len(lines) > head
        and lines[0][:2] == [FORM_MARK, FORM_VERSION]
        and [line[0] for line in lines[1:head]] == list(IDENTITY_KEYS)
        and lines[head - 1][1].isdecimal()
        and lines[head][: len(BASE_KEYS)] == list(BASE_KEYS)
    )


def _texts(rows: Iterable[Sequence[Any]]) -> list[list[str]]:
    """Return rows of the hidden sheet as texts, of two cells at least."""
    return [[*map(cell_text, row), "", ""] for row in rows]


def _find_head(path: Path, sheets: Iterable[Sheet]) -> tuple[Sheet, int, dict[str, int]]:
    """Return the sheet with the head of the columns, where that stands, the column of each key."""
    heads = [(sheet, *head) for sheet in sheets if (head := _head_of(sheet))]
    if not heads:
        message = f"{path.name} không còn hàng tiêu đề (Mã, Nội dung, Hoàn thành ngày …)."
        raise NoFormError(message, "khôi phục hàng tiêu đề như lúc xuất, hoặc xuất bảng mới")
    if len(heads) > 1:
        names = ", ".join(sheet.name for sheet, _, _ in heads)
        message = f"{path.name} có nhiều trang tính điền được: {names}."
        raise NoFormError(message, "chỉ để lại một trang, xóa hàng tiêu đề ở trang kia")
    sheet, number, found = heads[0]
    places = dict(found)
    if len(places) < len(found):
        message = f"{path.name} có hai cột cùng tên ở dòng {number + 1}."
        raise NoFormError(message, "bỏ bớt một cột")
    return sheet, number, places


def _head_of(sheet: Sheet) -> tuple[int, list[tuple[str, int]]] | None:
    """Return where a sheet has the head of the columns, and their keys and places."""
    keys = {_title_key(column.title): column.key for column in COLUMNS}
    for number, line in enumerate(sheet.values[:_HEAD_LINES]):
        found = [(keys[key], n) for n, v in enumerate(line) if (key := _title_key(v)) in keys]
        if len(found) >= _LEAST_TITLES and "id" in dict(found):
            return number, found
    return None


def _title_key(value: Any) -> str:
    return fold(one_line(cell_text(value)))


def _rows(sheet: Sheet, head: int, places: Mapping[str, int]) -> Iterator[SheetRow]:
    """Yield the rows below the head that hold anything."""
    for number, line in enumerate(sheet.values[head + 1 :], head + 1):
        cells = {
            key: Cell(
                f"{column_letters(place + 1)}{number + 1}",
                line[place],
                (number, place) in sheet.made,
            )
            for key, place in places.items()
        }
        if not all(cell.is_empty for cell in cells.values()):
            yield SheetRow(number + 1, cells)
