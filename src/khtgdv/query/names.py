"""Names as people type them: departments, IDs, states and kinds, each with its nearest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from khtgdv.errors import UsageError
from khtgdv.plan.directory import DepartmentDirectory, department_names, unit_key
from khtgdv.schedule.status import KIND_LABELS, STATE_LABELS, Kind, State
from khtgdv.text import closest_match, escape_unsafe, name_key, suggestion_hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khtgdv.query.plans import Plans

C = TypeVar("C", bound=str)
_ROW_ID = r"(?i:(tx|kt|t)[ _]*(?:([0-9]{1,2})[ ]*[-./ ])?[ -]*([0-9]{1,6}))"


def resolve_department(name: str, portfolio: Plans) -> str:
    """Return the code of the department a name means; UsageError with the nearest otherwise."""
    for plan in portfolio.office_plans:
        if department := DepartmentDirectory.from_plan(plan).find(name):
            return department.code
    raise UsageError(
        f'Không có đơn vị nào khớp "{escape_unsafe(name)}".', _department_hint(name, portfolio)
    )


def _department_hint(name: str, portfolio: Plans) -> str:
    departments = {d.code: d for plan in portfolio.office_plans for d in plan.departments}
    by_key = {unit_key(n): d for d in departments.values() for n in department_names(d)}
    closest = by_key.get(closest_match(unit_key(name), by_key) or "")
    guess = f"Gần nhất: {closest.code} ({closest.name}). " if closest else ""
    return f"{guess}Các đơn vị: {', '.join(departments)}"


def resolve_focus(text: str, portfolio: Plans) -> str:
    """Return the code of the focus area a text means (`1.4`, `II.1.4`); UsageError otherwise."""
    areas = portfolio.focus
    code = text.strip().upper().removeprefix("II.")
    if code in areas:
        return code
    hint = f"Các nhiệm vụ trọng tâm: {', '.join(areas) or 'kế hoạch chưa ghi mục nào'}"
    raise UsageError(f'Không có nhiệm vụ trọng tâm "{escape_unsafe(text)}".', hint)


def resolve_plan_name(text: str, names: Iterable[str]) -> str:
    """Return the name of the plan that is meant; UsageError with the nearest otherwise."""
    names_by_key = {name_key(name): name for name in names}
    if text in names_by_key.values():
        return text
    if match := names_by_key.get(name_key(text)):
        return match
    closest = names_by_key.get(closest_match(name_key(text), names_by_key) or "")
    guess = f"Gần nhất: {closest}. " if closest else ""
    hint = f"{guess}khtgdv summary --by plan cho biết mọi kế hoạch"
    raise UsageError(f'Không có kế hoạch nào tên "{escape_unsafe(text)}".', hint)


def normalize_row_id(text: str) -> str:
    """Return an ID as files write it: `t3-1` is `T03-01`; what is no ID comes back as it is."""
    match = re.fullmatch(_ROW_ID, text.strip())
    if match is None or (match[1].upper() == "T") != bool(match[2]):
        return text.strip().upper()
    section = f"T{int(match[2]):02}" if match[2] else match[1].upper()
    return f"{section}-{int(match[3]):02}"


def resolve_row_id(text: str, existing_ids: Iterable[str]) -> str:
    """Return the ID a text means; UsageError with the nearest where no row has it."""
    ids = list(existing_ids)
    row_id = normalize_row_id(text)
    if row_id in ids:
        return row_id
    closest = closest_match(row_id, ids)
    guess = f"Gần nhất: {closest}. " if closest else ""
    hint = f"{guess}khtgdv list cho biết mọi mã"
    raise UsageError(f'Không có dòng nào mang mã "{escape_unsafe(text)}".', hint)


def resolve_state(text: str) -> State:
    """Return the state a word means, in English or Vietnamese; UsageError otherwise."""
    return _resolve_code(text, STATE_LABELS, "trạng thái")


def resolve_kind(text: str) -> Kind:
    """Return the kind a word means, in English or Vietnamese; UsageError otherwise."""
    return _resolve_code(text, KIND_LABELS, "loại nhiệm vụ")


def _resolve_code(text: str, words: Mapping[C, str], label: str) -> C:
    for code, word in words.items():
        if name_key(text) in (name_key(code), name_key(word)):
            return code
    closest = closest_match(text, [*words, *words.values()])
    choices = ", ".join(f"{code} ({word})" for code, word in words.items())
    raise UsageError(
        f'Không có {label} "{escape_unsafe(text)}".', suggestion_hint(closest, f"Chọn: {choices}")
    )
