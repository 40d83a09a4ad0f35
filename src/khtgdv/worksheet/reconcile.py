"""What a sheet says anew held against what the plan says anew: a row has only one of them."""

from __future__ import annotations

from datetime import date

from khtgdv.dates.periods import format_date, parse_period
from khtgdv.document.form import COLUMN_BY_KEY, EXTENSION_KEYS
from khtgdv.frozen import replace
from khtgdv.importer.files.grid import clean_text
from khtgdv.text import one_line
from khtgdv.worksheet.edits import Refusal
from khtgdv.worksheet.facts import FACT_LABELS, facts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from khtgdv.plan.model import Extension
    from khtgdv.worksheet.edits import RowEdits
    from khtgdv.worksheet.facts import Work


def reconcile(row: RowEdits, work: Work) -> RowEdits | list[Refusal]:
    """Return what of a row's edits the plan does not say already, or what both sides changed.

    Where sheet and plan say the same, neither has changed it against the other.
    """
    facts = {key: clean_text(text) for key, text in facts_of(work).items()}
    extended = any(_is_same(row.now, extension) for extension in work.extensions)
    recorded = set(EXTENSION_KEYS) if extended else set[str]()
    edits = {
        key: edit
        for key, edit in row.edits.items()
        if key not in recorded and edit.new != facts.get(key)
    }
    news = {
        key: text
        for key, text in facts.items()
        if text not in (row.base[key], row.now.get(key)) and not (key == "extensions" and extended)
    }
    remaining = replace(row, edits=edits)
    return _conflicts(remaining, facts, news) if edits and news else remaining


def _is_same(now: Mapping[str, str], extension: Extension) -> bool:
    """Tell whether an extension is the one that the sheet asks for."""
    if not now.get("to") or parse_period(now["to"]) != extension.to:
        return False
    given = {"on": extension.on.isoformat(), "document": extension.document or ""}
    return now.get("reason") == clean_text(extension.reason) and all(
        not now.get(key) or now[key] == clean_text(text) for key, text in given.items()
    )


def _conflicts(row: RowEdits, facts: Mapping[str, str], news: Mapping[str, str]) -> list[Refusal]:
    """Return what is said of a row that was changed in the sheet and in the plan: both values."""
    told = "; ".join(
        f"{FACT_LABELS[key]} từ {_quoted(key, row.base[key])} thành {_quoted(key, text)}"
        for key, text in news.items()
    )
    reason = f"Đã đổi ở cả hai nơi: từ lúc xuất bảng, kế hoạch đã ghi {told}."
    hint = "Xuất bảng mới rồi điền lại dòng này, hoặc ghi bằng lệnh"
    return [
        Refusal(row.number, row.row_id, edit.cell, key, reason, hint, base=edit.old,
                plan=facts["extensions" if COLUMN_BY_KEY[key].adds else key], sheet=edit.new,
                both=True)
        for key, edit in row.edits.items()
    ]  # fmt: skip


def _quoted(key: str, text: str) -> str:
    """Return what a row says under a key, as a sentence has it."""
    if not text:
        return "(trống)"
    if key in ("completed", "started"):
        return format_date(date.fromisoformat(text))
    return f'"{one_line(text)}"'
