"""The table of pages: each the command of its name, with what its address may hand on to it."""

from __future__ import annotations

from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

POSITION = ("as-of", "month")
FILTERS = (
    "department", "coordinating", "assignee", "leader", "section", "starts", "due", "during",
    "state", "kind", "id", "focus", "plan",
)  # fmt: skip
TABLES = ("sort", "columns", "limit")
SHARED = (*POSITION, *FILTERS, *TABLES)
FORMATS: dict[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "ics": "text/calendar; charset=utf-8",
}
FORMAT_LABELS = {"xlsx": "Excel", "docx": "Word", "pdf": "PDF", "ics": "Lịch (ics)"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its command, its name in the menu, the options that its address may have.

    `fixed` are options it always has. `takes_text` tells that the command takes words to look for,
    `choices` which fields stand above the rows, to choose some of them. `formats` are those in
    which it can be taken away, `menu` the part of the menu it stands in.
    """

    command: str
    label: str
    options: tuple[str, ...] = SHARED
    fixed: tuple[tuple[str, str], ...] = ()
    takes_text: bool = False
    choices: tuple[str, ...] = ("department", "state", "due", "as-of")
    formats: tuple[str, ...] = ("xlsx", "docx", "pdf", "ics")
    menu: Literal["main", "more", ""] = "more"


_PAPER = ("xlsx", "docx", "pdf")
PAGES: dict[str, Page] = {
    "": Page("summary", "Tổng quan", choices=("department", "as-of"), formats=_PAPER, menu="main"),
    "overdue": Page(
        "overdue", "Quá hạn", (*SHARED, "recurring"), choices=("department", "as-of"), menu="main"
    ),
    "upcoming": Page(
        "upcoming", "Sắp đến hạn", (*SHARED, "within"), choices=("department", "within", "as-of"),
        menu="main",
    ),
    "list": Page(
        "list", "Danh sách", takes_text=True,
        choices=("text", "department", "state", "kind", "due", "as-of"), menu="main",
    ),
    "department": Page(
        "department", "Danh sách của đơn vị", choices=("department", "as-of"), menu=""
    ),
    "workload": Page(
        "workload", "Đơn vị", (*SHARED, "count", "role"), choices=("as-of",), formats=_PAPER,
        menu="main",
    ),
    "persons": Page(
        "workload", "Người được giao", fixed=(("by", "assignee"),),
        choices=("department", "as-of"), formats=_PAPER,
    ),
    "leaders": Page(
        "workload", "Lãnh đạo", fixed=(("by", "leader"),),
        choices=("department", "as-of"), formats=_PAPER,
    ),
    "calendar": Page(
        "calendar", "Lịch", ("as-of", "month", "week", *FILTERS, *TABLES),
        choices=("month", "department"), menu="main",
    ),
    "timeline": Page(
        "timeline", "Sơ đồ năm", (*POSITION, *FILTERS), choices=("department", "as-of"),
        formats=_PAPER,
    ),
    "inspections": Page(
        "inspections", "Kiểm tra", (*SHARED, "units"), takes_text=True, choices=("text", "as-of"),
        menu="main",
    ),
    "changes": Page(
        "changes", "Đã ghi nhận", ("from", "to", "week", *FILTERS, *TABLES),
        choices=("from", "to", "department"), formats=_PAPER,
    ),
    "validate": Page("validate", "Lỗi trong tệp", (), choices=(), formats=_PAPER),
    "lint": Page("lint", "Lời văn", ("rule",), choices=(), formats=_PAPER),
}  # fmt: skip
