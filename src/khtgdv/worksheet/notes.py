"""The notes of a row as one cell has them, a line or more each, and back."""

from __future__ import annotations

from khtgdv.document.form import MAX_CELL_TEXT
from khtgdv.importer.files.grid import clean_text
from khtgdv.source.edit import actions
from khtgdv.source.edit.record import RefusedRecordError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.source.edit.record import Record
    from khtgdv.worksheet.facts import Work


def record_notes(work: Work, text: str) -> Record:
    """Return what is recorded where the notes of a row shall be a text: more, others or none."""
    if not text:
        return actions.update(work, {"notes": None}, [])
    old_text = clean_text("\n".join(work.notes))
    if len(old_text) >= MAX_CELL_TEXT:
        message = f"{work.id} có ghi chú dài quá một ô Excel, không sửa ở bảng được."
        raise RefusedRecordError(message, f"ghi bằng lệnh: khtgdv update {work.id} --note")
    added = text.removeprefix(f"{old_text}\n") if old_text else text
    if added != text or not old_text:
        return actions.update(work, {}, _lines(added))
    notes = _notes(text.split("\n"), [clean_text(note).split("\n") for note in work.notes])
    return actions.update(work, {"notes": notes}, [])


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def _notes(lines: Sequence[str], old_notes: Sequence[Sequence[str]]) -> list[str]:
    """Return a note for each line; an old one of several lines stays whole where all are there."""
    notes: list[str] = []
    place = 0
    while place < len(lines):
        whole = max(
            (len(old) for old in old_notes if list(lines[place : place + len(old)]) == list(old)),
            default=1,
        )
        notes.append("\n".join(lines[place : place + whole]))
        place += whole
    return [note for note in notes if note]
