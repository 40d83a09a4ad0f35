"""A parser's events built into values; aliases, merge keys, tags and depth end here.

Nothing recurses, so nothing in a file can exhaust the stack; nothing is shared, so nothing can
grow; nothing is made but texts, lists and mappings, so nothing can run.
"""

from __future__ import annotations

from functools import cached_property

from khtgdv.source.text.hygiene import REPLACEMENT
from khtgdv.source.text.sourcefile import Mark
from khtgdv.source.yaml.events import (
    QUOTE_STYLES,
    ROW_DEPTH,
    mark_of_event,
    may_hold_row,
    span_of,
)
from khtgdv.source.yaml.lost_rows import find_slipped_key, find_swallowed_row
from khtgdv.source.yaml.nodes import (
    NULLS,
    Node,
    PlacedMapping,
    PlacedScalar,
    PlacedSequence,
    SequenceNode,
    TextSpan,
    mark_of_span,
)
from khtgdv.source.yaml.troubles import MAX_DEPTH, deep_bracket, too_deep
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from khtgdv.source.text.sourcefile import SourceFile, Trouble

_ROW_SECTIONS = ("tasks", "inspections")
_ID_KEYS = frozenset({"id", "code"})
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
_Value = PlacedScalar | PlacedMapping | PlacedSequence | _RefusedValue
_Collection = PlacedMapping | PlacedSequence
_Key = str | _RefusedValue | None


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
        self._has_replacement = REPLACEMENT in text
        self._stack: list[_Collection] = []
        self._parent: Any = None  # the last of the stack
        self._key: _Key = None  # the key in it that has no value yet
        self._outer_keys: list[_Key] = []  # that of each collection around the last

    def on_scalar(self, event: Any) -> None:
        """Take a text: most are a new key of the innermost mapping, or the value of one."""
        odd = event.anchor is not None or event.tag is not None or self._has_replacement
        if odd and self._refuses(event):
            self._attach(_REFUSED_VALUE)
            return
        value: str = event.value
        span = start, end = event.start_mark, event.end_mark
        is_multiline = start.line != end.line
        parent, key = self._parent, self._key
        if (
            key is None and not is_multiline and type(parent) is PlacedMapping
            and value not in parent.key_spans and value != "<<"
        ):  # fmt: skip
            if len(self._stack) == 1:
                self._stop_at_slipped_key(value, span)
            parent.key_spans[value] = span
            self._key = value
            return
        scalar = PlacedScalar(value)
        scalar.span = span
        scalar.is_plain = not event.style
        if is_multiline:
            self._check_multiline(scalar, event.style)
        if type(key) is str:
            self._key = None
            if not isinstance(parent.get(key), SequenceNode):  # a key written twice: its rows stay
                parent[key] = None if value in NULLS and scalar.is_plain else scalar
        else:
            self._attach(scalar)

    def on_mapping_start(self, event: Any) -> None:
        """Take the beginning of a mapping."""
        self._open_collection(PlacedMapping(span_of(event)), event)

    def on_sequence_start(self, event: Any) -> None:
        """Take the beginning of a list."""
        self._open_collection(PlacedSequence(span_of(event)), event)

    def on_collection_end(self, event: Any) -> None:
        """Take the end of a mapping or a list."""
        collection = self._stack.pop()
        self._key = self._outer_keys.pop()
        self._parent = self._stack[-1] if self._stack else None
        if collection.flow:
            collection.span = collection.span[0], event.end_mark
        if collection.damaged and len(self._stack) > ROW_DEPTH:
            self._mark_damaged(self._parent)
        self._attach(collection)

    def on_alias(self, event: Any) -> None:
        """Refuse an alias."""
        self.file.report("alias", mark_of_event(event), _ALIAS_MESSAGE, _IN_FULL_HINT)
        self._attach(_REFUSED_VALUE)

    def on_document_start(self, event: Any) -> None:
        """Take the beginning of a document: there is one only."""
        if self.root is not None:
            message = "tệp có nhiều tài liệu YAML (dòng ---); chỉ đọc tài liệu đầu"
            self.file.report("several-documents", mark_of_event(event), message, "xóa dòng --- này")
            self.second_document_line = event.start_mark.line
            raise StopParsing

    def ignore(self, event: Any) -> None:
        """Take an event that says nothing."""

    def report_document_end(self, trouble: Trouble) -> bool:
        """Tell whether an error means that the document had ended before it, and report that."""
        if trouble.code != "several-documents":
            return False
        self.file.report(*trouble)
        self.second_document_line = trouble.mark.line
        return True

    def _refuses(self, event: Any) -> bool:
        """Tell whether a text may not stand: an anchor, a tag or a character is told of."""
        if event.anchor is not None or event.tag is not None:
            self._report_properties(event)
            return True
        source_text = self.text[event.start_mark.index : event.end_mark.index]
        return REPLACEMENT in event.value and REPLACEMENT in source_text

    def _stop_at_slipped_key(self, key: str, span: TextSpan) -> None:
        """Stop at a key at the top of the file that belongs to the rows above it."""
        if self._parent.has_list(_ROW_SECTIONS) and (
            trouble := find_slipped_key(key, mark_of_span(span))
        ):
            raise StopParsing(trouble)

    def _report_properties(self, event: Any) -> None:
        """Report an anchor or a tag."""
        mark = mark_of_event(event)
        if event.anchor is not None:
            self.file.report("alias", mark, _ALIAS_MESSAGE, _IN_FULL_HINT)
        else:
            message = f"nhãn kiểu {escape_unsafe(event.tag)} không dùng được trong kế hoạch"
            hint = "xóa nhãn; nội dung bắt đầu bằng dấu ! thì đặt trong dấu nháy"
            self.file.report("tag", mark, message, hint)

    def _check_multiline(self, text: PlacedScalar, style: str) -> None:
        """Look at a text of several lines: it may have swallowed what stands below it."""
        in_block = self._parent is not None and not self._parent.flow
        depth = len(self._stack)
        may_hold = in_block and may_hold_row(self.text, text.span, style, depth)
        if may_hold and (trouble := find_swallowed_row(self._text_lines, text.mark, depth)):
            raise StopParsing(trouble)
        if text.is_plain:
            from khtgdv.source.yaml.line_slips import find_joined_item

            if item := find_joined_item(self.file.lines, text.mark):
                self.file.report("joined-item", *item)
        elif style in QUOTE_STYLES:
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

    def depth_trouble(self, last: Mark) -> Trouble:
        """Say where brackets go too deep, for a parser that refuses them before its events tell.

        `last` is where its last event stands.
        """
        return too_deep(deep_bracket(self.file.lines, last, len(self._stack)))

    def _open_collection(self, collection: _Collection, event: Any) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise StopParsing(too_deep(mark_of_event(event)))
        collection.flow = bool(event.flow_style)
        if event.anchor is not None or event.tag is not None:
            self._report_properties(event)
            collection.damaged = len(self._stack) > ROW_DEPTH
        self._stack.append(collection)
        self._parent = collection
        self._outer_keys.append(self._key)
        self._key = None

    def _mark_damaged(self, parent: _Collection) -> None:
        """Tell of what was left out below a row's key up to that key."""
        parent.damaged = True
        if isinstance(parent, PlacedMapping) and isinstance(self._key, str):
            parent.bad_keys.add(self._key)

    def _attach(self, value: _Value) -> None:
        parent, key = self._parent, self._key
        if parent is None:
            self.root = None if isinstance(value, _RefusedValue) else value
        elif isinstance(parent, PlacedSequence):
            _append(parent, value)
        elif key is None:
            self._key = self._add_key(parent, value)
        else:
            self._key = None
            if isinstance(key, str):
                _store(parent, key, value)

    def _add_key(self, parent: PlacedMapping, value: _Value) -> str | _RefusedValue:
        if isinstance(value, PlacedScalar) and not (value == "<<" and value.is_plain):
            name = str(value)
            if name in parent.key_spans:
                self._report_duplicate_key(parent, value)
                parent.bad_keys.add(name)
                parent.damaged = True
            else:
                parent.key_spans[name] = value.span
            return name
        parent.has_unread_keys = parent.damaged = True
        if isinstance(value, PlacedScalar):
            message = "khóa gộp << không dùng được trong kế hoạch"
            self.file.report("merge-key", value.mark, message, "viết đầy đủ các khóa tại chỗ")
        elif not isinstance(value, _RefusedValue):
            self.file.report("wrong-shape", value.mark, "khóa phải là một từ", "viết khóa: giá trị")
        return _REFUSED_VALUE

    def _report_duplicate_key(self, parent: PlacedMapping, key: PlacedScalar) -> None:
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


def _append(parent: PlacedSequence, value: _Value) -> None:
    if isinstance(value, _RefusedValue):
        parent.refused_count += 1
        parent.damaged = True
    else:
        parent.append(value)
        parent.refused_count += value.joined_rows if isinstance(value, PlacedMapping) else 0


def _store(parent: PlacedMapping, name: str, value: _Value) -> None:
    if isinstance(value, _RefusedValue):
        parent.bad_keys.add(name)
        parent.damaged = True
    elif isinstance(value, SequenceNode) and isinstance(parent.get(name), SequenceNode):
        parent[name].extend(value)  # a key written twice: no row below it may vanish
        parent[name].refused_count += value.refused_count
    elif not isinstance(parent.get(name), SequenceNode):  # as above
        parent[name] = value
