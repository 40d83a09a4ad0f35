"""`glossary`: the plan's short forms, what they stand for, the rows that use them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khtgdv.document.document import Row
from khtgdv.language.abbreviations import of
from khtgdv.reports.shared.abbreviation_table import short_table, texts_of
from khtgdv.reports.shared.frame import frame
from khtgdv.reports.shared.rows import default_columns
from khtgdv.text import contains

if TYPE_CHECKING:
    from khtgdv.document.document import Document
    from khtgdv.query.selection import Selection


def build(selection: Selection, *, text: str = "") -> Document:
    """Return every short form, or those that `text` asks for, with where it is used."""
    used: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in selection.rows:
        for short in of(row.plan.abbreviations).used(texts_of(row)):
            used[row.plan.name, short.short].append(row.id)
    rows = tuple(
        Row({
            "short": short.short, "full": short.full, "count": len(ids), "rows": ids,
            "place": short.place, "plan": plan.name,
        }, {"rows": ", ".join(ids)})
        for plan in selection.portfolio
        for short in plan.abbreviations
        if contains(f"{short.short} {short.full}", text)
        for ids in [tuple(used[plan.name, short.short])]
    )  # fmt: skip
    total = sum(len(plan.abbreviations) for plan in selection.portfolio)
    table = short_table(
        rows, default_columns(("short", "full", "count", "rows"), selection),
        footer=f"{len(rows)} trên {total} chữ viết tắt",
        empty="Không có chữ viết tắt nào. Ghi ở khóa abbreviations của tệp kế hoạch.",
    )  # fmt: skip
    return frame("glossary", "CHỮ VIẾT TẮT", selection, [table])
