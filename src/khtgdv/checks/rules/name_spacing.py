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

from khtgdv.plan.directory import DepartmentDirectory
from khtgdv.text import fold, name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, PlanText

_ONE_SIDED_DASH = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:[-–][ \t]+|[ \t]+[-–])[^\W\d_]+")
_HYPHENATED = re.compile(r"(?<![\w/-])([^\W\d_]{2,})([ \t]*[-–][ \t]*)([^\W\d_]{2,})(?![\w/])")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each name whose dashes and blanks are not those it has elsewhere."""
    reported_places: set[tuple[int, int]] = set()
    for plan_text, official in _misspaced_departments(corpus):
        reported_places.add((id(plan_text), 0))
        message = f'"{plan_text.text}" khác tên chính thức "{official}" ở dấu câu'
        yield plan_text.finding(0, len(plan_text.text), message, "viết đúng tên chính thức")
    for plan_text in corpus.texts:
        for match in _ONE_SIDED_DASH.finditer(plan_text.text):
            if (id(plan_text), 0) not in reported_places:
                reported_places.add((id(plan_text), match.start()))
                message = f'dấu gạch trong "{match[0]}" chỉ có dấu cách ở một bên'
                yield plan_text.finding(
                    match.start(), match.end(), message, "bỏ hoặc thêm dấu cách"
                )
    yield from _minority_findings(corpus, reported_places)


def _misspaced_departments(corpus: Corpus) -> Iterator[tuple[PlanText, str]]:
    directory = DepartmentDirectory.from_plan(corpus.plan)
    for plan_text in corpus.unit_names:
        department = directory.find(plan_text.text)
        if (
            department
            and plan_text.text != department.name
            and name_key(plan_text.text) == name_key(department.name)
        ):
            yield plan_text, department.name


def _minority_findings(corpus: Corpus, reported_places: set[tuple[int, int]]) -> Iterator[Finding]:
    groups: defaultdict[str, list[tuple[PlanText, re.Match[str]]]] = defaultdict(list)
    for plan_text in corpus.texts:
        for match in _HYPHENATED.finditer(plan_text.text):
            if not {(id(plan_text), 0), (id(plan_text), match.start())} & reported_places:
                groups[f"{fold(match[1])}-{fold(match[3])}"].append((plan_text, match))
    for places in groups.values():
        counts = Counter(match[2] for _, match in places)
        usual = counts.most_common(1)[0][0]
        usual_row = next(plan_text.row_name for plan_text, match in places if match[2] == usual)
        for plan_text, match in places:
            if match[2] != usual:
                message = f'"{match[0]}", nhưng ở {usual_row} viết "{match[1]}{usual}{match[3]}"'
                hint = "thống nhất một kiểu gạch, một kiểu dấu cách"
                yield plan_text.finding(match.start(), match.end(), message, hint)
