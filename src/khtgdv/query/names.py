"""Names as people type them: departments, IDs, states and kinds, each with its nearest."""

from __future__ import annotations

import re
from contextlib import suppress

from khtgdv.errors import UsageError
from khtgdv.plan.directory import DepartmentDirectory, department_names, unit_key
from khtgdv.plan.ids import (
    SECTION_TITLES,
    rows_numbered,
    section_code,
    section_of,
    typed_id_readings,
)
from khtgdv.query.choices import KINDS, STATES, read_choice, states_of
from khtgdv.text import closest_match, contains, escape_unsafe, fold, listed, name_key, nfc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khtgdv.plan.office import Department
    from khtgdv.query.plans import Plans
    from khtgdv.schedule.status import Kind, State

_STEP_ID = r"(.*\S)\.([1-9][0-9]?)"  # a row's ID, and a step's number
_MOST_NEAR = 3  # departments to choose from
_LEAST_WORDS = 3  # letters of a heading that may stand for it
SECTION_CHOICES = "T01 … T12 (tháng), TX (thường xuyên, định kỳ), KT (kiểm tra, giám sát)"


def resolve_departments(name: str, portfolio: Plans) -> tuple[str, ...]:
    """Return the codes of the departments that a text means, be it a collective name or several.

    UsageError with the nearest otherwise.
    """
    for plan in portfolio.office_plans:
        if codes := DepartmentDirectory.from_plan(plan).codes_of(name):
            return codes
    return (resolve_department(name, portfolio),)


def means_every_department(name: str) -> bool:
    """Tell whether a text asks for all departments: `all`, `tất cả`."""
    return name_key(name) in ("all", "tatca")


def departments_asked_for(name: str, portfolio: Plans) -> tuple[str, ...]:
    """Return the codes of the departments whose rows a text asks for, be it all of them."""
    if means_every_department(name):
        return tuple(d.code for plan in portfolio.office_plans for d in plan.departments)
    return resolve_departments(name, portfolio)


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
    near = [departments[code] for code in _departments_like(name, departments)]
    guess = " hoặc ".join(f"{department.code} ({department.name})" for department in near)
    return f"{f'Gần nhất: {guess}. ' if guess else ''}Các đơn vị: {', '.join(departments)}"


def _departments_like(name: str, departments: Mapping[str, Department]) -> list[str]:
    """Return the codes of departments whose names have a text in them, or its first letters.

    Else that of the nearest name.
    """
    by_key = {unit_key(n): d.code for d in departments.values() for n in department_names(d)}
    words = re.sub("^phong ", "", " ".join(fold(name).split())).split()
    parts = {unit_key(name)} | ({"".join(word[0] for word in words)} if len(words) > 1 else set())
    codes = [
        code for key, code in by_key.items() if any(len(part) > 1 and part in key for part in parts)
    ]
    closest = by_key.get(closest_match(unit_key(name), by_key) or "")
    return list(dict.fromkeys(codes))[:_MOST_NEAR] or ([closest] if closest else [])


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


def resolve_section(text: str, portfolio: Plans) -> str:
    """Return the code of the section that a code or heading means; UsageError otherwise.

    A number is the section of that number where one is declared, else a month.
    """
    code = section_code(re.sub(r"(?i)^(?:mục|muc|phần|phan)\s+", "", nfc(text).strip()))
    titles = {**SECTION_TITLES, **portfolio.sections}
    if code in titles or (code := f"T{code:0>2}") in titles:
        return code
    for matches in (_same_name, _has_words):
        codes = [code for code, title in titles.items() if matches(title, text)]
        if len(codes) == 1:
            return codes[0]
        if codes:
            choices = " hoặc ".join(f"{code} ({titles[code]})" for code in codes)
            raise UsageError(f'"{escape_unsafe(text)}" có thể là mục {choices}.', "ghi mã của mục")
    raise UsageError(f'Không có mục "{escape_unsafe(text)}".', _section_hint(text, portfolio))


def _has_words(title: str, text: str) -> bool:
    return len(name_key(text)) >= _LEAST_WORDS and contains(title, text)


def _same_name(title: str, text: str) -> bool:
    heading = title.partition(". ")[2] or title
    return name_key(text) in (name_key(title), name_key(heading))


def _section_hint(text: str, portfolio: Plans) -> str:
    sections = {**portfolio.sections, **SECTION_TITLES}
    by_name = {name: code for code, title in sections.items() for name in (code, title)}
    closest = by_name.get(closest_match(text, by_name) or "")
    guess = f"Gần nhất: {closest} ({sections[closest]}). " if closest else ""
    declared = "".join(f"{title}; " for title in portfolio.sections.values())
    return f"{guess}Chọn: {declared}{SECTION_CHOICES}"


def resolve_sections(texts: Iterable[str], portfolio: Plans) -> tuple[str, ...]:
    """Return the codes of sections; a text that is none itself is a list with commas."""
    codes: list[str] = []
    for text in texts:
        try:
            codes.append(resolve_section(text, portfolio))
        except UsageError:
            if "," not in text:
                raise
            codes += [resolve_section(part, portfolio) for part in listed(text)]
    return tuple(dict.fromkeys(codes))


def normalize_row_id(text: str) -> str:
    """Return an ID as files write it: `t3-1` is `T03-01`; what is no ID comes back as it is."""
    plainest = next(filter(None, typed_id_readings(text)), [])
    return plainest[0][0] if len(plainest) == 1 else text.strip().upper()


def _rows_meant(text: str, ids: Sequence[str]) -> Iterator[list[str]]:
    """Yield the rows that a typed ID may mean, plainest first, a number alone last."""
    known_ids = frozenset(ids)
    for readings in typed_id_readings(text):
        matches = (next((s for s in reading if s in known_ids), "") for reading in readings)
        yield list(dict.fromkeys(filter(None, matches)))
    yield list(dict.fromkeys(rows_numbered(text, ids)))


def resolve_row_id(text: str, existing_ids: Iterable[str]) -> str:
    """Return the ID a text means; UsageError with the nearest where no row has it.

    Where it can be read in several ways, it is that of the plainest reading that is a row; of two
    that are as plain both are told.
    """
    ids = list(existing_ids)
    row_id = normalize_row_id(text)
    if (as_typed := nfc(text).strip()) in ids or (as_typed := row_id) in ids:
        return as_typed
    for rows in _rows_meant(nfc(text), ids):
        if len(rows) == 1:
            return rows[0]
        if rows:
            message = f'Mã "{escape_unsafe(text)}" có thể là {" hoặc ".join(rows)}.'
            raise UsageError(message, f"gõ cả mục và dấu gạch, ví dụ {rows[0]}")
    if (section := section_code(text)) in {section_of(row) for row in ids}:
        message = f'"{escape_unsafe(text)}" là cả một mục, không phải một dòng.'
        raise UsageError(message, f"các dòng của mục: khtgdv list --section {section}")
    closest = closest_match(row_id, ids)
    guess = f"Gần nhất: {closest}. " if closest else ""
    hint = f"{guess}khtgdv list cho biết mọi mã"
    raise UsageError(f'Không có dòng nào mang mã "{escape_unsafe(text)}".', hint)


def resolve_step_id(text: str, existing_ids: Iterable[str]) -> tuple[str, int | None]:
    """Return the row an ID means, and the number of its step where it means one: `T03-01.2`.

    A row that is called so comes first. UsageError where there is neither.
    """
    ids = list(existing_ids)
    match = re.fullmatch(_STEP_ID, text.strip())
    try:
        return resolve_row_id(text, ids), None
    except UsageError:
        if match:
            with suppress(UsageError):
                return resolve_row_id(match[1], ids), int(match[2])
        raise


def resolve_states(text: str) -> tuple[State, ...]:
    """Return the states a word means, in English or Vietnamese; UsageError otherwise."""
    return states_of(text) or (read_choice("Không có trạng thái {}.", text, STATES),)


def resolve_kind(text: str) -> Kind:
    """Return the kind a word means, in English or Vietnamese; UsageError otherwise."""
    return read_choice("Không có loại nhiệm vụ {}.", text, KINDS)
