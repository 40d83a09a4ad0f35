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

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, PlanText

# Only where the two ways differ: no letter after the vowels, no `q` before `uy`.
_NEW_STYLE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)
_OLD_STYLE = re.compile(r"(?:[òóỏõọ][ae]|(?<!q)[ùúủũụ]y)(?!\w)", re.IGNORECASE)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield, for each row that mixes both, the first place of the way it uses less."""
    for _, group in groupby(corpus.texts, key=lambda plan_text: id(plan_text.row)):
        places = [place for plan_text in group for place in _styled_words(plan_text)]
        ways = Counter(style for _, _, style in places)
        if len(ways) == 1 or not places:
            continue
        least = min(reversed([style for _, _, style in places]), key=lambda style: ways[style])
        plan_text, match, _ = next(place for place in places if place[2] == least)
        other = next(place for place in places if place[2] != least)
        word, usual = _word_at(plan_text, match), _word_at(other[0], other[1])
        message = f'"{word}" và "{usual}" trong một dòng đặt dấu thanh theo hai cách'
        yield plan_text.finding(
            *_word_span(plan_text, match), message, "thống nhất một cách trong cả dòng"
        )


StyledWord = tuple["PlanText", "re.Match[str]", str]


_STYLES = (("mới", _NEW_STYLE), ("cũ", _OLD_STYLE))


def _styled_words(plan_text: PlanText) -> Iterator[StyledWord]:
    matches = [(match.start(), match, style) for style, pattern in _STYLES
             for match in pattern.finditer(plan_text.text)]  # fmt: skip
    for _, match, style in sorted(matches, key=lambda entry: entry[0]):
        yield plan_text, match, style


def _word_span(plan_text: PlanText, match: re.Match[str]) -> tuple[int, int]:
    """Return where the word stands that a match is the end of."""
    word = next(word for word in plan_text.words if word.start <= match.start() < word.end)
    return word.start, word.end


def _word_at(plan_text: PlanText, match: re.Match[str]) -> str:
    start, end = _word_span(plan_text, match)
    return plan_text.text[start:end]
