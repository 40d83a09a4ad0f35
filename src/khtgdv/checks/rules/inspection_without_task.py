"""Cuộc kiểm tra ở Phụ lục 2 không có nhiệm vụ tương ứng ở Phụ lục 1.

Nhiệm vụ tương ứng là nhiệm vụ ghi ở `related`, hoặc một nhiệm vụ có phần lớn chữ chung với nội
dung kiểm tra. Không có thì không đơn vị nào chủ trì việc chuẩn bị, và cuộc kiểm tra không hiện ở
khối lượng của đơn vị nào. Cách sửa: thêm nhiệm vụ, hoặc ghi mã nhiệm vụ vào `related`.

Sai:

    tasks:
      - {id: T01-01, task: Hướng dẫn công tác khoa giáo., lead: VP, start: 2026-01, due: 2026-03}
    inspections:
      - id: KT-01
        content: Khảo sát nhiệm vụ giáo dục tại một số trường trung học phổ thông.
        due: 2026-08

Đúng:

    tasks:
      - id: T08-01
        task: Khảo sát nhiệm vụ giáo dục tại một số trường trung học phổ thông, báo cáo kết quả.
        lead: VP
        start: 2026-08
        due: 2026-08
    inspections:
      - id: KT-01
        content: Khảo sát nhiệm vụ giáo dục tại một số trường trung học phổ thông.
        due: 2026-08
"""

from __future__ import annotations

import re

from khtgdv.checks.corpus import Finding
from khtgdv.language import wording
from khtgdv.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus

_MIN_SHARE = 0.65
_VISIT = re.compile(r"\b(?:kiem tra|giam sat|khao sat)\b")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each inspection that no task answers to."""
    tasks = [
        frozenset(word.folded for word in plan_text.words)
        for plan_text in corpus.task_texts
        if _VISIT.search(fold(plan_text.text))
    ]
    for work in corpus.plan.inspections:
        if work.related or work.cancelled:
            continue
        about = frozenset(word.folded for word in wording.split_words(work.content))
        if not any(len(about & task) >= _MIN_SHARE * len(about) for task in tasks):
            message = "không có nhiệm vụ tương ứng ở Phụ lục 1"
            hint = "thêm nhiệm vụ, hoặc ghi mã nhiệm vụ vào related"
            yield Finding(work, ("id",), message, hint)
