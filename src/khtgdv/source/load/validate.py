"""Values with marks validated into the model by pydantic; every complaint said in Vietnamese."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, cast

from pydantic_core import ValidationError

from khtgdv.fields import key_of
from khtgdv.frozen import MISSING, fields
from khtgdv.plan import model, office, repetition
from khtgdv.source.load.ambiguous_scalars import (
    find_misreadings,
    find_pasted,
    hidden_value_hint,
    plain_scalars,
)
from khtgdv.source.load.validators import row_validator
from khtgdv.source.text.sourcefile import Mark
from khtgdv.source.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from khtgdv.text import escape_unsafe

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from khtgdv.source.text.sourcefile import SourceFile

# An error in one of these leaves the row out of the reports; elsewhere the row stays.
CRITICAL_KEYS = frozenset(
    {"id", "task", "content", "lead", "start", "due", "completed", "cancelled", "extensions"}
)
_MAPPING_EXPECTED = ("cần một nhóm khóa: giá trị", "viết mỗi khóa một dòng, thụt vào bằng nhau")
# Every type of error that our models can make pydantic report, besides what `_report_error` knows.
SHAPE_ERRORS: dict[str, tuple[str, str]] = {
    "tuple_type": ("cần một danh sách", "viết mỗi mục một dòng, bắt đầu bằng - "),
    "dict_type": _MAPPING_EXPECTED,
    "dataclass_type": _MAPPING_EXPECTED,
    "too_short": ("danh sách trống", "điền ít nhất một mục hoặc xóa khóa này"),
}
# What to write where one value is meant and something else stands.
_SINGLE_VALUE_HINTS: dict[type, str] = {
    MappingNode: 'nội dung có dấu ": " thì đặt cả trong dấu nháy',
    SequenceNode: "viết một giá trị; nội dung bắt đầu bằng dấu [ hoặc - thì đặt trong dấu nháy",
}
# What stands in for a required value that is wrong, so that the rest of the row is still checked.
_STAND_INS: dict[type, dict[str, str]] = {
    model.Task: {"id": "TX-01", "task": "…", "lead": "…"},
    model.Inspection: {"id": "KT-01", "content": "…"},
}
# The kinds of the values below a key, for the names of their keys.
_NESTED: dict[str, type] = {
    "extensions": model.Extension,
    "cancelled": model.Cancellation,
    "repeat": repetition.RepeatRule,
    "units": model.Units,
    "steps": model.Step,
    "signers": office.Signer,
}
_KEY_SEARCH_LINES = 100  # lines below a row's first that are searched for a key of it
Loc = tuple[int | str, ...]
T = TypeVar("T")


class ValidatedRow(NamedTuple, Generic[T]):
    """One row validated: its value, the keys dropped from it, whether reports may have it.

    A row that reports may not have keeps a value where one could be made of what is right in it.
    """

    value: T | None
    node: MappingNode
    dropped_keys: frozenset[str]
    usable: bool


@cache
def row_keys(kind: type) -> dict[str, bool]:
    """Return the keys of a kind of row as files write them, and whether each is required."""
    return {
        key_of(field.name): field.default is MISSING and field.default_factory is MISSING
        for field in fields(kind)
    }


@cache
def essential_keys(kind: type) -> frozenset[str]:
    """Return the keys of a kind of row that must be right for reports to have the row."""
    return CRITICAL_KEYS | {key for key, required in row_keys(kind).items() if required}


def validate_row(file: SourceFile, node: object, kind: type[T]) -> ValidatedRow[T] | None:
    """Validate one row, None where it is no row at all.

    Every complaint goes into the file's findings. A mistake in a key that is not critical costs
    that key only.
    """
    if isinstance(node, MappingNode):
        return _RowValidator(file, node, kind).validate()
    mark = getattr(node, "mark", None)
    known_keys = row_keys(cast("type", kind))
    first = next((key for key in ("id", "code", "name") if key in known_keys), None)
    hint = f"viết - {first}: … rồi các khóa, mỗi khóa một dòng" if first else _MAPPING_EXPECTED[1]
    file.report("wrong-shape", mark, _MAPPING_EXPECTED[0], hint)
    return None


class _RowValidator:
    """One row on its way into the model."""

    def __init__(self, file: SourceFile, node: MappingNode, row_class: type) -> None:
        self.file = file
        self.node = node
        self.kind = row_class
        self.dropped_keys = set(node.bad_keys)
        self.signed_keys = office.signed_keys(row_class, node)

    @property
    def id(self) -> str | None:
        """What findings call the row."""
        return row_name(self.node)

    def validate(self) -> ValidatedRow[Any]:
        """Validate; on errors drop the keys concerned and validate once more."""
        raw = self._filled_values()
        value = self._try_validate(raw)
        if self.signed_keys:
            self._require_signed_keys(raw)
        if value is None:
            values = {key: value for key, value in raw.items() if key not in self.dropped_keys}
            value = self._try_validate(values | self._placeholders(values))
        self._check_texts(value)
        needed = essential_keys(self.kind).union(self.signed_keys) if self.dropped_keys else ()
        right = not self.node.has_unread_keys and self.dropped_keys.isdisjoint(needed)
        return ValidatedRow(
            value, self.node, frozenset(self.dropped_keys), value is not None and right
        )

    def _filled_values(self) -> dict[str, Any]:
        """Return what stands at the row's keys; those that have no value are told of."""
        if not self.dropped_keys and None not in self.node.values():
            return self.node
        raw = {key: value for key, value in self.node.items() if key not in self.dropped_keys}
        for key in [key for key, value in raw.items() if value is None]:
            self._report_empty_key(key)
            del raw[key]
        return raw

    def _require_signed_keys(self, raw: dict[str, Any]) -> None:
        """Report each key that only a draft may be without."""
        for key in self.signed_keys:
            if not (key in raw or key in self.dropped_keys or self.node.has_unread_keys):
                self.dropped_keys.add(key)
                self._report_missing_key((key,))

    def _check_texts(self, value: object) -> None:
        """Report texts that need quotation marks, and what was pasted along with them."""
        scalars = plain_scalars(value, self.node, self.dropped_keys)
        found = [parts for text in scalars for parts in find_misreadings(text, self.file.lines)]
        found += find_pasted(self.node) if self.file.may_hold_odd_characters else ()
        for code, mark, message, hint in found:
            self.file.report(code, mark, message, hint, self.id)

    def _try_validate(self, raw: dict[str, Any]) -> Any:
        try:
            return row_validator(self.kind).validate_python(raw)
        except ValidationError as error:
            self._report_errors(error)
        return None

    def _report_errors(self, error: ValidationError) -> None:
        """Report each complaint. They keep the frame that caught them: it must not keep them."""
        for details in error.errors(include_url=False):
            self._report_error(details)

    def _placeholders(self, valid_values: dict[str, Any]) -> dict[str, str]:
        keys = self.dropped_keys - valid_values.keys()
        return {key: word for key, word in _STAND_INS.get(self.kind, {}).items() if key in keys}

    def _report_empty_key(self, key: str) -> None:
        mark = self.node.key_mark(key)
        message = f'khóa "{key}" không có giá trị'
        if row_keys(self.kind).get(key) or key in self.signed_keys:
            self.dropped_keys.add(key)
            hint = hidden_value_hint(mark, self.file.lines) or "điền giá trị"
            self.file.report("missing-key", mark, message, hint, self.id)
        elif key in row_keys(self.kind):
            self.file.report("empty-value", mark, message, "điền giá trị hoặc xóa dòng", self.id)
        else:
            self._report_unknown_key((key,))

    def _report_error(self, details: ErrorDetails) -> None:
        loc = tuple(details["loc"])
        top = str(loc[0])
        kind = details["type"]
        if kind == "missing" and (top in self.dropped_keys or self.node.has_unread_keys):
            return
        if kind == "too_short" and details["input"]:
            return  # what stood in the list has been told of
        self.dropped_keys.add(top)
        if self.file.is_full:
            return
        if kind == "missing":
            self._report_missing_key(loc)
        elif kind == "unexpected_keyword_argument":
            self._report_unknown_key(loc)
        elif kind == "value_error":
            self._report_wrong_value(loc, details["ctx"]["error"], details["input"])
        else:
            message, hint = SHAPE_ERRORS[kind]
            name = next(str(step) for step in reversed(loc) if isinstance(step, str))
            message = f'{message} ở khóa "{name}"'
            self.file.report("wrong-shape", self._mark(loc), message, hint, self.id)

    def _report_wrong_value(self, loc: Loc, error: Any, input_value: object) -> None:
        from khtgdv.source.load import hints

        if isinstance(input_value, str):
            guess = hints.value_hint(error.code, input_value)
            hint: str | None = " ".join(part for part in (guess, error.hint) if part)
        else:
            found = (h for kind, h in _SINGLE_VALUE_HINTS.items() if isinstance(input_value, kind))
            hint = error.hint or next(found, None)
        mark = self._mark(loc, key=input_value is None)
        self.file.report(error.code, mark, error.message, hint or None, self.id)

    def _report_missing_key(self, loc: Loc) -> None:
        parent = find_node(self.node, loc[:-1])
        mapping = parent if isinstance(parent, MappingNode) else MappingNode()
        first = next(iter(mapping.key_names), None)
        mark = self._mark(loc) if first is None else mapping.key_mark(first)
        if len(loc) == 1 and (swallowed_mark := self._find_swallowed_key(str(loc[0]))) is not None:
            message = f'khóa "{loc[0]}" thụt vào quá sâu, thành lời văn của khóa ở trên'
            hint = "các khóa của một dòng thụt vào bằng nhau"
            self.file.report("wrong-indent", swallowed_mark, message, hint, self.id)
            return
        message = f'thiếu khóa bắt buộc "{loc[-1]}"'
        self.file.report("missing-key", mark, message, f"thêm dòng {loc[-1]}: …", self.id)

    def _find_swallowed_key(self, key: str) -> Mark | None:
        """Return the place of a key that a text of several lines above it has swallowed."""
        begin, column = self.node.mark.line + 1, self.node.mark.column
        for number, line in enumerate(self.file.lines[begin : begin + _KEY_SEARCH_LINES], begin):
            width = len(line) - len(line.lstrip())
            if width > column and line.startswith(f"{key}: ", width):
                return Mark(number, width, number, width + len(key))
            if width < column and line[width : width + 1] == "-":
                break
        return None

    def _report_unknown_key(self, loc: Loc) -> None:
        from khtgdv.source.load import hints

        key = str(loc[-1])
        known_keys = row_keys(_NESTED.get(str(loc[0]), self.kind) if len(loc) > 1 else self.kind)
        parent = find_node(self.node, loc[:-1])
        cut_hint = hints.cut_value_hint(key, parent, known_keys)
        hint = (cut_hint if " " in key else None) or hints.key_hint(key, known_keys) or cut_hint
        note = None if hint else f"các khóa: {', '.join(known_keys)}"
        message = f'không có khóa "{key}"'
        self.file.report("unknown-key", self._mark(loc, key=True), message, hint, self.id, note)

    def _mark(self, loc: Loc, *, key: bool = False) -> Mark | None:
        return mark_of(self.node, loc, key=key)


def row_name(node: MappingNode) -> str | None:
    """Return the ID or code a row goes by, however wrong, for the findings made about it."""
    name = node.get("id") or node.get("code")
    return escape_unsafe(name[:40]) if isinstance(name, str) else None


def find_node(node: object, loc: Loc) -> object:
    """Return the node at `loc` below `node`, as far down as there is one.

    A number is passed over where one value stands for a list of one.
    """
    for step in loc:
        if isinstance(node, MappingNode) and node.get(str(step)) is not None:
            node = node[str(step)]
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node):
            node = node[step]
        elif not isinstance(step, int) or isinstance(node, SequenceNode):
            break
    return node


def mark_of(node: MappingNode, loc: Loc, *, key: bool = False) -> Mark | None:
    """Return where the value at `loc` stands, or its key; a parent's place where it has none."""
    if loc and loc[-1] == "[key]":
        return mark_of(node, loc[:-1], key=True)
    parent = find_node(node, loc[:-1])
    if isinstance(parent, MappingNode) and loc and str(loc[-1]) in parent.key_names:
        value = parent.get(str(loc[-1]))
        if key or not (isinstance(value, ScalarNode) or getattr(value, "flow", False)):
            return parent.key_mark(str(loc[-1]))
    return getattr(find_node(node, loc), "mark", None)
