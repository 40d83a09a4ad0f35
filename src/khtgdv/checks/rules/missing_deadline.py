"""Dòng theo tháng, theo mục không có thời hạn.

Ô kết thúc để trống, không có lời văn, không gia hạn: việc không bao giờ quá hạn và dễ bị quên.
Việc thường xuyên, việc định kỳ và việc chờ cấp trên ("Theo kế hoạch của Trung ương") không kể.
Cuộc kiểm tra không có thời gian nào cũng vậy. Cách sửa: ghi thời hạn, hoặc ấn định bằng `khtgdv
extend`.

Sai:

    - id: T04-03
      task: Tổ chức Hội thi báo cáo viên giỏi.
      lead: VP
      start: 2026-04

Đúng:

    - id: T04-03
      task: Tổ chức Hội thi báo cáo viên giỏi.
      lead: VP
      start: 2026-04
      due_text: Theo kế hoạch của Trung ương
"""

from __future__ import annotations

from khtgdv.checks.corpus import Finding
from khtgdv.plan.ids import is_in_own_section
from khtgdv.plan.model import Inspection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import AnyWorkItem, Corpus


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each row that should have a deadline and has none."""
    for work in corpus.work_items:
        if _has_no_deadline(work) and not (work.completed or work.cancelled):
            hint = "ghi due, hoặc ấn định: khtgdv extend MÃ --to THỜI HẠN --reason LÝ DO"
            yield Finding(work, ("id",), "không có thời hạn, cũng không có lời văn nào", hint)


def _has_no_deadline(work: AnyWorkItem) -> bool:
    if work.due or work.due_text or work.extensions:
        return False
    dated = bool(work.start) or is_in_own_section(work.id)
    return isinstance(work, Inspection) or (dated and not work.repeat)
