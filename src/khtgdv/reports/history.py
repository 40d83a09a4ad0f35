"""`history`: who recorded what about one row, and when, as git has it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from khtgdv.dates.periods import read_period, shown
from khtgdv.document.document import Column, Row, Table, display
from khtgdv.reports.shared.frame import frame
from khtgdv.reports.shared.rows import INSPECTION_COLUMNS, TASK_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khtgdv.document.document import Document, Value
    from khtgdv.query.selection import Selection
    from khtgdv.source.history.history import Event, Fact

_TITLES = {column.key: column.title for column in (*INSPECTION_COLUMNS, *TASK_COLUMNS)}
_COLUMNS = (
    Column("id", "Mã", "id"),
    Column("date", "Lúc"),
    Column("author", "Người ghi"),
    Column("changes", "Thay đổi", "long"),
    Column("subject", "Lời ghi"),
    Column("commit", "Bản"),
)
_SHORT = 8
# The keys below those of a row, in words.
_BELOW = {"to": "đến", "on": "ngày", "reason": "lý do", "document": "văn bản"}


def build(selection: Selection, *, row: str, events: Sequence[Event]) -> Document:
    """Return what happened to a row, the newest first."""
    rows = tuple(_row(row, event) for event in events)
    default = ("date", "author", "changes", "subject", "commit")
    table = Table(
        "history", "", _COLUMNS, default, rows, footer=f"{len(rows)} lần thay đổi {row}",
        empty=f"git chưa có gì về {row}.", narrow=("date", "author", "changes"),
    )  # fmt: skip
    return frame("history", f"LỊCH SỬ {row}", selection, [table])


def _row(row: str, event: Event) -> Row:
    commit = event.commit
    changes: tuple[Value, ...] = tuple(
        {"key": fact.key, "before": _value(fact.before), "after": _value(fact.after)}
        for fact in event.facts
    )
    values: dict[str, Value] = {
        "id": row,
        "date": commit.date if commit else None,
        "author": commit.author if commit else None,
        "changes": changes,
        "subject": commit.subject if commit else None,
        "commit": commit.name if commit else None,
    }
    words = {
        "date": _moment(commit.date) if commit else "chưa commit",
        "changes": _told(event.facts),
        "commit": commit.name[:_SHORT] if commit else "",
    }
    return Row(values, words)


def _moment(text: str) -> str:
    """Return a moment as its author's clock showed it."""
    moment = datetime.fromisoformat(text)
    return f"{shown(moment.date())} {moment:%H:%M}"


def _value(value: Any) -> Value:
    """Return plain data as a value of a document."""
    if isinstance(value, list):
        return tuple(_value(item) for item in value)
    if isinstance(value, dict):
        return {str(key): _value(item) for key, item in value.items()}
    return None if value is None else str(value)


def _told(facts: Sequence[Fact]) -> str:
    """Return changes in words; a row that came or went whole is told as one."""
    by_key = {fact.key: fact for fact in facts}
    if "id" in by_key:
        came = by_key["id"].before is None
        what = by_key.get("task") or by_key.get("content")
        words = _words(what.after if came else what.before) if what else ""
        return f"{'thêm dòng' if came else 'bớt dòng'}: {words}"
    return "; ".join(_fact(fact) for fact in facts)


def _fact(fact: Fact) -> str:
    title = _TITLES.get(fact.key, fact.key)
    if isinstance(fact.before, list | dict) or isinstance(fact.after, list | dict):
        gone, come = _items(fact.before), _items(fact.after)
        parts = [f"bỏ {item}" for item in gone if item not in come]
        parts += [f"thêm {item}" for item in come if item not in gone]
        return f"{title}: {', '.join(parts)}"
    if fact.after is None:
        return f"{title}: bỏ {_words(fact.before)}"
    if fact.before is None:
        return f"{title}: {_words(fact.after)}"
    return f"{title}: {_words(fact.before)} → {_words(fact.after)}"


def _items(value: Any) -> list[str]:
    """Return the parts of a value in words, one by one."""
    return list(_parts(value)) if isinstance(value, list | dict) else [_words(value)] * bool(value)


def _parts(value: list[Any] | dict[str, Any]) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{_BELOW.get(key, key)} {_words(item)}" for key, item in value.items())
        return
    for item in value:
        yield _joined(_parts(item)) if isinstance(item, list | dict) else _words(item)


def _joined(parts: Iterable[str]) -> str:
    return f"({', '.join(parts)})"


def _words(value: Any) -> str:
    """Return a text in words: dates and periods as people read them."""
    try:
        return read_period(str(value)).label
    except ValueError:
        return " ".join(display(_value(value)).split())
