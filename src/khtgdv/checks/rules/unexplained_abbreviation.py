"""Chữ viết tắt không được giải thích ở đâu.

Chữ viết tắt phải có trong bảng `abbreviations` của tệp kế hoạch, hoặc được viết đầy đủ ngay trước
dấu ngoặc: "dư luận xã hội (DLXH)". Tên phòng, ký hiệu văn bản, số La Mã, những chữ cả thế giới
dùng (HIV/AIDS) và những chữ cơ quan nào cũng dùng không giải thích (UBND, HĐND, KT-XH, PCCC)
không kể. Mỗi chữ chỉ báo ở chỗ dùng đầu tiên.

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

from khtgdv.language import wording
from khtgdv.language.well_known import well_known_abbreviations
from khtgdv.plan.directory import department_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, PlanText

_SHORT_FORM = re.compile(r"(?<![\w/])(?:[A-ZĐ]{2,}\d{0,2}[A-ZĐ]*|[A-ZĐ][a-zđ]?[A-ZĐ]+)(?![\w])")
_ROMAN = re.compile(r"[IVX]+")
# What nobody spells out: of the world, and names of firms.
_WELL_KNOWN = frozenset(
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
_MIN_HEADING_CAPITALS = 4  # a text mostly in capitals is a heading, not abbreviations


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the first use of each short form that nothing explains."""
    explained_or_reported = {
        word.text for name in _department_names(corpus) for word in wording.split_words(name)
    }
    explained_or_reported |= _WELL_KNOWN | {
        match for plan_text in corpus.texts for match in _explained_in_brackets(plan_text)
    }
    for plan_text in corpus.texts:
        for start, end in _short_form_spans(corpus, plan_text):
            short = plan_text.text[start:end]
            if short not in explained_or_reported:
                explained_or_reported.add(short)
                message = f'chữ viết tắt "{short}" không được giải thích ở đâu'
                hint = "viết đầy đủ, hoặc thêm vào abbreviations của tệp kế hoạch"
                yield plan_text.finding(start, end, message, hint)


def _department_names(corpus: Corpus) -> Iterator[str]:
    for department in corpus.plan.departments:
        yield from department_names(department)
    for group in corpus.plan.groups:
        yield from (group.name, *group.aliases)


def _explained_in_brackets(plan_text: PlanText) -> Iterator[str]:
    """Yield the short forms that stand in brackets behind the words whose letters they are."""
    for match in re.finditer(r"\(([A-ZĐ][\wĐ&-]+)\)", plan_text.text):
        initials = [
            word.text[0].upper() for word in wording.split_words(plan_text.text[: match.start()])
        ]
        letters = [char for char in match[1] if char.isalpha()]
        if initials[-len(letters) :] == letters:
            yield match[1]


def _short_form_spans(corpus: Corpus, plan_text: PlanText) -> Iterator[tuple[int, int]]:
    spans = [match.span() for match in _SHORT_FORM.finditer(plan_text.text)]
    capitals = sum(word.text.isupper() for word in plan_text.words)
    if capitals > _MIN_HEADING_CAPITALS and capitals * 2 > len(plan_text.words):
        return
    citation_spans = [(citation.start, citation.end) for citation in plan_text.citations]
    known = (corpus.abbreviations, well_known_abbreviations())
    abbreviation_spans = [
        match.span() for forms in known for match in forms.matches(plan_text.text)
    ]
    for start, end in spans:
        text = plan_text.text[start:end]
        if not (
            _ROMAN.fullmatch(text)
            or _is_inside(start, citation_spans)
            or _is_inside(start, abbreviation_spans)
        ):
            yield start, end


def _is_inside(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)
