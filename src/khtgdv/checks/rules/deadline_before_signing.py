"""Thời hạn trước ngày ký kế hoạch.

Việc đã hết hạn từ trước khi có kế hoạch thì kế hoạch không giao được nữa: thường là việc đã làm,
ghi lại cho đủ, hoặc kế hoạch ký muộn. Cách sửa: ghi nhận đã hoàn thành (`khtgdv done`), hoặc lùi
thời hạn.

Sai:

    - id: T01-01
      task: Hướng dẫn công tác khoa giáo năm 2026.
      lead: VP
      start: 2025-12
      due: 2025-12

Đúng:

    - id: T01-01
      task: Hướng dẫn công tác khoa giáo năm 2026.
      lead: VP
      start: 2025-12
      due: 2026-02
"""

from __future__ import annotations

from khtgdv.checks.corpus import Finding
from khtgdv.dates.periods import format_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each deadline that had passed when the plan was signed."""
    paper = corpus.plan.document
    signed = paper.date if paper else None
    for work in corpus.work_items:
        if signed and work.due and work.due.end < signed and not work.cancelled:
            message = f"hạn {work.due.label} trước ngày ký kế hoạch {format_date(signed)}"
            hint = "ghi nhận nếu đã hoàn thành, hoặc lùi thời hạn"
            yield Finding(work, ("due",), message, hint)
