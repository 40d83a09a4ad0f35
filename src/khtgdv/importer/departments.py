"""The departments that a table's own columns name, where the plan's file names none yet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from khtgdv.frozen import replace
from khtgdv.plan.directory import unit_key
from khtgdv.plan.office import Department
from khtgdv.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_HARD_BREAK = re.compile(r"\s*(?:;|\n)\s*")
_BULLET = re.compile(r"^\s*(?:[-–—•●▪+*\uf0b7]|\d+[.)])\s*")
_NO_UNIT = re.compile(r"^(?:như trên|nt|-nt-|\"|//|không|x)?$", re.IGNORECASE)
_MAX_CODE = 14
_UNIT = re.compile(
    r"(?:Bộ|Ban|Cục|Chi cục|Công an|Đảng ủy|Đoàn|Hội|Khoa|Phòng|P\.|Sở|Thanh tra|Tổ|Trung tâm|TT"
    r"|Trường|Ủy ban|UBND|Văn phòng|VP|Viện|Vụ)\s+(?=[A-ZĐÂĂÔƠƯÁÀÉÈÍÓÚÝ])"
)
_PREFIXES = ("phong", "ban", "to", "khoa", "trung tam")


def propose_departments(cells: Iterable[str]) -> tuple[Department, ...]:
    """Return the departments that cells name, in order; spellings of one are its aliases.

    A comma joins two departments where each of them stands alone in another cell, or begins with
    the word for a unit. A name in initials is one of the unit that has the same word and initials.
    """
    names = [name for cell in cells for name in split_cell(cell)]
    alone = {unit_key(name) for name in names if "," not in name}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        parts = [part.strip() for part in name.split(",")]
        joined = len(parts) > 1 and (
            all(unit_key(part) in alone for part in parts) or all(map(_UNIT.match, parts))
        )
        for part in parts if joined else [name]:
            spellings[unit_key(part)][part] += 1
    short_names = _take_initials(spellings)
    codes: set[str] = set()
    full = {key: counts for key, counts in spellings.items() if not _is_short(counts)}
    departments = {
        key: _department([*_by_count(counts), *short_names[key]], codes)
        for key, counts in full.items()
    }
    for key, counts in spellings.items():
        # A short name alone is the code of a department that the table names in full elsewhere.
        if key not in full and next(iter(counts)) not in codes:
            departments[key] = _department(_by_count(counts), codes)
    return tuple(departments[key] for key in spellings if key in departments)


def _take_initials(spellings: dict[str, Counter[str]]) -> dict[str, list[str]]:
    """Take out names in initials (`Bộ KH&CN`); return them by the only name that they can be of."""
    full: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, counts in spellings.items():
        full[_initials(next(iter(counts)))].append(key)
    short_names: dict[str, list[str]] = defaultdict(list)
    for key in list(spellings):
        unit, _, rest = next(iter(spellings[key])).partition(" ")
        letters = fold(re.sub(r"[^A-ZĐ]", "", rest)) if rest.isupper() else ""
        keys = full.get((fold(unit), letters), ()) if letters else ()
        if len(keys) == 1 and keys[0] != key:
            short_names[keys[0]] += spellings.pop(key)
    return short_names


def _initials(name: str) -> tuple[str, str]:
    """Return the word for a unit, and the first letters of the words behind it."""
    unit, *words = re.findall(r"[^\W_]+", fold(name)) or [""]
    return unit, "".join(word[0] for word in words if word not in ("va", "cua"))


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


def _by_count(spellings: Counter[str]) -> list[str]:
    return [name for name, _ in spellings.most_common()]


def _department(names: Sequence[str], codes: set[str]) -> Department:
    """Return a department by its first name, with a code that no other has."""
    name, *aliases = names
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
