"""What a clerk probably meant: dates in the office's own form, Vietnamese words for keys."""

from __future__ import annotations

import re
from datetime import date, timedelta

from khtgdv.dates.periods import parse_date, parse_period
from khtgdv.fields import FieldError
from khtgdv.plan.ids import NUMBERED_SECTION
from khtgdv.source.yaml.nodes import MappingNode
from khtgdv.text import closest_match, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

_KEY_WORDS = {
    "content": "task text", "task": "content text",
    "ma": "id", "noi dung": "task content text", "nhiem vu": "task",
    "buoc": "steps text", "ten": "name",
    "chu tri": "lead", "don vi chu tri": "lead", "phoi hop": "coordinating",
    "bat dau": "start", "han": "due", "thoi han": "due", "ket thuc": "due", "deadline": "due",
    "dinh ky": "repeat", "day": "on", "offset": "after", "sau": "after", "step": "interval",
    "thoi gian": "span due_text", "nguoi": "assignee", "san pham": "product",
    "trach nhiem": "responsibility",
    "tham quyen": "authority", "trong tam": "focus", "tien do": "progress",
    "hoan thanh": "completed", "done": "completed", "finished": "completed", "ket qua": "result",
    "gia han": "extensions", "huy": "cancelled", "canceled": "cancelled", "nhat ky": "log",
    "ghi chu": "notes", "note": "notes", "don vi": "units lead", "doan": "team",
    "thanh phan": "team",
    "ly do": "reason", "van ban": "document", "ngay": "on date", "owner": "lead",
    "de muc": "heading", "ten muc": "heading",
    "nam": "year", "so": "number", "so hieu": "number", "nguoi ky": "signer signers",
    "the thuc": "form", "cap tren": "parent", "dia danh": "place", "ky hieu": "symbol",
    "noi nhan": "recipients", "quyen han": "authority", "chuc vu": "title signer_title",
    "thu": "letters", "dia chi thu": "letters", "email": "letters",
}  # fmt: skip
_EVERY = {
    "ngay": "day", "hang ngay": "day", "daily": "day", "tuan": "week", "hang tuan": "week",
    "weekly": "week", "thang": "month", "hang thang": "month", "monthly": "month",
    "quy": "quarter", "hang quy": "quarter", "quarterly": "quarter", "6 thang": "half-year",
    "nua nam": "half-year", "9 thang": "nine-months", "nam": "year", "hang nam": "year",
    "yearly": "year",
}  # fmt: skip
_HEAD_FORMS = {"dang": "party", "nha nuoc": "state", "khac": "other"}
_SECTION_WORDS = {
    "nhiem vu": "tasks", "phu luc 1": "tasks", "kiem tra": "inspections",
    "phu luc 2": "inspections", "ke hoach": "plan", "don vi": "departments",
    "phong": "departments", "nhom": "groups", "muc": "sections", "cac muc": "sections",
    "trong tam": "focus", "viet tat": "abbreviations",
    "ngay nghi": "holidays", "lam bu": "working_days", "co quan": "office", "the thuc": "office",
    "bao cao": "reporting",
}  # fmt: skip
# What people write as a key of a row and khtgdv works out by itself.
_REPORTED = frozenset({"state", "status", "trang thai", "tinh trang", "overdue", "qua han", "kind"})
_MAX_LENGTH = 40
_MAX_SHOWN = 120  # characters of a text that is told in a hint
_MAX_KEYS = 60  # of a mapping in braces that a person wrote
# How an office writes a period, and our form of it; the first that fits and that exists counts.
_DATE_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:ngay )?(?P<d>[0-9]{1,2})[/.-](?P<m>[0-9]{1,2})[/.-](?P<y>[0-9]{4})"), "y-m-d"),
    (re.compile(r"(?P<m>[0-9]{1,2})[/.-](?P<d>[0-9]{1,2})[/.-](?P<y>[0-9]{4})"), "y-m-d"),
    (re.compile(r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})(?:[t ].*)?"),
     "y-m-d"),
)  # fmt: skip
_PERIOD_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    *_DATE_FORMS,
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
_EXCEL_EPOCH = date(1899, 12, 30)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_PERCENT = re.compile(r"0*(100|[0-9]{1,2}) ?%?")
_ID_FORMS = (
    re.compile(r"t(?P<month>[0-9]{2})(?P<row>[0-9]{2,3})"),
    re.compile(
        r"(?:t0*(?P<month>[0-9]{1,2})[-. ]?|0*(?P<bare_month>[0-9]{1,2})[. ])0*(?P<row>[0-9]{1,3})"
    ),
    re.compile(r"(?P<kind>tx|kt)[-. ]?0*(?P<row>[0-9]{1,3})"),
)
# A plan's own section with another sign than the dash, and a row that has no section.
_OWN_ID = re.compile(
    r"(?:(?P<section>[ivx]{1,4}|[a-h])[. ]|nv[. ]?|)0*(?P<row>[1-9][0-9]{0,2}[a-z]?)"
)


def guess_section(word: str, known_keys: Iterable[str]) -> str | None:
    """Return the top key that a Vietnamese word means."""
    translation = _SECTION_WORDS.get(_normalize_word(word))
    return next((name for name in known_keys if name == translation), None)


def key_hint(word: str, known_keys: Iterable[str]) -> str | None:
    """Return what to say of a key that is not known; None where nothing is near."""
    choices = list(known_keys)
    name, colon, rest = word.partition(":")
    if colon and name in choices:
        return f'viết "{name}: {rest}", có một dấu cách sau dấu hai chấm'
    if _normalize_word(word) in _REPORTED:
        return "khtgdv tự tính tình trạng; ghi started, completed hoặc cancelled"
    translations = _KEY_WORDS.get(_normalize_word(word), "").split()
    near = next((name for name in translations if name in choices), None) or closest_match(
        word[:60], choices
    )
    return f'có phải "{near}"?' if near else None


def cut_value_hint(word: str, mapping: object, known_keys: Container[str]) -> str | None:
    """Return what to say of words in braces that a comma has cut off the value before them."""
    if not (isinstance(mapping, MappingNode) and mapping.flow and len(mapping) <= _MAX_KEYS):
        return None
    if mapping.get(word) is not None:
        return None
    before = list(mapping)[: list(mapping).index(word)]
    key = next((name for name in reversed(before) if name in known_keys), None)
    if key is None or not isinstance(mapping[key], str):
        return None
    whole = ", ".join((mapping[key], *before[before.index(key) + 1 :], word))
    shown = whole if len(whole) <= _MAX_SHOWN else f"{whole[:_MAX_SHOWN]}…"
    return f'dấu phẩy trong {{ }} ngăn các khóa, đặt cả nội dung trong dấu nháy: {key}: "{shown}"'


def value_hint(code: str, text: str) -> str | None:
    """Return what to say of a value that could not be read; None where nothing is known."""
    guess = _GUESSERS.get(code)
    if guess is None or len(text) > _MAX_LENGTH:
        return None
    suggestion = guess(_normalize_word(text))
    if suggestion is None or suggestion == text:
        is_prose = code == "invalid-period" and not re.search("[0-9]", text)
        return "lời văn của thời hạn ghi ở khóa due_text;" if is_prose else None
    return f'có phải "{suggestion}"?'


def _normalize_word(word: str) -> str:
    """Return a word without case, accents and what stands around it by mistake."""
    return " ".join(fold(word[:60]).replace("_", " ").split()).strip(" .,;\"'")


def _guess_date(text: str) -> str | None:
    return _date_from_excel(text) or _first_match(text, _DATE_FORMS, parse_date)


def _guess_period(text: str) -> str | None:
    return _date_from_excel(text) or _first_match(text, _PERIOD_FORMS, parse_period)


def _date_from_excel(text: str) -> str | None:
    return str(_EXCEL_EPOCH + timedelta(int(text))) if _EXCEL.fullmatch(text) else None


def _first_match(
    text: str, forms: Iterable[tuple[re.Pattern[str], str]], read: Callable[[str], object]
) -> str | None:
    """Return a text in our form where one of the forms fits, and the calendar has it."""
    for pattern, form in forms:
        if match := pattern.fullmatch(text):
            parts = {name: part.zfill(2) for name, part in match.groupdict().items()}
            if "q" in parts:
                parts["q"] = _ROMAN.get(match["q"], match["q"])
            candidate = "".join(parts.get(sign, sign) for sign in form)
            try:
                read(candidate)
            except FieldError:
                continue
            return candidate
    return None


def _guess_row_id(text: str) -> str | None:
    for pattern in _ID_FORMS:
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            month = parts.get("month") or parts.get("bare_month")
            kind = (parts.get("kind") or f"t{month:0>2}").upper()
            is_valid = kind in {"TX", "KT"} or 1 <= int(kind[1:]) <= 12  # noqa: PLR2004 - months
            is_valid = is_valid and int(parts["row"]) > 0
            return f"{kind}-{parts['row']:0>2}" if is_valid else None
    match = _OWN_ID.fullmatch(text)
    return match and f"{(match['section'] or NUMBERED_SECTION).upper()}-{match['row']}"


def _guess_number(text: str) -> str | None:
    match = _PERCENT.fullmatch(text)
    return match and match[1]


_CHOICES = _EVERY | _HEAD_FORMS
_GUESSERS: dict[str, Callable[[str], str | None]] = {
    "invalid-date": _guess_date,
    "invalid-period": _guess_period,
    "invalid-id": _guess_row_id,
    "invalid-number": _guess_number,
    "invalid-choice": lambda text: (
        _CHOICES.get(text) or closest_match(text, set(_CHOICES.values()))
    ),
}
