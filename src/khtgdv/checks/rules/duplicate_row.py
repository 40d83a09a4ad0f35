"""Hai nhiệm vụ cùng một nội dung.

So sánh từng chữ, không kể dấu câu, chữ hoa và cách đặt dấu thanh; chữ viết tắt có trong bảng chữ
viết tắt của kế hoạch được coi như viết đầy đủ. Hai dòng giống hệt nhau thì người đọc không biết
đó là một việc ghi hai lần hay hai việc khác nhau. Cách sửa: bỏ một dòng, hoặc ghi rõ điều làm hai
việc khác nhau (đợt, nơi, đối tượng).

Sai:

    - id: T04-08
      task: Tổ chức cuộc thi trực tuyến tìm hiểu về công tác dân vận.
      lead: VP
      start: 2026-04
      due: 2026-04
    - id: T04-09
      task: Tổ chức cuộc thi trực tuyến tìm hiểu về công tác dân vận
      lead: VP
      start: 2026-04
      due: 2026-04

Đúng:

    - id: T04-08
      task: Tổ chức cuộc thi trực tuyến tìm hiểu về công tác dân vận.
      lead: VP
      start: 2026-04
      due: 2026-04
    - id: T04-09
      task: Tổng kết, trao giải cuộc thi trực tuyến tìm hiểu về công tác dân vận.
      lead: VP
      start: 2026-04
      due: 2026-05
"""

from __future__ import annotations

from khtgdv.checks.ordinals import shared_ordinal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each row whose text an earlier row has."""
    for pair in corpus.similar_pairs:
        if not pair.copy_count or shared_ordinal(pair):
            continue
        others = pair.copy_count - len(pair.copy_names)
        more = f" và {others} dòng khác" if others else ""
        message = f"nội dung trùng với {', '.join(pair.copy_names)}{more}"
        hint = "bỏ một dòng, hoặc ghi rõ hai việc khác nhau ở đâu"
        yield pair.later.finding(0, len(pair.later.text), message, hint)
