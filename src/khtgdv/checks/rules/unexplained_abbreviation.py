"""Chữ viết tắt không được giải thích ở đâu.

Chữ viết tắt phải có trong bảng `abbreviations` của tệp kế hoạch, hoặc được viết đầy đủ ngay trước
dấu ngoặc: "dư luận xã hội (DLXH)". Tên phòng, ký hiệu văn bản, số La Mã và những chữ cả thế giới
dùng (HIV/AIDS) không kể. Mỗi chữ chỉ báo ở chỗ dùng đầu tiên.

Sai:

    - id: T01-07
      task: Báo cáo tình hình DLTN trong nhân dân.
      lead: VP
      start: 2026-01
      due: 2026-03

Đúng:

    - id: T01-07
      task: Báo cáo tình hình dư luận tín ngưỡng (DLTN) theo Quyết định số 12-QĐ/TU, quý III.
      lead: VP
      start: 2026-01
      due: 2026-03
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khtgdv.language import wording
from khtgdv.plan.directory import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, Said

_SHORT = re.compile(r"(?<![\w/])(?:[A-ZĐ]{2,}\d{0,2}[A-ZĐ]*|[A-ZĐ][a-zđ]?[A-ZĐ]+)(?![\w])")
_ROMAN = re.compile(r"[IVX]+")
# What nobody spells out: of the world, and names of firms.
_WORLD = frozenset(
    [
        "HIV",
        "AIDS",
        "COVID",
        "ASEAN",
        "UNESCO",
        "UNICEF",
        "LED",
        "GDP",
        "GRDP",
        "ISO",
        "WTO",
        "WHO",
        "EU",
        "AI",
        "IT",
        "PCI",
        "VNPT",
        "EVN",
        "VTV",
        "VOV",
        "FPT",
        "QR",
        "USB",
        "PDF",
    ]
)
_FEW = 4  # a text mostly in capitals is a heading, not abbreviations


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the first use of each short form that nothing explains."""
    told = {word.text for name in _departments(corpus) for word in wording.words(name)}
    told |= _WORLD | {match for said in corpus.texts for match in _explained(said)}
    for said in corpus.texts:
        for start, end in _shorts(corpus, said):
            short = said.text[start:end]
            if short not in told:
                told.add(short)
                message = f'chữ viết tắt "{short}" không được giải thích ở đâu'
                hint = "viết đầy đủ, hoặc thêm vào abbreviations của tệp kế hoạch"
                yield said.found(start, end, message, hint)


def _departments(corpus: Corpus) -> Iterator[str]:
    for department in corpus.plan.departments:
        yield from names_of(department)
    for group in corpus.plan.groups:
        yield from (group.name, *group.aliases)


def _explained(said: Said) -> Iterator[str]:
    """Yield the short forms that stand in brackets behind the words whose letters they are."""
    for match in re.finditer(r"\(([A-ZĐ][\wĐ&-]+)\)", said.text):
        before = [word.text[0].upper() for word in wording.words(said.text[: match.start()])]
        letters = [char for char in match[1] if char.isalpha()]
        if before[-len(letters) :] == letters:
            yield match[1]


def _shorts(corpus: Corpus, said: Said) -> Iterator[tuple[int, int]]:
    found = [match.span() for match in _SHORT.finditer(said.text)]
    capitals = sum(word.text.isupper() for word in said.words)
    if capitals > _FEW and capitals * 2 > len(said.words):
        return
    signs = [(cited.start, cited.end) for cited in said.citations]
    known = [match.span() for match in corpus.abbreviations.matches(said.text)]
    for start, end in found:
        text = said.text[start:end]
        if not (_ROMAN.fullmatch(text) or _inside(start, signs) or _inside(start, known)):
            yield start, end


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)
