"""Số năm kỷ niệm, sơ kết không khớp với ngày được nêu.

"80 năm … (1946 - 2026)", "05 năm thực hiện Chỉ thị … ngày 24/6/2021": số năm cộng với năm đầu
phải ra năm cuối, hoặc năm của kế hoạch.

Sai:

    - id: T04-01
      task: Sơ kết 05 năm thực hiện Chỉ thị số 06-CT/TW, ngày 24/6/2020 của Ban Bí thư.
      lead: VP
      start: 2026-04
      due: 2026-05

Đúng:

    - id: T04-01
      task: Sơ kết 05 năm thực hiện Chỉ thị số 06-CT/TW, ngày 24/6/2021 của Ban Bí thư.
      lead: VP
      start: 2026-04
      due: 2026-05
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, PlanText

_COUNT = re.compile(r"\b(\d{1,3}) năm(?= |$)")
_COUNT_AND_YEARS = re.compile(
    r"(\d{1,3}) năm [^();]{0,500}\((?:[\d, ]+/)*((?:1[5-9]|20)\d\d)"
    r"\s*[-–—]\s*(?:[\d, ]+/)*(20\d\d)\)"
)
_SINCE_DOCUMENT = re.compile(r"thực hiện|triển khai|ban hành")
_CLAUSE_END = re.compile(r"[;.]")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each number of years that the years beside it contradict."""
    for plan_text in corpus.task_texts:
        for match in _COUNT_AND_YEARS.finditer(plan_text.text):
            years = int(match[3]) - int(match[2])
            if years != int(match[1]):
                message = f"từ {match[2]} đến {match[3]} là {years} năm, không phải {match[1]} năm"
                yield plan_text.finding(
                    match.start(1), match.end(1), message, "sửa số năm hoặc năm"
                )
        yield from _review_findings(plan_text, corpus.plan.year)


def _review_findings(plan_text: PlanText, year: int) -> Iterator[Finding]:
    counts = list(_COUNT.finditer(plan_text.text))
    count_ends = [match.end() for match in counts]
    starts = sorted(citation.citation_start for citation in plan_text.citations)
    for citation in plan_text.citations:
        counts_before = bisect_right(count_ends, citation.citation_start)
        if not counts_before or citation.date is None:
            continue
        at = counts[counts_before - 1]
        citations_before = bisect_left(starts, citation.citation_start)
        if citations_before and starts[citations_before - 1] >= at.end():
            continue
        clause = _CLAUSE_END.split(plan_text.text[at.end() : citation.citation_start])[-1]
        if not _SINCE_DOCUMENT.search(clause):
            continue
        count = int(at[1])
        if citation.date.year + count != year:
            number = plan_text.text[citation.start : citation.end]
            actual_count = year - citation.date.year
            message = f"{number} ký năm {citation.date.year}: đến {year} là {actual_count} năm"
            yield plan_text.finding(at.start(1), at.end(1), message, "sửa số năm hoặc ngày ký")
