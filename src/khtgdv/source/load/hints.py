"""What a clerk probably meant: dates in the office's own form, Vietnamese words for keys."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from khtgdv.dates.periods import read_date, read_period
from khtgdv.fields import FieldError
from khtgdv.text import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_KEYS = {
    "content": "task", "task": "content",
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
_SECTIONS = {
    "nhiem vu": "tasks", "phu luc 1": "tasks", "kiem tra": "inspections",
    "phu luc 2": "inspections", "ke hoach": "plan", "don vi": "departments",
    "phong": "departments", "nhom": "groups", "trong tam": "focus", "viet tat": "abbreviations",
    "ngay nghi": "holidays", "lam bu": "working_days",
}  # fmt: skip
# What people write as a key of a row and khtgdv works out by itself.
_REPORTED = frozenset({"state", "status", "trang thai", "tinh trang", "overdue", "qua han", "kind"})
_LONGEST = 40
# How an office writes a period, and our form of it; the first that fits and that exists counts.
_DATES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:ngay )?(?P<d>[0-9]{1,2})[/.-](?P<m>[0-9]{1,2})[/.-](?P<y>[0-9]{4})"), "y-m-d"),
    (re.compile(r"(?P<m>[0-9]{1,2})[/.-](?P<d>[0-9]{1,2})[/.-](?P<y>[0-9]{4})"), "y-m-d"),
    (re.compile(r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})(?:[t ].*)?"),
     "y-m-d"),
)  # fmt: skip
_PERIODS: tuple[tuple[re.Pattern[str], str], ...] = (
    *_DATES,
    (re.compile(r"(?:thang |t)?(?P<m>[0-9]{1,2})[/.-](?P<y>[0-9]{4})"), "y-m"),
    (re.compile(r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})"), "y-m"),
    (re.compile(r"(?:quy|q) ?(?P<q>[1-4]|i{1,3}|iv)(?:[/ -]| nam )(?P<y>[0-9]{4})"), "y-Qq"),
    (re.compile(r"(?P<y>[0-9]{4})[-/ ]?q(?P<q>[1-4])"), "y-Qq"),
    (re.compile(r"6 thang (?:dau )?(?:nam )?(?P<y>[0-9]{4})"), "y-H1"),
    (re.compile(r"6 thang cuoi (?:nam )?(?P<y>[0-9]{4})"), "y-H2"),
    (re.compile(r"9 thang (?:dau )?(?:nam )?(?P<y>[0-9]{4})"), "y-9M"),
    (re.compile(r"(?:ca )?nam (?P<y>[0-9]{4})"), "y"),
    (re.compile(r"(?P<y>[0-9]{4})"), "y"),
)
_EXCEL = re.compile("[34][0-9]{4}")  # a day as Excel counts it, of the years from 1982 to 2036
_EXCEL_BEGIN = date(1899, 12, 30)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_PERCENT = re.compile(r"0*(100|[0-9]{1,2}) ?%?")
_IDS = (
    re.compile(r"t(?P<month>[0-9]{2})(?P<row>[0-9]{2,3})"),
    re.compile(r"t?0*(?P<month>[0-9]{1,2})[-. ]?0*(?P<row>[0-9]{1,3})"),
    re.compile(r"(?P<kind>tx|kt)[-. ]?0*(?P<row>[0-9]{1,3})"),
)


def section(word: str, known: Iterable[str]) -> str | None:
    """Return the top key that a Vietnamese word means."""
    meant = _SECTIONS.get(_plain(word))
    return next((name for name in known if name == meant), None)


def key(word: str, known: Iterable[str]) -> str | None:
    """Return what to say of a key that is not known; None where nothing is near."""
    choices = list(known)
    name, colon, rest = word.partition(":")
    if colon and name in choices:
        return f'viết "{name}: {rest}", có một dấu cách sau dấu hai chấm'
    if _plain(word) in _REPORTED:
        return "khtgdv tự tính tình trạng; ghi started, completed hoặc cancelled"
    meant = _KEYS.get(_plain(word), "").split()
    near = next((name for name in meant if name in choices), None) or nearest(word[:60], choices)
    return f'có phải "{near}"?' if near else None


def value(code: str, text: str) -> str | None:
    """Return what to say of a value that could not be read; None where nothing is known."""
    guess = _GUESSES.get(code)
    if guess is None or len(text) > _LONGEST:
        return None
    found = guess(_plain(text))
    if found is None or found == text:
        words = code == "invalid-period" and not re.search("[0-9]", text)
        return "lời văn của thời hạn ghi ở khóa due_text;" if words else None
    return f'có phải "{found}"?'


def _plain(word: str) -> str:
    """Return a word without case, accents and what stands around it by mistake."""
    return " ".join(fold(word[:60]).replace("_", " ").split()).strip(" .,;\"'")


def _date(text: str) -> str | None:
    return _excel(text) or _first(text, _DATES, read_date)


def _period(text: str) -> str | None:
    return _excel(text) or _first(text, _PERIODS, read_period)


def _excel(text: str) -> str | None:
    return str(_EXCEL_BEGIN + timedelta(int(text))) if _EXCEL.fullmatch(text) else None


def _first(
    text: str, forms: Iterable[tuple[re.Pattern[str], str]], read: Callable[[str], object]
) -> str | None:
    """Return a text in our form where one of the forms fits, and the calendar has it."""
    for pattern, form in forms:
        if match := pattern.fullmatch(text):
            parts = {name: part.zfill(2) for name, part in match.groupdict().items()}
            if "q" in parts:
                parts["q"] = _ROMAN.get(match["q"], match["q"])
            found = "".join(parts.get(sign, sign) for sign in form)
            try:
                read(found)
            except FieldError:
                continue
            return found
    return None


def _row_id(text: str) -> str | None:
    for pattern in _IDS:
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            kind = (parts.get("kind") or f"t{parts['month']:0>2}").upper()
            known = kind in {"TX", "KT"} or 1 <= int(kind[1:]) <= 12  # noqa: PLR2004 - months
            known = known and int(parts["row"]) > 0
            return f"{kind}-{parts['row']:0>2}" if known else None
    return None


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
