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
from typing import TYPE_CHECKING

from khtgdv.checks.syllables import COMPOUNDS, CONFUSED, parts, well_spelt
from khtgdv.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, Said

_CONFUSED = re.compile(rf"\b(?:{'|'.join(CONFUSED)})\b", re.IGNORECASE)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each word that is spelt as no word is, or as another one."""
    for said in corpus.texts:
        pairs = list(_compounds(said))
        yield from pairs
        # A syllable that is no word is told once, with the word that it was meant for.
        yield from (
            each
            for each in _syllables(said)
            if not any(pair.start <= each.start < (pair.end or 0) for pair in pairs)
        )
        for match in _CONFUSED.finditer(said.text):
            right = CONFUSED[match[0].lower()]
            message = f'"{match[0]}" hay viết nhầm cho "{right}"'
            yield said.found(match.start(), match.end(), message, f'viết "{right}"')


def _syllables(said: Said) -> Iterator[Finding]:
    for word in said.words:
        if word.text.isascii() or not word.text.islower() or not word.text.isalpha():
            continue
        if len(word.text) > 1 and not well_spelt(word.text):
            message = f'"{word.text}" không đúng chính tả tiếng Việt'
            yield said.found(word.start, word.end, message, "gõ lại chữ này")


def _compounds(said: Said) -> Iterator[Finding]:
    """Yield two syllables that are a compound but for their marks.

    Where one of them makes a compound with its other neighbour they only meet by chance
    (tình hình thực tiễn).
    """
    known = _known()
    for number, (one, two) in enumerate(zip(said.words, said.words[1:], strict=False)):
        right = known.get((one.folded, two.folded))
        if right is None or not two.text.islower() or not one.text[1:].islower():
            continue
        beside = (_is_compound(said, number - 1), _is_compound(said, number + 1))
        if said.between(number).strip() or _is_compound(said, number) or any(beside):
            continue
        pair = said.text[one.start : two.end]
        best = next(iter(right.values()))
        yield said.found(one.start, two.end, f'"{pair}" gõ sai dấu', f'có phải "{best}"?')


def _is_compound(said: Said, number: int) -> bool:
    """Tell whether a word and the next one make a compound in its right spelling."""
    if not 0 <= number < len(said.words) - 1:
        return False
    one, two = said.words[number : number + 2]
    right = _known().get((one.folded, two.folded), {})
    return (parts(one.text), parts(two.text)) in right


@cache
def _known() -> dict[tuple[str, str], dict[object, str]]:
    """Return the right spellings of each compound by its folded syllables."""
    known: defaultdict[tuple[str, str], dict[object, str]] = defaultdict(dict)
    for compound in COMPOUNDS:
        one, two = compound.split()
        known[fold(one), fold(two)][parts(one), parts(two)] = compound
    return dict(known)
