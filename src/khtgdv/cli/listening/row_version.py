"""What a row said when somebody looked at it, held against what it says now."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

from khtgdv.dates.periods import DateRange, format_date
from khtgdv.errors import KhtgdvError
from khtgdv.frozen import fields, is_frozen
from khtgdv.reports.shared.rows import INSPECTION_COLUMNS, TASK_COLUMNS
from khtgdv.text import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from khtgdv.source.edit.record import Work

RowVersion = Mapping[str, str]
_LONGEST_TEXT = 200  # characters; of a longer one its beginning, and what tells it from others
_NOTHING = "chưa ghi"
_TITLES = {column.key: column.title for column in (*INSPECTION_COLUMNS, *TASK_COLUMNS)}


class RowChangedError(KhtgdvError):
    """Somebody recorded something of a row since it was looked at: nothing is written."""


def row_version(work: Work) -> RowVersion:
    """Return in short texts all that a row says, by its keys; what it does not say is left out."""
    texts = ((field.name.rstrip("_"), _words(getattr(work, field.name))) for field in fields(work))
    return {key: _shortened(text) for key, text in texts if text}


def require_version(work: Work, seen: RowVersion) -> None:
    """Refuse to go on where a row says something else than was seen; both are told."""
    differences = list(_differences(seen, row_version(work)))
    if differences:
        message = f"{work.id} đã được sửa từ lúc mở trang này, nên chưa ghi gì."
        hint = "trang này nay hiện điều mới nhất; còn đúng thì ghi lại"
        raise RowChangedError("\n".join((message, *differences)), hint)


def _differences(seen: RowVersion, current: RowVersion) -> Iterator[str]:
    for key in (*seen, *(key for key in current if key not in seen)):
        before, after = seen.get(key, _NOTHING), current.get(key, _NOTHING)
        if before != after:
            title = _TITLES.get(key, key)
            yield f"{title}: lúc mở trang {one_line(before)}; bây giờ {one_line(after)}"


def _words(value: Any) -> str:
    """Return a value of the model in words, nothing where it is empty."""
    if isinstance(value, DateRange):
        return value.label
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_words(item)}" for key, item in value.items())
    if isinstance(value, tuple):
        return "; ".join(map(_words, value))
    if is_frozen(type(value)):
        parts = (_words(getattr(value, field.name)) for field in fields(value))
        return ", ".join(filter(None, parts))
    return "" if value is None else str(value)


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_TEXT:
        return text
    digest = hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
    return f"{text[:_LONGEST_TEXT]}… [{digest[:16]}]"
