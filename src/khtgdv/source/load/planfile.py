"""The plan's own file: the document, its departments, collective names, focus areas, bodies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from khtgdv.plan import model
from khtgdv.plan.directory import Directory, unit_key
from khtgdv.plan.workdays import Workdays
from khtgdv.source.find import is_there
from khtgdv.source.load.holidays import read_workdays
from khtgdv.source.load.nearest import Guesses, listed
from khtgdv.source.load.sections import Content, open_content, read_one, read_rows
from khtgdv.source.load.validate import mark_of, row_name
from khtgdv.source.text.sourcefile import SourceFile

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from khtgdv.source.find import Place
    from khtgdv.source.load.sections import Rows
    from khtgdv.source.load.validate import Checked, Loc
    from khtgdv.source.yaml.nodes import Mapping

SECTIONS = (
    "plan",
    "departments",
    "groups",
    "focus",
    "bodies",
    "abbreviations",
    "holidays",
    "working_days",
)
Work = model.Task | model.Inspection
T = TypeVar("T")


@dataclass
class PlanFile:
    """What a plan's own file says; `directory` and `focus_codes` are None where unreliable."""

    contents: list[Content]
    document: model.Document | None = None
    departments: tuple[model.Department, ...] = ()
    groups: tuple[model.Group, ...] = ()
    focus: tuple[model.Focus, ...] = ()
    bodies: tuple[model.Body, ...] = ()
    abbreviations: tuple[model.Abbreviation, ...] = ()
    directory: Directory | None = None
    focus_codes: Collection[str] | None = None
    workdays: Workdays = field(default_factory=Workdays)
    parts: list[tuple[SourceFile, Rows[Any]]] = field(default_factory=list)

    def plan(self, place: Place, year: int, rows: Sequence[Work]) -> model.Plan:
        """Return the plan with its rows; leads nobody has declared become departments."""
        leads = dict.fromkeys(row.lead for row in rows if row.lead)
        known = {department.code for department in self.departments}
        strangers = [model.Department(code=lead, name=lead) for lead in leads if lead not in known]
        return model.Plan(
            name=place.name,
            folder=str(place.folder),
            year=year,
            document=self.document,
            departments=(*self.departments, *strangers),
            groups=self.groups,
            focus=self.focus,
            bodies=self.bodies,
            abbreviations=self.abbreviations,
            tasks=tuple(row for row in rows if isinstance(row, model.Task)),
            inspections=tuple(row for row in rows if isinstance(row, model.Inspection)),
            workdays=self.workdays,
        )


def read_plan_file(path: Path, year: int, show: Callable[[Path], str]) -> PlanFile:
    """Read `plan_<year>.yaml`; where there is none, that is a finding."""
    if not is_there(path):
        file = SourceFile(show(path))
        hint = "tạo tệp này bằng lệnh khtgdv init, hoặc chép từ kế hoạch năm trước"
        message = "thư mục có nhiệm vụ nhưng thiếu tệp kế hoạch"
        file.report("missing-plan-file", None, message, hint)
        return PlanFile([Content(file, None)])
    return plan_file(open_content(path, show(path), SECTIONS), year)


def plan_file(content: Content, year: int | None) -> PlanFile:
    """Read a plan file that is open; `year` is that of its name, if it has one."""
    departments = read_rows(content, "departments", model.Department, required=True)
    groups = read_rows(content, "groups", model.Group)
    focus = read_rows(content, "focus", model.Focus)
    bodies = read_rows(content, "bodies", model.Body)
    shorts = read_rows(content, "abbreviations", model.Abbreviation)
    found = PlanFile(
        [content],
        _document(content, year),
        departments.values,
        groups.values,
        focus.values,
        bodies.values,
        shorts.values,
        workdays=read_workdays(content, year),
        parts=[(content.file, part) for part in (departments, focus, bodies)],
    )
    _unique(content.file, _names(departments, groups), _SAME_NAME)
    _unique(content.file, ((row, ("code",), area.code) for row, area in _pairs(focus)), _SAME_CODE)
    _one_meaning(content.file, shorts)
    codes = [department.code for department in found.departments]
    if content.whole and codes and not departments.left_out and len(set(codes)) == len(codes):
        found.directory = Directory.of(found)
        _known_members(content.file, groups, codes)
    elif content.whole and content.root and content.root.get("departments") == []:
        mark = content.root.key_mark("departments")
        hint = "thêm ít nhất một đơn vị: - code: … rồi name: …"
        content.file.report("wrong-shape", mark, 'danh sách trống ở khóa "departments"', hint)
    if content.whole and not focus.left_out:
        found.focus_codes = dict.fromkeys(area.code for area in found.focus).keys()
    return found


def _document(content: Content, year: int | None) -> model.Document | None:
    row = read_one(content, "plan", model.Document)
    if row is None or row.value is None or not row.usable:
        return None
    if year is not None and row.value.year != year:
        message = f"năm {row.value.year} khác năm {year} ở tên tệp"
        mark = mark_of(row.node, ("year",))
        content.file.report("year-mismatch", mark, message, "sửa năm hoặc đổi tên tệp")
    return row.value


_SAME_NAME = ("duplicate-unit", "tên", "mỗi tên chỉ thuộc một đơn vị")
_SAME_CODE = ("duplicate-id", "mã", "đổi một trong hai mã")


def _names(
    departments: Rows[model.Department], groups: Rows[model.Group]
) -> Iterator[tuple[Checked[Any], Loc, str]]:
    for row, department in _pairs(departments):
        yield row, ("code",), department.code
        yield from _called(row, department)
    for group_row, group in _pairs(groups):
        yield from _called(group_row, group)


def _called(
    row: Checked[Any], unit: model.Department | model.Group
) -> Iterator[tuple[Checked[Any], Loc, str]]:
    yield row, ("name",), unit.name
    for number, alias in enumerate(unit.aliases):
        yield row, ("aliases", number), alias


def _pairs(rows: Rows[T]) -> Iterator[tuple[Checked[T], T]]:
    return ((row, row.value) for row in rows.rows if row.value is not None)


def _unique(
    file: SourceFile,
    names: Iterable[tuple[Checked[Any], Loc, str]],
    words: tuple[str, str, str],
) -> None:
    """Report a name that two rows have; a row may say one of its names twice."""
    code, what, hint = words
    seen: dict[str, Checked[Any]] = {}
    for row, loc, name in names:
        owner = seen.setdefault(unit_key(name), row)
        if owner is not row:
            mark = mark_of(row.node, loc)
            message = f'{what} "{name}" đã là của {_owner(owner.node)}'
            if loc == ("code",) and owner.node.get("code") == name:
                message = f'mã "{name}" đã có ở dòng {owner.node.mark.line + 1}'
            file.report(code, mark, message, hint, row_name(row.node))


def _owner(node: Mapping) -> str:
    return row_name(node) or f'"{node["name"]}"'


def _one_meaning(file: SourceFile, shorts: Rows[model.Abbreviation]) -> None:
    """Report a short form that stands twice: which of two meanings holds would be a guess."""
    seen: dict[str, model.Abbreviation] = {}
    for row, value in _pairs(shorts):
        if (first := seen.setdefault(value.short, value)) is not value:
            message = f'chữ viết tắt "{value.short}" đã có nghĩa "{first.full}"'
            hint = "giữ một nghĩa; hai nghĩa khác nhau thì viết đầy đủ trong văn bản"
            file.report("duplicate-abbreviation", mark_of(row.node, ("short",)), message, hint)


def _known_members(file: SourceFile, groups: Rows[model.Group], codes: list[str]) -> None:
    known, guesses = frozenset(codes), Guesses(file)
    note = f"các mã đơn vị: {listed(codes)}"
    for row, group in _pairs(groups):
        for place, member in enumerate(group.members):
            if member not in known:
                hint = guesses.hint(member, codes)
                message = f'đơn vị "{member}" không có trong kế hoạch'
                mark = mark_of(row.node, ("members", place))
                file.report("unknown-department", mark, message, hint, note=note)
