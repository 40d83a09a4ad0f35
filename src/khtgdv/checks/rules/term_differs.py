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
from typing import TYPE_CHECKING

from khtgdv.frozen import dataclass
from khtgdv.language import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, Said

Years = tuple[str, str]
_TERM = re.compile(r"([Nn]hiệm kỳ|[Gg]iai đoạn)\s+(20\d\d)\s*[-–—]\s*(20\d\d)")
_ABOUT = 12  # as many words before it say what a term is of
_LEAST = 4  # fewer words may stand before any term
_ALIKE = 0.5
# Words, folded, that say where and not what.
_PLACE = frozenset(
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
    said: Said
    about: frozenset[str]
    years: Years
    start: int
    end: int


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each term whose years are not those that most rows give it."""
    groups: defaultdict[frozenset[str], list[_Term]] = defaultdict(list)
    for said in corpus.texts:
        for term in _terms(corpus, said):
            groups[term.about].append(term)
    kin: defaultdict[int, set[int]] = defaultdict(set)
    for one, two, _ in wording.Alike(list(groups)).pairs(_ALIKE):
        kin[one].add(two)
        kin[two].add(one)
    told = list(groups.values())
    counts = [Counter(term.years for term in group) for group in told]
    for number, group in enumerate(told):
        for years in counts[number]:
            usual = _usual(years, [counts[other] for other in sorted({*kin[number], number})])
            if usual != years:
                near = (term for at in sorted({*kin[number], number}) for term in told[at])
                first = next(term for term in near if term.years == usual)
                yield from (_found(term, first) for term in group if term.years == years)


def _usual(years: Years, counts: list[Counter[Years]]) -> Years:
    """Return the years that most terms give, of those that may be meant."""
    every: Counter[Years] = Counter()
    for count in counts:
        every.update({other: n for other, n in count.items() if _overlap(years, other)})
    return every.most_common(1)[0][0]


def _found(term: _Term, first: _Term) -> Finding:
    said = term.said.text[term.start : term.end]
    message = f'"{said}", nhưng ở {first.said.name} là {" - ".join(first.years)}'
    hint = "đối chiếu với văn bản gốc rồi sửa cho thống nhất"
    return term.said.found(term.start, term.end, message, hint)


def _overlap(one: Years, two: Years) -> bool:
    """Tell whether two terms have a year in its place in common: one may be a slip for the other.

    The term before and the one after have none.
    """
    return one[0] == two[0] or one[1] == two[1]


def _terms(corpus: Corpus, said: Said) -> Iterator[_Term]:
    for match in _TERM.finditer(said.text):
        before = corpus.abbreviations.in_full(said.text[: match.start()])
        words = [word.folded for word in wording.words(before)][-_ABOUT:]
        kind = match[1].lower()
        # A term of office goes by the body just before it, a period by all that is said of it.
        about = words[-_LEAST:] if kind == "nhiệm kỳ" else set(words) - _PLACE
        if len(about) >= _LEAST:
            years = (match[2], match[3])
            yield _Term(said, frozenset({*about, kind}), years, match.start(), match.end())
