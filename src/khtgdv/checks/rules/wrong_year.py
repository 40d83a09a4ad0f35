"""Trong nội dung có một năm không phải năm của kế hoạch.

Thường là chữ chép từ kế hoạch năm trước. Không kể: nhiệm kỳ, giai đoạn, "đến năm 2030", ngày ký
văn bản, năm kỷ niệm, khóa, năm xa (lịch sử); năm sau, khi việc bắt đầu trong nửa cuối năm hoặc
nói tới dự toán, quy hoạch; năm trước, khi việc tổng kết, báo cáo, quyết toán trong quý I. Năm âm
lịch (Bính Ngọ) không khớp với năm dương lịch cũng bị chỉ ra.

Sai:

    - id: T10-07
      task: Hướng dẫn công nhận các mô hình “Dân vận khéo” cấp thành phố năm 2025.
      lead: VP
      start: 2026-10
      due: 2026-10

Đúng:

    - id: T10-07
      task: >-
        Xây dựng Kế hoạch tổng kết năm 2026, nhiệm vụ năm 2027 theo Đề án giai đoạn
        2021-2025, đến năm 2030.
      lead: VP
      start: 2026-10
      due: 2026-10
"""

from __future__ import annotations

import re

from khtgdv.text import fold
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, PlanText

_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)(?![\d/.-]*\d)")
_YEAR_RANGE = re.compile(r"(?:19|20)\d\d\s*[-–—]\s*(?:19|20)\d\d")
# Before a year, folded: it is not the year the work is of.
_OTHER_YEAR_CONTEXT = re.compile(
    r"(?:den|tu|truoc|sau|ke tu|ky niem|khoa|thanh lap|sinh|vao|tam nhin|lap|giai doan|nhiem ky"
    r"|(?:ngay|thang) [\d ]+)(?: het)?(?: nam)?\s*$"
)
_REVIEW_WORDS = re.compile(
    r"tong ket|so ket|bao cao|quyet toan|danh gia|kiem diem|tong hop|cong khai|binh xet"
)
_LOOKS_AHEAD = re.compile(r"du toan|quy hoach|phuong huong|nhiem vu|ke hoach|chuong trinh|dang ky")
_STEMS = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"]
_BRANCHES = ["Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"]
_LUNAR_YEAR = re.compile(rf"\b({'|'.join(_STEMS)})\s+({'|'.join(_BRANCHES)}|Tị)\b")
_TAIL_LENGTH = 100  # letters before a year that may account for it
_MAX_NEAR_YEARS = 4  # years further away are history or a far aim
_MAX_FAR_YEARS = 40  # and years beyond this are slips of the finger
_FIRST_QUARTER = 3
_SECOND_HALF = 7


class _Before(NamedTuple):
    """What stands before a year, folded: right before it, and which kinds of words anywhere."""

    tail: str = ""
    reviews: bool = False
    looks_ahead: bool = False

    def followed_by(self, text: str) -> _Before:
        """Return what stands before a place further on."""
        words = self.tail + fold(text)
        return _Before(
            words[-_TAIL_LENGTH:],
            self.reviews or _REVIEW_WORDS.search(words) is not None,
            self.looks_ahead or _LOOKS_AHEAD.search(words) is not None,
        )


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each year that is not the plan's and that nothing accounts for."""
    year, span = corpus.plan.year, corpus.plan.span
    plan_years = range(span.start.year, span.end.year + 1)
    for plan_text in corpus.task_texts:
        spans = (match.span() for match in _YEAR_RANGE.finditer(plan_text.text))
        in_range = {place for span in spans for place in range(*span)}
        before, read = _Before(), 0
        for match in _YEAR.finditer(plan_text.text):
            before = before.followed_by(plan_text.text[read : match.start()])
            read = match.start()
            if read in in_range or int(match[1]) in plan_years:
                continue
            if _is_suspicious_year(plan_text, before, int(match[1]), year):
                message = f"năm {match[1]} không phải năm {year} của kế hoạch"
                hint = "sửa năm, hoặc bỏ qua nếu đúng là nói tới năm ấy"
                yield plan_text.finding(match.start(1), match.end(1), message, hint)
        yield from _lunar_findings(plan_text, year)


def _is_suspicious_year(
    plan_text: PlanText, before: _Before, mentioned_year: int, year: int
) -> bool:
    if mentioned_year == year or _OTHER_YEAR_CONTEXT.search(before.tail):
        return False
    if mentioned_year > year + _MAX_FAR_YEARS:
        return True
    if abs(mentioned_year - year) > _MAX_NEAR_YEARS:
        return False
    start = plan_text.row.start
    month = start.start.month if start and start.start.year == year else 0
    if mentioned_year == year + 1:
        return not (month == 0 or month >= _SECOND_HALF or before.looks_ahead)
    if mentioned_year == year - 1 and 0 < month <= _FIRST_QUARTER:
        return not before.reviews
    return True


def _lunar_findings(plan_text: PlanText, year: int) -> Iterator[Finding]:
    for match in _LUNAR_YEAR.finditer(plan_text.text):
        stem = _STEMS.index(match[1])
        branch = _BRANCHES.index(match[2].replace("Tị", "Tỵ"))
        # The year 4 was a Giáp Tý; the lunar year may be the plan's, the one before or after it.
        near_years = (year - 1, year, year + 1)
        if not any((y - 4) % 10 == stem and (y - 4) % 12 == branch for y in near_years):
            right = f"{_STEMS[(year - 4) % 10]} {_BRANCHES[(year - 4) % 12]}"
            message = f"năm {match[0]} không phải năm âm lịch nào gần {year}"
            yield plan_text.finding(match.start(), match.end(), message, f"năm {year} là {right}")
