"""YAML text as values with their marks: one pass over the parser's events, every scalar a text.

The only module that imports PyYAML. Events never recurse, so nothing in a file can exhaust the
stack; aliases, merge keys and tags are refused, so nothing in a file can grow or run.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import yaml
from yaml import events as ev

from khtgdv.source.hygiene import LOST, clean, tabs
from khtgdv.source.sourcefile import Mark, SourceFile
from khtgdv.source.syntax import KEY_LINE, explain
from khtgdv.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator


MAX_DEPTH = 32
_LISTS = 2  # depth of a file's lists: the top mapping, and the list below one of its keys
_SLOW_BYTES = 2**20
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
LOADERS: tuple[Any, ...] = (getattr(yaml, "CLoader", yaml.Loader), yaml.Loader)


class Scalar(str):
    """A text with the place it stands at; `plain` tells that it has no quotation marks."""

    __slots__ = ("mark", "plain")
    mark: Mark
    plain: bool


class Mapping(dict[str, Any]):
    """A mapping with the marks of its keys; `bad` are the keys whose trouble has been told."""

    __slots__ = ("bad", "keys_at", "mark")
    mark: Mark

    def __init__(self, mark: Mark) -> None:
        """Begin an empty mapping."""
        super().__init__()
        self.mark = mark
        self.keys_at: dict[str, Mark] = {}
        self.bad: set[str] = set()


class Sequence(list[Any]):
    """A list with the place it stands at; `lost` counts the items whose trouble has been told."""

    __slots__ = ("lost", "mark")

    def __init__(self, mark: Mark) -> None:
        """Begin an empty list."""
        super().__init__()
        self.mark = mark
        self.lost = 0


Node = Scalar | Mapping | Sequence | None


def read(file: SourceFile) -> tuple[Node, int | None]:
    """Return the value of a file's text, and how many lines were read where not all could be.

    What stands before a syntax error is kept, up to the last whole row.
    """
    text = tabs(file, clean(file), _spans)
    builder = _Builder(file)
    error = builder.run(text, LOADERS[0])
    if error and len(text) <= _SLOW_BYTES:
        # The pure parser says the same on every machine, and more exactly where.
        builder = _Builder(file)
        error = builder.run(text, LOADERS[1]) or error
    if error:
        builder.unwind(error)
    file.findings.extend(builder.told.findings)
    return builder.root, builder.stopped


def _spans(text: str) -> list[tuple[int, int, str]]:
    """Return where the scalars of a text stand, with their style, as far as it can be parsed."""
    found: list[tuple[int, int, str]] = []
    with suppress(yaml.YAMLError):
        for event in _events(text, LOADERS[0]):
            scalar: Any = event if isinstance(event, ev.ScalarEvent) else None
            if scalar:
                place = (scalar.start_mark.index, scalar.end_mark.index, scalar.style or "")
                found.append(place)
    return found


def _events(text: str, loader: type) -> Iterator[Any]:
    """Return the parser's events; typeshed believes that their marks may be missing."""
    events: Iterator[Any] = yaml.parse(text, Loader=loader)
    return events


def _mark(event: Any) -> Mark:
    start, end = event.start_mark, event.end_mark
    return Mark(start.line, start.column, end.line, end.column)


class _Refused:
    """Stands for a value whose trouble has been told; it is left out wherever it is attached."""


_REFUSED = _Refused()


class _Builder:
    """Values built from events; `told` are the findings of this attempt at reading."""

    def __init__(self, file: SourceFile) -> None:
        self.told = SourceFile(file.path, file.text)
        self.root: Node = None
        self.stopped: int | None = None
        self.stack: list[Mapping | Sequence] = []
        self.keys: list[Scalar | _Refused | None] = []
        self.quotes: list[Mark] = []

    def run(self, text: str, loader: type) -> yaml.YAMLError | None:
        """Build from a text; return the parser's error where it has one."""
        try:
            for event in _events(text, loader):
                if not self._take(event):
                    break
        except yaml.YAMLError as error:
            return error
        return None

    def unwind(self, error: yaml.YAMLError) -> None:
        """Report a syntax error and keep the rows that were whole before it."""
        trouble = explain(error, self.quotes)
        self.told.report(trouble.code, trouble.mark, trouble.message, trouble.hint)
        self._stop(trouble.mark.line)

    def _stop(self, line: int) -> None:
        """End reading at `line`: unfinished rows are dropped, finished ones kept."""
        self.stopped = line
        while len(self.stack) > _LISTS or (
            len(self.stack) == _LISTS and isinstance(self.stack[-1], Mapping)
        ):
            self.stack.pop()
            self.keys.pop()
        while self.stack:
            self._end()

    def _take(self, event: Any) -> bool:
        """Build on with one event; False where reading must end."""
        if isinstance(event, ev.DocumentStartEvent):
            return self._document(event)
        if isinstance(event, ev.AliasEvent):
            self._refuse("alias", event, "neo và bí danh (&, *) không dùng được trong kế hoạch")
        elif isinstance(event, ev.ScalarEvent):
            self._attach(self._scalar(event))
        elif isinstance(event, ev.CollectionStartEvent):
            return self._begin(event)
        elif isinstance(event, ev.CollectionEndEvent):
            self._end()
        return True

    def _document(self, event: Any) -> bool:
        if self.root is None:
            return True
        message = "tệp có nhiều tài liệu YAML (dòng ---); chỉ đọc tài liệu đầu"
        self.told.report("several-documents", _mark(event), message, "xóa dòng --- này")
        self.stopped = event.start_mark.line
        return False

    def _refuse(self, code: str, event: ev.Event, message: str) -> None:
        self.told.report(code, _mark(event), message, "viết đầy đủ nội dung tại chỗ")
        self._attach(_REFUSED)

    def _decorated(self, event: ev.NodeEvent, tag: str | None) -> bool:
        """Report an anchor or a tag; tell whether there was one."""
        if event.anchor is not None:
            message = "neo và bí danh (&, *) không dùng được trong kế hoạch"
            hint = "viết đầy đủ nội dung tại chỗ"
            self.told.report("alias", _mark(event), message, hint)
        elif tag is not None:
            message = f"nhãn kiểu {visible(tag)} không dùng được trong kế hoạch"
            self.told.report("tag", _mark(event), message, "xóa nhãn bắt đầu bằng dấu !")
        return event.anchor is not None or tag is not None

    def _scalar(self, event: ev.ScalarEvent) -> Scalar | _Refused | None:
        mark = _mark(event)
        if self._decorated(event, event.tag) or LOST in event.value:
            return _REFUSED
        if event.style in ("'", '"') and mark.end_line > mark.line:
            self.quotes.append(mark)
            if self._swallowed(mark):
                return _REFUSED
        scalar = Scalar(event.value)
        scalar.mark = mark
        scalar.plain = not event.style
        return scalar

    def _swallowed(self, mark: Mark) -> bool:
        """Report a quoted text that runs over lines which look like keys of the plan."""
        inside = self.told.lines[mark.line + 1 : mark.end_line + 1]
        if not any(KEY_LINE.match(line) for line in inside):
            return False
        opening = Mark(mark.line, mark.column, mark.line, mark.column + 1)
        message = "dấu nháy mở ở đây nuốt cả các dòng sau"
        self.told.report("unclosed-quote", opening, message, "đóng dấu nháy ở cuối nội dung")
        return True

    def _begin(self, event: ev.CollectionStartEvent) -> bool:
        mark = _mark(event)
        if len(self.stack) >= MAX_DEPTH:
            message = f"lồng nhau quá {MAX_DEPTH} tầng"
            self.told.report("too-deep", mark, message, "một kế hoạch chỉ cần bốn tầng")
            self._stop(mark.line)
            return False
        kind = Mapping if isinstance(event, ev.MappingStartEvent) else Sequence
        self.stack.append(kind(mark))
        self.keys.append(None)
        self._decorated(event, event.tag)
        return True

    def _end(self) -> None:
        self.keys.pop()
        self._attach(self.stack.pop())

    def _attach(self, value: Node | _Refused) -> None:
        if not self.stack:
            self.root = None if isinstance(value, _Refused) else value
            return
        parent = self.stack[-1]
        if isinstance(parent, Sequence):
            if isinstance(value, _Refused):
                parent.lost += 1
            else:
                parent.append(value)
        elif self.keys[-1] is None:
            self.keys[-1] = self._key(parent, value)
        else:
            _store(parent, self.keys[-1], value)
            self.keys[-1] = None

    def _key(self, parent: Mapping, value: Node | _Refused) -> Scalar | _Refused:
        if isinstance(value, _Refused):
            return value
        if not isinstance(value, Scalar):
            mark = parent.mark if value is None else value.mark
            self.told.report("wrong-shape", mark, "khóa phải là một từ", "viết khóa: giá trị")
            return _REFUSED
        if value == "<<" and value.plain:
            message = "khóa gộp << không dùng được trong kế hoạch"
            self.told.report("merge-key", value.mark, message, "viết đầy đủ nội dung tại chỗ")
            return _REFUSED
        if value in parent.keys_at:
            first = parent.keys_at[value].line + 1
            message = f'khóa "{visible(value)}" viết hai lần, lần đầu ở dòng {first}'
            hint = "giữ lại một lần; thường gặp sau khi git gộp hai bản"
            self.told.report("duplicate-key", value.mark, message, hint)
            parent.bad.add(str(value))
        parent.keys_at.setdefault(str(value), value.mark)
        return value


def _store(parent: Mapping, key: Scalar | _Refused | None, value: Node | _Refused) -> None:
    if not isinstance(key, Scalar):
        return
    if isinstance(value, _Refused):
        parent.bad.add(str(key))
    elif isinstance(value, Scalar) and value.plain and value in _NULLS:
        parent[str(key)] = None
    else:
        parent[str(key)] = value
