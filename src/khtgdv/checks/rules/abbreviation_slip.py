"""Chữ viết tắt gõ sai.

Chữ viết tắt không có trong bảng `abbreviations`, dùng một lần, mà chỉ khác một chữ trong bảng ở
chỗ đảo, thiếu hoặc thừa một chữ cái (CHNX và CNXH, UBNTP và UBNDTP).

Sai:

    plan:
      abbreviations:
        - {short: CNXH, full: chủ nghĩa xã hội}
    tasks:
      - {id: T01-01, task: Xây dựng mô hình CHNX., lead: VP, start: 2026-01, due: 2026-03}

Đúng:

    plan:
      abbreviations:
        - {short: CNXH, full: chủ nghĩa xã hội}
    tasks:
      - {id: T01-01, task: Xây dựng mô hình CNXH., lead: VP, start: 2026-01, due: 2026-03}
"""

from __future__ import annotations

import re
from collections import Counter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding

_SHORT = re.compile(r"(?<![\w/])(?<!\d-)[A-ZĐ]{4,}(?![\w/])")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each short form that is nearly one of those the plan explains."""
    matches = [
        (plan_text, match)
        for plan_text in corpus.texts
        for match in _SHORT.finditer(plan_text.text)
    ]
    count = Counter(match[0] for _, match in matches)
    explained = corpus.abbreviations.by_short
    for plan_text, match in matches:
        short = match[0]
        if short in explained or count[short] > 1:
            continue
        similar = [short_form for short_form in explained if _is_near(short, short_form)]
        if similar:
            message = f'"{short}" chỉ khác "{similar[0]}" một chút'
            hint = f'có phải "{similar[0]}" ({explained[similar[0]].full})?'
            yield plan_text.finding(match.start(), match.end(), message, hint)


def _is_near(first: str, second: str) -> bool:
    """Tell whether two short forms have the same letters, or one has one letter more."""
    if sorted(first) == sorted(second):
        return True
    longer, shorter = sorted((first, second), key=len, reverse=True)
    if len(longer) != len(shorter) + 1 or len(shorter) < 4:  # noqa: PLR2004 - as _SHORT
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(1, len(longer) - 1))
