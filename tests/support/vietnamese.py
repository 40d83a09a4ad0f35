"""The Vietnamese texts of the program and its documents, and what is misspelt in them."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

from khtgdv.checks.syllables import is_well_spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_VIETNAMESE = re.compile(r"[À-ỹăâđêôơưĂÂĐÊÔƠƯ]")
_WORD = re.compile(r"[^\W\d_]+")
# The program sets the tone where most papers of the plan have it: hòa, khóa, ủy; never hoà, uỷ.
_OTHER_STYLE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)
_PATTERN = re.compile(r"\\[bswd]|\(\?|\[\^?.-")  # a text that is a regular expression
_CODE_SPAN = re.compile(r"```.*?```|`[^`]*`|“[^”]*”|\"[^\"]*\"", re.DOTALL)


class Misspelling(NamedTuple):
    """A word that is no Vietnamese one, or has its tone elsewhere than the others."""

    path: str
    line: int
    word: str


def texts_of_code(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts of a module that hold a Vietnamese letter, with their lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        if _VIETNAMESE.search(node.value) and not _PATTERN.search(node.value):
            yield node.lineno, node.value


def texts_of_page(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a page; code and quotations may be of the plan's wording."""
    text = _CODE_SPAN.sub(lambda match: "\n" * match[0].count("\n"), path.read_text("utf-8"))
    yield from enumerate(text.splitlines(), 1)


def misspellings(path: Path, texts: Iterable[tuple[int, str]]) -> Iterator[Misspelling]:
    """Yield the words that are not spelt as Vietnamese ones are."""
    for line, text in texts:
        for match in _WORD.finditer(text):
            word = match[0].lower()
            is_short_form = sum(char.isupper() for char in match[0]) > 1
            is_wrong = not is_well_spelt(word) or _OTHER_STYLE.search(word)
            if _VIETNAMESE.search(word) and is_wrong and not is_short_form:
                yield Misspelling(path.name, line, match[0])
