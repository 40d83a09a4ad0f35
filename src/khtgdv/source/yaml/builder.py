"""A parser's events built into values; aliases, merge keys, tags and depth end here.

Nothing recurses, so nothing in a file can exhaust the stack; nothing is shared, so nothing can
grow; nothing is made but texts, lists and mappings, so nothing can run.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from khtgdv.source.text.hygiene import REPLACEMENT
from khtgdv.source.text.sourcefile import Mark, Trouble
from khtgdv.source.yaml.lost_rows import find_slipped_key, find_swallowed_row
from khtgdv.source.yaml.nodes import (
    NULLS,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    TextSpan,
    mark_of_span,
)
from khtgdv.source.yaml.troubles import MAX_DEPTH, deep_bracket, too_deep
from khtgdv.text import escape_unsafe

if TYPE_CHECKING:
    from khtgdv.source.text.sourcefile import SourceFile

MAX_EVENTS = 400_000  # as many as 20,000 rows have, with all that is recorded of them
_ROW_DEPTH = 2  # the top mapping and the list below one of its keys: rows stand below these
_ROW_SECTIONS = ("tasks", "inspections")
_ID_KEYS = frozenset({"id", "code"})
_QUOTE_STYLES = frozenset({"'", '"'})
_ALIAS_MESSAGE = "neo và bí danh (&, *) không dùng được trong kế hoạch"
_IN_FULL_HINT = "viết đầy đủ nội dung tại chỗ; nội dung bắt đầu bằng & hay * thì đặt trong dấu nháy"


class StopParsing(Exception):  # noqa: N818 - an end, not an error
    """Reading cannot go on beyond some trouble, or need not where there is none."""

    def __init__(self, trouble: Trouble | None = None) -> None:
        """Keep the trouble."""
        super().__init__(trouble)
        self.trouble = trouble


class _RefusedValue:
    """Stands for a value whose trouble has been told; it is left out wherever it is attached."""


_REFUSED_VALUE = _RefusedValue()
_Value = ScalarNode | MappingNode | SequenceNode | _RefusedValue


class Builder:
    """Values built from the events of one text; findings go into `file`.

    There is a method for each kind of event, which raises StopParsing where nothing more is read.
    """

    def __init__(self, file: SourceFile, text: str) -> None:
        """Begin with nothing read."""
        self.file = file
        self.text = text
        self.root: Node = None
        self.second_document_line: int | None = None  # the line a second document begins at
        self.quotes: list[Mark] = []
        self.last_event: Any = None  # the event that was taken last
        self._has_replacement = REPLACEMENT in text
        self._stack: list[MappingNode | SequenceNode] = []
        self._pending_keys: list[str | _RefusedValue | None] = []
        self._parent: Any = None  # the last of the stack

    @property
    def mark(self) -> Mark:
        """Where the last event stands."""
        last = self.last_event
        return mark_of_span(_span_of(last)) if last else Mark(0, 0, 0, 1)

    def on_scalar(self, event: Any) -> None:
        """Take a text: most are a new key of the innermost mapping, or the value of one."""
        if event.anchor is not None or event.tag is not None:
            self._report_properties(event)
            self._attach(_REFUSED_VALUE)
            return
        if self._has_replacement and self._has_refused_character(event):
            self._attach(_REFUSED_VALUE)
            return
        span = start, end = event.start_mark, event.end_mark
        is_multiline = start.line != end.line
        parent, value = self._parent, event.value
        key = self._pending_keys[-1] if type(parent) is MappingNode else _REFUSED_VALUE
        if key is None and not is_multiline and value not in parent.key_spans and value != "<<":
            is_below_rows = len(self._stack) == 1 and parent.has_list(_ROW_SECTIONS)
            if is_below_rows and (trouble := find_slipped_key(value, mark_of_span(span))):
                raise StopParsing(trouble)
            parent.key_spans[value] = span
            self._pending_keys[-1] = value
            return
        scalar = ScalarNode(value)
        scalar.span = span
        scalar.is_plain = not event.style
        if is_multiline:
            self._check_multiline(scalar, event.style)
        if type(key) is str:
            if not isinstance(parent.get(key), SequenceNode):  # a key written twice: its rows stay
                parent[key] = None if scalar.is_plain and value in NULLS else scalar
            self._pending_keys[-1] = None
        else:
            self._attach(scalar)

    def on_mapping_start(self, event: Any) -> None:
        """Take the beginning of a mapping."""
        self._open_collection(MappingNode(_span_of(event)), event)

    def on_sequence_start(self, event: Any) -> None:
        """Take the beginning of a list."""
        self._open_collection(SequenceNode(_span_of(event)), event)

    def on_collection_end(self, event: Any) -> None:
        """Take the end of a mapping or a list."""
        self._pending_keys.pop()
        collection = self._stack.pop()
        self._parent = self._stack[-1] if self._stack else None
        if collection.flow:
            collection.span = collection.span[0], event.end_mark
        if collection.damaged and len(self._stack) > _ROW_DEPTH:
            self._mark_damaged(self._stack[-1])
        self._attach(collection)

    def on_alias(self, _event: Any) -> None:
        """Refuse an alias."""
        self.file.report("alias", self.mark, _ALIAS_MESSAGE, _IN_FULL_HINT)
        self._attach(_REFUSED_VALUE)

    def on_document_start(self, event: Any) -> None:
        """Take the beginning of a document: there is one only."""
        if self.root is not None:
            message = "tệp có nhiều tài liệu YAML (dòng ---); chỉ đọc tài liệu đầu"
            self.file.report("several-documents", self.mark, message, "xóa dòng --- này")
            self.second_document_line = event.start_mark.line
            raise StopParsing

    def ignore(self, event: Any) -> None:
        """Take an event that says nothing."""

    def stop_too_large(self) -> None:
        """Give up on a text of more values than a plan can need."""
        message = f"tệp có hơn {MAX_EVENTS} giá trị, quá mức một kế hoạch cần"
        raise StopParsing(
            Trouble("too-large", self.mark, message, "chia kế hoạch thành nhiều thư mục")
        )

    def report_document_end(self, trouble: Trouble) -> bool:
        """Tell whether an error means that the document had ended before it, and report that."""
        if trouble.code != "several-documents":
            return False
        self.file.report(*trouble)
        self.second_document_line = trouble.mark.line
        return True

    def _report_properties(self, event: Any) -> None:
        """Report an anchor or a tag."""
        if event.anchor is not None:
            self.file.report("alias", self.mark, _ALIAS_MESSAGE, _IN_FULL_HINT)
        else:
            message = f"nhãn kiểu {escape_unsafe(event.tag)} không dùng được trong kế hoạch"
            hint = "xóa nhãn; nội dung bắt đầu bằng dấu ! thì đặt trong dấu nháy"
            self.file.report("tag", self.mark, message, hint)

    def _has_refused_character(self, event: Any) -> bool:
        """Tell whether a character of a text was refused, and not made by an escape."""
        source_text = self.text[event.start_mark.index : event.end_mark.index]
        return REPLACEMENT in event.value and REPLACEMENT in source_text

    def _check_multiline(self, text: ScalarNode, style: str) -> None:
        """Look at a text of several lines: it may have swallowed what stands below it."""
        lines = self._text_lines
        in_block = self._parent is not None and not self._parent.flow
        is_open = in_block and (style not in _QUOTE_STYLES or len(self._stack) == 1)
        if is_open and (trouble := find_swallowed_row(lines, text.mark, len(self._stack))):
            raise StopParsing(trouble)
        if text.is_plain:
            from khtgdv.source.yaml.line_slips import find_joined_item

            if item := find_joined_item(self.file.lines, text.mark):
                self.file.report("joined-item", *item)
        elif style in _QUOTE_STYLES:
            from khtgdv.source.yaml.syntax_errors import swallows_keys, unclosed_quote

            self.quotes.append(text.mark)
            if swallows_keys(self.file.lines, text.mark, self._block_column):
                raise StopParsing(unclosed_quote(text.mark))

    @cached_property
    def _text_lines(self) -> list[str]:
        """The lines as the parser has them: what was skipped is blank."""
        return self.text.split("\n")

    @property
    def _block_column(self) -> int:
        """The column that a text must stand further in than, on every line; -1 for none."""
        block = next((node for node in reversed(self._stack) if not node.flow), None)
        return block.span[0].column if block is not None else -1

    def depth_trouble(self) -> Trouble:
        """Say where brackets go too deep, for a parser that refuses them before its events tell."""
        return too_deep(deep_bracket(self.file.lines, self.mark, len(self._stack)))

    def _open_collection(self, collection: MappingNode | SequenceNode, event: Any) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise StopParsing(too_deep(self.mark))
        collection.flow = bool(event.flow_style)
        if event.anchor is not None or event.tag is not None:
            self._report_properties(event)
            collection.damaged = len(self._stack) > _ROW_DEPTH
        self._stack.append(collection)
        self._parent = collection
        self._pending_keys.append(None)

    def _mark_damaged(self, parent: MappingNode | SequenceNode) -> None:
        """Tell of what was left out below a row's key up to that key."""
        parent.damaged = True
        if isinstance(parent, MappingNode) and isinstance(key := self._pending_keys[-1], str):
            parent.bad_keys.add(key)

    def _attach(self, value: _Value) -> None:
        if not self._stack:
            self.root = None if isinstance(value, _RefusedValue) else value
            return
        parent = self._stack[-1]
        if isinstance(parent, SequenceNode):
            _append(parent, value)
        elif (key := self._pending_keys[-1]) is None:
            self._pending_keys[-1] = self._add_key(parent, value)
        else:
            self._pending_keys[-1] = None
            if isinstance(key, str):
                _store(parent, key, value)

    def _add_key(self, parent: MappingNode, value: _Value) -> str | _RefusedValue:
        if isinstance(value, ScalarNode) and not (value == "<<" and value.is_plain):
            name = str(value)
            if name in parent.key_spans:
                self._report_duplicate_key(parent, value)
                parent.bad_keys.add(name)
                parent.damaged = True
            else:
                parent.key_spans[name] = value.span
            return name
        parent.has_unread_keys = parent.damaged = True
        if isinstance(value, ScalarNode):
            message = "khóa gộp << không dùng được trong kế hoạch"
            self.file.report("merge-key", value.mark, message, "viết đầy đủ các khóa tại chỗ")
        elif not isinstance(value, _RefusedValue):
            self.file.report("wrong-shape", value.mark, "khóa phải là một từ", "viết khóa: giá trị")
        return _REFUSED_VALUE

    def _report_duplicate_key(self, parent: MappingNode, key: ScalarNode) -> None:
        """Report a key that stands twice; an ID begins another row, and the dash is missing."""
        hint = "giữ lại một lần; thường gặp sau khi git gộp hai bản"
        if key in _ID_KEYS and key == next(iter(parent.key_spans)):
            parent.joined_rows += 1
            hint = f'nếu là dòng kế hoạch khác thì viết "- {key}:"; nếu không thì giữ lại một lần'
        elif parent.joined_rows:
            return  # a key of the other row
        first = parent.key_mark(key).line + 1
        message = f'khóa "{key}" viết hai lần, lần đầu ở dòng {first}'
        self.file.report("duplicate-key", key.mark, message, hint)


def _span_of(event: Any) -> TextSpan:
    return event.start_mark, event.end_mark


def _append(parent: SequenceNode, value: _Value) -> None:
    if isinstance(value, _RefusedValue):
        parent.refused_count += 1
        parent.damaged = True
    else:
        parent.append(value)
        parent.refused_count += value.joined_rows if isinstance(value, MappingNode) else 0


def _store(parent: MappingNode, name: str, value: _Value) -> None:
    if isinstance(value, _RefusedValue):
        parent.bad_keys.add(name)
        parent.damaged = True
    elif isinstance(value, SequenceNode) and isinstance(parent.get(name), SequenceNode):
        parent[name].extend(value)  # a key written twice: no row below it may vanish
        parent[name].refused_count += value.refused_count
    elif not isinstance(parent.get(name), SequenceNode):  # as above
        parent[name] = value
