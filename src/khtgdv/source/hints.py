"""What a clerk probably meant: dates in the office's own form, Vietnamese words for keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khtgdv.text import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_KEYS = {
    "ma": "id", "noi dung": "task content", "nhiem vu": "task", "ten": "name",
    "chu tri": "lead", "don vi chu tri": "lead", "phoi hop": "coordinating",
    "bat dau": "start", "han": "due", "thoi han": "due", "ket thuc": "due", "deadline": "due",
    "dinh ky": "repeat", "nguoi": "assignee", "san pham": "product",
    "trach nhiem": "responsibility",
    "tham quyen": "authority", "trong tam": "focus", "tien do": "progress",
    "hoan thanh": "completed", "done": "completed", "finished": "completed", "ket qua": "result",
    "gia han": "extensions", "huy": "cancelled", "canceled": "cancelled", "nhat ky": "log",
    "ghi chu": "notes", "note": "notes", "don vi": "units lead", "doan": "team",
    "thanh phan": "team",
    "ly do": "reason", "van ban": "document", "ngay": "on date", "owner": "lead",
    "nam": "year", "so": "number", "so hieu": "number", "nguoi ky": "signer",
}  # fmt: skip
_EVERY = {
    "ngay": "day", "hang ngay": "day", "daily": "day", "tuan": "week", "hang tuan": "week",
    "weekly": "week", "thang": "month", "hang thang": "month", "monthly": "month",
    "quy": "quarter", "hang quy": "quarter", "quarterly": "quarter", "6 thang": "half-year",
    "nua nam": "half-year", "9 thang": "nine-months", "nam": "year", "hang nam": "year",
    "yearly": "year",
}  # fmt: skip
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_DAY = re.compile(r"(?:ngay )?([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?")
_MONTH = re.compile(r"(?:thang |t)?([0-9]{1,2})[/.-]([0-9]{4})")
_QUARTER = re.compile(r"(?:quy|q) ?([1-4]|i{1,3}|iv)[/ -]([0-9]{4})|([0-9]{4})[-/ ]?q([1-4])")
_PERCENT = re.compile(r"0*(100|[0-9]{1,2}) ?%?")
_ID = re.compile(r"(t)?0*([0-9]{1,2})[-. ]?0*([0-9]{1,3})|(tx|kt)[-. ]?0*([0-9]{1,3})")


def key(word: str, known: Iterable[str]) -> str | None:
    """Return the key that was probably meant."""
    choices = list(known)
    meant = _KEYS.get(_plain(word), "").split()
    return next((name for name in meant if name in choices), None) or nearest(word[:60], choices)


def value(code: str, text: str) -> str | None:
    """Return what was probably meant by a value that could not be read, None where unknown."""
    guess = _GUESSES.get(code)
    found = guess(_plain(text)) if guess and len(text) <= 40 else None  # noqa: PLR2004 - a short word
    return found if found != text else None


def _plain(word: str) -> str:
    return " ".join(fold(word[:60]).replace("_", " ").split())


def _date(text: str) -> str | None:
    if day := _DAY.fullmatch(text):
        return _checked("invalid-date", f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}")
    if (iso := _ISO.fullmatch(text)) and iso[3]:
        return _checked("invalid-date", f"{iso[1]}-{iso[2]:0>2}-{iso[3]:0>2}")
    return None


def _period(text: str) -> str | None:
    if (day := _date(text)) is not None:
        return day
    if month := _MONTH.fullmatch(text):
        return _checked("invalid-period", f"{month[2]}-{month[1]:0>2}")
    if iso := _ISO.fullmatch(text):
        return _checked("invalid-period", f"{iso[1]}-{iso[2]:0>2}")
    if quarter := _QUARTER.fullmatch(text):
        number = quarter[1] or quarter[4]
        return f"{quarter[2] or quarter[3]}-Q{_ROMAN.get(number, number)}"
    return None


def _checked(code: str, text: str) -> str | None:
    """Return the text where it stands for something in the calendar."""
    from khtgdv.fields import FieldError
    from khtgdv.periods import read_date, read_period

    try:
        (read_date if code == "invalid-date" else read_period)(text)
    except FieldError:
        return None
    return text


def _row_id(text: str) -> str | None:
    match = _ID.fullmatch(text)
    if match is None:
        return None
    if match[4]:
        return f"{match[4].upper()}-{match[5]:0>2}"
    return f"T{match[2]:0>2}-{match[3]:0>2}" if 1 <= int(match[2]) <= 12 else None  # noqa: PLR2004


def _number(text: str) -> str | None:
    match = _PERCENT.fullmatch(text)
    return match and match[1]


_GUESSES: dict[str, Callable[[str], str | None]] = {
    "invalid-date": _date,
    "invalid-period": _period,
    "invalid-id": _row_id,
    "invalid-number": _number,
    "invalid-choice": lambda text: _EVERY.get(text) or nearest(text, set(_EVERY.values())),
}
