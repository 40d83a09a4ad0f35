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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, Said

_COUNT = re.compile(r"\b(\d{1,3}) năm(?= |$)")
_LIVED = re.compile(
    r"(\d{1,3}) năm [^();]*\((?:[\d, ]+/)*((?:1[5-9]|20)\d\d)\s*[-–—]\s*(?:[\d, ]+/)*(20\d\d)\)"
)
_DONE = re.compile(r"(?:thực hiện|triển khai|ban hành)[^;.]*$")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each number of years that the years beside it contradict."""
    for said in corpus.rows:
        for match in _LIVED.finditer(said.text):
            years = int(match[3]) - int(match[2])
            if years != int(match[1]):
                message = f"từ {match[2]} đến {match[3]} là {years} năm, không phải {match[1]} năm"
                yield said.found(match.start(1), match.end(1), message, "sửa số năm hoặc năm")
        yield from _reviews(said, corpus.plan.year)


def _reviews(said: Said, year: int) -> Iterator[Finding]:
    counts = list(_COUNT.finditer(said.text))
    for cited in said.citations:
        before = [match for match in counts if match.end() <= cited.whole]
        if not before or cited.date is None:
            continue
        between = said.text[before[-1].end() : cited.whole]
        if not _DONE.search(between) or any(
            before[-1].end() <= other.whole < cited.whole for other in said.citations
        ):
            continue
        count = int(before[-1][1])
        if cited.date.year + count != year:
            number = said.text[cited.start : cited.end]
            real = year - cited.date.year
            message = f"{number} ký năm {cited.date.year}: đến {year} là {real} năm"
            at = before[-1]
            yield said.found(at.start(1), at.end(1), message, "sửa số năm hoặc ngày ký")
