"""Values with marks validated into the model by pydantic; every complaint said in Vietnamese."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, cast

from pydantic_core import ValidationError

from khtgdv.frozen import MISSING, fields
from khtgdv.plan import model
from khtgdv.source.load.ambiguous_scalars import hidden, misread, plain_texts
from khtgdv.source.load.validators import reader
from khtgdv.source.text.sourcefile import Mark
from khtgdv.source.yaml.nodes import Mapping, Scalar, Sequence, mark_at
from khtgdv.text import visible

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from khtgdv.source.text.sourcefile import SourceFile

# An error in one of these leaves the row out of the reports; elsewhere the row stays.
CRITICAL = frozenset(
    {"id", "task", "content", "lead", "start", "due", "completed", "cancelled", "extensions"}
)
_GROUP = ("cần một nhóm khóa: giá trị", "viết mỗi khóa một dòng, thụt vào bằng nhau")
# Every type of error, besides those `_translate` knows, that our models can make pydantic report.
SHAPES: dict[str, tuple[str, str]] = {
    "tuple_type": ("cần một danh sách", "viết mỗi mục một dòng, bắt đầu bằng - "),
    "dict_type": _GROUP,
    "dataclass_type": _GROUP,
    "too_short": ("danh sách trống", "điền ít nhất một mục hoặc xóa khóa này"),
}
# What to write where one value is meant and something else stands.
_SINGLE: dict[type, str] = {
    Mapping: 'nội dung có dấu ": " thì đặt cả trong dấu nháy',
    Sequence: "viết một giá trị; nội dung bắt đầu bằng dấu [ hoặc - thì đặt trong dấu nháy",
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
    "repeat": model.Rule,
    "units": model.Units,
}
_NEAR = 100  # lines below a row's first that are searched for a key of it
Loc = tuple[int | str, ...]
T = TypeVar("T")


class Checked(NamedTuple, Generic[T]):
    """One row validated: its value, the keys dropped from it, whether reports may have it.

    A row that reports may not have keeps a value where one could be made of what is right in it.
    """

    value: T | None
    node: Mapping
    dropped: frozenset[str]
    usable: bool


@cache
def keys(kind: type) -> dict[str, bool]:
    """Return the keys of a kind of row as files write them, and whether each is required."""
    return {
        field.name.rstrip("_"): field.default is MISSING and field.default_factory is MISSING
        for field in fields(kind)
    }


@cache
def needed(kind: type) -> frozenset[str]:
    """Return the keys of a kind of row that must be right for reports to have the row."""
    return CRITICAL | {key for key, required in keys(kind).items() if required}


def validate(file: SourceFile, node: object, kind: type[T]) -> Checked[T] | None:
    """Validate one row, None where it is no row at all.

    Every complaint goes into the file's findings. A mistake in a key that is not critical costs
    that key only.
    """
    if isinstance(node, Mapping):
        return _Row(file, node, kind).validated()
    mark = getattr(node, "mark", None)
    known = keys(cast("type", kind))
    first = next((key for key in ("id", "code", "name") if key in known), None)
    hint = f"viết - {first}: … rồi các khóa, mỗi khóa một dòng" if first else _GROUP[1]
    file.report("wrong-shape", mark, _GROUP[0], hint)
    return None


class _Row:
    """One row on its way into the model."""

    def __init__(self, file: SourceFile, node: Mapping, kind: type) -> None:
        self.file = file
        self.node = node
        self.kind = kind
        self.dropped = set(node.bad)

    @property
    def id(self) -> str | None:
        """What findings call the row."""
        return row_name(self.node)

    def validated(self) -> Checked[Any]:
        """Validate; on errors drop the keys concerned and validate once more."""
        raw = self._given()
        value = self._attempt(raw)
        if value is None:
            kept = {key: value for key, value in raw.items() if key not in self.dropped}
            value = self._attempt(kept | self._stand_ins(kept))
        whole = self._plain_texts(value)
        right = whole and not self.node.open and self.dropped.isdisjoint(needed(self.kind))
        return Checked(value, self.node, frozenset(self.dropped), value is not None and right)

    def _given(self) -> dict[str, Any]:
        """Return what stands at the row's keys; those that have no value are told of."""
        if not self.dropped and None not in self.node.values():
            return self.node
        raw = {key: value for key, value in self.node.items() if key not in self.dropped}
        for key in [key for key, value in raw.items() if value is None]:
            self._empty(key)
            del raw[key]
        return raw

    def _plain_texts(self, value: object) -> bool:
        """Report texts that need quotation marks; tell whether none of those that count is cut."""
        whole = True
        for scalar in plain_texts(value, self.node, self.dropped):
            for code, mark, message, hint in misread(scalar, self.file.lines):
                self.file.report(code, mark, message, hint, self.id)
                if code == "cut-text" and any(scalar is self.node.get(key) for key in CRITICAL):
                    whole = False
        return whole

    def _attempt(self, raw: dict[str, Any]) -> Any:
        try:
            return reader(self.kind).validate_python(raw)
        except ValidationError as error:
            self._complain(error)
        return None

    def _complain(self, error: ValidationError) -> None:
        """Report each complaint. They keep the frame that caught them: it must not keep them."""
        for details in error.errors(include_url=False):
            self._translate(details)

    def _stand_ins(self, kept: dict[str, Any]) -> dict[str, str]:
        gone = self.dropped - kept.keys()
        return {key: word for key, word in _STAND_INS.get(self.kind, {}).items() if key in gone}

    def _empty(self, key: str) -> None:
        mark = self.node.key_mark(key)
        message = f'khóa "{key}" không có giá trị'
        if keys(self.kind).get(key):
            self.dropped.add(key)
            hint = hidden(mark, self.file.lines) or "điền giá trị"
            self.file.report("missing-key", mark, message, hint, self.id)
        elif key in keys(self.kind):
            self.file.report("empty-value", mark, message, "điền giá trị hoặc xóa dòng", self.id)
        else:
            self._unknown((key,))

    def _translate(self, details: ErrorDetails) -> None:
        loc = tuple(details["loc"])
        top = str(loc[0])
        kind = details["type"]
        if kind == "missing" and (top in self.dropped or self.node.open):
            return
        if kind == "too_short" and details["input"]:
            return  # what stood in the list has been told of
        self.dropped.add(top)
        if self.file.full:
            return
        if kind == "missing":
            self._missing(loc)
        elif kind == "unexpected_keyword_argument":
            self._unknown(loc)
        elif kind == "value_error":
            self._wrong(loc, details["ctx"]["error"], details["input"])
        else:
            message, hint = SHAPES[kind]
            name = next(str(step) for step in reversed(loc) if isinstance(step, str))
            message = f'{message} ở khóa "{name}"'
            self.file.report("wrong-shape", self._mark(loc), message, hint, self.id)

    def _wrong(self, loc: Loc, error: Any, given: object) -> None:
        from khtgdv.source.load import hints

        one = isinstance(given, str)
        guess = hints.value(error.code, str(given)) if one else _SINGLE.get(type(given))
        hint = " ".join(part for part in (guess, error.hint) if part)
        mark = self._mark(loc, key=given is None)
        self.file.report(error.code, mark, error.message, hint or None, self.id)

    def _missing(self, loc: Loc) -> None:
        parent = find(self.node, loc[:-1])
        first = next(iter(parent.keys_at.values()), None) if isinstance(parent, Mapping) else None
        mark = self._mark(loc) if first is None else mark_at(first)
        if len(loc) == 1 and (at := self._swallowed(str(loc[0]))) is not None:
            message = f'khóa "{loc[0]}" thụt vào quá sâu, thành lời văn của khóa ở trên'
            hint = "các khóa của một dòng thụt vào bằng nhau"
            self.file.report("wrong-indent", at, message, hint, self.id)
            return
        message = f'thiếu khóa bắt buộc "{loc[-1]}"'
        hint = f"thêm dòng {loc[-1]}: …"
        self.file.report("missing-key", mark, message, hint, self.id)

    def _swallowed(self, key: str) -> Mark | None:
        """Return the place of a key that a text of several lines above it has swallowed."""
        begin, column = self.node.mark.line + 1, self.node.mark.column
        for number, line in enumerate(self.file.lines[begin : begin + _NEAR], begin):
            width = len(line) - len(line.lstrip())
            if width > column and line.startswith(f"{key}: ", width):
                return Mark(number, width, number, width + len(key))
            if width < column and line[width : width + 1] == "-":
                break
        return None

    def _unknown(self, loc: Loc) -> None:
        from khtgdv.source.load import hints

        key = str(loc[-1])
        known = keys(_NESTED.get(str(loc[0]), self.kind) if len(loc) > 1 else self.kind)
        hint = hints.key(key, known)
        note = None if hint else f"các khóa: {', '.join(known)}"
        message = f'không có khóa "{key}"'
        self.file.report("unknown-key", self._mark(loc, key=True), message, hint, self.id, note)

    def _mark(self, loc: Loc, *, key: bool = False) -> Mark | None:
        return mark_of(self.node, loc, key=key)


def row_name(node: Mapping) -> str | None:
    """Return the ID or code a row goes by, however wrong, for the findings made about it."""
    name = node.get("id") or node.get("code")
    return visible(name[:40]) if isinstance(name, str) else None


def find(node: object, loc: Loc) -> object:
    """Return the node at `loc` below `node`, as far down as there is one.

    A number is passed over where one value stands for a list of one.
    """
    for step in loc:
        if isinstance(node, Mapping) and node.get(str(step)) is not None:
            node = node[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            node = node[step]
        elif not isinstance(step, int) or isinstance(node, Sequence):
            break
    return node


def mark_of(node: Mapping, loc: Loc, *, key: bool = False) -> Mark | None:
    """Return where the value at `loc` stands, or its key; a parent's place where it has none."""
    if loc and loc[-1] == "[key]":
        return mark_of(node, loc[:-1], key=True)
    parent = find(node, loc[:-1])
    if isinstance(parent, Mapping) and loc and str(loc[-1]) in parent.keys_at:
        value = parent.get(str(loc[-1]))
        if key or not (isinstance(value, Scalar) or getattr(value, "flow", False)):
            return parent.key_mark(str(loc[-1]))
    return getattr(find(node, loc), "mark", None)
