"""A parser's events built into values; aliases, merge keys, tags and depth end here.

Nothing recurses, so nothing in a file can exhaust the stack; nothing is shared, so nothing can
grow; nothing is made but texts, lists and mappings, so nothing can run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from khtgdv.source.text.hygiene import LOST
from khtgdv.source.text.sourcefile import Mark, Trouble
from khtgdv.source.yaml.nodes import NULLS, Mapping, Node, Place, Scalar, Sequence, mark_at
from khtgdv.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.source.text.sourcefile import SourceFile

MAX_DEPTH = 32
MAX_EVENTS = 400_000  # as many as 20,000 rows have, with all that is recorded of them
_ROW_DEPTH = 2  # the top mapping and the list below one of its keys: rows stand below these
_NAMING = frozenset({"id", "code"})
_BRACKET = re.compile(r"[][{}]")
_QUOTES = frozenset({"'", '"'})
_ALIAS = "neo và bí danh (&, *) không dùng được trong kế hoạch"
_ALIGN = "đặt các dấu - thẳng hàng với nhau; lời văn có gạch đầu dòng thì viết sau |- ở dòng dưới"
_IN_FULL = "viết đầy đủ nội dung tại chỗ; nội dung bắt đầu bằng & hay * thì đặt trong dấu nháy"


class Stop(Exception):  # noqa: N818 - an end, not an error
    """Reading cannot go on beyond some trouble, or need not where there is none."""

    def __init__(self, trouble: Trouble | None = None) -> None:
        """Keep the trouble."""
        super().__init__(trouble)
        self.trouble = trouble


class _Refused:
    """Stands for a value whose trouble has been told; it is left out wherever it is attached."""


_REFUSED = _Refused()
_Value = Scalar | Mapping | Sequence | _Refused


class Builder:
    """Values built from the events of one text; findings go into `told`.

    There is a method for each kind of event, which raises Stop where nothing more is read.
    """

    def __init__(self, told: SourceFile, text: str) -> None:
        """Begin with nothing read."""
        self.told = told
        self.text = text
        self.root: Node = None
        self.more: int | None = None  # the line a second document begins at
        self.quotes: list[Mark] = []
        self.last: Any = None  # the event that was taken last
        self._lost = LOST in text
        self._stack: list[Mapping | Sequence] = []
        self._keys: list[str | _Refused | None] = []
        self._inner: Any = None  # the last of the stack

    @property
    def mark(self) -> Mark:
        """Where the last event stands."""
        last = self.last
        return mark_at(_place(last)) if last else Mark(0, 0, 0, 1)

    def scalar(self, event: Any) -> None:
        """Take a text: most are a new key of the innermost mapping, or the value of one."""
        if event.anchor is not None or event.tag is not None:
            self._decorated(event)
            self._attach(_REFUSED)
            return
        if self._lost and self._has_lost(event):
            self._attach(_REFUSED)
            return
        place = start, end = event.start_mark, event.end_mark
        long = start.line != end.line
        inner, value = self._inner, event.value
        key = self._keys[-1] if type(inner) is Mapping else _REFUSED
        if key is None and not long and value not in inner.keys_at and value != "<<":
            inner.keys_at[value] = place
            self._keys[-1] = value
            return
        made = Scalar(value)
        made.place = place
        made.plain = not event.style
        if long:
            self._long(made, event.style)
        if type(key) is str:
            inner[key] = None if made.plain and value in NULLS else made
            self._keys[-1] = None
        else:
            self._attach(made)

    def mapping(self, event: Any) -> None:
        """Take the beginning of a mapping."""
        self._begin(Mapping(_place(event)), event)

    def sequence(self, event: Any) -> None:
        """Take the beginning of a list."""
        self._begin(Sequence(_place(event)), event)

    def end(self, event: Any) -> None:
        """Take the end of a mapping or a list."""
        self._keys.pop()
        done = self._stack.pop()
        self._inner = self._stack[-1] if self._stack else None
        if done.flow:
            done.place = done.place[0], event.end_mark
        if done.damaged and len(self._stack) > _ROW_DEPTH:
            self._spread(self._stack[-1])
        self._attach(done)

    def alias(self, _event: Any) -> None:
        """Refuse an alias."""
        self.told.report("alias", self.mark, _ALIAS, _IN_FULL)
        self._attach(_REFUSED)

    def document(self, event: Any) -> None:
        """Take the beginning of a document: there is one only."""
        if self.root is not None:
            message = "tệp có nhiều tài liệu YAML (dòng ---); chỉ đọc tài liệu đầu"
            self.told.report("several-documents", self.mark, message, "xóa dòng --- này")
            self.more = event.start_mark.line
            raise Stop

    def nothing(self, event: Any) -> None:
        """Take an event that says nothing."""

    def too_large(self) -> None:
        """Give up on a text of more values than a plan can need."""
        message = f"tệp có hơn {MAX_EVENTS} giá trị, quá mức một kế hoạch cần"
        raise Stop(Trouble("too-large", self.mark, message, "chia kế hoạch thành nhiều thư mục"))

    def ended(self, trouble: Trouble) -> bool:
        """Tell whether an error means that the document had ended before it, and report that."""
        if trouble.code != "several-documents":
            return False
        self.told.report(*trouble)
        self.more = trouble.mark.line
        return True

    def _decorated(self, event: Any) -> None:
        """Report an anchor or a tag."""
        if event.anchor is not None:
            self.told.report("alias", self.mark, _ALIAS, _IN_FULL)
        else:
            message = f"nhãn kiểu {visible(event.tag)} không dùng được trong kế hoạch"
            hint = "xóa nhãn; nội dung bắt đầu bằng dấu ! thì đặt trong dấu nháy"
            self.told.report("tag", self.mark, message, hint)

    def _has_lost(self, event: Any) -> bool:
        """Tell whether a character of a text was refused, and not made by an escape."""
        written = self.text[event.start_mark.index : event.end_mark.index]
        return LOST in event.value and LOST in written

    def _long(self, text: Scalar, style: str) -> None:
        """Look at a text of several lines: it may have swallowed what stands below it."""
        if text.plain:
            self._joined(text.mark)
        elif style in _QUOTES:
            from khtgdv.source.yaml.syntax_errors import swallows, unclosed

            self.quotes.append(text.mark)
            if swallows(self.told.lines, text.mark):
                raise Stop(unclosed(text.mark))

    def _joined(self, mark: Mark) -> None:
        """Report items that became the end of the text above them: they stand too far in."""
        for line in range(mark.line + 1, mark.end_line + 1):
            words = self.told.lines[line].rstrip()
            begin = len(words) - len(words.lstrip())
            if words.startswith("- ", begin):
                at = Mark(line, begin, line, len(words))
                message = "mục này nối vào nội dung ở dòng trên, không thành mục riêng"
                self.told.report("wrong-indent", at, message, _ALIGN)
                return

    def refused_depth(self) -> Trouble:
        """Say where brackets go too deep, for a parser that refuses them before its events tell."""
        opened = (mark for mark, depth in self._brackets() if depth > MAX_DEPTH)
        return _too_deep(next(opened, self.mark))

    def _brackets(self) -> Iterator[tuple[Mark, int]]:
        """Yield each bracket after the last event, and how deep it leads."""
        depth = len(self._stack)
        _, _, line, begin = self.mark
        for number, words in enumerate(self.told.lines[line:], line):
            for found in _BRACKET.finditer(words, begin):
                depth += 1 if found[0] in "[{" else -1
                yield Mark(number, found.start(), number, found.end()), depth
            begin = 0

    def _begin(self, begun: Mapping | Sequence, event: Any) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise Stop(_too_deep(self.mark))
        begun.flow = bool(event.flow_style)
        if event.anchor is not None or event.tag is not None:
            self._decorated(event)
            begun.damaged = len(self._stack) > _ROW_DEPTH
        self._stack.append(begun)
        self._inner = begun
        self._keys.append(None)

    def _spread(self, parent: Mapping | Sequence) -> None:
        """Tell of what was left out below a row's key up to that key."""
        parent.damaged = True
        if isinstance(parent, Mapping) and isinstance(key := self._keys[-1], str):
            parent.bad.add(key)

    def _attach(self, value: _Value) -> None:
        if not self._stack:
            self.root = None if isinstance(value, _Refused) else value
            return
        parent = self._stack[-1]
        if isinstance(parent, Sequence):
            _append(parent, value)
        elif (key := self._keys[-1]) is None:
            self._keys[-1] = self._key(parent, value)
        else:
            self._keys[-1] = None
            if isinstance(key, str):
                _store(parent, key, value)

    def _key(self, parent: Mapping, value: _Value) -> str | _Refused:
        if isinstance(value, Scalar) and not (value == "<<" and value.plain):
            name = str(value)
            if name in parent.keys_at:
                self._twice(parent, value)
                parent.bad.add(name)
                parent.damaged = True
            else:
                parent.keys_at[name] = value.place
            return name
        parent.open = parent.damaged = True
        if isinstance(value, Scalar):
            message = "khóa gộp << không dùng được trong kế hoạch"
            self.told.report("merge-key", value.mark, message, "viết đầy đủ các khóa tại chỗ")
        elif not isinstance(value, _Refused):
            self.told.report("wrong-shape", value.mark, "khóa phải là một từ", "viết khóa: giá trị")
        return _REFUSED

    def _twice(self, parent: Mapping, key: Scalar) -> None:
        """Report a key that stands twice; an ID begins another row, and the dash is missing."""
        hint = "giữ lại một lần; thường gặp sau khi git gộp hai bản"
        if key in _NAMING and key == next(iter(parent.keys_at)):
            parent.glued += 1
            hint = f'nếu là dòng kế hoạch khác thì viết "- {key}:"; nếu không thì giữ lại một lần'
        elif parent.glued:
            return  # a key of the other row
        first = parent.key_mark(key).line + 1
        message = f'khóa "{key}" viết hai lần, lần đầu ở dòng {first}'
        self.told.report("duplicate-key", key.mark, message, hint)


def _place(event: Any) -> Place:
    return event.start_mark, event.end_mark


def _too_deep(mark: Mark) -> Trouble:
    message = f"lồng nhau quá {MAX_DEPTH} tầng"
    return Trouble("too-deep", mark, message, "một kế hoạch chỉ cần bốn tầng")


def _append(parent: Sequence, value: _Value) -> None:
    if isinstance(value, _Refused):
        parent.lost += 1
        parent.damaged = True
    else:
        parent.append(value)
        parent.lost += value.glued if isinstance(value, Mapping) else 0


def _store(parent: Mapping, name: str, value: _Value) -> None:
    if isinstance(value, _Refused):
        parent.bad.add(name)
        parent.damaged = True
    elif isinstance(value, Sequence) and isinstance(parent.get(name), Sequence):
        parent[name].extend(value)  # a key written twice: no row below it may vanish
        parent[name].lost += value.lost
    else:
        parent[name] = value
