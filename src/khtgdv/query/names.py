"""Names as people type them: departments, IDs, states and kinds, each with its nearest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from khtgdv.errors import UsageError
from khtgdv.plan.directory import Directory, names_of, unit_key
from khtgdv.schedule.status import KINDS, STATES, Kind, State
from khtgdv.text import guessed, key, nearest, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khtgdv.query.plans import Plans

C = TypeVar("C", bound=str)
_ID = r"(?i:(tx|kt|t)[ _]*(?:([0-9]{1,2})[ ]*[-./ ])?[ -]*([0-9]{1,6}))"


def department(name: str, portfolio: Plans) -> str:
    """Return the code of the department a name means; UsageError with the nearest otherwise."""
    for plan in portfolio.offices:
        if found := Directory.of(plan).find(name):
            return found.code
    raise UsageError(f'Không có đơn vị nào khớp "{visible(name)}".', _departments(name, portfolio))


def _departments(name: str, portfolio: Plans) -> str:
    known = {d.code: d for plan in portfolio.offices for d in plan.departments}
    by_key = {unit_key(n): d for d in known.values() for n in names_of(d)}
    near = by_key.get(nearest(unit_key(name), by_key) or "")
    guess = f"Gần nhất: {near.code} ({near.name}). " if near else ""
    return f"{guess}Các đơn vị: {', '.join(known)}"


def focus(text: str, portfolio: Plans) -> str:
    """Return the code of the focus area a text means (`1.4`, `II.1.4`); UsageError otherwise."""
    areas = portfolio.focus
    code = text.strip().upper().removeprefix("II.")
    if code in areas:
        return code
    hint = f"Các nhiệm vụ trọng tâm: {', '.join(areas) or 'kế hoạch chưa ghi mục nào'}"
    raise UsageError(f'Không có nhiệm vụ trọng tâm "{visible(text)}".', hint)


def plan_name(text: str, names: Iterable[str]) -> str:
    """Return the name of the plan that is meant; UsageError with the nearest otherwise."""
    known = {key(name): name for name in names}
    if text in known.values():
        return text
    if found := known.get(key(text)):
        return found
    near = known.get(nearest(key(text), known) or "")
    guess = f"Gần nhất: {near}. " if near else ""
    hint = f"{guess}khtgdv summary --by plan cho biết mọi kế hoạch"
    raise UsageError(f'Không có kế hoạch nào tên "{visible(text)}".', hint)


def row_id(text: str) -> str:
    """Return an ID as files write it: `t3-1` is `T03-01`; what is no ID comes back as it is."""
    match = re.fullmatch(_ID, text.strip())
    if match is None or (match[1].upper() == "T") != bool(match[2]):
        return text.strip().upper()
    section = f"T{int(match[2]):02}" if match[2] else match[1].upper()
    return f"{section}-{int(match[3]):02}"


def known_id(text: str, known: Iterable[str]) -> str:
    """Return the ID a text means; UsageError with the nearest where no row has it."""
    ids = list(known)
    found = row_id(text)
    if found in ids:
        return found
    near = nearest(found, ids)
    guess = f"Gần nhất: {near}. " if near else ""
    hint = f"{guess}khtgdv list cho biết mọi mã"
    raise UsageError(f'Không có dòng nào mang mã "{visible(text)}".', hint)


def state(text: str) -> State:
    """Return the state a word means, in English or Vietnamese; UsageError otherwise."""
    return _word(text, STATES, "trạng thái")


def kind(text: str) -> Kind:
    """Return the kind a word means, in English or Vietnamese; UsageError otherwise."""
    return _word(text, KINDS, "loại nhiệm vụ")


def _word(text: str, words: Mapping[C, str], what: str) -> C:
    for code, word in words.items():
        if key(text) in (key(code), key(word)):
            return code
    near = nearest(text, [*words, *words.values()])
    choices = ", ".join(f"{code} ({word})" for code, word in words.items())
    raise UsageError(f'Không có {what} "{visible(text)}".', guessed(near, f"Chọn: {choices}"))
