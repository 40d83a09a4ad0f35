"""Links between rows and focus areas that the wording suggests, as reports show them."""

from __future__ import annotations

from khtgdv.document.document import Column, Row, Table
from khtgdv.language.suggestions import FocusLink, suggest_focus_links
from khtgdv.reports.shared.printed import lead_text, lead_words
from khtgdv.reports.shared.rows import default_columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from khtgdv.plan.model import Task
    from khtgdv.query.selection import Selection

PlanRowKey = tuple[int, str]  # a plan's identity and the ID of one of its rows
_COLUMNS = (
    Column("id", "Mã", "id"),
    Column("task", "Nhiệm vụ", "long"),
    Column("lead", "Chủ trì", "code"),
    Column("focus", "Mục", "code"),
    Column("score", "Điểm", "number"),
    Column("words", "Chữ chung", below_text=True),
    Column("plan", "Kế hoạch"),
)
_NOTE = "Gợi ý theo lời văn, không phải dữ liệu: chỉ ghi vào khóa focus khi đã xem."


def suggested_links(
    selection: Selection, codes: tuple[str, ...] = ()
) -> Mapping[PlanRowKey, FocusLink]:
    """Return the suggested links of rows that have none; only to `codes` if given."""
    tasks: dict[int, list[Task]] = {id(plan): [] for plan in selection.portfolio}
    for row in selection.all_tasks:
        tasks[id(row.plan)].append(row.work)
    return {
        (id(plan), link.task.id): link
        for plan in selection.portfolio
        for link in suggest_focus_links(plan, tasks[id(plan)])
        if not link.task.focus and (not codes or link.focus in codes)
    }


def link_table(links: Mapping[PlanRowKey, FocusLink], selection: Selection) -> Table:
    """Return suggested links, the surest first within each area."""
    rows_with_link = [
        (row, link) for row in selection.tasks if (link := links.get((id(row.plan), row.id)))
    ]
    rows_with_link.sort(key=lambda pair: (pair[1].focus, -pair[1].score))
    rows = tuple(
        Row({
            "id": row.id, "task": row.work.task, "lead": row.lead, "focus": link.focus,
            "score": link.score, "words": link.common_words, "plan": row.plan_name,
        }, {"score": f"{link.score:.2f}".replace(".", ","), "lead": lead_words(row)},
            printed_words={"lead": lead_text(row)})
        for row, link in rows_with_link
    )  # fmt: skip
    default = default_columns(("focus", "id", "task", "lead", "score"), selection)
    return Table(
        "suggestions", f"GỢI Ý ({len(rows)})", _COLUMNS, default, rows, footer=_NOTE if rows else ""
    )
