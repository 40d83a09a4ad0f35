"""Values with marks validated into the model by pydantic; every complaint said in Vietnamese."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from khtgdv import model
from khtgdv.source.yaml import Mapping, Scalar, Sequence
from khtgdv.text import did_you_mean, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from khtgdv.source.sourcefile import Mark, SourceFile

# An error in one of these leaves the row out of the reports; elsewhere the row stays.
CRITICAL = frozenset(
    {"id", "task", "content", "lead", "start", "due", "completed", "cancelled", "extensions"}
)
_SHAPES: dict[str, tuple[str, str]] = {
    "tuple_type": ("cần một danh sách", "viết mỗi mục một dòng, bắt đầu bằng - "),
    "dict_type": ("cần một nhóm khóa: giá trị", "viết mỗi khóa một dòng"),
    "mapping_type": ("cần một nhóm khóa: giá trị", "viết mỗi khóa một dòng"),
    "dataclass_type": ("cần một nhóm khóa: giá trị", "viết mỗi khóa một dòng, thụt vào bằng nhau"),
    "too_short": ("danh sách trống", "điền ít nhất một mục hoặc xóa khóa này"),
}
# Plain texts that YAML 1.1 or 1.2 programs read as a truth value, a number, a time or a date.
_AMBIGUOUS = re.compile(
    r"(?i:yes|no|on|off|true|false|y|n|=)|[-+]?\.(?:inf|nan)"
    r"|[-+]?[0-9][0-9_,]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+"
    r"|0[box][0-9a-fA-F_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?"
)
_NO_CHECK = frozenset({"lead", "every"})  # whatever stands there is checked against a list


# The kinds of the values below a key, for the names of their keys.
_NESTED: dict[str, type] = {
    "extensions": model.Extension,
    "cancelled": model.Cancellation,
    "repeat": model.Rule,
    "units": model.Units,
}
Loc = tuple[int | str, ...]
T = TypeVar("T")


@cache
def _adapter(kind: type[T]) -> TypeAdapter[T]:
    return TypeAdapter(kind)


@cache
def keys(kind: type) -> dict[str, bool]:
    """Return the keys of a kind of row as files write them, and whether each is required."""
    return {
        field.name.rstrip("_"): field.default is MISSING and field.default_factory is MISSING
        for field in fields(kind)
    }


def validate(file: SourceFile, node: object, kind: type[T]) -> T | None:
    """Return the value of one row, None where an error in it leaves it out.

    Every complaint goes into the file's findings. A mistake in a key that is not critical costs
    that key only.
    """
    if not isinstance(node, Mapping):
        mark = getattr(node, "mark", None)
        file.report("wrong-shape", mark, "cần một nhóm khóa: giá trị", "viết - id: … rồi các khóa")
        return None
    value: T | None = _Row(file, node, kind).validated()
    return value


class _Row:
    """One row on its way into the model."""

    def __init__(self, file: SourceFile, node: Mapping, kind: type) -> None:
        self.file = file
        self.node = node
        self.kind = kind
        self.id = row_name(node)
        self.dropped = set(node.bad)

    def validated(self) -> Any:
        """Validate; on errors drop the keys concerned and validate once more."""
        raw = {key: value for key, value in self.node.items() if key not in self.dropped}
        known = keys(self.kind)
        for key in [key for key, value in raw.items() if value is None and key in known]:
            self._empty(key)
            del raw[key]
        try:
            return self._lint(_adapter(self.kind).validate_python(raw))
        except ValidationError as error:
            for details in error.errors(include_url=False):
                self._translate(details)
        if self.dropped & (CRITICAL | {key for key, need in keys(self.kind).items() if need}):
            return None
        kept = {key: value for key, value in raw.items() if key not in self.dropped}
        return self._lint(_adapter(self.kind).validate_python(kept))

    def _lint(self, value: Any) -> Any:
        if self.dropped & CRITICAL:
            return None
        for scalar in _ambiguous(value, self.node):
            hint = f'viết trong dấu nháy: "{scalar}"'
            message = f'chương trình khác không đọc "{scalar}" là chữ'
            self.file.report("ambiguous-text", scalar.mark, message, hint, self.id)
        return value

    def _empty(self, key: str) -> None:
        mark = self.node.keys_at[key]
        if keys(self.kind).get(key):
            self.dropped.add(key)
            message = f'khóa "{key}" không có giá trị'
            self.file.report("missing-key", mark, message, "điền giá trị", self.id)
        else:
            message = f'khóa "{visible(key)}" không có giá trị'
            self.file.report("empty-value", mark, message, "điền giá trị hoặc xóa dòng", self.id)

    def _translate(self, details: ErrorDetails) -> None:
        loc = tuple(details["loc"])
        top = str(loc[0])
        kind = details["type"]
        if kind == "missing" and top in self.dropped:
            return
        self.dropped.add(top)
        if kind == "missing":
            self._missing(loc)
        elif kind == "unexpected_keyword_argument":
            self._unknown(loc)
        elif kind == "value_error":
            error = details["ctx"]["error"]
            message, hint = visible(error.message), error.hint
            self.file.report(error.code, self._mark(loc), message, hint, self.id)
        else:
            message, hint = _SHAPES[kind]
            message = f'{message} ở khóa "{visible(str(loc[0]))}"'
            self.file.report("wrong-shape", self._mark(loc), message, hint, self.id)

    def _missing(self, loc: Loc) -> None:
        parent = find(self.node, loc[:-1])
        first = next(iter(parent.keys_at.values()), None) if isinstance(parent, Mapping) else None
        message = f'thiếu khóa bắt buộc "{loc[-1]}"'
        hint = f"thêm dòng {loc[-1]}: …"
        self.file.report("missing-key", first or self._mark(loc), message, hint, self.id)

    def _unknown(self, loc: Loc) -> None:
        key = str(loc[-1])
        known = keys(_NESTED.get(str(loc[0]), self.kind) if len(loc) > 1 else self.kind)
        hint = did_you_mean(key, known)
        note = f"các khóa: {', '.join(known)}"
        message = f'không có khóa "{visible(key)}"'
        self.file.report("unknown-key", self._mark(loc, key=True), message, hint, self.id, note)

    def _mark(self, loc: Loc, *, key: bool = False) -> Mark | None:
        return mark_of(self.node, loc, key=key)


def row_name(node: Mapping) -> str | None:
    """Return the ID or code a row goes by, however wrong, for the findings made about it."""
    name = node.get("id") or node.get("code")
    return visible(name)[:40] if isinstance(name, str) else None


def find(node: object, loc: Loc) -> object:
    """Return the node at `loc` below `node`, as far down as there is one."""
    for step in loc:
        if isinstance(node, Mapping) and node.get(str(step)) is not None:
            node = node[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            break
    return node


def mark_of(node: Mapping, loc: Loc, *, key: bool = False) -> Mark | None:
    """Return where the value at `loc` stands, or its key; a parent's place where it has none."""
    if loc and loc[-1] == "[key]":
        return mark_of(node, loc[:-1], key=True)
    parent = find(node, loc[:-1])
    if isinstance(parent, Mapping) and loc and str(loc[-1]) in parent.keys_at:
        value = parent.get(str(loc[-1]))
        if key or not isinstance(value, Scalar):
            return parent.keys_at[str(loc[-1])]
    return getattr(find(node, loc), "mark", None)


def _ambiguous(value: object, node: object) -> Iterator[Scalar]:
    """Yield the plain scalars that became texts of the model, and that others read otherwise."""
    if isinstance(value, str):
        if isinstance(node, Scalar) and node.plain and _AMBIGUOUS.fullmatch(node):
            yield node
    elif isinstance(value, tuple) and isinstance(node, Sequence):
        for item, below in zip(value, node, strict=False):
            yield from _ambiguous(item, below)
    elif is_dataclass(value) and isinstance(node, Mapping):
        for field in fields(value):
            if field.name not in _NO_CHECK and field.name in node:
                yield from _ambiguous(getattr(value, field.name), node[field.name])
