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
from typing import TYPE_CHECKING

from khtgdv.checks.syllables import parts
from khtgdv.frozen import dataclass
from khtgdv.language.wording import words
from khtgdv.plan.directory import Directory, unit_key
from khtgdv.text import fold, key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, Said

_PARTS = re.compile(r"[^,;]+")
_AND = re.compile(r"\s+và\s+")
# Bodies that a row's own text names, wherever it stands.
_BODIES = tuple(
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
class _Name:
    """A body named somewhere: its letters, its spelling, how much of it is in full."""

    said: Said
    body: str
    spelling: str
    full: bool
    start: int
    end: int


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each name of a body that most rows spell otherwise."""
    groups: defaultdict[str, list[_Name]] = defaultdict(list)
    for name in (*_in_cells(corpus), *_in_texts(corpus)):
        groups[name.body].append(name)
    for names in groups.values():
        counts = Counter(name.spelling for name in names)
        if len(counts) > 1:
            usual = max(names, key=lambda name: _weight(name, counts[name.spelling]))
            where = next(name for name in names if name.spelling == usual.spelling)
            for name in names:
                if name.spelling != usual.spelling:
                    yield _found(name, where)
    yield from _leads(corpus)


def _weight(name: _Name, count: int) -> tuple[int, bool, bool]:
    """Return what makes a spelling the usual one: rows, then rules of spelling, then fullness."""
    return count, name.spelling in _spellings(), name.full


@cache
def _spellings() -> frozenset[str]:
    return frozenset(_spelling(name) for name in _BODIES)


def _found(name: _Name, usual: _Name) -> Finding:
    here = name.said.text[name.start : name.end]
    there = usual.said.text[usual.start : usual.end]
    message = f'"{here}", nhưng ở {usual.said.name} viết "{there}"'
    return name.said.found(name.start, name.end, message, "thống nhất một cách viết")


def _in_cells(corpus: Corpus) -> Iterator[_Name]:
    directory = Directory.of(corpus.plan)
    office = directory.keys.keys() | directory.groups.keys()
    for said in corpus.names:
        if said.loc[0] == "lead_text" or unit_key(said.text) in office:
            continue
        for match in _PARTS.finditer(said.text):
            at = match.start()
            for part in _AND.split(match[0]):
                start = said.text.index(part, at)
                at = start + len(part)
                name = _name(corpus, said, start, at, cell=True)
                if name.body and name.body not in office:
                    yield name


def _in_texts(corpus: Corpus) -> Iterator[_Name]:
    """Yield the well-known bodies in rows' own texts."""
    pattern = _bodies()
    for said in corpus.texts:
        if said.loc[0] in {"task", "content"}:
            for match in pattern.finditer(_letter_by_letter(said.text)):
                name = _name(corpus, said, *match.span(), cell=False)
                yield _Name(said, f"{name.body} ", name.spelling, True, name.start, name.end)  # noqa: FBT003


@cache
def _bodies() -> re.Pattern[str]:
    folded = sorted((_letter_by_letter(name) for name in _BODIES), key=lambda name: -len(name))
    return re.compile(rf"\b(?:{'|'.join(folded)})\b")


def _letter_by_letter(text: str) -> str:
    """Return a text folded letter by letter, so that places in it are those of the text."""
    return "".join(map(_letter, text))


@cache
def _letter(char: str) -> str:
    return fold(char)[:1] or char


def _name(corpus: Corpus, said: Said, start: int, end: int, *, cell: bool) -> _Name:
    """Return a name; the first letter in a cell (`các sở` for `Các sở`) is no matter."""
    text = said.text[start:end]
    stripped = text.strip(" .-–\n\t")
    start += text.index(stripped)
    in_full = corpus.abbreviations.in_full(stripped)
    spelling = _spelling(stripped[:1].upper() + stripped[1:] if cell else stripped)
    full = in_full == stripped
    return _Name(said, key(in_full), spelling, full, start, start + len(stripped))


def _spelling(name: str) -> str:
    """Return a name without where its tones and dashes stand: these have rules of their own."""
    return " ".join(f"{_case(word.text)}{parts(word.text)}" for word in words(name))


def _case(word: str) -> str:
    return word if word.isupper() and len(word) > 1 else "A"[: word[0].isupper()]


def _leads(corpus: Corpus) -> Iterator[Finding]:
    """Yield the leads whose letters are not those of the department's own name."""
    names = {department.code: department.name for department in corpus.plan.departments}
    for said in corpus.names:
        if said.loc[0] == "lead_text":
            official = names.get(said.row.lead, said.text)
            if key(official) != key(said.text):
                message = f'"{said.text}" không phải tên chính thức "{official}"'
                yield said.found(0, len(said.text), message, "viết đúng tên chính thức")
