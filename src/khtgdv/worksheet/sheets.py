"""The cells of a workbook: its values, and which of them a formula made or an error stands in."""

from __future__ import annotations

import re
import zipfile
from html import unescape

from khtgdv.frozen import dataclass
from khtgdv.importer.files.grid import UnreadableTableError
from khtgdv.importer.files.readers import check_file, column_number, missing_library

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

_ATTRIBUTE = r'\b{}="([^"]*)"'
# A cell that holds something, and whether a formula makes its value.
_CELL = re.compile(
    rb'<(?:\w+:)?c\s([^<>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^<>]*)(?<!/)>(\s*<(?:\w+:)?f[\s/>])?'
)
_ERROR = b't="e"'
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The values of a sheet from its first cell on; `made` are where no person wrote the value."""

    name: str
    values: list[list[Any]]
    made: frozenset[Place] = frozenset()


def read_sheets(path: Path) -> list[Sheet]:
    """Return the sheets of a workbook; UnreadableTableError, in words, of any other file."""
    suffix = check_file(path)
    if suffix not in (".xlsx", ".xlsm"):
        message = f"{path.name} không phải bảng Excel (.xlsx)."
        raise UnreadableTableError(message, "mở tệp rồi lưu lại dạng .xlsx")
    try:
        import python_calamine
    except ImportError as error:
        raise missing_library(suffix) from error
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        made = _made_places(path)
        return [
            Sheet(
                name,
                book.get_sheet_by_name(name).to_python(skip_empty_area=False),
                made.get(name, frozenset()),
            )
            for name in book.sheet_names
        ]
    except Exception as error:
        message = f"{path.name} không phải một tệp Excel đọc được."
        raise UnreadableTableError(message, "mở bằng Excel rồi lưu lại dạng .xlsx") from error


def _made_places(path: Path) -> dict[str, frozenset[Place]]:
    """Return where the formulas and errors of each sheet stand."""
    with zipfile.ZipFile(path) as package:
        targets = {
            _attribute(tag, "Id"): _attribute(tag, "Target")
            for tag in _tags(package.read("xl/_rels/workbook.xml.rels"), "Relationship")
        }
        parts = {
            _attribute(tag, "name"): targets[_attribute(tag, r"\w+:id")]
            for tag in _tags(package.read("xl/workbook.xml"), "sheet")
        }
        return {name: _places(package.read(_member(target))) for name, target in parts.items()}


def _member(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _places(xml: bytes) -> frozenset[Place]:
    return frozenset(
        (int(digits) - 1, column_number(letters) - 1)
        for attributes, letters, digits, formula in _CELL.findall(xml)
        if formula or _ERROR in attributes
    )


def _tags(xml: bytes, name: str) -> list[str]:
    return re.findall(rf"<(?:\w+:)?{name}\s[^>]*>", xml.decode())


def _attribute(tag: str, name: str) -> str:
    match = re.search(_ATTRIBUTE.format(name), tag)
    return unescape(match[1]) if match else ""
