"""Who leads a row and who joins in: of two columns, of one cell that names both, of persons."""

from __future__ import annotations

import re

from khtgdv.frozen import replace
from khtgdv.text import name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khtgdv.importer.headings import FieldName
    from khtgdv.importer.table_rows import TableRow

_FLAGS = re.IGNORECASE
_LABEL = re.compile(r"^(chủ trì|phối hợp)(?:\s*:\s*|\s+với\s+)", _FLAGS)
_BEFORE_LABEL = re.compile(r"\n|(?=\bphối hợp(?:\s*:|\s+với\b))", _FLAGS)
_IN_BRACKETS = re.compile(r"([^()]+?)\s*\(\s*phối hợp(?:\s*:|\s+với)?\s+([^()]+)\)", _FLAGS)
# Phòng Đoàn thể (chủ trì), Văn phòng (phối hợp); Phòng A chủ trì, Phòng B phối hợp
_MARKED = re.compile(
    r"([^()]+?)\s*(?:\(\s*(chủ trì|phối hợp)\s*\)|\s(chủ trì|phối hợp)(?=\s*(?:[,;.\n]|$)))"
    r"\s*[,;.]?\s*",
    _FLAGS,
)
_ENDS = " ;.,"


def lead_and_partners(texts: Mapping[FieldName, str]) -> tuple[str, str]:
    """Return who leads and who joins in, as one cell each."""
    lead, partners = texts.get("lead", ""), texts.get("coordinating", "")
    named = _marked(lead) or _labelled(lead)
    if not named["phoihop"]:
        return _LABEL.sub("", lead), partners
    partners = "\n".join(filter(None, [*named["phoihop"], partners]))
    return "\n".join(filter(None, named["chutri"])), partners


def _marked(cell: str) -> dict[str, list[str]] | None:
    """Return the units of a cell that says behind each what its part is."""
    if match := _IN_BRACKETS.fullmatch(cell):
        return {"chutri": [match[1]], "phoihop": [match[2].strip(_ENDS)]}
    parts = list(_MARKED.finditer(cell))
    if not parts or "".join(part[0] for part in parts) != cell:
        return None
    named: dict[str, list[str]] = {"chutri": [], "phoihop": []}
    for part in parts:
        named[name_key(part[2] or part[3])].append(part[1].strip(_ENDS))
    return named


def _labelled(cell: str) -> dict[str, list[str]]:
    """Return the units of a cell that may say before them what their part is."""
    named: dict[str, list[str]] = {"chutri": [], "phoihop": []}
    current = "chutri"
    for line in _BEFORE_LABEL.split(cell):
        if match := _LABEL.match(line.strip()):
            current = name_key(match[1])
        named[current].append(_LABEL.sub("", line.strip()).strip(_ENDS))
    return named


def with_persons_as_leads(rows: Sequence[TableRow]) -> tuple[list[TableRow], str]:
    """Return rows led by the persons in charge where no table names a unit, and a word on it."""
    named: tuple[FieldName, ...] = ("assignee", "leader")
    persons = next((n for n in named if any(n in row.texts for row in rows)), None)
    if persons is None or any("lead" in row.texts for row in rows):
        return list(rows), ""
    led = [
        replace(row, texts={**row.texts, "lead": row.texts[persons]})
        if persons in row.texts and "content" not in row.texts else row
        for row in rows
    ]  # fmt: skip
    return led, "Bảng không có cột chủ trì: người phụ trách được ghi là nơi chủ trì."
