"""Cùng một việc làm nhiều lần mà hai dòng mang cùng một số thứ tự.

Hai dòng cùng nội dung và cùng ghi "lần thứ nhất" (hoặc cùng "đợt 1") thì dòng sau đã chép nguyên
dòng trước mà chưa đổi số. Số thứ tự trong tên đại hội (Đại hội lần thứ XIV) không kể.

Sai:

    - id: T02-15
      task: Phát động viết sáng kiến kinh nghiệm năm 2026 (lần thứ nhất).
      lead: VP
      start: 2026-02
      due: 2026-05
    - id: T06-06
      task: Phát động viết sáng kiến kinh nghiệm năm 2026 (lần thứ nhất).
      lead: VP
      start: 2026-06
      due: 2026-09

Đúng:

    - id: T02-15
      task: Phát động viết sáng kiến kinh nghiệm năm 2026 (lần thứ nhất).
      lead: VP
      start: 2026-02
      due: 2026-05
    - id: T06-06
      task: Phát động viết sáng kiến kinh nghiệm năm 2026 (lần thứ hai).
      lead: VP
      start: 2026-06
      due: 2026-09
"""

from __future__ import annotations

from khtgdv.checks.ordinals import shared_ordinal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each turn that an earlier row with the same text has too."""
    reported_rows: set[int] = set()
    for pair in corpus.similar_pairs:
        ordinal = shared_ordinal(pair)
        if ordinal is None or id(pair.later) in reported_rows:
            continue
        reported_rows.add(id(pair.later))
        ordinal_text = pair.later.text[ordinal.start : ordinal.end]
        message = f'"{ordinal_text}" đã có ở {pair.earlier.row_name}, cùng một nội dung'
        hint = "ghi số thứ tự tiếp theo, hoặc bỏ dòng chép thừa"
        yield pair.later.finding(ordinal.start, ordinal.end, message, hint)
