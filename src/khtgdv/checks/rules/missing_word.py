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
from typing import TYPE_CHECKING

from khtgdv.checks.joints import lacking
from khtgdv.checks.syllables import well_spelt
from khtgdv.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, Said

# A syllable that does not stand alone: what may follow it, what may stand before it instead.
_BOUND: dict[str, tuple[str, str]] = {
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
_KNOWN = {
    head: (
        frozenset(after.split()),
        frozenset(fold(word) for word in after.split()),
        frozenset(before.split()),
    )
    for head, (after, before) in _BOUND.items()
}
# Before a year that needs no word of its own, folded.
_NEEDS_NONE = re.compile(
    r"(?:nam|quy [ivx\d]+|thang \d+|he|ky|mua|festival|giai|chien dich"
    r"|(?:giap|at|binh|dinh|mau|ky|canh|tan|nham|quy)"
    r" (?:ty|suu|dan|mao|thin|ngo|mui|than|dau|tuat|hoi)(?: -)?)\s*$"
)
_USUAL = 5
_YEAR = re.compile(r"(?<=[^\W\d_] )(20\d\d)(?![\d/.-]|\s*[-–—]\s*\d)")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each syllable whose other half is missing, and each year that stands bare."""
    for said in corpus.texts:
        yield from _halves(said)
    yield from _joiners(corpus)
    for said in corpus.rows:
        for match in _YEAR.finditer(said.text):
            here = int(match[1]) == corpus.plan.year
            if here and not _NEEDS_NONE.search(fold(said.text[: match.start()])):
                message = f'thiếu chữ "năm" trước {match[1]}'
                yield said.found(match.start(1), match.end(1), message, f'viết "năm {match[1]}"')


def _joiners(corpus: Corpus) -> Iterator[Finding]:
    """Yield two words between which "và" stands in all other rows (tuyên giáo và dân vận)."""
    for said, start, end in lacking(corpus.texts, _with_and, _USUAL):
        message = f'thiếu chữ "và" trong "{said.text[start:end]}"'
        yield said.found(start, end, message, 'viết "và" như ở các dòng khác')


def _with_and(said: Said, words: list[str], at: int) -> tuple[str, ...] | None:
    if words[at + 1] != "va" or at + 3 >= len(words) or said.between(at).strip():
        return None
    return (*words[at - 1 : at + 1], *words[at + 2 : at + 4])


def _halves(said: Said) -> Iterator[Finding]:
    for number, word in enumerate(said.words[:-1]):
        bound = _KNOWN.get(word.text.lower())
        if bound is None or said.between(number).strip():
            continue
        after, folded, before = bound
        following = said.words[number + 1]
        whole = number and said.words[number - 1].text.lower() in before
        # With its marks wrong the other half is there: that is a slip of another kind.
        if whole or following.text.lower() in after or following.folded in folded:
            continue
        if word.text[0].isupper() and following.text[0].isupper():
            continue  # a name: Tuyên Quang
        if following.text.islower() and not well_spelt(following.text):
            continue  # the other half is there, with a slip of its own
        pair = said.text[word.start : following.end]
        message = f'thiếu chữ sau "{word.text}" trong "{pair}"'
        likely = next(iter(_BOUND[word.text.lower()][0].split()))
        hint = f'có phải "{word.text} {likely} {following.text}"?'
        yield said.found(word.start, following.end, message, hint)
