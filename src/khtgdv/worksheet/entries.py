"""What people write into a cell, in the form that files have; a refusal says what to write."""

from __future__ import annotations

import re
from datetime import date, datetime

from khtgdv.document.form import COLUMN_BY_KEY
from khtgdv.errors import UsageError
from khtgdv.fields import FieldError
from khtgdv.frozen import dataclass
from khtgdv.plan.values import WHOLE_PROGRESS, parse_text
from khtgdv.query.ranges import read_deadline, read_past_day
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from khtgdv.dates.periods import DateRange
    from khtgdv.document.form import Entry
    from khtgdv.worksheet.reading import Cell


@dataclass(frozen=True, slots=True)
class Typing:
    """What is typed without a year is of `span`; nothing recorded is of a day after `today`."""

    span: DateRange
    today: date


def read_entry(key: str, cell: Cell, typing: Typing) -> str:
    """Return what a cell of a column says, nothing for an empty one; UsageError otherwise."""
    if cell.is_empty:
        return ""
    if not cell.text:
        message = "ô là công thức chưa có giá trị, hoặc công thức lỗi."
        raise UsageError(message, "gõ thẳng giá trị vào ô, hoặc xóa trắng ô")
    return _READERS[COLUMN_BY_KEY[key].entry](cell, typing)


def _read_day(cell: Cell, typing: Typing) -> str:
    if isinstance(cell.value, date):
        return _iso(cell.value)
    if isinstance(cell.value, int | float):
        raise UsageError(f'"{cell.text}" không phải một ngày.', "viết ngày, ví dụ 31/03/2026")
    return read_past_day(cell.text, typing.span, typing.today).isoformat()


def _read_deadline(cell: Cell, typing: Typing) -> str:
    if isinstance(cell.value, date):
        return _iso(cell.value)
    return str(read_deadline(cell.text, typing.span))


def _read_percent(cell: Cell, _: Typing) -> str:
    """Read a whole number of per cent; Excel keeps what was typed as `60%` as a fraction."""
    value, text = cell.value, cell.text.removesuffix("%").strip()
    if isinstance(value, float) and 0 < value < 1:
        text = f"{value * 100:g}"
    if re.fullmatch("[0-9]{1,3}", text) and int(text) <= WHOLE_PROGRESS:
        return str(int(text))
    message = f'"{escape_unsafe(cell.text)}" không phải số phần trăm.'
    raise UsageError(message, "viết một số nguyên từ 0 đến 100")


def _read_text(cell: Cell, _: Typing) -> str:
    try:
        return parse_text(cell.text)
    except FieldError as error:
        raise UsageError(error.message, error.hint) from None


_READERS: dict[Entry, Callable[[Cell, Typing], str]] = {
    "date": _read_day, "period": _read_deadline, "percent": _read_percent, "text": _read_text,
    "fixed": _read_text, "shown": _read_text,
}  # fmt: skip


def _iso(value: date) -> str:
    return (value.date() if isinstance(value, datetime) else value).isoformat()
