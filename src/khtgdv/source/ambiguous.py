"""Texts without quotation marks that other YAML programs do not read as texts."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from khtgdv.source.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

# Plain texts that YAML 1.1 or 1.2 programs read as nothing, a truth value, a number, a time or
# a date.
_AMBIGUOUS = re.compile(
    r"(?i:yes|no|on|off|true|false|y|n|=|~|null)|[-+]?\.(?:inf|nan)"
    r"|[-+]?[0-9][0-9_,]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+"
    r"|0[box][0-9a-fA-F_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?"
)
_LONGEST = 40
_NO_CHECK = frozenset({"lead", "every"})  # whatever stands there is checked against a list


def ambiguous(value: object, node: object) -> Iterator[Scalar]:
    """Yield the plain scalars that became texts of the model, and that others read otherwise."""
    if isinstance(value, str):
        if (
            isinstance(node, Scalar)
            and node.plain
            and len(node) <= _LONGEST
            and _AMBIGUOUS.fullmatch(node)
        ):
            yield node
    elif isinstance(value, tuple) and isinstance(node, Sequence):
        for item, below in zip(value, node, strict=False):
            yield from ambiguous(item, below)
    elif is_dataclass(value) and isinstance(node, Mapping):
        for field in fields(value):
            if field.name not in _NO_CHECK and field.name in node:
                yield from ambiguous(getattr(value, field.name), node[field.name])
