"""The plan's own file: the document, its departments, collective names, focus areas, bodies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khtgdv import model
from khtgdv.source.sections import Content, open_content, read_one, read_rows
from khtgdv.source.sourcefile import SourceFile
from khtgdv.source.validate import find, mark_of
from khtgdv.text import did_you_mean, visible
from khtgdv.units import Directory, names_of, unit_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from khtgdv.source.find import Place
    from khtgdv.source.sections import Rows

SECTIONS = ("plan", "departments", "groups", "focus", "bodies")
Work = model.Task | model.Inspection


@dataclass
class PlanFile:
    """What a plan's own file says; `directory` is None where it cannot be relied upon."""

    contents: list[Content]
    document: model.Document | None = None
    departments: tuple[model.Department, ...] = ()
    groups: tuple[model.Group, ...] = ()
    focus: tuple[model.Focus, ...] = ()
    bodies: tuple[model.Body, ...] = ()
    directory: Directory | None = field(default=None)

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
            tasks=tuple(row for row in rows if isinstance(row, model.Task)),
            inspections=tuple(row for row in rows if isinstance(row, model.Inspection)),
        )


def read_plan_file(path: Path, year: int, show: Callable[[Path], str]) -> PlanFile:
    """Read `plan_<year>.yaml`; where there is none, that is a finding."""
    if not path.exists():
        file = SourceFile(show(path))
        hint = "chép tệp này từ một kế hoạch khác rồi sửa (lệnh khtgdv init sắp có sẽ làm giúp)"
        message = "thư mục có nhiệm vụ nhưng thiếu tệp kế hoạch"
        file.report("missing-plan-file", None, message, hint)
        return PlanFile([Content(file, None)])
    return plan_file(open_content(path, show(path), SECTIONS), year)


def plan_file(content: Content, year: int | None) -> PlanFile:
    """Read a plan file that is open; `year` is that of its name, if it has one."""
    document, node = read_one(content, "plan", model.Document)
    if document and node and year is not None and document.year != year:
        message = f"năm {document.year} khác năm {year} ở tên tệp"
        mark = mark_of(node, ("year",))
        content.file.report("year-mismatch", mark, message, "sửa năm hoặc đổi tên tệp")
    departments = read_rows(content, "departments", model.Department, required=True)
    found = PlanFile(
        [content],
        document,
        departments.values,
        read_rows(content, "groups", model.Group).values,
        read_rows(content, "focus", model.Focus).values,
        read_rows(content, "bodies", model.Body).values,
    )
    if content.whole and departments.rows and not departments.left_out:
        found.directory = Directory.of(found)
        _unique_names(content, departments)
        _known_members(content, found)
    return found


def _unique_names(content: Content, departments: Rows[model.Department]) -> None:
    seen: dict[str, str] = {}
    for department, node in departments.rows:
        for name in names_of(department):
            owner = seen.setdefault(unit_key(name), department.code)
            if owner != department.code:
                message = f'tên "{visible(name)}" đã là của {owner}'
                hint = "mỗi tên chỉ thuộc một đơn vị"
                mark = mark_of(node, ("code",))
                content.file.report("duplicate-unit", mark, message, hint, department.code)


def _known_members(content: Content, found: PlanFile) -> None:
    codes = [department.code for department in found.departments]
    groups = find(content.root, ("groups",))
    for number, group in enumerate(found.groups):
        for place, member in enumerate(group.members):
            if member not in codes and content.root is not None:
                hint = did_you_mean(member, codes) or f"các mã đơn vị: {', '.join(codes)}"
                message = f'đơn vị "{visible(member)}" không có trong kế hoạch'
                mark = getattr(find(groups, (number, "members", place)), "mark", None)
                content.file.report("unknown-department", mark, message, hint)
