"""`import --update`: what a sheet changes in its plan, cell by cell, and what is not taken."""

from __future__ import annotations

from datetime import date

from khtgdv.dates.periods import format_date, parse_period
from khtgdv.document.document import Column, Document, Row, Table, Tone
from khtgdv.document.form import COLUMN_BY_KEY
from khtgdv.frozen import replace
from khtgdv.text import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.dates.periods import Position
    from khtgdv.document.document import Value
    from khtgdv.worksheet.edits import Edit, Refusal
    from khtgdv.worksheet.outcome import Outcome, Recorded

# Row by row for people, cell by cell for programs.
_ROW_COLUMNS = (
    Column("row", "Dòng", "number"),
    Column("id", "Mã", "id"),
    Column("task", "Nội dung", "line"),
    Column("what", "Thay đổi", "long"),
    Column("note", "Lưu ý", below_text=True),
)
_CHANGE_COLUMNS = (
    Column("cell", "Ô"),
    Column("row", "Dòng", "number"),
    Column("id", "Mã", "id"),
    Column("task", "Nội dung", "long"),
    Column("lead", "Chủ trì", "code"),
    Column("key", "Khóa"),
    Column("field", "Ghi nhận"),
    Column("before", "Trước"),
    Column("after", "Sau"),
    Column("note", "Lưu ý"),
)
_ADDED_COLUMNS = (
    Column("row", "Dòng", "number"),
    Column("id", "Mã", "id"),
    Column("task", "Nội dung", "long"),
    Column("lead", "Chủ trì", "code"),
    Column("due", "Hạn"),
    Column("note", "Lưu ý"),
)
_REFUSED_COLUMNS = (
    Column("cell", "Ô"),
    Column("row", "Dòng", "number"),
    Column("id", "Mã", "id"),
    Column("key", "Khóa"),
    Column("field", "Cột"),
    Column("reason", "Vì sao", "long"),
    Column("base", "Lúc xuất", below_text=True),
    Column("plan", "Trong kế hoạch", below_text=True),
    Column("sheet", "Trong bảng", below_text=True),
    Column("hint", "Cách sửa", below_text=True),
    Column("conflict", "Đổi ở cả hai nơi"),
)
_NOTHING, _NEXT_LINE = "(trống)", " · "


def build(
    outcome: Outcome, plan_name: str, position: Position, lines: tuple[str, ...], footer: str
) -> Document:
    """Return what is recorded of a sheet, and what is refused, with its cells."""
    recorded = outcome.recorded
    changed = [one for one in recorded if one.row.edits]
    added = tuple(_added_row(one) for one in recorded if one.added)
    refused = tuple(_refused_rows(outcome.refused))
    notes = ("note",) if any(one.cautions for one in changed) else ()
    both = ("base", "plan") if any(one.both for one in outcome.refused) else ()
    columns = tuple(column.key for column in _CHANGE_COLUMNS)
    tables = (
        Table("rows", "GHI NHẬN", _ROW_COLUMNS, ("row", "id", "task", "what", *notes),
              tuple(map(_changed_row, changed)), layout="view",
              empty="" if added or refused else "Bảng không có ô nào đổi so với kế hoạch."),
        Table("changes", "", _CHANGE_COLUMNS, columns,
              tuple(row for one in changed for row in _cell_rows(one)), layout="data"),
        Table("added", "VIỆC MỚI", _ADDED_COLUMNS, ("row", "id", "task", "lead", "due"), added),
        Table("refused", "KHÔNG GHI", _REFUSED_COLUMNS,
              ("cell", "id", "reason", *both, "sheet", "hint"), refused),
    )  # fmt: skip
    return Document(
        "import", "CẬP NHẬT TỪ BẢNG ĐIỀN", position, (plan_name,), tables,
        lines=lines, footer=footer,
    )  # fmt: skip


def _changed_row(one: Recorded) -> Row:
    """Return a row of the sheet with all that is recorded of it, a line for each cell."""
    edits = one.row.edits.values()
    values: dict[str, Value] = {
        "row": one.row.number, "id": one.row_id, "task": one.work.text,
        "what": "\n".join(map(_edit_words, edits)), "note": "; ".join(one.cautions) or None,
    }  # fmt: skip
    return Row(values, tone=Tone.PLAIN if all(edit.new for edit in edits) else Tone.SOON)


def _edit_words(edit: Edit) -> str:
    """Return what became of a cell: `Kết quả: 12-BC → 13-BC`."""
    title = COLUMN_BY_KEY[edit.key].title
    if not edit.new:
        return one_line(f"{title}: bỏ {_words(edit.key, edit.old)}".replace("\n", _NEXT_LINE))
    old = f"{_words(edit.key, edit.old)} → " if edit.old else ""
    return one_line(f"{title}: {old}{_words(edit.key, edit.new)}".replace("\n", _NEXT_LINE))


def _cell_rows(one: Recorded) -> Iterator[Row]:
    """Yield a row for each cell; what there is to mind stands at the first."""
    for number, (key, edit) in enumerate(one.row.edits.items()):
        values: dict[str, Value] = {
            "cell": edit.cell, "row": one.row.number, "id": one.row_id, "task": one.work.text,
            "lead": one.work.lead, "key": key, "field": COLUMN_BY_KEY[key].title,
            "before": _value(key, edit.old), "after": _value(key, edit.new),
            "note": ("; ".join(one.cautions) or None) if number == 0 else None,
        }  # fmt: skip
        yield Row(values)


def _value(key: str, text: str) -> Value:
    """Return what a cell says as data."""
    return int(text) if text and COLUMN_BY_KEY[key].entry == "percent" else text or None


def _added_row(one: Recorded) -> Row:
    due = one.work.due
    values: dict[str, Value] = {
        "row": one.row.number, "id": one.row_id, "task": one.work.text, "lead": one.work.lead,
        "due": due and str(due), "note": "; ".join(one.cautions) or None,
    }  # fmt: skip
    return Row(values, {"due": due.label if due else ""}, Tone.DONE)


def _refused_rows(refused: Iterable[Refusal]) -> Iterator[Row]:
    """Yield what is refused; a reason that is that of the cell before is not told again."""
    before: Refusal | None = None
    for one in refused:
        row = _refused_row(one)
        if before and (before.number, before.reason) == (one.number, one.reason):
            row = replace(row, words={**row.words, "reason": "như ô trên", "hint": ""})
        yield row
        before = one


def _refused_row(one: Refusal) -> Row:
    """Return a cell that is not recorded: of one that both sides changed all values."""
    texts = {"base": one.base, "plan": one.plan, "sheet": one.sheet}
    values: dict[str, Value] = {
        "cell": one.cell, "row": one.number, "id": one.row_id, "key": one.key,
        "field": COLUMN_BY_KEY[one.key].title, "reason": one.reason,
        "hint": one.hint or None, "conflict": one.both,
        **{key: text or None for key, text in texts.items()},
    }  # fmt: skip
    words = {key: _words(one.key, text) if text else "" for key, text in texts.items()}
    if one.both:
        words = {key: text or _NOTHING for key, text in words.items()}
    return Row(values, words, Tone.LATE)


def _words(key: str, text: str) -> str:
    """Return what a cell says as people read it."""
    entry = COLUMN_BY_KEY[key].entry
    try:
        if entry == "date":
            return format_date(date.fromisoformat(text))
        if entry == "period":
            return parse_period(text).label
    except ValueError:
        return text
    return f"{text}%" if entry == "percent" and text.isdecimal() else text
