"""Texts without quotation marks that mean something else to a YAML program than to their writer."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from khtgdv.frozen import fields, is_frozen
from khtgdv.source.text.sourcefile import Mark
from khtgdv.source.yaml.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

# Plain texts that YAML 1.1 or 1.2 programs read as nothing, a truth value, a number, a time or
# a date.
_AMBIGUOUS = re.compile(
    r"(?i:yes|no|on|off|true|false|y|n|=|~|null)|[-+]?\.(?:inf|nan)"
    r"|[-+]?[0-9][0-9_,]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+"
    r"|0[box][0-9a-fA-F_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?"
)
_BEGINNINGS = frozenset("yYnNoOtTfF=~+-.0123456789")  # of any such text
_LONGEST = 40
# Whatever stands there is checked against a list or a pattern.
_NO_CHECK = frozenset({"id", "lead", "every"})
# A comment has a blank after its sign; `số #5` is a text that the sign cuts off.
_CUT = re.compile(r"\s+(#[^\s#!].*)")
_Told = tuple[str, Mark, str, str]
_VALUE = r"\s*:\s+#"


def plain_texts(value: object, node: object, skip: Container[str] = ()) -> list[Scalar]:
    """Return the scalars without quotation marks that became texts of the model.

    `skip` are the keys of the topmost mapping that are not looked at.
    """
    found: list[Scalar] = []
    for item, below in _pairs(value, node, skip):
        if type(below) is not Scalar:
            found += plain_texts(item, below) if below else []
        elif below.plain and type(item) is str:
            found.append(below)
    return found


def _pairs(value: Any, node: object, skip: Container[str]) -> Iterable[tuple[object, object]]:
    """Return what the model has of what stands below a value, each beside what it was made of."""
    kind: Any = type(value)
    if type(node) is Mapping and is_frozen(kind):
        looked_at = _looked_at(kind)
        return [
            (getattr(value, name), below)
            for name, below in node.items()
            if name in looked_at and name not in skip
        ]
    return zip(value, node, strict=False) if type(node) is Sequence and kind is tuple else ()


@cache
def _looked_at(kind: Any) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind)) - _NO_CHECK


def misread(text: Scalar, lines: list[str]) -> list[_Told]:
    """Return what programs make of a text and its writer did not mean: code, place, words, hint."""
    end = text.place[1]
    follows = lines[end.line][end.column : end.column + 1]
    found = []
    if text[0] in _BEGINNINGS and len(text) <= _LONGEST and _AMBIGUOUS.fullmatch(text):
        message = f'chương trình khác không đọc "{text}" là chữ'
        found.append(("ambiguous-text", text.mark, message, f'viết trong dấu nháy: "{text}"'))
    if follows == "," and "“" in text and text.count("“") > text.count("”"):
        message = "dấu “ ở đây không giữ được dấu phẩy: nội dung bị tách làm hai mục"
        found.append(("unclosed-quote", text.mark, message, 'đặt cả mục trong dấu nháy thẳng: "…"'))
    if follows.isspace() and (rest := _CUT.match(lines[end.line], end.column)):
        found.append(_cut(end.line, rest))
    return found


def _cut(line: int, rest: re.Match[str]) -> _Told:
    words = rest[1].rstrip()
    mark = Mark(line, rest.start(1), line, rest.start(1) + len(words))
    hint = "nội dung có dấu # thì đặt cả trong dấu nháy; ghi chú thì viết # rồi một dấu cách"
    return "cut-text", mark, f'từ dấu # trở đi không được đọc: "{words}"', hint


def hidden(key: Mark, lines: list[str]) -> str | None:
    """Return what to do where the value of a key is a comment to a YAML program."""
    if re.match(_VALUE, lines[key.end_line][key.end_column :]):
        return "nội dung bắt đầu bằng dấu # thì đặt trong dấu nháy"
    return None
