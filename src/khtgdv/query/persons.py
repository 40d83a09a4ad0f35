"""Persons as rows name them: one text may name several; they are found by parts of their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from khtgdv.errors import UsageError
from khtgdv.query.cells import count_rows
from khtgdv.text import (
    closest_match,
    collation_key,
    contains,
    escape_unsafe,
    fold,
    name_key,
    suggestion_hint,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from khtgdv.plan.model import Task
    from khtgdv.query.cells import Cell
    from khtgdv.query.selection import Selection

PersonKey = Literal["leader", "assignee"]
PERSON_LABELS: dict[PersonKey, str] = {
    "leader": "Lãnh đạo phụ trách",
    "assignee": "Người được giao",
}
_MAX_LISTED = 12


def persons_by_text(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return for each text of a row the persons it names, each in one spelling.

    Persons stand between semicolons and on lines of their own; between commas only if each of them
    stands alone somewhere else, since titles have commas too (`Bí thư, Chủ tịch HĐND`).
    """
    pieces = {text: [piece for piece in re.split("[;\n]", text) if piece.strip()] for text in texts}
    known: dict[str, str] = {}
    for piece in (piece for parts in pieces.values() for piece in parts):
        known.setdefault(name_key(piece), piece.strip(" -"))
    return {
        text: tuple(dict.fromkeys(known[k] for part in parts for k in _keys(part, known)))
        for text, parts in pieces.items()
    }


def text_of(named: Cell | Task, key: PersonKey) -> str:
    """Return what a task, or tasks counted together, say of who leads or does them."""
    return (named.leader if key == "leader" else named.assignee) or ""


def _keys(piece: str, known: Mapping[str, str]) -> list[str]:
    keys = [name_key(part) for part in piece.split(",") if part.strip()]
    return keys if all(key in known for key in keys) else [name_key(piece)]


def resolve_person(key: PersonKey, name: str, selection: Selection) -> tuple[str, tuple[str, ...]]:
    """Return who is meant by a name, and the texts of rows that name them.

    The very name counts first, then whole words of a name in any order, then parts of words.
    UsageError with the nearest where nobody is meant.
    """
    counted = count_rows(selection.tasks, selection.position, key)
    persons = persons_by_text(
        dict.fromkeys(text for cell in counted if (text := text_of(cell, key)))
    )
    everybody = dict.fromkeys(person for named in persons.values() for person in named)
    for test in _TESTS if name_key(name) else ():
        if found := {person for person in everybody if test(person, name)}:
            texts = tuple(text for text, named in persons.items() if not found.isdisjoint(named))
            return (next(iter(found)) if test is _is_same else name), texts
    label = PERSON_LABELS[key].lower()
    listed = ", ".join(sorted(everybody, key=collation_key)[:_MAX_LISTED])
    advice = f"Trong kế hoạch có: {listed}" if listed else f"Chưa dòng nào ghi {key} ({label})."
    hint = suggestion_hint(closest_match(name, everybody), advice)
    raise UsageError(f'Không có {label} nào khớp "{escape_unsafe(name)}".', escape_unsafe(hint))


def _is_same(person: str, name: str) -> bool:
    return name_key(person) == name_key(name)


def _has_words(person: str, name: str) -> bool:
    return _words(name) <= _words(person)


def _words(text: str) -> set[str]:
    return set(re.findall("[a-z0-9]+", fold(text)))


_TESTS: tuple[Callable[[str, str], bool], ...] = (_is_same, _has_words, contains)
