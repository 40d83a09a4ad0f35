"""Một nhiệm kỳ, giai đoạn được ghi khác nhau ở các dòng.

Cùng một điều (những chữ đứng ngay trước giống nhau) mà năm đầu hoặc năm cuối của nhiệm kỳ, giai
đoạn khác nhau thì ít nhất một dòng sai. Dòng thuộc số ít bị chỉ ra; số dòng ngang nhau thì dòng
sau.

Sai:

    - id: T01-01
      task: Tuyên truyền bầu cử đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2026 - 2031.
      lead: VP
      start: 2026-01
      due: 2026-03
    - id: T01-02
      task: Truyền thông về bầu cử đại biểu Hội đồng nhân dân các cấp, nhiệm kỳ 2026 - 2030.
      lead: VP
      start: 2026-01
      due: 2026-03

Đúng:

    - id: T01-01
      task: Tuyên truyền bầu cử đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2026 - 2031.
      lead: VP
      start: 2026-01
      due: 2026-03
    - id: T01-02
      task: Tổng kết Chương trình phối hợp với Liên đoàn Lao động giai đoạn 2026 - 2030.
      lead: VP
      start: 2026-01
      due: 2026-03
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from khtgdv.frozen import dataclass
from khtgdv.language import wording

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, PlanText

Years = tuple[str, str]
_TERM = re.compile(r"([Nn]hiệm kỳ|[Gg]iai đoạn)\s+(20\d\d)\s*[-–—]\s*(20\d\d)")
_CONTEXT_WORDS = 12  # as many words before it say what a term is of
_MIN_CONTEXT_WORDS = 4  # fewer words may stand before any term
_MIN_SIMILARITY = 0.5
# Words, folded, that say where and not what.
_PLACE_WORDS = frozenset(
    [
        "tai",
        "tren",
        "dia",
        "ban",
        "cua",
        "cac",
        "cap",
        "thanh",
        "pho",
        "tinh",
        "va",
        "den",
        "nam",
        "trong",
    ]
)


@dataclass(frozen=True, slots=True)
class _Term:
    plan_text: PlanText
    context: frozenset[str]
    years: Years
    start: int
    end: int


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each term whose years are not those that most rows give it."""
    groups: defaultdict[frozenset[str], list[_Term]] = defaultdict(list)
    for plan_text in corpus.texts:
        for term in _find_terms(corpus, plan_text):
            groups[term.context].append(term)
    kin: defaultdict[int, set[int]] = defaultdict(set)
    for first, second, _ in wording.SimilarSets(list(groups)).similar_pairs(_MIN_SIMILARITY):
        kin[first].add(second)
        kin[second].add(first)
    term_groups = list(groups.values())
    counts = [Counter(term.years for term in group) for group in term_groups]
    for number, group in enumerate(term_groups):
        for years in counts[number]:
            usual = _usual_years(years, [counts[index] for index in sorted({*kin[number], number})])
            if usual != years:
                near_terms = (
                    term for index in sorted({*kin[number], number}) for term in term_groups[index]
                )
                example = next(term for term in near_terms if term.years == usual)
                yield from (_finding(term, example) for term in group if term.years == years)


def _usual_years(years: Years, counts: list[Counter[Years]]) -> Years:
    """Return the years that most terms give, of those that may be meant."""
    all_counts: Counter[Years] = Counter()
    for count in counts:
        all_counts.update({other: n for other, n in count.items() if _share_a_year(years, other)})
    return all_counts.most_common(1)[0][0]


def _finding(term: _Term, example: _Term) -> Finding:
    term_text = term.plan_text.text[term.start : term.end]
    message = f'"{term_text}", nhưng ở {example.plan_text.row_name} là {" - ".join(example.years)}'
    hint = "đối chiếu với văn bản gốc rồi sửa cho thống nhất"
    return term.plan_text.finding(term.start, term.end, message, hint)


def _share_a_year(first: Years, second: Years) -> bool:
    """Tell whether two terms have a year in its place in common: one may be a slip for the other.

    The term before and the one after have none.
    """
    return first[0] == second[0] or first[1] == second[1]


def _find_terms(corpus: Corpus, plan_text: PlanText) -> Iterator[_Term]:
    for match in _TERM.finditer(plan_text.text):
        text_before = corpus.abbreviations.expand(plan_text.text[: match.start()])
        words = [word.folded for word in wording.split_words(text_before)][-_CONTEXT_WORDS:]
        kind = match[1].lower()
        # A term of office goes by the body just before it, a period by all that is said of it.
        context = words[-_MIN_CONTEXT_WORDS:] if kind == "nhiệm kỳ" else set(words) - _PLACE_WORDS
        if len(context) >= _MIN_CONTEXT_WORDS:
            years = (match[2], match[3])
            yield _Term(plan_text, frozenset({*context, kind}), years, match.start(), match.end())
