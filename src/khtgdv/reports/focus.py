"""`summary --by focus`: the focus areas, the rows that serve them, the rows that seem to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.document.document import Column, Row, Table
from khtgdv.reports.shared.frame import frame
from khtgdv.reports.shared.links import link_table, links_of
from khtgdv.reports.shared.rows import default_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khtgdv.document.document import Document, Value
    from khtgdv.language.suggestions import Link
    from khtgdv.plan.model import Focus, Plan
    from khtgdv.query.rows import TaskRow
    from khtgdv.query.selection import Selection
    from khtgdv.reports.shared.links import Named

_LONGEST = 120
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
    found = links_of(selection)
    rows = tuple(
        _row(area, plan, selection, found) for plan in selection.portfolio for area in plan.focus
    )
    bare = sum(not row.work.focus for row in selection.tasks)
    default = ("focus", "text", "total", "completed", "overdue", "suggested")
    table = Table(
        "focus", "", _COLUMNS, default_columns(default, selection), rows,
        footer=f"{len(selection.tasks) - bare} trên {len(selection.tasks)} nhiệm vụ đã gắn với "
        "nhiệm vụ trọng tâm (khóa focus)",
        empty="Kế hoạch chưa ghi nhiệm vụ trọng tâm nào (khóa focus của tệp kế hoạch).",
    )  # fmt: skip
    return frame("summary", "NHIỆM VỤ TRỌNG TÂM", selection, [table, link_table(found, selection)])


def _row(area: Focus, plan: Plan, selection: Selection, found: Mapping[Named, Link]) -> Row:
    rows: list[TaskRow] = [
        row for row in selection.tasks if row.plan is plan and area.code in row.work.focus
    ]
    states = [row.status.state for row in rows]
    mine = [link for (of, _), link in found.items() if of == id(plan)]
    values: dict[str, Value] = {
        "focus": area.code,
        "text": area.text,
        "total": len(rows),
        "completed": states.count("completed") + states.count("completed-late"),
        "overdue": states.count("overdue"),
        "suggested": sum(link.focus == area.code for link in mine),
        "plan": plan.name,
    }
    return Row(values, {"text": _short(area.text)})


def _short(text: str) -> str:
    """Return the beginning of an area's text, whose whole would fill the screen."""
    whole = " ".join(text.split())
    return whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST].rpartition(' ')[0]} …"
