"""`inspections`: Appendix 2 with its visits."""

from __future__ import annotations

from khtgdv.reports.shared.frame import report_document
from khtgdv.reports.shared.rows import default_columns, inspection_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.document.document import Document
    from khtgdv.query.selection import Selection


def build(selection: Selection) -> Document:
    """Return the inspections in the paper's order."""
    rows = selection.inspections
    table = inspection_table(
        "inspections",
        "",
        rows,
        selection,
        default=default_columns(
            ("id", "content", "units", "due_text", "visits", "state"), selection
        ),
        footer=f"{len(rows)} trên {selection.total_inspections} cuộc kiểm tra",
        empty="Không có cuộc kiểm tra nào trong phạm vi đã chọn.",
    )
    title = "KIỂM TRA, GIÁM SÁT, KHẢO SÁT"
    return report_document("inspections", title, selection, [table])
