"""Thiếu một chữ trong cụm từ cố định.

"triển thực hiện" (triển khai thực hiện), "xây kế hoạch" (xây dựng), "tham Ban Thường vụ" (tham
mưu): chữ đứng trước không bao giờ đứng một mình trong văn bản. Năm của kế hoạch mà không có chữ
"năm" đứng trước cũng vậy.

Sai:

    - id: TX-23
      task: Theo dõi các địa phương về việc triển thực hiện Phong trào Bình dân học vụ số.
      lead: VP

Đúng:

    - id: TX-23
      task: Theo dõi các địa phương về việc triển khai thực hiện, phát triển Phong trào năm 2026.
      lead: VP
"""

from __future__ import annotations

import re

from khtgdv.checks.joints import find_missing_joiners
from khtgdv.checks.syllables import is_well_spelt
from khtgdv.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, PlanText

# A syllable that does not stand alone: what may follow it, what may stand before it instead.
_BOUND_SYLLABLES: dict[str, tuple[str, str]] = {
    "triển": ("khai lãm vọng hạn", "phát tiến khai"),
    "tham": ("mưu gia dự quan khảo nhũng luận chiếu vấn số tán vọng lam ô chiến", ""),
    "tuyên": ("truyền giáo bố dương thệ án huấn ngôn cáo chiến phạt", ""),
    "xây": ("dựng lắp cất sửa đắp tường nhà mới", ""),
    "nghị": ("quyết định viện sự trường lực luận", "hội đề kiến hữu khuyến thương bình quyết"),
    "phối": ("hợp kết cảnh khí trộn thuộc", "phân chi điều"),
    "hướng": ("dẫn tới đến về ứng nghiệp thiện đạo", "định phương xu chiều khuynh theo đúng một"),
    "nhiệm": ("vụ kỳ chức", "trách bổ miễn tín kiêm chủ đảm tiền kế thừa bãi tái"),
    "thẩm": ("định quyền tra mỹ phán vấn thấu", "bồi"),
    "kiểm": ("tra điểm soát kê toán định duyệt sát nghiệm chứng lâm dịch phiếu đếm thử", ""),
    "khen": ("thưởng ngợi chê", ""),
    "quyết": (
        "định nghị toán tâm liệt sách thắng chiến tử", "nghị giải biểu phán thuyết kiên tự"
    ),
    "giám": ("đốc sát định hộ khảo thị hiệu", ""),
    "phản": ("bác biện ánh đối hồi động kháng cảm chiếu quốc", ""),
    "bồi": ("dưỡng thường đắp thẩm", ""),
    "đôn": ("đốc hậu", ""),
    "rà": ("soát phá", ""),
    "khảo": ("sát cứu thí nghiệm hạch chứng", "tham giám tra"),
    "thảo": ("luận mộc nguyên dược", "dự hội bản soạn khởi"),
    "vận": ("động hành dụng tải chuyển mệnh hội đơn", "dân công binh thanh phụ nông địch"),
    "đề": (
        "án xuất nghị tài cập cao xướng cử bạt dẫn thi mục tựa cương ra phòng",
        "vấn chuyên chủ tiêu tiền luận",
    ),
}  # fmt: skip
_NEIGHBOURS = {
    head: (
        frozenset(after.split()),
        frozenset(fold(word) for word in after.split()),
        frozenset(before.split()),
    )
    for head, (after, before) in _BOUND_SYLLABLES.items()
}
# Before a year that needs no word of its own, folded.
_YEAR_PREFIX = re.compile(
    r"(?:nam|quy [ivx\d]+|thang \d+|he|ky|mua|festival|giai|chien dich"
    r"|(?:giap|at|binh|dinh|mau|ky|canh|tan|nham|quy)"
    r" (?:ty|suu|dan|mao|thin|ngo|mui|than|dau|tuat|hoi)(?: -)?)\s*$"
)
_PREFIX_LENGTH = 100  # letters before a year that are looked at
_MIN_COUNT = 5
_YEAR = re.compile(r"(?<=[^\W\d_] )(20\d\d)(?![\d/.-]|\s*[-–—]\s*\d)")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each syllable whose other half is missing, and each year that stands bare."""
    for plan_text in corpus.texts:
        yield from _missing_half_findings(plan_text)
    yield from _missing_and_findings(corpus)
    for plan_text in corpus.task_texts:
        for match in _YEAR.finditer(plan_text.text):
            is_plan_year = int(match[1]) == corpus.plan.year
            before = plan_text.text[max(0, match.start() - _PREFIX_LENGTH) : match.start()]
            if is_plan_year and not _YEAR_PREFIX.search(fold(before)):
                message = f'thiếu chữ "năm" trước {match[1]}'
                yield plan_text.finding(
                    match.start(1), match.end(1), message, f'viết "năm {match[1]}"'
                )


def _missing_and_findings(corpus: Corpus) -> Iterator[Finding]:
    """Yield two words between which "và" stands in all other rows (tuyên giáo và dân vận)."""
    for plan_text, start, end in find_missing_joiners(corpus.texts, _match_and, _MIN_COUNT):
        message = f'thiếu chữ "và" trong "{plan_text.text[start:end]}"'
        yield plan_text.finding(start, end, message, 'viết "và" như ở các dòng khác')


def _match_and(plan_text: PlanText, words: list[str], index: int) -> tuple[str, ...] | None:
    if words[index + 1] != "va" or index + 3 >= len(words) or plan_text.gap_after(index).strip():
        return None
    return (*words[index - 1 : index + 1], *words[index + 2 : index + 4])


def _missing_half_findings(plan_text: PlanText) -> Iterator[Finding]:
    for number, word in enumerate(plan_text.words[:-1]):
        neighbours = _NEIGHBOURS.get(word.text.lower())
        if neighbours is None or plan_text.gap_after(number).strip():
            continue
        after, folded_next_syllables, previous_syllables = neighbours
        next_word = plan_text.words[number + 1]
        is_whole = number and plan_text.words[number - 1].text.lower() in previous_syllables
        # With its marks wrong the other half is there: that is a slip of another kind.
        if is_whole or next_word.text.lower() in after or next_word.folded in folded_next_syllables:
            continue
        if word.text[0].isupper() and next_word.text[0].isupper():
            continue  # a name: Tuyên Quang
        if next_word.text.islower() and not is_well_spelt(next_word.text):
            continue  # the other half is there, with a slip of its own
        pair = plan_text.text[word.start : next_word.end]
        message = f'thiếu chữ sau "{word.text}" trong "{pair}"'
        likely_syllable = next(iter(_BOUND_SYLLABLES[word.text.lower()][0].split()))
        hint = f'có phải "{word.text} {likely_syllable} {next_word.text}"?'
        yield plan_text.finding(word.start, next_word.end, message, hint)
