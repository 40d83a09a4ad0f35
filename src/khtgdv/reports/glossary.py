"""`glossary`: the plan's short forms, what they stand for, the rows that use them."""

from __future__ import annotations

from collections import defaultdict

from khtgdv.document.document import Row
from khtgdv.language.abbreviations import abbreviations_of
from khtgdv.reports.shared.abbreviation_table import abbreviation_table, row_texts
from khtgdv.reports.shared.frame import unsigned_document
from khtgdv.reports.shared.rows import default_columns
from khtgdv.text import contains

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.document.document import Document
    from khtgdv.query.selection import Selection


def build(selection: Selection, *, text: str = "") -> Document:
    """Return every short form, or those that `text` asks for, with where it is used."""
    row_ids: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in selection.rows:
        for abbreviation in abbreviations_of(row.plan.abbreviations).find_in(row_texts(row)):
            row_ids[row.plan_name, abbreviation.short].append(row.id)
    rows = tuple(
        Row({
            "short": abbreviation.short, "full": abbreviation.full, "count": len(ids), "rows": ids,
            "place": abbreviation.place, "plan": plan.name,
        }, {"rows": ", ".join(ids)})
        for plan in selection.portfolio
        for abbreviation in plan.abbreviations
        if contains(f"{abbreviation.short} {abbreviation.full}", text)
        for ids in [tuple(row_ids[plan.name, abbreviation.short])]
    )  # fmt: skip
    total = sum(len(plan.abbreviations) for plan in selection.portfolio)
    table = abbreviation_table(
        rows, default_columns(("short", "full", "count", "rows"), selection),
        footer=f"{len(rows)} trên {total} chữ viết tắt",
        empty="Không có chữ viết tắt nào. Ghi ở khóa abbreviations của tệp kế hoạch.",
    )  # fmt: skip
    return unsigned_document("glossary", "CHỮ VIẾT TẮT", selection, [table])
