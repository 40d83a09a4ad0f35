"""Một cơ quan, đơn vị được viết nhiều cách.

Viết hoa khác nhau (Văn Phòng Thành ủy, Văn phòng Thành ủy), lúc viết tắt lúc không (VPTU, Văn
phòng Thành ủy), tên phòng ở cột chủ trì khác tên chính thức. Cách viết nhiều dòng dùng nhất được
coi là đúng; số dòng bằng nhau thì cách viết đầy đủ. Dấu thanh, dấu gạch, dấu cách có quy tắc
riêng.

Sai:

    - id: T01-22
      task: Phê duyệt Chương trình giám sát.
      lead: VP
      coordinating: [Văn Phòng Thành ủy]
      start: 2026-01
      due: 2026-03
    - id: T10-01
      task: Tổ chức Hội nghị kỷ niệm.
      lead: VP
      coordinating: [Văn phòng Thành ủy]
      start: 2026-10
      due: 2026-10

Đúng:

    - id: T01-22
      task: Phê duyệt Chương trình giám sát.
      lead: VP
      coordinating: [Văn phòng Thành ủy]
      start: 2026-01
      due: 2026-03
    - id: T10-01
      task: Tổ chức Hội nghị kỷ niệm.
      lead: VP
      coordinating: [Văn phòng Thành ủy]
      start: 2026-10
      due: 2026-10
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

from khtgdv.checks.syllables import split_tone
from khtgdv.frozen import dataclass, replace
from khtgdv.language.wording import split_words
from khtgdv.plan.directory import DepartmentDirectory, unit_key
from khtgdv.text import fold, name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, PlanText

_NAME_PART = re.compile(r"[^,;]+")
_AND_SEPARATOR = re.compile(r"\s+và\s+")
# Bodies that a row's own text names, wherever it stands.
_KNOWN_BODIES = tuple(
    name.strip()
    for name in """
    Bộ Chính trị, Ban Bí thư, Quốc hội, Chính phủ, Hội đồng nhân dân, Ủy ban nhân dân,
    Mặt trận Tổ quốc, Ban Chấp hành Trung ương, Ban Thường vụ Thành ủy, Thường trực Thành ủy,
    Văn phòng Thành ủy, Ban Tuyên giáo và Dân vận, Liên đoàn Lao động, Cảnh sát biển, Bộ Tư lệnh,
    Đoàn Thanh niên, Hội Nông dân, Hội Liên hiệp Phụ nữ, Hội Cựu chiến binh, Bộ Chỉ huy quân sự,
    Khu Kinh tế, Ban Quản lý Khu Kinh tế, Tin lành, Công giáo, Phật giáo
    """.replace("\n", " ").split(",")
)


@dataclass(frozen=True, slots=True)
class _BodyName:
    """A body named somewhere: its letters, its spelling, how much of it is in full."""

    plan_text: PlanText
    body_key: str
    spelling: str
    is_in_full: bool
    start: int
    end: int


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each name of a body that most rows spell otherwise."""
    groups: defaultdict[str, list[_BodyName]] = defaultdict(list)
    for name in (*_names_in_cells(corpus), *_names_in_texts(corpus)):
        groups[name.body_key].append(name)
    for names in groups.values():
        counts = Counter(name.spelling for name in names)
        if len(counts) > 1:
            usual_name = max(names, key=lambda name: _usage_rank(name, counts[name.spelling]))
            example = next(name for name in names if name.spelling == usual_name.spelling)
            for name in names:
                if name.spelling != usual_name.spelling:
                    yield _finding(name, example)
    yield from _lead_findings(corpus)


def _usage_rank(name: _BodyName, count: int) -> tuple[int, bool, bool]:
    """Return what makes a spelling the usual one: rows, then rules of spelling, then fullness."""
    return count, name.spelling in _known_spellings(), name.is_in_full


@cache
def _known_spellings() -> frozenset[str]:
    return frozenset(_spelling(name) for name in _KNOWN_BODIES)


def _finding(name: _BodyName, usual: _BodyName) -> Finding:
    spelling = name.plan_text.text[name.start : name.end]
    usual_spelling = usual.plan_text.text[usual.start : usual.end]
    message = f'"{spelling}", nhưng ở {usual.plan_text.row_name} viết "{usual_spelling}"'
    return name.plan_text.finding(name.start, name.end, message, "thống nhất một cách viết")


def _names_in_cells(corpus: Corpus) -> Iterator[_BodyName]:
    directory = DepartmentDirectory.from_plan(corpus.plan)
    office_keys = directory.code_by_key.keys() | directory.members_by_key.keys()
    for plan_text in corpus.unit_names:
        if plan_text.loc[0] == "lead_text" or unit_key(plan_text.text) in office_keys:
            continue
        for match in _NAME_PART.finditer(plan_text.text):
            end = match.start()
            for part in _AND_SEPARATOR.split(match[0]):
                start = plan_text.text.index(part, end)
                end = start + len(part)
                name = _name(corpus, plan_text, start, end, is_cell=True)
                if name.body_key and name.body_key not in office_keys:
                    yield name


def _names_in_texts(corpus: Corpus) -> Iterator[_BodyName]:
    """Yield the well-known bodies in rows' own texts."""
    pattern = _body_pattern()
    for plan_text in corpus.texts:
        if plan_text.loc[0] in {"task", "content"}:
            for match in pattern.finditer(_fold_letters(plan_text.text)):
                name = _name(corpus, plan_text, *match.span(), is_cell=False)
                yield replace(name, body_key=f"{name.body_key} ", is_in_full=True)


@cache
def _body_pattern() -> re.Pattern[str]:
    folded = sorted((_fold_letters(name) for name in _KNOWN_BODIES), key=lambda name: -len(name))
    return re.compile(rf"\b(?:{'|'.join(folded)})\b")


def _fold_letters(text: str) -> str:
    """Return a text folded letter by letter, so that places in it are those of the text."""
    return "".join(map(_fold_letter, text))


@cache
def _fold_letter(char: str) -> str:
    return fold(char)[:1] or char


def _name(corpus: Corpus, plan_text: PlanText, start: int, end: int, *, is_cell: bool) -> _BodyName:
    """Return a name; the first letter in a cell (`các sở` for `Các sở`) is no matter."""
    text = plan_text.text[start:end]
    stripped = text.strip(" .-–\n\t")
    start += text.index(stripped)
    in_full = corpus.abbreviations.expand(stripped)
    spelling = _spelling(stripped[:1].upper() + stripped[1:] if is_cell else stripped)
    full = in_full == stripped
    return _BodyName(plan_text, name_key(in_full), spelling, full, start, start + len(stripped))


def _spelling(name: str) -> str:
    """Return a name without where its tones and dashes stand: these have rules of their own."""
    return " ".join(f"{_case_mark(word.text)}{split_tone(word.text)}" for word in split_words(name))


def _case_mark(word: str) -> str:
    return word if word.isupper() and len(word) > 1 else "A"[: word[0].isupper()]


def _lead_findings(corpus: Corpus) -> Iterator[Finding]:
    """Yield the leads whose letters are not those of the department's own name."""
    names = {department.code: department.name for department in corpus.plan.departments}
    directory = DepartmentDirectory.from_plan(corpus.plan)
    for plan_text in corpus.unit_names:
        if plan_text.loc[0] == "lead_text" and len(directory.codes_of(plan_text.text)) <= 1:
            leads = plan_text.row.leads
            official = "; ".join(names.get(lead, plan_text.text) for lead in leads)
            if name_key(official) != name_key(plan_text.text):
                message = f'"{plan_text.text}" không phải tên chính thức "{official}"'
                yield plan_text.finding(0, len(plan_text.text), message, "viết đúng tên chính thức")
