"""Texts without quotation marks that mean something else to a YAML program than to their writer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from khtgdv.frozen import fields, is_frozen
from khtgdv.plan.office import Section
from khtgdv.source.text.sourcefile import Mark
from khtgdv.source.yaml.misreadings import misreaders
from khtgdv.source.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from khtgdv.text import may_be_pasted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container
    from typing import Any

# Whatever stands there is checked against a list or a pattern.
_UNCHECKED_KEYS = frozenset({"id", "lead", "every"})
# A comment has a blank after its sign; `số #5` is a text that the sign cuts off.
_CUT_TEXT = re.compile(r"\s+(#[^\s#!].*)")
_PASTED_HINT = "thường do dán từ Word: gõ lại bằng phím cách, dấu đầu dòng và gạch nối thì viết -"
_FindingParts = tuple[str, Mark, str, str]
_CODES = {"most": ("ambiguous-text", ""), "some": ("unquoted-text", "một vài ")}
_COMMENTED_VALUE = r"\s*:\s+#"


def find_pasted(node: object) -> Iterable[_FindingParts]:
    """Yield what office programs put into the texts below a node: code, place, words, hint."""
    if isinstance(node, ScalarNode):
        from khtgdv.pasted import odd_words

        if may_be_pasted(node) and (words := odd_words(node)):
            yield "pasted-character", node.mark, f"có {words} trong chữ", _PASTED_HINT
        return
    children = node.values() if isinstance(node, MappingNode) else node
    if isinstance(children, Iterable):
        for child in children:
            yield from find_pasted(child)


def plain_scalars(value: object, node: object, keys: Container[str] = ()) -> list[ScalarNode]:
    """Return the scalars without quotation marks that became texts of the model.

    `skipped_keys` are the keys of the topmost mapping that are not looked at.
    """
    scalars: list[ScalarNode] = []
    for item, child in _value_node_pairs(value, node, keys):
        if isinstance(child, ScalarNode):
            if child.is_plain and type(item) is str:
                scalars.append(child)
        elif child and type(child) is not str:
            scalars += plain_scalars(item, child)
    return scalars


def _value_node_pairs(
    value: Any, node: object, skipped_keys: Container[str]
) -> Iterable[tuple[object, object]]:
    """Return what the model has of what stands below a value, each beside what it was made of."""
    kind: Any = type(value)
    if isinstance(node, MappingNode) and is_frozen(kind):
        checked_fields = _checked_fields(kind)
        return [
            (getattr(value, name), child)
            for name, child in node.items()
            if type(child) is not str
            and name in checked_fields
            and name not in skipped_keys
            and not (kind is Section and name == "code" and str(child).isdigit())
        ]
    if isinstance(node, SequenceNode) and kind is tuple:
        return zip(value, node, strict=False)
    return ()


@cache
def _checked_fields(kind: Any) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind)) - _UNCHECKED_KEYS


def find_misreadings(text: ScalarNode, lines: list[str]) -> list[_FindingParts]:
    """Return what programs make of a text and its writer did not mean: code, place, words, hint."""
    return _other_type_findings(text) + _cut_findings(text, lines)


def _cut_findings(text: ScalarNode, lines: list[str]) -> list[_FindingParts]:
    """Return what to say of a text that ends before its writer meant it to."""
    findings = []
    end = text.span[1]
    next_character = lines[end.line][end.column : end.column + 1]
    if next_character == "," and text.count("“") > text.count("”") and _closes(end, lines):
        message = "dấu “ ở đây không giữ được dấu phẩy: nội dung bị tách làm hai mục"
        findings.append(("split-text", text.mark, message, 'đặt cả mục trong dấu nháy thẳng: "…"'))
    if next_character.isspace() and (rest := _CUT_TEXT.match(lines[end.line], end.column)):
        findings.append(_cut_text_finding(end.line, rest))
    return findings


def _other_type_findings(text: ScalarNode) -> list[_FindingParts]:
    readers = misreaders(text)
    if readers is None:
        return []
    code, some = _CODES[readers]
    message = f'{some}chương trình khác không đọc "{text}" là chữ'
    return [(code, text.mark, message, f'viết trong dấu nháy: "{text}"')]


def _closes(end: Any, lines: list[str]) -> bool:
    """Tell whether a quotation that a comma has cut goes on behind it, and is closed there."""
    rest = "\n".join((lines[end.line][end.column :], *lines[end.line + 1 : end.line + 2]))
    opening, closing = rest.find("“"), rest.find("”")
    return closing >= 0 and not 0 <= opening < closing


def _cut_text_finding(line: int, rest: re.Match[str]) -> _FindingParts:
    words = rest[1].rstrip()
    mark = Mark(line, rest.start(1), line, rest.start(1) + len(words))
    hint = "nội dung có dấu # thì đặt cả trong dấu nháy; ghi chú thì viết # rồi một dấu cách"
    return "cut-text", mark, f'từ dấu # trở đi không được đọc: "{words}"', hint


def hidden_value_hint(key: Mark, lines: list[str]) -> str | None:
    """Return what to do where the value of a key is a comment to a YAML program."""
    if re.match(_COMMENTED_VALUE, lines[key.end_line][key.end_column :]):
        return "nội dung bắt đầu bằng dấu # thì đặt trong dấu nháy"
    return None
