"""The IDs of imported rows: each row's place in the paper, by its section and its number there."""

from __future__ import annotations

import re

from khtgdv.frozen import dataclass, field
from khtgdv.plan.ids import is_in_own_section, row_id_in
from khtgdv.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.importer.table_rows import Section, TableRow

_ID = re.compile(r"(?m)^\s*((?:T(?:0[1-9]|1[0-2])|TX|KT|NV)-\d+[a-z]?)\s*$")
_NUMBER = re.compile(r"(?:([IVXLC]+|[A-ZĐ])[.-])?(\d+(?:\.\d+)*[a-zđ]?)[.)]?")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class SectionCodes:
    """The declared sections that headings come to, in the paper's order."""

    headings: dict[str, str] = field(default_factory=dict)
    _codes: dict[tuple[str, str], str] = field(default_factory=dict)

    def code_of(self, section: Section | None, kind: str) -> str:
        """Return the code of a section; a heading without one gets the next roman number."""
        if kind == "inspections":
            return "KT"
        if section is None:
            return "NV"
        if section.month:
            return f"T{section.month:02}"
        if section.code == "TX":
            return "TX"
        key = (section.code, fold(section.heading))
        if key not in self._codes:
            self._codes[key] = code = self._free_code(section.code)
            self.headings[code] = section.heading
        return self._codes[key]

    def _free_code(self, wanted: str) -> str:
        """Return the code wanted, or, where it is taken or none is, one that is free.

        A number that comes again belongs to the heading of the higher level that stands above it.
        """
        if wanted and wanted not in self.headings:
            return wanted
        parents = [code for code in self.headings if code in _ROMAN or len(code) == 1]
        if wanted and parents and f"{parents[-1]}.{wanted}" not in self.headings:
            return f"{parents[-1]}.{wanted}"
        return next(code for code in _codes() if code not in self.headings)


def _codes() -> Iterator[str]:
    yield from _ROMAN
    number = len(_ROMAN)
    while True:
        number += 1
        yield f"M{number}"


def row_ids(rows: Iterable[tuple[TableRow, str]], sections: SectionCodes) -> list[str]:
    """Return an ID for each row with its kind: that in its cell, else its section and number.

    A number that is missing or stands twice becomes the next one of its section.
    """
    taken: dict[str, None] = {}
    for row, kind in rows:
        text = row.texts.get("number", "")
        code = sections.code_of(row.section, kind)
        match = _ID.search(text)
        if (
            match
            and match[1] not in taken
            and (row.section is None or code == match[1][: len(code)])
        ):
            taken[match[1]] = None
            continue
        taken[_free_id(code, _paper_number(text, code), taken)] = None
    return list(taken)


def is_row_number(text: str) -> bool:
    """Tell whether a cell is the number or the ID of a row, as far as IDs can have it."""
    return bool(_ID.search(text) or _NUMBER.fullmatch(text.split("\n", maxsplit=1)[0].strip()))


def _paper_number(text: str, code: str) -> str:
    """Return the number in a cell, without the section's code where it stands before it."""
    match = _NUMBER.fullmatch(text.split("\n", maxsplit=1)[0].strip())
    if match is None or (match[1] and match[1] != code):
        return ""
    return match[2]


def _free_id(code: str, number: str, taken: dict[str, None]) -> str:
    wanted = row_id_in(code, number)
    fixed = not is_in_own_section(wanted)
    if number and wanted not in taken and (not fixed or number.isdigit()) and number.strip("0"):
        return wanted
    numbers = [re.match(rf"{re.escape(code)}-(\d+)", row) for row in taken]
    after = max((int(match[1]) for match in numbers if match), default=0) + 1
    return row_id_in(code, str(after))
