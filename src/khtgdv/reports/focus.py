"""`summary --by focus`: the focus areas, the rows that serve them, the rows that seem to."""

from __future__ import annotations

from khtgdv.document.document import Column, Row, Table
from khtgdv.reports.shared.frame import report_document
from khtgdv.reports.shared.links import link_table, suggested_links
from khtgdv.reports.shared.rows import default_columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from khtgdv.document.document import Document, Value
    from khtgdv.language.suggestions import FocusLink
    from khtgdv.plan.model import Plan
    from khtgdv.plan.office import FocusArea
    from khtgdv.query.rows import TaskRow
    from khtgdv.query.selection import Selection
    from khtgdv.reports.shared.links import PlanRowKey

_MAX_LENGTH = 120
_COLUMNS = (
    Column("focus", "Mục", "code"),
    Column("text", "Nhiệm vụ trọng tâm", "long"),
    Column("total", "Nhiệm vụ", "number"),
    Column("completed", "Hoàn thành", "number"),
    Column("overdue", "Quá hạn", "number"),
    Column("suggested", "Gợi ý", "number"),
    Column("plan", "Kế hoạch"),
)


def build(selection: Selection) -> Document:
    """Return the areas in the paper's order, then the links that the wording suggests."""
    links = suggested_links(selection)
    rows = tuple(
        _row(area, plan, selection, links) for plan in selection.portfolio for area in plan.focus
    )
    total, unlinked_count = len(selection.tasks), sum(not row.work.focus for row in selection.tasks)
    default = ("focus", "text", "total", "completed", "overdue", "suggested")
    table = Table(
        "focus", "", _COLUMNS, default_columns(default, selection), rows,
        footer=f"{total - unlinked_count} trên {total} nhiệm vụ đã gắn với "
        "nhiệm vụ trọng tâm",
        empty="Kế hoạch chưa ghi nhiệm vụ trọng tâm nào (khóa focus của tệp kế hoạch).",
        of_groups=True,
    )  # fmt: skip
    return report_document(
        "summary", "NHIỆM VỤ TRỌNG TÂM", selection, [table, link_table(links, selection)]
    )


def _row(
    area: FocusArea, plan: Plan, selection: Selection, links: Mapping[PlanRowKey, FocusLink]
) -> Row:
    rows: list[TaskRow] = [
        row for row in selection.tasks if row.plan is plan and area.code in row.work.focus
    ]
    states = [row.status.state for row in rows]
    plan_links = [link for (plan_id, _), link in links.items() if plan_id == id(plan)]
    values: dict[str, Value] = {
        "focus": area.code,
        "text": area.text,
        "total": len(rows),
        "completed": states.count("completed") + states.count("completed-late"),
        "overdue": states.count("overdue"),
        "suggested": sum(link.focus == area.code for link in plan_links),
        "plan": plan.name,
    }
    return Row(values, {"text": _shorten(area.text)})


def _shorten(text: str) -> str:
    """Return the beginning of an area's text, whose whole would fill the screen."""
    whole = " ".join(text.split())
    return whole if len(whole) <= _MAX_LENGTH else f"{whole[:_MAX_LENGTH].rpartition(' ')[0]} …"
