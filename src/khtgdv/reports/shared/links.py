"""Links between rows and focus areas that the wording suggests, as reports show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.document.document import Column, Row, Table
from khtgdv.language.suggestions import Link, links
from khtgdv.reports.shared.rows import default_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khtgdv.plan.model import Task
    from khtgdv.query.selection import Selection

Named = tuple[int, str]  # a plan's identity and the ID of one of its rows
_COLUMNS = (
    Column("id", "Mã", "id"),
    Column("task", "Nhiệm vụ", "long"),
    Column("lead", "Chủ trì", "code"),
    Column("focus", "Mục", "code"),
    Column("score", "Điểm", "number"),
    Column("words", "Chữ chung", under=True),
    Column("plan", "Kế hoạch"),
)
_NOTE = "Gợi ý theo lời văn, không phải dữ liệu: chỉ ghi vào khóa focus khi đã xem."


def links_of(selection: Selection, codes: tuple[str, ...] = ()) -> Mapping[Named, Link]:
    """Return the suggested links of rows that have none; only to `codes` if given."""
    tasks: dict[int, list[Task]] = {id(plan): [] for plan in selection.portfolio}
    for row in selection.every:
        tasks[id(row.plan)].append(row.work)
    return {
        (id(plan), link.task.id): link
        for plan in selection.portfolio
        for link in links(plan, tasks[id(plan)])
        if not link.task.focus and (not codes or link.focus in codes)
    }


def link_table(found: Mapping[Named, Link], selection: Selection) -> Table:
    """Return suggested links, the surest first within each area."""
    made = [(row, link) for row in selection.tasks if (link := found.get((id(row.plan), row.id)))]
    made.sort(key=lambda each: (each[1].focus, -each[1].score))
    rows = tuple(
        Row({
            "id": row.id, "task": row.work.task, "lead": row.lead, "focus": link.focus,
            "score": link.score, "words": link.words, "plan": row.plan.name,
        }, {"score": f"{link.score:.2f}".replace(".", ",")})
        for row, link in made
    )  # fmt: skip
    default = default_columns(("focus", "id", "task", "lead", "score"), selection)
    return Table(
        "suggestions", f"GỢI Ý ({len(rows)})", _COLUMNS, default, rows, footer=_NOTE if rows else ""
    )
