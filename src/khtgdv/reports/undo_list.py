"""`undo --list`: the changes that can be taken back, and those that can be made once more."""

from __future__ import annotations

from khtgdv.dates.moments import moment_label
from khtgdv.document.document import Column, Document, Row, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.dates.periods import Position
    from khtgdv.source.undo.store import Note

    # The changes of a pile, the last first, and why those before them are out of reach.
    Reach = tuple[Sequence[Note], str]

_COLUMNS = (
    Column("number", "Lần", "number"),
    Column("date", "Thời gian"),
    Column("author", "Người ghi"),
    Column("message", "Đã ghi", "long"),
)
_KEYS = tuple(column.key for column in _COLUMNS)


def build(undoable: Reach, redoable: Reach, position: Position) -> Document:
    """Return both piles, the next change first: `khtgdv undo 3` takes back the first three."""
    tables = [_table("undo", "", undoable, "Không có lần ghi nào để hoàn tác.", "hoàn tác")]
    if redoable[0]:
        tables.append(_table("redo", "ĐÃ HOÀN TÁC, LÀM LẠI ĐƯỢC", redoable, "", "làm lại"))
    return Document("undo", "CÁC LẦN GHI HOÀN TÁC ĐƯỢC", position, (), tuple(tables))


def _table(name: str, title: str, reach: Reach, empty: str, word: str) -> Table:
    notes, reason = reach
    rows = tuple(_row(number, note) for number, note in enumerate(notes, 1))
    count = len(rows)
    footer = f"{count} lần {word} được"
    footer += f"; {word} cả {count} lần: khtgdv {name} {count}" if count > 1 else ""
    return Table(
        name, title, _COLUMNS, _KEYS, rows, footer=" · ".join(filter(None, (footer, reason))),
        empty=reason or empty, narrow=("number", "date", "message"),
    )  # fmt: skip


def _row(number: int, note: Note) -> Row:
    message = "\n".join(note.messages)
    values = {
        "number": number,
        "date": note.moment or None,
        "author": note.author or None,
        "message": message,
    }
    return Row(values, {"date": moment_label(note.moment)})
