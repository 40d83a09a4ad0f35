"""Cuộc kiểm tra và một nhiệm vụ là cùng một việc mà chưa nối với nhau.

Nội dung cuộc kiểm tra ở Phụ lục 2 và một nhiệm vụ kiểm tra, giám sát, khảo sát ở Phụ lục 1 có gần
hết chữ chung, nhưng mã nhiệm vụ không có ở `related`. Ghi hoàn thành dòng này thì không ai biết
dòng kia còn để mở. Cách sửa: thêm mã nhiệm vụ vào `related` của cuộc kiểm tra. Dòng đã hủy không
kể.

Sai:

    tasks:
      - id: T09-01
        task: Kiểm tra kết quả thực hiện phong trào thi đua tại các địa phương.
        lead: VP
        start: 2026-09
        due: 2026-10
    inspections:
      - id: KT-01
        content: Kiểm tra kết quả thực hiện phong trào thi đua tại các địa phương.
        due: 2026-10

Đúng:

    tasks:
      - id: T09-01
        task: Kiểm tra kết quả thực hiện phong trào thi đua tại các địa phương.
        lead: VP
        start: 2026-09
        due: 2026-10
    inspections:
      - id: KT-01
        content: Kiểm tra kết quả thực hiện phong trào thi đua tại các địa phương.
        due: 2026-10
        related: [T09-01]
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

# How much of the inspection's words the task has, and of the task's the inspection: a task often
# says more ("…, tổng hợp, báo cáo kết quả").
_MIN_SHARES = (0.75, 0.5)
_VISIT = re.compile(r"\b(?:kiem tra|giam sat|khao sat)\b")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each inspection with each task that is the same work and is not related to it."""
    tasks = [
        (plan_text.row_name, frozenset(word.folded for word in plan_text.words))
        for plan_text in corpus.task_texts
        if _VISIT.search(fold(plan_text.text))
    ]
    for inspection in corpus.plan.inspections:
        words = frozenset(word.folded for word in wording.split_words(inspection.content))
        for task, task_words in () if inspection.cancelled else tasks:
            if task not in inspection.related and _is_same_work(words, task_words):
                message = f"cùng một việc với {task} mà chưa nối với nhau"
                hint = f"ghi related: [{', '.join((*inspection.related, task))}]"
                yield Finding(inspection, ("id",), message, hint)


def _is_same_work(words: frozenset[str], task_words: frozenset[str]) -> bool:
    common = len(words & task_words)
    of_words, of_task_words = _MIN_SHARES
    return common >= of_words * len(words) and common >= of_task_words * len(task_words)
