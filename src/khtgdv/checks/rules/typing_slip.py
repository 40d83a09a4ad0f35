"""Lỗi gõ chữ Việt thường gặp.

Ba loại: chữ không đúng chính tả tiếng Việt (nghành, hôị, đựơc); từ quen dùng trong văn bản bị gõ
thiếu hoặc sai dấu (xây dung, triễn khai, nghị quyêt); từ hay viết nhầm (bổ xung, sát nhập). Tên
riêng và chữ nước ngoài không xét.

Sai:

    - id: T03-13
      task: Tham mưu xây dung Báo cáo của nghành.
      lead: VP
      start: 2026-03
      due: 2026-03

Đúng:

    - id: T03-13
      task: Tham mưu xây dựng Báo cáo của ngành, giao ban cộng tác viên ở Bắc Kạn qua internet.
      lead: VP
      start: 2026-03
      due: 2026-03
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from khtgdv.checks.syllables import COMMON_CONFUSIONS, COMPOUNDS, is_well_spelt, split_tone
from khtgdv.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, PlanText

_CONFUSION = re.compile(rf"\b(?:{'|'.join(COMMON_CONFUSIONS)})\b", re.IGNORECASE)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each word that is spelt as no word is, or as another one."""
    for plan_text in corpus.texts:
        pairs = list(_compound_findings(plan_text))
        yield from pairs
        # A syllable that is no word is told once, with the word that it was meant for.
        yield from (
            finding
            for finding in _syllable_findings(plan_text)
            if not any(compound.start <= finding.start < (compound.end or 0) for compound in pairs)
        )
        for match in _CONFUSION.finditer(plan_text.text):
            right = COMMON_CONFUSIONS[match[0].lower()]
            message = f'"{match[0]}" hay viết nhầm cho "{right}"'
            yield plan_text.finding(match.start(), match.end(), message, f'viết "{right}"')


def _syllable_findings(plan_text: PlanText) -> Iterator[Finding]:
    for word in plan_text.words:
        if word.text.isascii() or not word.text.islower() or not word.text.isalpha():
            continue
        if len(word.text) > 1 and not is_well_spelt(word.text):
            message = f'"{word.text}" không đúng chính tả tiếng Việt'
            yield plan_text.finding(word.start, word.end, message, "gõ lại chữ này")


def _compound_findings(plan_text: PlanText) -> Iterator[Finding]:
    """Yield two syllables that are a compound but for their marks.

    Where one of them makes a compound with its other neighbour they only meet by chance
    (tình hình thực tiễn).
    """
    spellings = _compound_spellings()
    for number, (first, two) in enumerate(zip(plan_text.words, plan_text.words[1:], strict=False)):
        right_spellings = spellings.get((first.folded, two.folded))
        if right_spellings is None or not two.text.islower() or not first.text[1:].islower():
            continue
        beside = (_is_compound(plan_text, number - 1), _is_compound(plan_text, number + 1))
        if plan_text.gap_after(number).strip() or _is_compound(plan_text, number) or any(beside):
            continue
        pair = plan_text.text[first.start : two.end]
        best = next(iter(right_spellings.values()))
        yield plan_text.finding(first.start, two.end, f'"{pair}" gõ sai dấu', f'có phải "{best}"?')


def _is_compound(plan_text: PlanText, number: int) -> bool:
    """Tell whether a word and the next one make a compound in its right spelling."""
    if not 0 <= number < len(plan_text.words) - 1:
        return False
    first, second = plan_text.words[number : number + 2]
    right_spellings = _compound_spellings().get((first.folded, second.folded), {})
    return (split_tone(first.text), split_tone(second.text)) in right_spellings


@cache
def _compound_spellings() -> dict[tuple[str, str], dict[object, str]]:
    """Return the right spellings of each compound by its folded syllables."""
    spellings: defaultdict[tuple[str, str], dict[object, str]] = defaultdict(dict)
    for compound in COMPOUNDS:
        first, second = compound.split()
        spellings[fold(first), fold(second)][split_tone(first), split_tone(second)] = compound
    return dict(spellings)
