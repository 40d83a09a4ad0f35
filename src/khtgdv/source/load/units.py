"""Units as rows and letters name them held against the plan's own: codes of leads, cut names."""

from __future__ import annotations

from khtgdv.frozen import replace
from khtgdv.plan.model import Inspection, Step, Task
from khtgdv.plan.office import Office
from khtgdv.plan.reporting import Reporting
from khtgdv.source.load.inconsistency import Context, Inconsistency
from khtgdv.source.load.sections import read_mapping
from khtgdv.source.load.validate import mark_of
from khtgdv.source.text.nearest import NearestGuesser, name_list

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeVar

    from khtgdv.plan.directory import DepartmentDirectory
    from khtgdv.source.load.sections import YamlFile
    from khtgdv.source.load.validate import Loc, ValidatedRow
    from khtgdv.source.text.sourcefile import SourceFile

    W = TypeVar("W", bound=Task | Inspection | Step)

Work = Task | Inspection


def with_lead_codes(work: W, directory: DepartmentDirectory | None) -> W:
    """Return a row with the codes of its leads, and of its steps'; what is unknown stays."""
    if directory is None:
        return work
    if isinstance(work, Task) and work.steps and any(step.leads for step in work.steps):
        work = replace(work, steps=tuple(with_lead_codes(step, directory) for step in work.steps))
    if len(work.leads) <= 1 and all(map(directory.departments.__contains__, work.leads)):
        return work
    codes = (code for lead in work.leads for code in directory.codes_of(lead) or (lead,))
    return replace(work, leads=tuple(dict.fromkeys(codes)))


def check_leads(work: Work, context: Context) -> Iterator[Inconsistency]:
    """Yield the leads of a row that are none of the office's units."""
    return _unknown_leads(work.leads, ("lead",), "đơn vị chủ trì", context)


def check_step_leads(task: Task, context: Context) -> Iterator[Inconsistency]:
    """Yield the leads of a row's steps that are none of the office's units."""
    for number, step in enumerate(task.steps):
        loc = ("steps", number, "lead")
        yield from _unknown_leads(step.leads, loc, "đơn vị làm bước này", context)


def check_coordinating(task: Task, context: Context) -> Iterator[Inconsistency]:
    """Yield the names of units that a comma has cut into several items."""
    directory = context.directory
    for start, end, name in directory.cut_names(task.coordinating) if directory else ():
        count = "hai mục" if end - start == len("ab") else f"{end - start} mục"
        message = f'dấu phẩy tách tên "{name}" làm {count}'
        yield Inconsistency(("coordinating", start), "split-unit", message, quote_hint(name))


def quote_hint(name: str) -> str:
    """Return what to do where a comma in brackets or braces has cut a text."""
    return f'đặt cả tên trong dấu nháy: "{name}"'


def _unknown_leads(
    leads: Sequence[str], loc: Loc, title: str, context: Context
) -> Iterator[Inconsistency]:
    directory = context.directory
    if directory is None or all(map(directory.departments.__contains__, leads)):
        return
    for place, whole in directory.unknown_names(leads, directory.codes_of):
        message = f'{title} "{leads[place]}" không có trong kế hoạch'
        hint = quote_hint(whole) if whole else _nearest_unit_hint(leads[place], context, directory)
        note = f"các mã đơn vị: {name_list(directory.departments)}"
        yield Inconsistency((*loc, place), "unknown-department", message, hint, note)


def _nearest_unit_hint(name: str, context: Context, directory: DepartmentDirectory) -> str | None:
    """Return the hint that names the nearest department, or collective name."""
    near = context.guess(name, (*directory.unit_names, *directory.group_names))
    department = directory.find(near) if near else None
    if department:
        return f'có phải "{department.code}" ({department.name})?'
    return f'có phải "{near}"?' if near else None


def read_office(yaml_file: YamlFile, directory: DepartmentDirectory | None) -> Office:
    """Read who issues papers; the addresses of letters go by the codes of the departments."""
    row = read_mapping(yaml_file, "office", Office, required=False)
    if row is None or row.value is None:
        return Office()
    letters = _letters(yaml_file.source, row, directory) if directory else row.value.letters
    return replace(row.value, letters=letters)


def read_reporting(yaml_file: YamlFile) -> Reporting:
    """Read when reports are made up and sent."""
    row = read_mapping(yaml_file, "reporting", Reporting, required=False)
    return row.value if row is not None and row.value is not None else Reporting()


def _letters(
    file: SourceFile, row: ValidatedRow[Office], directory: DepartmentDirectory
) -> dict[str, str]:
    """Return the addresses by code; report a name that no department has, or one that has two."""
    addresses: dict[str, str] = {}
    guesser, codes = NearestGuesser(file), list(directory.departments)
    for name, address in row.value.letters.items() if row.value else ():
        department = directory.find(name)
        mark = mark_of(row.node, ("letters", name), key=True)
        if department is None:
            message = f'đơn vị "{name}" không có trong kế hoạch'
            note = f"các mã đơn vị: {name_list(codes)}"
            file.report("unknown-department", mark, message, guesser.hint(name, codes), note=note)
        elif department.code in addresses:
            message = f'đơn vị "{department.code}" đã có địa chỉ thư ở trên'
            file.report("duplicate-key", mark, message, "mỗi đơn vị chỉ ghi một địa chỉ")
        else:
            addresses[department.code] = address
    return addresses
