"""Texts without quotation marks that mean something else to a YAML program than to their writer."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from khtgdv.frozen import fields, is_frozen
from khtgdv.source.nodes import Mapping, Scalar, Sequence
from khtgdv.source.sourcefile import Mark

if TYPE_CHECKING:
    from collections.abc import Container

# Plain texts that YAML 1.1 or 1.2 programs read as nothing, a truth value, a number, a time or
# a date.
_AMBIGUOUS = re.compile(
    r"(?i:yes|no|on|off|true|false|y|n|=|~|null)|[-+]?\.(?:inf|nan)"
    r"|[-+]?[0-9][0-9_,]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+"
    r"|0[box][0-9a-fA-F_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?"
)
_LONGEST = 40
# Whatever stands there is checked against a list or a pattern.
_NO_CHECK = frozenset({"id", "lead", "every"})
# A comment has a blank after its sign; `số #5` is a text that the sign cuts off.
_CUT = re.compile(r"\s+(#[^\s#!].*)")
_VALUE = r"\s*:\s+#"


def plain_texts(value: object, node: object, skip: Container[str] = ()) -> list[Scalar]:
    """Return the scalars without quotation marks that became texts of the model.

    `skip` are the keys of the topmost mapping that are not looked at.
    """
    if isinstance(node, Scalar):
        return [node] if node.plain and isinstance(value, str) else []
    if isinstance(node, Sequence):
        pairs = zip(value, node, strict=False) if isinstance(value, tuple) else ()
        return [text for item, below in pairs for text in plain_texts(item, below)]
    found: list[Scalar] = []
    kind: Any = type(value)
    if isinstance(node, Mapping) and is_frozen(kind):
        for name in filter(node.__contains__, _looked_at(kind)):
            if name not in skip:
                found += plain_texts(getattr(value, name), node[name])
    return found


@cache
def _looked_at(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in _NO_CHECK)


def misread(text: Scalar, lines: list[str]) -> list[tuple[str, Mark, str, str]]:
    """Return what programs make of a text and its writer did not mean: code, place, words, hint."""
    found = []
    if len(text) <= _LONGEST and _AMBIGUOUS.fullmatch(text):
        message = f'chương trình khác không đọc "{text}" là chữ'
        found.append(("ambiguous-text", text.mark, message, f'viết trong dấu nháy: "{text}"'))
    line, column = text.end.line, text.end.column
    if lines[line].startswith(",", column) and text.count("“") > text.count("”"):
        message = "dấu “ ở đây không giữ được dấu phẩy: nội dung bị tách làm hai mục"
        found.append(("unclosed-quote", text.mark, message, 'đặt cả mục trong dấu nháy thẳng: "…"'))
    if lines[line][column : column + 1].isspace() and (rest := _CUT.match(lines[line], column)):
        words = rest[1].rstrip()
        mark = Mark(line, rest.start(1), line, rest.start(1) + len(words))
        message = f'từ dấu # trở đi không được đọc: "{words}"'
        hint = "nội dung có dấu # thì đặt cả trong dấu nháy; ghi chú thì viết # rồi một dấu cách"
        found.append(("cut-text", mark, message, hint))
    return found


def hidden(key: Mark, lines: list[str]) -> str | None:
    """Return what to do where the value of a key is a comment to a YAML program."""
    if re.match(_VALUE, lines[key.end_line][key.end_column :]):
        return "nội dung bắt đầu bằng dấu # thì đặt trong dấu nháy"
    return None
