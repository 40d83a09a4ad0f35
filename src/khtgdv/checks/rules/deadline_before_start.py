"""Thời hạn trước khi bắt đầu.

Hạn (`due`) kết thúc trước tháng bắt đầu (`start`), hoặc tháng ghi bằng lời ở cột kết thúc
(`due_text`) trước tháng bắt đầu. Trường hợp đầu `khtgdv validate` cũng báo và để dòng ấy ra ngoài
báo cáo.

Sai:

    - id: T06-01
      task: Hướng dẫn tổng kết công tác năm 2026.
      lead: VP
      start: 2026-06
      due: 2026-06
      due_text: Tháng 4 (Ban Thường vụ cho ý kiến)

Đúng:

    - id: T06-01
      task: Hướng dẫn tổng kết công tác năm 2026.
      lead: VP
      start: 2026-06
      due: 2026-06
      due_text: Tháng 6 (Ban Thường vụ cho ý kiến)
"""

from __future__ import annotations

import re

from khtgdv.checks.corpus import Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import AnyWorkItem, Corpus
    from khtgdv.dates.periods import Period

_MONTHS = re.compile(r"[Tt]háng\s*((?:[01]?\d\s*,\s*)*[01]?\d)(?!\d)(?:\s*/\s*(20\d\d))?")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each deadline before the start, in the key or in the paper's words."""
    for work in corpus.work_items:
        if not work.start:
            continue
        hint = "sửa thời hạn hoặc tháng bắt đầu"
        if work.due and work.due.end < work.start.start:
            message = f"hạn {work.due.label} trước khi bắt đầu ({work.start.label})"
            yield Finding(work, ("due",), message, hint)
        yield from _due_text_findings(work, work.start, hint)


def _due_text_findings(work: AnyWorkItem, start: Period, hint: str) -> Iterator[Finding]:
    match = _MONTHS.search(work.due_text or "")
    if match is None:
        return
    months = [int(month) for month in re.findall(r"\d+", match[1])]
    year = int(match[2]) if match[2] else start.start.year
    if (year, max(months)) < (start.start.year, start.start.month):
        message = f'"{match[0]}" trước khi bắt đầu ({start.label})'
        yield Finding(work, ("due_text",), message, hint, match.start(), match.end())
