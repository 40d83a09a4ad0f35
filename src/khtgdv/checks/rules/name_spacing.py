"""Tên viết với dấu gạch, dấu cách khác nhau.

Dấu gạch chỉ có dấu cách ở một bên (TT- TH); cùng một tên mà lúc gạch ngắn, lúc gạch dài, lúc có
dấu cách, lúc không (văn hóa – văn nghệ, văn hóa - văn nghệ); tên phòng khác tên chính thức ở dấu
câu. Cách viết nhiều chỗ dùng nhất được coi là đúng.

Sai:

    - id: TX-26
      task: Định hướng công tác nắm bắt dư luận xã hội.
      lead: TT-TH
      lead_text: Phòng TT- TH

Đúng:

    - id: TX-26
      task: Định hướng công tác nắm bắt dư luận xã hội, văn hóa - văn nghệ.
      lead: TT-TH
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from khtgdv.plan.directory import Directory
from khtgdv.text import fold, key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, Said

_ONE_SIDED = re.compile(r"[^\W\d_]+(?:[-–][ \t]+|[ \t]+[-–])[^\W\d_]+")
_JOINED = re.compile(r"(?<![\w/-])([^\W\d_]{2,})([ \t]*[-–][ \t]*)([^\W\d_]{2,})(?![\w/])")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each name whose dashes and blanks are not those it has elsewhere."""
    told: set[tuple[int, int]] = set()
    for said, official in _departments(corpus):
        told.add((id(said), 0))
        message = f'"{said.text}" khác tên chính thức "{official}" ở dấu câu'
        yield said.found(0, len(said.text), message, "viết đúng tên chính thức")
    for said in corpus.texts:
        for match in _ONE_SIDED.finditer(said.text):
            if (id(said), 0) not in told:
                told.add((id(said), match.start()))
                message = f'dấu gạch trong "{match[0]}" chỉ có dấu cách ở một bên'
                yield said.found(match.start(), match.end(), message, "bỏ hoặc thêm dấu cách")
    yield from _several(corpus, told)


def _departments(corpus: Corpus) -> Iterator[tuple[Said, str]]:
    directory = Directory.of(corpus.plan)
    for said in corpus.names:
        department = directory.find(said.text)
        if department and said.text != department.name and key(said.text) == key(department.name):
            yield said, department.name


def _several(corpus: Corpus, told: set[tuple[int, int]]) -> Iterator[Finding]:
    groups: defaultdict[str, list[tuple[Said, re.Match[str]]]] = defaultdict(list)
    for said in corpus.texts:
        for match in _JOINED.finditer(said.text):
            if not {(id(said), 0), (id(said), match.start())} & told:
                groups[f"{fold(match[1])}-{fold(match[3])}"].append((said, match))
    for places in groups.values():
        counts = Counter(match[2] for _, match in places)
        usual = counts.most_common(1)[0][0]
        where = next(said.name for said, match in places if match[2] == usual)
        for said, match in places:
            if match[2] != usual:
                message = f'"{match[0]}", nhưng ở {where} viết "{match[1]}{usual}{match[3]}"'
                hint = "thống nhất một kiểu gạch, một kiểu dấu cách"
                yield said.found(match.start(), match.end(), message, hint)
