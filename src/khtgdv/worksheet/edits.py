"""What was changed in a sheet since it was made, row by row, and what cannot be taken as it is."""

from __future__ import annotations

from collections import Counter

from khtgdv.document.form import COLUMN_BY_KEY, EXTENSION_KEYS, FIXED_KEYS, OPEN_KEYS
from khtgdv.errors import KhtgdvError, UsageError
from khtgdv.frozen import dataclass
from khtgdv.query.names import resolve_row_id
from khtgdv.text import sentence_case
from khtgdv.worksheet.entries import read_entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khtgdv.worksheet.entries import Typing
    from khtgdv.worksheet.reading import FilledForm, SheetRow


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that says something else than when the sheet was made.

    `cleaned` is what was pasted with it and is not written, in words.
    """

    key: str
    cell: str
    old: str
    new: str
    cleaned: str = ""


@dataclass(frozen=True, slots=True)
class RowEdits:
    """What was changed in a row of the sheet; a new row has no ID.

    `base` is what the row said when the sheet was made, `now` what its cells say, which are called
    `cells`.
    """

    number: int
    row_id: str | None
    edits: Mapping[str, Edit]
    base: Mapping[str, str]
    now: Mapping[str, str]
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is not recorded, at which cell, and why.

    Of a row that `both` sides have changed `plan` is what the plan's own file says.
    """

    number: int
    row_id: str | None
    cell: str
    key: str
    reason: str
    hint: str = ""
    base: str = ""
    plan: str = ""
    sheet: str = ""
    both: bool = False


class RefusedCellError(KhtgdvError):
    """A cell that keeps its row from being recorded."""

    def __init__(self, key: str, error: KhtgdvError) -> None:
        """Keep which cell it is."""
        super().__init__(error.message, error.hint)
        self.key = key


def lost_rows(form: FilledForm) -> list[str]:
    """Return the rows that the sheet had when it was made, and has no more."""
    ids = {_row_id(row, form) for row in form.rows}
    return [row_id for row_id in form.base if row_id not in ids]


def changed_rows(form: FilledForm, typing: Typing) -> Iterator[RowEdits | Refusal]:
    """Yield the rows of a sheet that people changed, and those that cannot be taken as they are."""
    ids = {row.number: _row_id(row, form) for row in form.rows}
    counts = Counter(row_id for row_id in ids.values() if isinstance(row_id, str))
    lost = {base["task"]: row for row, base in form.base.items() if row not in counts}
    for row in form.rows:
        row_id = ids[row.number]
        if isinstance(row_id, Refusal):
            yield row_id
        elif row_id is None and row.text("task") in lost:
            missing = lost[row.text("task")]
            message = f"Ô Mã để trống mà nội dung là của {missing}."
            error = UsageError(message, f"ghi lại mã {missing}, hoặc sửa nội dung")
            yield refuse(row, None, "id", error)
        elif row_id is not None and counts[row_id] > 1:
            numbers = ", ".join(str(n) for n, other in ids.items() if other == row_id)
            message = f"Mã {row_id} có ở nhiều dòng của bảng: {numbers}."
            yield refuse(row, row_id, "id", UsageError(message, "mỗi mã chỉ để một dòng"))
        elif found := _changes(row, row_id, form, typing):
            yield found


def refuse(
    row: SheetRow, row_id: str | None, key: str, error: KhtgdvError, base: str = ""
) -> Refusal:
    """Return the refusal of a row for one of its cells."""
    cell = row.cells[key].name if key in row.cells else str(row.number)
    reason, hint = sentence_case(error.message), sentence_case(error.hint or "")
    return Refusal(row.number, row_id, cell, key, reason, hint, base=base, sheet=row.text(key))


def _row_id(row: SheetRow, form: FilledForm) -> str | Refusal | None:
    """Return the ID of a row of the sheet: None for a new one."""
    text = row.text("id")
    if not text or text in form.base:
        return text or None
    try:
        return resolve_row_id(text, form.base)
    except UsageError as error:
        hint = "việc mới thì để trống ô Mã; mã khác thì ghi lại như lúc xuất bảng"
        message = f"{error.message.rstrip('.')} lúc xuất bảng."
        return refuse(row, None, "id", UsageError(message, hint))


def _changes(
    row: SheetRow, row_id: str | None, form: FilledForm, typing: Typing
) -> RowEdits | Refusal | None:
    """Return what was changed in a row, or why it cannot be told; None where nothing was."""
    base = form.base[row_id] if row_id else {}
    for key in FIXED_KEYS[1:] if row_id else ():
        if key in row.cells and row.text(key) != base[key]:
            message = f"Cột {COLUMN_BY_KEY[key].title} cố định, sửa ở bảng không được ghi."
            fixed = UsageError(message, "ghi lại như lúc xuất bảng")
            return refuse(row, row_id, key, fixed, base[key])
    now = {} if row_id else {key: row.text(key) for key in FIXED_KEYS}
    for key in (key for key in (*OPEN_KEYS, *EXTENSION_KEYS) if key in row.cells):
        try:
            now[key] = read_entry(key, row.cells[key], typing)
        except UsageError as error:
            return refuse(row, row_id, key, error, base.get(key, ""))
    edits = {
        key: Edit(key, row.cells[key].name, base.get(key, ""), text, row.cells[key].pasted)
        for key, text in now.items()
        if text != base.get(key, "") and key not in FIXED_KEYS
    }
    if not edits and row_id:
        return None
    cells = {key: cell.name for key, cell in row.cells.items()}
    return RowEdits(row.number, row_id, edits, base, now, cells)
