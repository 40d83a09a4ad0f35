"""Persons as rows name them: one text may name several; they are found by parts of their names."""

from __future__ import annotations

import re

from khtgdv.errors import UsageError
from khtgdv.query.cells import count_rows
from khtgdv.text import (
    closest_match,
    collation_key,
    contains,
    escape_unsafe,
    fold,
    marked_name_key,
    name_key,
    suggestion_hint,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Literal

    from khtgdv.plan.model import Task
    from khtgdv.query.cells import Cell
    from khtgdv.query.selection import Selection

    PersonKey = Literal["leader", "assignee"]

PERSON_LABELS: dict[PersonKey, str] = {
    "leader": "Lãnh đạo phụ trách",
    "assignee": "Người được giao",
}
_MAX_LISTED = 12
_A_PAIR = 2


def persons_by_text(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return for each text of a row the persons it names, each in one spelling.

    Persons stand between semicolons and on lines of their own; between commas only if each of them
    stands alone somewhere else, since titles have commas too (`Bí thư, Chủ tịch HĐND`).
    """
    pieces = {text: [piece for piece in re.split("[;\n]", text) if piece.strip()] for text in texts}
    known: dict[str, str] = {}
    for piece in (piece for parts in pieces.values() for piece in parts):
        known.setdefault(marked_name_key(piece), piece.strip(" -"))
    known = _with_plain_spellings(known)
    return {
        text: tuple(dict.fromkeys(known[k] for part in parts for k in _keys(part, known)))
        for text, parts in pieces.items()
    }


def _with_plain_spellings(known: Mapping[str, str]) -> dict[str, str]:
    """Return persons by their keys; one without accents is who alone has such a name with them."""
    alike: dict[str, list[str]] = {}
    for key in known:
        alike.setdefault(name_key(key), []).append(key)
    return {
        key: known[keys[1 - keys.index(key)] if len(keys) == _A_PAIR and key == plain else key]
        for plain, keys in alike.items()
        for key in keys
    }


def text_of(named: Cell | Task, key: PersonKey) -> str:
    """Return what a task, or tasks counted together, say of who leads or does them."""
    return (named.leader if key == "leader" else named.assignee) or ""


def _keys(piece: str, known: Mapping[str, str]) -> list[str]:
    keys = [marked_name_key(part) for part in piece.split(",") if part.strip()]
    return keys if all(key in known for key in keys) else [marked_name_key(piece)]


def resolve_person(key: PersonKey, name: str, selection: Selection) -> tuple[str, tuple[str, ...]]:
    """Return who is meant by a name, and the texts of rows that name them.

    The very name counts first, then the name without accents where one person alone has it, then
    whole words of a name in any order, then parts of words. UsageError with the nearest where
    nobody is meant.
    """
    counted = count_rows(selection.tasks, selection.position, key)
    persons = persons_by_text(
        dict.fromkeys(text for cell in counted if (text := text_of(cell, key)))
    )
    everybody = dict.fromkeys(person for named in persons.values() for person in named)
    for test in _TESTS if name_key(name) else ():
        if found := [person for person in everybody if test(person, name)]:
            is_one = test in (_is_same, _is_alike)
            if is_one and len(found) > 1:
                choices = escape_unsafe(" hoặc ".join(found))
                message = f'"{escape_unsafe(name)}" có thể là {choices}.'
                raise UsageError(message, "gõ tên có đủ dấu")
            named = persons.items()
            texts = tuple(text for text, each in named if not set(found).isdisjoint(each))
            return (found[0] if is_one else name), texts
    label = PERSON_LABELS[key].lower()
    listed = ", ".join(sorted(everybody, key=collation_key)[:_MAX_LISTED])
    advice = f"Trong kế hoạch có: {listed}" if listed else f"Chưa dòng nào ghi {key} ({label})."
    hint = suggestion_hint(closest_match(name, everybody), advice)
    raise UsageError(f'Không có {label} nào khớp "{escape_unsafe(name)}".', escape_unsafe(hint))


def _is_same(person: str, name: str) -> bool:
    return marked_name_key(person) == marked_name_key(name)


def _is_alike(person: str, name: str) -> bool:
    return name_key(person) == name_key(name)


def _has_marked_words(person: str, name: str) -> bool:
    words, asked = (set(map(marked_name_key, text.split())) for text in (person, name))
    return fold(name) != name.casefold() and asked <= words


def _has_words(person: str, name: str) -> bool:
    return _words(name) <= _words(person)


def _words(text: str) -> set[str]:
    return set(re.findall("[a-z0-9]+", fold(text)))


_TESTS: tuple[Callable[[str, str], bool], ...] = (
    _is_same,
    _is_alike,
    _has_marked_words,
    _has_words,
    contains,
)
