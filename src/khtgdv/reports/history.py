"""`history`: who recorded what about one row, or about all of them lately, and when."""

from __future__ import annotations

from collections import Counter

from khtgdv.dates.moments import moment_label
from khtgdv.dates.periods import parse_period
from khtgdv.document.document import Column, Row, Table, format_value
from khtgdv.reports.shared.frame import unsigned_document
from khtgdv.reports.shared.rows import INSPECTION_COLUMNS, TASK_COLUMNS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from khtgdv.document.document import Document, Value
    from khtgdv.query.selection import Selection
    from khtgdv.source.history.commits import Commit
    from khtgdv.source.history.history import KeyChange, RowEvent
    from khtgdv.source.history.recent import PlanEvent, RowChange
    from khtgdv.source.undo.store import Note

_TITLES = {column.key: column.title for column in (*INSPECTION_COLUMNS, *TASK_COLUMNS)}
_COLUMNS = (
    Column("id", "Mã", "id"),
    Column("date", "Thời gian"),
    Column("author", "Người ghi"),
    Column("changes", "Thay đổi", "long"),
    Column("subject", "Lời ghi"),
    Column("commit", "Bản"),
)
_NARROW = ("date", "id", "changes")
_COMMIT_LENGTH = 8
_MOST_ROWS = 20  # of one version that are told one by one
# The keys below those of a row, in words.
_SUBKEY_WORDS = {"to": "đến", "on": "ngày", "reason": "lý do", "document": "văn bản"}


def build(
    selection: Selection, *, row: str | None = None, events: Sequence[RowEvent | PlanEvent] = (),
    notes: Sequence[Note] | None = None,
) -> Document:  # fmt: skip
    """Return what happened to a row, or lately to all, the newest first.

    `events` are as git has them, `notes` as they were kept for `undo` where git has none. Of the
    oldest version that a shallow clone keeps nobody knows what it changed: it is no row.
    """
    if notes is not None:
        rows = tuple(_note_row(row, note) for note in notes)
        default: tuple[str, ...] = ("date", "author", "changes")
    else:
        known = [event for event in events if not event.unknown]
        rows = tuple(made for event in known for made in _event_rows(row, event))
        keys = ("date", "author", "changes", "subject", "commit")
        default = keys if row else ("date", "author", "id", "changes", "subject")
    since = f" từ {moment_label(date)}" if (date := _oldest_known(events)) else ""
    what = row or "kế hoạch"
    empty = (
        f"Chưa có lần ghi nào về {what}."
        if notes is not None
        else f"git chưa ghi lần thay đổi nào của {what}"
    )
    table = Table(
        "history", "", _COLUMNS, default, rows, footer=f"{len(rows)} lần thay đổi {what}{since}",
        empty=empty if notes is not None else f"{empty}{since}.",
        narrow=("date", "author", "changes") if row or notes is not None else _NARROW,
    )  # fmt: skip
    title = f"LỊCH SỬ {row}" if row else "NHỮNG GÌ VỪA GHI"
    return unsigned_document("history", title, selection, [table])


def _oldest_known(events: Sequence[RowEvent | PlanEvent]) -> str | None:
    """Return the moment (ISO) since which a shallow clone knows a row; None where it knows all."""
    dates = [event.commit.date for event in events if event.commit and event.unknown]
    return max(dates, default=None)


def _event_rows(row: str | None, event: Any) -> Iterator[Row]:
    """Yield the rows of one version: one for each row of the plan, one for all where they are many.

    Of a row that was asked for there is one.
    """
    if row:
        yield _row(row, event.changes, event.commit)
    elif len(event.rows) > _MOST_ROWS:
        yield _summary_row(event)
    else:
        yield from (_row(change.row, change.changes, event.commit) for change in event.rows)


def _summary_row(event: PlanEvent) -> Row:
    """Return one row for a version that changed many."""
    counts = Counter(_kind_words(change) for change in event.rows)
    text = ", ".join(f"{word} {count} dòng" for word, count in counts.items())
    made = _row("", (), event.commit)
    return Row({**made.values, "id": None}, {**made.words, "changes": text})


def _kind_words(change: RowChange) -> str:
    """Return what became of a row as a whole."""
    ids = [fact for fact in change.changes if fact.key == "id"]
    if not ids:
        return "sửa"
    return "thêm" if ids[0].old_value is None else "bớt"


def _note_row(row: str | None, note: Note) -> Row:
    """Return a change as it was kept for `undo`: when, who, what was said of it."""
    values = dict.fromkeys((column.key for column in _COLUMNS), None)
    text = "\n".join(note.messages)
    told = {"id": row, "date": note.moment or None, "author": note.author or None, "changes": text}
    return Row({**values, **told}, {"date": moment_label(note.moment), "changes": text})


def _row(row: str, facts: Sequence[KeyChange], commit: Commit | None) -> Row:
    changes: tuple[Value, ...] = tuple(
        {"key": fact.key, "before": _value(fact.old_value), "after": _value(fact.new_value)}
        for fact in facts
    )
    values: dict[str, Value] = {
        "id": row,
        "date": (commit.date or None) if commit else None,
        "author": commit.author if commit else None,
        "changes": changes,
        "subject": commit.subject if commit else None,
        "commit": commit.commit_hash if commit else None,
    }
    words = {
        "date": moment_label(commit.date) if commit else "chưa lưu vào git",
        "changes": _changes_text(facts),
        "commit": commit.commit_hash[:_COMMIT_LENGTH] if commit else "",
    }
    return Row(values, words)


def _value(value: Any) -> Value:
    """Return plain data as a value of a document."""
    if isinstance(value, list):
        return tuple(_value(item) for item in value)
    if isinstance(value, dict):
        return {str(key): _value(item) for key, item in value.items()}
    return None if value is None else str(value)


def _changes_text(facts: Sequence[KeyChange]) -> str:
    """Return changes in words; a row that came or went whole is told as one."""
    by_key = {fact.key: fact for fact in facts}
    if "id" in by_key:
        came = by_key["id"].old_value is None
        text_fact = by_key.get("task") or by_key.get("content")
        words = _words(text_fact.new_value if came else text_fact.old_value) if text_fact else ""
        return f"{'thêm nhiệm vụ' if came else 'bỏ nhiệm vụ'}: {words}"
    return "; ".join(_change_text(fact) for fact in facts)


def _change_text(fact: KeyChange) -> str:
    title = _TITLES.get(fact.key, fact.key)
    if isinstance(fact.old_value, list | dict) or isinstance(fact.new_value, list | dict):
        old_items, new_items = _items(fact.old_value), _items(fact.new_value)
        parts = [f"bỏ {item}" for item in old_items if item not in new_items]
        parts += [f"thêm {item}" for item in new_items if item not in old_items]
        return f"{title}: {', '.join(parts)}"
    if fact.new_value is None:
        return f"{title}: bỏ {_words(fact.old_value)}"
    if fact.old_value is None:
        return f"{title}: {_words(fact.new_value)}"
    return f"{title}: {_words(fact.old_value)} → {_words(fact.new_value)}"


def _items(value: Any) -> list[str]:
    """Return the parts of a value in words, one by one."""
    return list(_parts(value)) if isinstance(value, list | dict) else [_words(value)] * bool(value)


def _parts(value: list[Any] | dict[str, Any]) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{_SUBKEY_WORDS.get(key, key)} {_words(item)}" for key, item in value.items())
        return
    for item in value:
        yield _in_brackets(_parts(item)) if isinstance(item, list | dict) else _words(item)


def _in_brackets(parts: Iterable[str]) -> str:
    return f"({', '.join(parts)})"


def _words(value: Any) -> str:
    """Return a text in words: dates and periods as people read them."""
    try:
        return parse_period(str(value)).label
    except ValueError:
        return " ".join(format_value(_value(value)).split())
