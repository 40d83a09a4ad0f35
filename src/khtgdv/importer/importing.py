"""From the tables of files to an imported plan: heads, sections, IDs, cells, departments."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from khtgdv.frozen import dataclass, replace
from khtgdv.importer.departments import propose_departments, split_cell, with_aliases
from khtgdv.importer.fields import FieldReader
from khtgdv.importer.files.grid import UnreadableTableError
from khtgdv.importer.leads import lead_and_partners, with_persons_as_leads
from khtgdv.importer.paper_facts import paper_facts
from khtgdv.importer.plan_files import ImportedPlan
from khtgdv.importer.recorded import Days
from khtgdv.importer.row_ids import SectionCodes, row_ids
from khtgdv.importer.table_rows import plan_tables
from khtgdv.plan.directory import DepartmentDirectory
from khtgdv.plan.office import Department, DepartmentGroup

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from khtgdv.dates.periods import DateRange
    from khtgdv.importer.files.grid import TableFile
    from khtgdv.importer.paper_facts import PaperFacts
    from khtgdv.importer.table_rows import PlanTable, TableRow

NumberedRow = tuple["TableRow", str, str]
"""A row, its list, its ID."""
FinishReader = Callable[[str, "date | None"], Mapping[str, object] | None]
_HEADINGS_WANTED = "cần một hàng tiêu đề có Nhiệm vụ (hay Nội dung) và Chủ trì hay Thời hạn"


@dataclass(frozen=True, slots=True)
class Office:
    """The departments and collective names that rows are held against."""

    departments: tuple[Department, ...] = ()
    groups: tuple[DepartmentGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanYears:
    """The year that names a plan, the days it is for, and the day it is imported on."""

    year: int
    span: DateRange
    today: date


@dataclass(frozen=True, slots=True)
class TablesOfPlan:
    """The tables of files that are of a plan, and what the files say of the paper."""

    tables: Sequence[PlanTable]
    facts: PaperFacts
    source_name: str
    remarks: tuple[str, ...] = ()


def tables_of_plan(
    files: Sequence[TableFile], sheet: str | None = None, table: int | None = None
) -> TablesOfPlan:
    """Return the tables of files that are of a plan; UnreadableTableError where there is none."""
    names = ", ".join(file.path.name for file in files)
    grids = [grid for file in files for grid in file.grids]
    if sheet is not None:
        grids = [grid for grid in grids if grid.name == f"trang tính {sheet}"]
    if table is not None:
        grids = grids[table - 1 : table]
    tables = list(plan_tables(grids))
    if not tables:
        raise UnreadableTableError(f"{names} không có bảng kế hoạch nào.", _HEADINGS_WANTED)
    facts = paper_facts(word for file in files for word in file.words)
    remarks = [remark for file in files for remark in file.remarks]
    remarks += [f"Không phải dòng của kế hoạch: {words}" for t in tables for words in t.left_out]
    return TablesOfPlan(tables, facts, names, tuple(remarks))


def import_plan(
    source: TablesOfPlan,
    years: PlanYears,
    read_finish: FinishReader,
    office: Office,
    watch: Callable[[Sequence[NumberedRow]], Iterable[NumberedRow]] = iter,
) -> ImportedPlan:
    """Return the plan that tables come to; departments nobody has declared are proposed.

    `watch` gives the rows one by one, for whoever wants to see how far it is.
    """
    kinds = [table.kind for table in source.tables for _ in table.rows]
    led, remark = with_persons_as_leads([row for table in source.tables for row in table.rows])
    rows = list(zip(led, kinds, strict=True))
    cells = [lead_and_partners(row.texts)[0] for row in led]
    departments = office.departments or propose_departments(cells)
    if not office.departments:
        partners = (lead_and_partners(row.texts)[1] for row in led)
        departments = tuple(
            with_aliases(departments, (name for cell in partners for name in split_cell(cell)))
        )
    directory = DepartmentDirectory.from_plan(replace(office, departments=departments))
    reader = FieldReader(directory, Days(years.span, years.today), read_finish)
    sections = SectionCodes()
    numbered = [(*row, row_id) for row, row_id in zip(rows, row_ids(rows, sections), strict=True)]
    imported = [reader.read_row(row, row_id, kind) for row, kind, row_id in watch(numbered)]
    remarks = (*source.remarks, remark) if remark else source.remarks
    return ImportedPlan(
        years.year, source.facts, departments, sections.headings, imported, source.source_name,
        remarks,
    )  # fmt: skip
