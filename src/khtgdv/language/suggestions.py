"""What the wording of a row suggests: what comes of it, which focus area it serves.

A suggestion is never a fact: it is shown as one, and stored only where a person says so.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from math import log

from khtgdv.frozen import dataclass
from khtgdv.language.abbreviations import Abbreviations
from khtgdv.language.citations import find_citations
from khtgdv.language.wording import split_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from khtgdv.plan.model import Plan, Task

WordPair = tuple[str, str]
# The first of these that a row says is what comes of it; a word inside quotation marks or the
# kind of a document that is only cited does not count.
_PRODUCT_PATTERNS: tuple[tuple[str, str], ...] = (
    (r"dự thảo chỉ thị|xây dựng chỉ thị|ban hành chỉ thị", "Dự thảo Chỉ thị"),
    (r"dự thảo quyết định|ban hành quyết định", "Quyết định"),
    (r"dự thảo nghị quyết|ban hành nghị quyết", "Dự thảo Nghị quyết"),
    (r"kế hoạch(?! công tác năm)|kế hoạch công tác", "Kế hoạch"),
    (r"(?:xây dựng|nghiên cứu|trình)(?:(?!kế hoạch)[^.;])*?đề án", "Đề án"),
    (r"quy chế", "Quy chế"),
    (r"quy trình phối hợp", "Quy trình phối hợp"),
    (r"tiêu chí", "Bộ tiêu chí"),
    (r"ký kết[^.;]*?chương trình|chương trình phối hợp", "Chương trình phối hợp"),
    (r"(?:phê duyệt|đề xuất) chương trình", "Chương trình"),
    (r"dự toán", "Dự toán"),
    (r"hồ sơ", "Hồ sơ"),
    (r"bản tin", "Bản tin"),
    (r"viết, biên tập|tin, bài|tin bài", "Tin, bài"),
    (r"tài liệu|biên soạn", "Tài liệu"),
    (r"văn bản", "Văn bản hướng dẫn"),
    (r"hội nghị", "Hội nghị"),
    (r"hội thảo", "Hội thảo"),
    (r"hội thi|cuộc thi", "Cuộc thi"),
    (r"tọa đàm|toạ đàm", "Tọa đàm"),
    (r"tập huấn", "Lớp tập huấn"),
    (r"giao ban", "Hội nghị giao ban"),
    (r"báo cáo(?! viên)", "Báo cáo"),
    (r"sơ kết", "Báo cáo sơ kết"),
    (r"tổng kết", "Báo cáo tổng kết"),
    (r"(?:kiểm tra|giám sát|khảo sát)", "Báo cáo kết quả"),
    (r"tổng hợp|đánh giá|nắm tình hình", "Báo cáo"),
    (r"hướng dẫn|^định hướng", "Hướng dẫn"),
    (r"rà soát", "Báo cáo rà soát"),
)
_PRODUCT = re.compile(
    "|".join(f"(?P<p{number}>{words})" for number, (words, _) in enumerate(_PRODUCT_PATTERNS)),
    re.IGNORECASE,
)
# Work that begins so has no end of its own: what else such a row names is not what comes of it.
_OPEN_ENDED = re.compile(
    r"(?!.*nắm tình hình)"
    r"(?:theo dõi|duy trì|thẩm định|tiếp tục|thực hiện|quản trị|phối hợp với"
    r"|tham mưu tuyên truyền)",
    re.IGNORECASE | re.DOTALL,
)
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|\([^)]*\)")
# A link needs this much weight of shared words, and this part of the row's own.
_MIN_WEIGHT = 2.0
_MIN_SHARE = 0.2


def suggest_product(text: str) -> str | None:
    """Return what the words of a row suggest will come of it, None where they say nothing."""
    if _OPEN_ENDED.match(text) and "báo cáo" not in text.lower():
        return None
    uncited_text = text
    for citation in reversed(list(find_citations(text))):
        uncited_text = (
            uncited_text[: citation.citation_start]
            + " " * (citation.end - citation.citation_start)
            + uncited_text[citation.end :]
        )
    match = _PRODUCT.search(_QUOTATION.sub(lambda quoted: " " * len(quoted[0]), uncited_text))
    if match is None or match.lastgroup is None:
        return None
    return _PRODUCT_PATTERNS[int(match.lastgroup[1:])][1]


@dataclass(frozen=True, slots=True)
class FocusLink:
    """A row that a focus area seems to speak of: how surely (0 to 1), and the words in common."""

    task: Task
    focus: str
    score: float
    common_words: tuple[str, ...]


def suggest_focus_links(plan: Plan, tasks: Sequence[Task]) -> Iterator[FocusLink]:
    """Yield, for each of a plan's tasks, the focus area whose words it shares most.

    It must share enough of them. Compared are words two by two; a pair weighs less the more rows
    and areas have it.
    """
    shorts = Abbreviations(plan.abbreviations)
    rows = [_word_pairs(shorts.expand(task.task)) for task in tasks]
    areas = {area.code: _word_pairs(shorts.expand(area.text)) for area in plan.focus}
    in_rows = Counter(pair for pairs in rows for pair in pairs)
    in_areas = Counter(pair for pairs in areas.values() for pair in pairs)
    weight = {pair: log((len(rows) + 1) / (1 + count)) for pair, count in in_rows.items()}
    for task, pairs in zip(tasks, rows, strict=True):
        total_weight = sum(weight[pair] for pair in pairs)
        shares = {
            code: sum(weight[pair] / in_areas[pair] for pair in pairs.keys() & area.keys())
            for code, area in areas.items()
        }
        best = max(shares, key=lambda code: shares[code], default=None)
        if best and shares[best] >= max(_MIN_WEIGHT, _MIN_SHARE * total_weight):
            common = sorted(
                pairs.keys() & areas[best].keys(), key=lambda pair: (-weight[pair], pair)
            )
            common_words = tuple(pairs[pair] for pair in common[:3])
            yield FocusLink(task, best, round(shares[best] / total_weight, 2), common_words)


def _word_pairs(text: str) -> Mapping[WordPair, str]:
    """Return every two words that follow each other, folded, with how they are written."""
    words = [word for word in split_words(text) if not word.text.isdigit()]
    return {
        (first.folded, second.folded): f"{first.text} {second.text}"
        for first, second in pairwise(words)
    }
