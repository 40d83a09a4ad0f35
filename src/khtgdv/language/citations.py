"""Documents that a text cites: `Quyết định số 12-QĐ/TU, ngày 15/10/2025 của Ban Thường vụ …`."""

from __future__ import annotations

import re
from datetime import date

from khtgdv.frozen import dataclass
from khtgdv.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# Kinds of document and their signs (Quy định 399-QĐ/TW of 2026, Nghị định 30/2020/NĐ-CP).
DOCUMENT_SIGNS: dict[str, tuple[str, ...]] = {
    "Nghị quyết": ("NQ", "QH"),
    "Chỉ thị": ("CT",),
    "Kết luận": ("KL",),
    "Quyết định": ("QĐ",),
    "Quy định": ("QĐ", "QĐi"),
    "Quy chế": ("QC", "QĐ"),
    "Chương trình hành động": ("CTr", "CTrHĐ"),
    "Chương trình": ("CTr",),
    "Kế hoạch": ("KH",),
    "Hướng dẫn": ("HD",),
    "Thông báo": ("TB",),
    "Thông tri": ("TT",),
    "Thông tư": ("TT", "TTLT"),
    "Nghị định": ("NĐ",),
    "Đề án": ("ĐA",),
    "Báo cáo": ("BC",),
    "Tờ trình": ("TTr",),
    "Công văn": ("CV",),
    "Luật": ("QH",),
}
_SHORT = {"CTHĐ": "Chương trình hành động", "NQ": "Nghị quyết", "KL": "Kết luận", "KH": "Kế hoạch"}
_WORDS = sorted([*DOCUMENT_SIGNS, *_SHORT], key=lambda word: -len(word))
_KIND_PATTERN = "|".join(f"[{word[0]}{word[0].lower()}]{re.escape(word[1:])}" for word in _WORDS)
_CITATION = re.compile(
    rf"(?:(?P<kind>{_KIND_PATTERN})\s+)?(?:số\s+)?(?P<number>\d+(?:/\d{{4}})?)(?P<joint>\s*[-–/]\s*)"
    r"(?P<sign>[A-ZĐ]+[a-zđ]{0,2}(?:[-–][A-ZĐ][A-Za-zĐđ]*)*\d{0,2})"
    r"(?:/(?P<body>[A-ZĐ][A-Za-zĐđ]*(?:[-–][A-ZĐ][A-Za-zĐđ]*)*))?(?![\w/])"
    r"(?:\s*,?\s*ngày\s+(?P<date>\d{1,2}/\d{1,2}/\d{4}))?"
    r"(?:\s*,?\s*của\s+(?P<issuer>[^;,.()“”\"\n]*?)"
    r"(?=\s+(?:về|thực hiện|ban hành|quy định|khóa|khoá|tại|và\s+(?:[Kk]ế|[Cc]h|[Nn]gh|[Qq]uy))\b"
    r"|[;,.()“”\"\n]|$))?"
)
_ISSUER_LEVEL = re.compile(
    r"(?P<TW>bo chinh tri|ban bi thu|trung uong dang|ban chap hanh trung uong|bct|bbt)\b"
    r"|(?P<TU>(?:(?:ban thuong vu|thuong truc|btv) )?(?:thanh uy|tinh uy)\b(?! vien)"
    r"|(?:ban chap hanh|bch) dang bo (?:thanh pho|tinh|tp))"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One document cited: its kind in full, number and sign, what else is said of it, its place.

    `start` and `end` are those of the number with its sign, `citation_start` that of the whole
    citation.
    """

    kind: str | None
    number: str
    sign: str
    issuer_sign: str | None
    date: date | None
    issuer: str | None
    start: int
    end: int
    citation_start: int

    @property
    def document_key(self) -> tuple[str, str | None]:
        """By what two citations are of the same document, however its sign is written."""
        return f"{self.number.lstrip('0')}-{self.sign}".upper(), self.issuer_sign

    @property
    def issuer_level(self) -> str | None:
        """`TW` for a central body of the Party, `TU` for a province's, None for others."""
        match = _ISSUER_LEVEL.match(fold(self.issuer or ""))
        return match.lastgroup if match else None

    @property
    def is_party_document(self) -> bool:
        """Tell whether the document is one of the Party's, whose numbers are joined by a hyphen."""
        return "/" not in self.number and self.sign in _PARTY


_PARTY = frozenset(sign for kind, signs in DOCUMENT_SIGNS.items() for sign in signs) - {"QH", "NĐ"}


def kind_of_sign(sign: str) -> str | None:
    """Return the kind of document that a sign in a number stands for; None if it is none."""
    return next((kind for kind, signs in DOCUMENT_SIGNS.items() if sign in signs), None)


def find_citations(text: str) -> Iterator[Citation]:
    """Yield the documents a text cites, in order."""
    if "-" not in text and "/" not in text:
        return
    for match in _CITATION.finditer(text):
        if "/" in match["joint"] and not ("-" in match["sign"] or match["sign"].startswith("QH")):
            continue  # a fraction or a date, not the number of a document of the State
        kind = match["kind"]
        yield Citation(
            kind=_kind_in_full(kind) if kind else None,
            number=match["number"],
            sign=match["sign"],
            issuer_sign=match["body"],
            date=_parse_date(match["date"]),
            issuer=(match["issuer"] or "").strip() or None,
            start=match.start("number"),
            end=match.end("body") if match["body"] else match.end("sign"),
            citation_start=match.start(),
        )


def _kind_in_full(word: str) -> str:
    return _SHORT.get(word) or word[0].upper() + word[1:]


def _parse_date(text: str | None) -> date | None:
    if text is None:
        return None
    day, month, year = map(int, text.split("/"))
    try:
        return date(year, month, day)
    except ValueError:
        return None
