"""The plan's own file: the document, its departments, collective names, focus areas, bodies."""

from __future__ import annotations

from dataclasses import dataclass, field

from khtgdv.dates.spans import year_span
from khtgdv.frozen import replace
from khtgdv.plan import model, office
from khtgdv.plan.directory import DepartmentDirectory, unit_key
from khtgdv.plan.ids import months_from, section_of
from khtgdv.plan.office import Office
from khtgdv.plan.reporting import Reporting
from khtgdv.plan.workdays import WorkCalendar
from khtgdv.source.load.holidays import read_workdays
from khtgdv.source.load.sections import YamlFile, parse_yaml_file, read_mapping, read_rows
from khtgdv.source.load.units import quote_hint, read_office, read_reporting
from khtgdv.source.load.validate import mark_of, row_name
from khtgdv.source.text.files import open_file
from khtgdv.source.text.nearest import NearestGuesser, name_list
from khtgdv.source.text.sourcefile import SourceFile
from khtgdv.source.yaml.nodes import MappingNode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import Any, TypeVar

    from khtgdv.dates.periods import DateRange
    from khtgdv.source.find import PlanFolder
    from khtgdv.source.load.sections import RowList
    from khtgdv.source.load.validate import Loc, ValidatedRow
    from khtgdv.source.text.files import FileOpener

    T = TypeVar("T")

PLAN_SECTIONS = (
    "plan", "departments", "office", "reporting", "groups", "sections", "focus", "bodies",
    "abbreviations", "holidays", "working_days",
)  # fmt: skip
Work = model.Task | model.Inspection


@dataclass
class PlanFile:
    """What a plan's own file says.

    `span`, `directory`, `section_codes` and `focus_codes` are None where they are unreliable.
    """

    yaml_files: list[YamlFile]
    document: office.PlanDocument | None = None
    span: DateRange | None = None
    departments: tuple[office.Department, ...] = ()
    groups: tuple[office.DepartmentGroup, ...] = ()
    sections: tuple[office.Section, ...] = ()
    focus: tuple[office.FocusArea, ...] = ()
    bodies: tuple[office.Body, ...] = ()
    abbreviations: tuple[office.Abbreviation, ...] = ()
    directory: DepartmentDirectory | None = None
    section_codes: Collection[str] | None = None
    focus_codes: Collection[str] | None = None
    workdays: WorkCalendar = field(default_factory=WorkCalendar)
    office: Office = field(default_factory=Office)
    reporting: Reporting = field(default_factory=Reporting)
    row_lists: list[tuple[SourceFile, RowList[Any]]] = field(default_factory=list)

    def build_plan(self, plan_folder: PlanFolder, year: int, rows: Sequence[Work]) -> model.Plan:
        """Return the plan with its rows; leads nobody has declared become departments."""
        leads = dict.fromkeys(lead for row in rows for lead in row.leads)
        declared_codes = {department.code for department in self.departments}
        undeclared_departments = [
            office.Department(code=lead, name=lead) for lead in leads if lead not in declared_codes
        ]
        return model.Plan(
            name=plan_folder.name,
            folder=str(plan_folder.folder),
            year=year,
            document=self.document,
            departments=(*self.departments, *undeclared_departments),
            groups=self.groups,
            sections=self.sections,
            focus=self.focus,
            bodies=self.bodies,
            abbreviations=self.abbreviations,
            tasks=tuple(self._in_order_of_span(row for row in rows if isinstance(row, model.Task))),
            inspections=tuple(row for row in rows if isinstance(row, model.Inspection)),
            workdays=self.workdays,
            office=self.office,
            reporting=self.reporting,
        )

    def _in_order_of_span(self, tasks: Iterable[model.Task]) -> list[model.Task]:
        """Bring the rows of months into the order of the span, in the places they have together."""
        rows = list(tasks)
        if self.document is None or self.document.span is None:
            return rows
        months = months_from(self.document.span.start.month)
        places = [n for n, task in enumerate(rows) if section_of(task.id) in months]
        in_order = sorted(
            (rows[n] for n in places), key=lambda task: months.index(section_of(task.id))
        )
        for place, task in zip(places, in_order, strict=True):
            rows[place] = task
        return rows


def read_plan_file(
    path: Path, year: int, show: Callable[[Path], str], open_file: FileOpener = open_file
) -> PlanFile:
    """Read `plan_<year>.yaml`; where there is none, that is a finding."""
    content = open_file(path, show(path))
    if content is None:
        file = SourceFile(show(path))
        hint = (
            f"tạo tệp {path.name} có plan: (year, number, date, title, agency) và departments:"
            " (mỗi đơn vị một dòng - code, name), hoặc chép từ kế hoạch năm trước;"
            " khtgdv init tạo bản mẫu"
        )
        message = "thư mục có nhiệm vụ nhưng thiếu tệp kế hoạch"
        file.report("missing-plan-file", None, message, hint)
        return PlanFile([YamlFile(file, None)], span=year_span(year))
    return parse_plan_file(parse_yaml_file(content, PLAN_SECTIONS), year)


def read_document(folder: Path, year: int) -> office.PlanDocument | None:
    """Return the paper of one year of a plan folder; None where it cannot be told."""
    return read_plan_file(folder / f"plan_{year}.yaml", year, str).document


def parse_plan_file(file: YamlFile, year: int | None) -> PlanFile:
    """Read a plan file that is open; `year` is that of its name, if it has one."""
    departments = read_rows(file, "departments", office.Department, required=True)
    groups = read_rows(file, "groups", office.DepartmentGroup)
    sections = read_rows(file, "sections", office.Section)
    _leave_out_duplicate_sections(file.source, sections)
    focus = read_rows(file, "focus", office.FocusArea)
    bodies = read_rows(file, "bodies", office.Body)
    abbreviations = read_rows(file, "abbreviations", office.Abbreviation)
    document = _read_document(file, year)
    span = _read_span(file, document, year)
    plan_file = PlanFile(
        [file],
        document,
        span,
        departments.values,
        groups.values,
        sections.values,
        focus.values,
        bodies.values,
        abbreviations.values,
        workdays=read_workdays(file, span if year else None),
        row_lists=[(file.source, part) for part in (departments, sections, focus, bodies)],
    )
    _report_duplicates(file.source, _unit_names(departments, groups), _DUPLICATE_NAME)
    _report_duplicates(
        file.source,
        ((row, ("code",), area.code) for row, area in _row_values(focus)),
        _DUPLICATE_CODE,
    )
    _one_meaning(file.source, abbreviations)
    codes = [department.code for department in plan_file.departments]
    if file.is_complete and codes and not departments.left_out and len(set(codes)) == len(codes):
        plan_file.directory = DepartmentDirectory.from_plan(plan_file)
        _report_unknown_members(file.source, groups, plan_file.directory)
        plan_file.groups = tuple(
            replace(group, members=plan_file.directory.codes_of(group.name) or group.members)
            for group in plan_file.groups
        )
    elif file.is_complete and file.root and file.root.get("departments") == []:
        mark = file.root.key_mark("departments")
        hint = "thêm ít nhất một đơn vị: - code: … rồi name: …"
        file.source.report("wrong-shape", mark, 'danh sách trống ở khóa "departments"', hint)
    if file.is_complete and not sections.left_out:
        plan_file.section_codes = [section.code for section in plan_file.sections]
    plan_file.office = read_office(file, plan_file.directory)
    plan_file.reporting = read_reporting(file)
    if file.is_complete and not focus.left_out:
        plan_file.focus_codes = dict.fromkeys(area.code for area in plan_file.focus).keys()
    return plan_file


def _read_document(yaml_file: YamlFile, year: int | None) -> office.PlanDocument | None:
    row = read_mapping(yaml_file, "plan", office.PlanDocument)
    if row is None or row.value is None or not row.usable:
        return None
    if year is not None and row.value.year != year:
        message = f"năm {row.value.year} khác năm {year} ở tên tệp"
        mark = mark_of(row.node, ("year",))
        yaml_file.source.report("year-mismatch", mark, message, "sửa năm hoặc đổi tên tệp")
    span = row.value.span
    year_days = year_span(row.value.year)
    if span and not span.overlaps(year_days.start, year_days.end):
        message = f"thời gian {span.label} không có ngày nào của năm {row.value.year}"
        mark = mark_of(row.node, ("span",))
        yaml_file.source.report("year-mismatch", mark, message, "sửa năm hoặc sửa span")
    return row.value


def _read_span(
    yaml_file: YamlFile, document: office.PlanDocument | None, year: int | None
) -> DateRange | None:
    """Return the days of a plan; None where it declares others that cannot be read."""
    if document and document.span:
        return document.span
    plan = yaml_file.root.get("plan") if yaml_file.root else None
    if isinstance(plan, MappingNode) and "span" in plan.key_names:
        return None
    known_year = year or (document.year if document else None)
    return year_span(known_year) if known_year else None


_DUPLICATE_NAME = ("duplicate-unit", "tên", "mỗi tên chỉ thuộc một đơn vị")
_DUPLICATE_CODE = ("duplicate-id", "mã", "đổi một trong hai mã")


def _unit_names(
    departments: RowList[office.Department], groups: RowList[office.DepartmentGroup]
) -> Iterator[tuple[ValidatedRow[Any], Loc, str]]:
    for row, department in _row_values(departments):
        yield row, ("code",), department.code
        yield from _names_and_aliases(row, department)
    for group_row, group in _row_values(groups):
        yield from _names_and_aliases(group_row, group)


def _names_and_aliases(
    row: ValidatedRow[Any], unit: office.Department | office.DepartmentGroup
) -> Iterator[tuple[ValidatedRow[Any], Loc, str]]:
    yield row, ("name",), unit.name
    for number, alias in enumerate(unit.aliases):
        yield row, ("aliases", number), alias


def _row_values(rows: RowList[T]) -> Iterator[tuple[ValidatedRow[T], T]]:
    return ((row, row.value) for row in rows.usable_rows if row.value is not None)


def _report_duplicates(
    file: SourceFile,
    names: Iterable[tuple[ValidatedRow[Any], Loc, str]],
    words: tuple[str, str, str],
) -> None:
    """Report a name that two rows have; a row may say one of its names twice."""
    code, noun, hint = words
    owners: dict[str, ValidatedRow[Any]] = {}
    for row, loc, name in names:
        owner = owners.setdefault(unit_key(name), row)
        if owner is not row:
            mark = mark_of(row.node, loc)
            message = f'{noun} "{name}" đã là của {_owner(owner.node)}'
            if loc == ("code",) and owner.node.get("code") == name:
                message = f'mã "{name}" đã có ở dòng {owner.node.mark.line + 1}'
            file.report(code, mark, message, hint, row_name(row.node))


def _leave_out_duplicate_sections(file: SourceFile, sections: RowList[office.Section]) -> None:
    """Report a section that is declared twice: the first one holds."""
    first_by_code: dict[str, ValidatedRow[Any]] = {}
    duplicates = []
    for row, section in _row_values(sections):
        if (first := first_by_code.setdefault(section.code, row)) is not row:
            message = f'mục "{section.code}" đã khai ở dòng {first.node.mark.line + 1}'
            code, _, hint = _DUPLICATE_CODE
            file.report(code, mark_of(row.node, ("code",)), message, hint, row_name(row.node))
            duplicates.append(row)
    sections.leave_out(duplicates)


def _owner(node: MappingNode) -> str:
    return row_name(node) or f'"{node["name"]}"'


def _one_meaning(file: SourceFile, abbreviations: RowList[office.Abbreviation]) -> None:
    """Report a short form that stands twice: which of two meanings holds would be a guess."""
    first_by_short: dict[str, office.Abbreviation] = {}
    for row, value in _row_values(abbreviations):
        if (first := first_by_short.setdefault(value.short, value)) is not value:
            message = f'chữ viết tắt "{value.short}" đã có nghĩa "{first.full}"'
            hint = "giữ một nghĩa; hai nghĩa khác nhau thì viết đầy đủ trong văn bản"
            file.report("duplicate-abbreviation", mark_of(row.node, ("short",)), message, hint)


def _report_unknown_members(
    file: SourceFile, groups: RowList[office.DepartmentGroup], directory: DepartmentDirectory
) -> None:
    guesser = NearestGuesser(file)
    note = f"các mã đơn vị: {name_list(directory.departments)}"
    for row, group in _row_values(groups):
        for place, whole in directory.unknown_names(group.members, directory.find):
            member = group.members[place]
            hint = quote_hint(whole) if whole else guesser.hint(member, directory.departments)
            message = f'đơn vị "{member}" không có trong kế hoạch'
            mark = mark_of(row.node, ("members", place))
            file.report("unknown-department", mark, message, hint, note=note)
