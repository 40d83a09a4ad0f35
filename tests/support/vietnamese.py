"""The Vietnamese texts of the program and its documents, and what is misspelt in them."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

from khtgdv.checks.syllables import COMMON_CONFUSIONS, is_well_spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_VIETNAMESE = re.compile(r"[À-ỹăâđêôơưĂÂĐÊÔƠƯ]")
_WORD = re.compile(r"[^\W\d_]+")
# The program sets the tone where most papers of the plan have it: hòa, khóa, ủy; never hoà, uỷ.
_OTHER_STYLE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)
_PATTERN = re.compile(r"\\[bswd]|\(\?|\[\^?.-")  # a text that is a regular expression
_CONFUSED = "|".join(sorted(COMMON_CONFUSIONS))
# What is no word of its place although each syllable is one, or is written otherwise elsewhere.
_SLIPS: dict[str, re.Pattern[str]] = {
    "a word for another": re.compile(rf"\b(?:{_CONFUSED})\b", re.IGNORECASE),
    "hỏi for ngã": re.compile(
        r"\b(?:sữa (?:đổi|lỗi|chữa|lại|rồi|tệp)|xữ lý|xử lí|củng (?:có|như|không|được|là)|"
        r"đả (?:ghi|có|xong|được)|sẻ (?:ghi|được|không|có)|nghĩ (?:lễ|phép|việc)|dử liệu|"
        r"giữ liệu|vẩn|mổi|chử|chĩ|lảnh đạo|thũ tục|bão đảm|bảng thân|hoàng thành|kế hoặch|"
        r"nghành|xẩy ra|cập nhập|giử|đễ|nhửng|củ (?:hơn|nhất)|mở rộn)\b",
        re.IGNORECASE,
    ),
    "i for y, hàng for hằng": re.compile(
        r"\b(?:kĩ|lí|mĩ|quí|tỉ lệ|sỹ|hàng (?:ngày|tuần|tháng|quý|năm))\b", re.IGNORECASE
    ),
    "a word twice": re.compile(r"\b(?!(?:dần|luôn|đôi|xã|ngày) )([^\W\d_]+) \1\b", re.IGNORECASE),
    "a blank before a mark": re.compile(r"[^\W\d_] [,;:?](?=\s|$)"),
    "a blank before a per cent": re.compile(r"\d %(?=[\s.,;)]|$)"),
    "a dash of another kind": re.compile(r"[–—]"),
    "quotes of another kind": re.compile(r"[‘’«»„]"),
}
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
    text = _CODE_SPAN.sub(lambda match: "□" + "\n" * match[0].count("\n"), path.read_text("utf-8"))
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


def slips(path: Path, texts: Iterable[tuple[int, str]]) -> Iterator[Misspelling]:
    """Yield what is well spelt, and yet no word of its place."""
    for line, text in texts:
        for pattern in _SLIPS.values():
            if _VIETNAMESE.search(text) and (match := pattern.search(text)):
                yield Misspelling(path.name, line, match[0])


def texts_of_word_file(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of a Word file, those in tables too."""
    import docx

    body = docx.Document(str(path)).element.body
    paragraphs = (p for p in body.iter() if p.tag.endswith("}p"))
    for number, paragraph in enumerate(paragraphs, 1):
        yield number, "".join(t.text or "" for t in paragraph.iter() if t.tag.endswith("}t"))
