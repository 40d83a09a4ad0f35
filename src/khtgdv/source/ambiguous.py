"""Texts without quotation marks that mean something else to a YAML program than to their writer."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from khtgdv.source.nodes import Mapping, Scalar, Sequence
from khtgdv.source.sourcefile import Mark

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

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
_VALUE = re.compile(r"\s*:\s+#")


def plain_texts(value: object, node: object, skip: Container[str] = ()) -> Iterator[Scalar]:
    """Yield the scalars without quotation marks that became texts of the model.

    `skip` are the keys of the topmost mapping that are not looked at.
    """
    if isinstance(value, str):
        if isinstance(node, Scalar) and node.plain:
            yield node
    elif isinstance(value, tuple) and isinstance(node, Sequence):
        for item, below in zip(value, node, strict=False):
            yield from plain_texts(item, below)
    elif is_dataclass(value) and isinstance(node, Mapping):
        for field in fields(value):
            name = field.name
            if name not in _NO_CHECK and name not in skip and name in node:
                yield from plain_texts(getattr(value, name), node[name])


def misread(text: Scalar, lines: list[str]) -> Iterator[tuple[str, Mark, str, str]]:
    """Yield what programs make of a text that its writer did not mean: code, place, words, hint."""
    if len(text) <= _LONGEST and _AMBIGUOUS.fullmatch(text):
        message = f'chương trình khác không đọc "{text}" là chữ'
        yield "ambiguous-text", text.mark, message, f'viết trong dấu nháy: "{text}"'
    if "“" in text and text.count("“") > text.count("”") and _split(text.mark, lines):
        message = "dấu “ ở đây không giữ được dấu phẩy: nội dung bị tách làm hai mục"
        yield "unclosed-quote", text.mark, message, 'đặt cả mục trong dấu nháy thẳng: "…"'
    _, _, line, column = text.mark
    if rest := _CUT.match(lines[line].rstrip(), column):
        mark = Mark(line, rest.start(1), line, rest.end(1))
        message = f'từ dấu # trở đi không được đọc: "{rest[1]}"'
        hint = "nội dung có dấu # thì đặt cả trong dấu nháy; ghi chú thì viết # rồi một dấu cách"
        yield "cut-text", mark, message, hint


def _split(mark: Mark, lines: list[str]) -> bool:
    """Tell whether a text stands between brackets, and a comma ended it."""
    return lines[mark.end_line].startswith(",", mark.end_column)


def hidden(key: Mark, lines: list[str]) -> str | None:
    """Return what to do where the value of a key is a comment to a YAML program."""
    if _VALUE.match(lines[key.end_line], key.end_column):
        return "nội dung bắt đầu bằng dấu # thì đặt trong dấu nháy"
    return None
