"""From the rows that a report shows to a sheet in which people fill in what became of them."""

from __future__ import annotations

from khtgdv.document.form import KEPT_KEYS, OPEN_KEYS, Form, FormRow
from khtgdv.errors import UsageError
from khtgdv.frozen import replace
from khtgdv.plan.ids import INSPECTION_SECTION, section_of
from khtgdv.reports.shared.frame import sections_in_order
from khtgdv.text import collation_key
from khtgdv.worksheet.facts import cell_text, facts_of, shut_cells

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khtgdv.document.document import Document, Row, Table
    from khtgdv.plan.model import Plan
    from khtgdv.query.rows import AnyRow
    from khtgdv.query.selection import Selection

# The reports that are lists of rows.
FORM_REPORTS = ("list", "overdue", "upcoming", "department", "inspections")
_HOW = (
    (
        "Điền vào các ô nền vàng; ô nền xám cố định. Xóa dòng khỏi bảng: kế hoạch không đổi. "
        "Việc mới: thêm dòng, để trống ô Mã. Xóa trắng một ô đã ghi: bỏ ghi nhận ấy."
    ),
    "Điền xong lưu dạng .xlsx, rồi chạy: khtgdv import --update TỆP (thêm --dry-run để xem trước)",
)


def with_form(
    document: Document, selection: Selection, format_name: str, columns: Sequence[str] = ()
) -> Document:
    """Return a report, and each part of one, with the sheet to fill in of its rows.

    UsageError where it cannot have one: another format, columns that somebody chose.
    """
    if format_name != "xlsx":
        raise UsageError("--editable chỉ dùng với định dạng xlsx.", "Thêm --output ten-tep.xlsx")
    if columns:
        raise UsageError("--editable có đủ các cột của bảng để điền.", "Bỏ --columns")
    parts = tuple(with_form(part, selection, format_name) for part in document.parts)
    return replace(document, parts=parts, form=build_form(document, selection))


def build_form(document: Document, selection: Selection) -> Form:
    """Return the sheet of the rows that a report shows; UsageError where they are of many plans."""
    tables = [table for leaf in document.leaves for table in leaf.tables if table.numbered]
    if document.report not in FORM_REPORTS or not tables:
        message = "--editable chỉ dùng với danh sách nhiệm vụ."
        raise UsageError(message, f"Các lệnh có danh sách: {', '.join(FORM_REPORTS)}")
    shown = list(_shown_rows(tables, selection))
    plan = _only_plan(selection, [row for row, _ in shown])
    people = dict.fromkeys(row.work.assignee or "" for row in selection.tasks)
    paper = document.letterhead
    heading = (paper.agency, document.printed_subtitle, paper.filter_text)
    return Form(
        cell_text(f"{document.title} · BẢNG ĐIỀN KẾT QUẢ"),
        (*map(cell_text, filter(None, heading)), *_HOW),
        identity_of(plan),
        tuple(_form_row(row, words) for row, words in shown),
        {
            "section": (*sections_in_order(selection.portfolio), INSPECTION_SECTION),
            "lead": tuple(selection.departments),
            "assignee": tuple(map(cell_text, sorted(filter(None, people), key=collation_key))),
        },
        plan.span.start,
    )


def identity_of(plan: Plan) -> dict[str, str]:
    """Return what tells a plan from every other."""
    paper = plan.document
    number, agency = (paper.number or "", paper.agency) if paper else ("", "")
    return {"number": number, "agency": agency, "year": str(plan.year)}


def _shown_rows(tables: Iterable[Table], selection: Selection) -> Iterator[tuple[AnyRow, Row]]:
    """Yield each row once that some tables show, with its words there."""
    rows = {(row.plan.year, row.plan_name, row.id): row for row in selection.rows}
    years = {row.plan.year for row in selection.rows}
    taken: set[int] = set()
    for shown in (row for table in tables for row in table.rows):
        name = (str(shown.values.get("plan")), str(shown.values.get("id")))
        found = [rows[key] for year in years if (key := (year, *name)) in rows]
        for row in (row for row in found if id(row) not in taken):
            taken.add(id(row))
            yield row, shown


def _only_plan(selection: Selection, rows: Iterable[AnyRow]) -> Plan:
    """Return the one plan of all rows: a sheet comes back to one file."""
    plans = {(row.plan.folder, row.plan.year): row.plan for row in rows}
    plans = plans or {(plan.folder, plan.year): plan for plan in selection.portfolio}
    if len(plans) == 1:
        return next(iter(plans.values()))
    names = ", ".join(f"{plan.name} (năm {plan.year})" for plan in plans.values())
    message = f"--editable xuất mỗi lần một kế hoạch một năm; ở đây có: {names or 'không có gì'}."
    raise UsageError(message, "Chọn bằng --data, --plan, --year")


def _form_row(row: AnyRow, shown: Row) -> FormRow:
    facts = facts_of(row.work)
    cells = {
        "id": row.id,
        "section": section_of(row.id),
        "task": facts["task"],
        "lead": facts["lead"],
        "due": cell_text(shown.text("deadline")),
        "state": cell_text(shown.text("state")),
        **{key: facts[key] for key in OPEN_KEYS},
    }
    return FormRow(cells, {key: facts[key] for key in KEPT_KEYS}, shut_cells(row.work))
