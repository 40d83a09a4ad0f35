"""Trong một ô lẫn nhiều kiểu dấu nháy.

Dấu nháy thẳng (") mở mà dấu nháy cong (”) đóng, hoặc hai kiểu trong cùng một ô.

Sai:

    - id: T12-02
      task: Thẩm định kết quả tự chấm điểm “Chính quyền thân thiện”; "Công sở thân thiện”.
      lead: VP
      start: 2026-12
      due: 2026-12

Đúng:

    - id: T12-02
      task: Thẩm định kết quả tự chấm điểm “Chính quyền thân thiện”; “Công sở thân thiện”.
      lead: VP
      start: 2026-12
      due: 2026-12
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding

_QUOTE_PATTERNS = {"thẳng": re.compile('"'), "cong": re.compile("[“”„]"), "góc": re.compile("[«»]")}


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield, for each text that mixes kinds of quotation marks, the first of the rarest kind."""
    for plan_text in corpus.texts:
        matches_by_kind = {
            kind: list(marks.finditer(plan_text.text)) for kind, marks in _QUOTE_PATTERNS.items()
        }
        used_kinds = {kind: marks for kind, marks in matches_by_kind.items() if marks}
        if len(used_kinds) > 1:
            rarest = min(used_kinds, key=lambda kind: len(used_kinds[kind]))
            others = ", ".join(kind for kind in used_kinds if kind != rarest)
            at = used_kinds[rarest][0].start()
            message = f"lẫn dấu nháy {rarest} và dấu nháy {others}"
            yield plan_text.finding(at, at + 1, message, "dùng “ và ” trong cả dòng")
