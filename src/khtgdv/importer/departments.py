"""The departments that a table's own columns name, where the plan's file names none yet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from khtgdv.frozen import replace
from khtgdv.plan.directory import unit_key
from khtgdv.plan.office import Department
from khtgdv.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_HARD_BREAK = re.compile(r"\s*(?:;|\n)\s*")
_BULLET = re.compile(r"^\s*(?:[-–—•●▪+*\uf0b7]|\d+[.)])\s*")
_NO_UNIT = re.compile(r"^(?:như trên|nt|-nt-|\"|//|không|x)?$", re.IGNORECASE)
_MAX_CODE = 14
_PREFIXES = ("phong", "ban", "to", "khoa", "trung tam")


def propose_departments(cells: Iterable[str]) -> tuple[Department, ...]:
    """Return the departments that cells name, in order; spellings of one are its aliases.

    A comma joins two departments where each of them stands alone in another cell.
    """
    names = [name for cell in cells for name in split_cell(cell)]
    alone = {unit_key(name) for name in names if "," not in name}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        parts = [part.strip() for part in name.split(",")]
        joined = len(parts) > 1 and all(unit_key(part) in alone for part in parts)
        for part in parts if joined else [name]:
            spellings[unit_key(part)][part] += 1
    codes: set[str] = set()
    full = {key: counts for key, counts in spellings.items() if not _is_short(counts)}
    departments = {key: _department(counts, codes) for key, counts in full.items()}
    for key, counts in spellings.items():
        # A short name alone is the code of a department that the table names in full elsewhere.
        if key not in full and next(iter(counts)) not in codes:
            departments[key] = _department(counts, codes)
    return tuple(departments[key] for key in spellings if key in departments)


def _is_short(spellings: Counter[str]) -> bool:
    """Tell whether a name is one word of capital letters (`VP`)."""
    return all(name.isupper() and re.fullmatch(r"[A-Z0-9-]+", name) for name in spellings)


def split_cell(cell: str) -> Iterator[str]:
    """Yield what a cell names line by line, without bullets."""
    for part in _HARD_BREAK.split(cell):
        name = without_bullet(part).strip(" ,")
        if not _NO_UNIT.match(name):
            yield name


def without_bullet(line: str) -> str:
    """Return a line of a list in a cell without the mark or the number before it."""
    return _BULLET.sub("", line).strip()


def _department(spellings: Counter[str], codes: set[str]) -> Department:
    """Return a department by its commonest spelling, with a code that no other has."""
    name, *aliases = (name for name, _ in spellings.most_common())
    base = code = _code(name)
    number = 1
    while code in codes:
        number += 1
        code = f"{base}-{number}"
    codes.add(code)
    return Department(code=code, name=name, aliases=tuple(aliases))


def _code(name: str) -> str:
    """Return a short code for a name: its own short forms, or the first letters of its words."""
    bare = re.sub(rf"^(?:{'|'.join(_PREFIXES)})\b\W*", "", fold(name)) or fold(name)
    if re.fullmatch(r"[\d\W]+", bare):  # a number is the name of none: Tổ 1
        bare = fold(name).replace(" ", "")
    words = re.findall(r"[^\W_]+", bare)
    spelt = re.findall(r"[^\W_]+", name)[-len(words) :] if words else []
    if spelt and all(word.upper() == word for word in spelt):
        code = "-".join(words)
    else:
        code = "".join(word[0] for word in words if word != "va")
    return code.upper()[:_MAX_CODE].strip("-") or "DV"


def with_aliases(departments: Sequence[Department], names: Iterable[str]) -> list[Department]:
    """Return departments with spellings that only a dash, a blank or a case tells from theirs."""
    by_key = {unit_key(d.name): number for number, d in enumerate(departments)}
    result = list(departments)
    for name in names:
        number = by_key.get(unit_key(name))
        if number is not None and name not in (result[number].name, *result[number].aliases):
            result[number] = replace(result[number], aliases=(*result[number].aliases, name))
    return result
