"""Trong một dòng lẫn hai cách đặt dấu thanh.

"uỷ" và "ủy", "khoá" và "khóa", "hoà" và "hòa" đều được dùng, nhưng một dòng chỉ nên theo một
cách. Chỉ ra chỗ theo cách ít dùng hơn trong dòng; bằng nhau thì chỗ đứng sau.

Sai:

    - id: T01-15
      task: Ký kết giữa Đảng ủy Cảnh sát biển và Thành uỷ Hải Phòng.
      lead: VP
      start: 2026-01
      due: 2026-03

Đúng:

    - id: T01-15
      task: Ký kết giữa Đảng ủy Cảnh sát biển và Thành ủy Hải Phòng, tại Quý Hòa.
      lead: VP
      start: 2026-01
      due: 2026-03
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, Said

# Only where the two ways differ: no letter after the vowels, no `q` before `uy`.
_NEW = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)
_OLD = re.compile(r"(?:[òóỏõọ][ae]|(?<!q)[ùúủũụ]y)(?!\w)", re.IGNORECASE)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield, for each row that mixes both, the first place of the way it uses less."""
    for _, group in groupby(corpus.texts, key=lambda said: id(said.row)):
        places = [place for said in group for place in _places(said)]
        ways = Counter(way for _, _, way in places)
        if len(ways) == 1 or not places:
            continue
        least = min(reversed([way for _, _, way in places]), key=lambda way: ways[way])
        said, match, _ = next(place for place in places if place[2] == least)
        other = next(place for place in places if place[2] != least)
        word, usual = _word(said, match), _word(other[0], other[1])
        message = f'"{word}" và "{usual}" trong một dòng đặt dấu thanh theo hai cách'
        yield said.found(*_span(said, match), message, "thống nhất một cách trong cả dòng")


Place = tuple["Said", "re.Match[str]", str]


def _places(said: Said) -> Iterator[Place]:
    found = [(match.start(), match, way) for way, form in (("mới", _NEW), ("cũ", _OLD))
             for match in form.finditer(said.text)]  # fmt: skip
    for _, match, way in sorted(found, key=lambda each: each[0]):
        yield said, match, way


def _span(said: Said, match: re.Match[str]) -> tuple[int, int]:
    """Return where the word stands that a match is the end of."""
    word = next(word for word in said.words if word.start <= match.start() < word.end)
    return word.start, word.end


def _word(said: Said, match: re.Match[str]) -> str:
    start, end = _span(said, match)
    return said.text[start:end]
