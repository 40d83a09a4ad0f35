"""A parser's events built into values; aliases, merge keys, tags and depth end here.

Nothing recurses, so nothing in a file can exhaust the stack; nothing is shared, so nothing can
grow; nothing is made but texts, lists and mappings, so nothing can run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from khtgdv.source.hygiene import LOST
from khtgdv.source.nodes import Mapping, Node, Scalar, Sequence
from khtgdv.source.sourcefile import Mark
from khtgdv.source.syntax import Trouble, swallows, unclosed
from khtgdv.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.source.sourcefile import SourceFile

MAX_DEPTH = 32
MAX_EVENTS = 200_000  # as many as 10,000 rows have
_ROW_DEPTH = 2  # the top mapping and the list below one of its keys: rows stand below these
_NAMING = frozenset({"id", "code"})
_BRACKET = re.compile(r"[][{}]")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_ALIAS = "neo và bí danh (&, *) không dùng được trong kế hoạch"
_ALIGN = "đặt các dấu - thẳng hàng với nhau; lời văn có gạch đầu dòng thì viết sau |- ở dòng dưới"
_IN_FULL = "viết đầy đủ nội dung tại chỗ; nội dung bắt đầu bằng & hay * thì đặt trong dấu nháy"


class Stop(Exception):  # noqa: N818 - an end, not an error
    """Reading cannot go on beyond this trouble."""

    def __init__(self, trouble: Trouble) -> None:
        """Keep the trouble."""
        super().__init__(trouble.code)
        self.trouble = trouble


class _Refused:
    """Stands for a value whose trouble has been told; it is left out wherever it is attached."""


_REFUSED = _Refused()


def mark_of(event: Any) -> Mark:
    """Return the place of a parser's event."""
    start, end = event.start_mark, event.end_mark
    return Mark(start.line, start.column, end.line, end.column)


class Builder:
    """Values built from the events of one text; findings go into `told`."""

    def __init__(self, told: SourceFile, text: str) -> None:
        """Begin with nothing read."""
        self.told = told
        self.text = text
        self.root: Node = None
        self.more: int | None = None  # the line a second document begins at
        self.quotes: list[Mark] = []
        self.count = 0
        self.last = Mark(0, 0, 0, 1)
        self._stack: list[Mapping | Sequence] = []
        self._keys: list[Scalar | _Refused | None] = []

    def take(self, kind: str, event: Any) -> bool:
        """Build on with one event; False where a second document begins. Stop in the worst case."""
        self.last = mark_of(event)
        self.count += 1
        if self.count > MAX_EVENTS:
            message = f"tệp có hơn {MAX_EVENTS} giá trị, quá mức một kế hoạch cần"
            raise Stop(
                Trouble("too-large", self.last, message, "chia kế hoạch thành nhiều thư mục")
            )
        if kind == "scalar":
            self._attach(self._scalar(event))
        elif kind == "end":
            self._end(event)
        elif kind == "document":
            return self._document()
        elif kind == "alias":
            self.told.report("alias", self.last, _ALIAS, _IN_FULL)
            self._attach(_REFUSED)
        elif kind:
            self._begin(kind, event)
        return True

    def _document(self) -> bool:
        if self.root is None:
            return True
        message = "tệp có nhiều tài liệu YAML (dòng ---); chỉ đọc tài liệu đầu"
        self.told.report("several-documents", self.last, message, "xóa dòng --- này")
        self.more = self.last.line
        return False

    def ended(self, trouble: Trouble) -> bool:
        """Tell whether an error means that the document had ended before it, and report that."""
        if trouble.code != "several-documents":
            return False
        self.told.report(*trouble)
        self.more = trouble.mark.line
        return True

    def _decorated(self, event: Any) -> bool:
        """Report an anchor or a tag; tell whether there was one."""
        if event.anchor is not None:
            self.told.report("alias", self.last, _ALIAS, _IN_FULL)
        elif event.tag is not None:
            message = f"nhãn kiểu {visible(event.tag)} không dùng được trong kế hoạch"
            hint = "xóa nhãn; nội dung bắt đầu bằng dấu ! thì đặt trong dấu nháy"
            self.told.report("tag", self.last, message, hint)
        return event.anchor is not None or event.tag is not None

    def _scalar(self, event: Any) -> Scalar | _Refused:
        mark = self.last
        if self._decorated(event):
            return _REFUSED
        if LOST in event.value and LOST in self.text[event.start_mark.index : event.end_mark.index]:
            return _REFUSED
        if event.style in ("'", '"') and mark.end_line > mark.line:
            self.quotes.append(mark)
            if swallows(self.told.lines, mark):
                raise Stop(unclosed(mark))
        if mark.end_line > mark.line and not event.style:
            self._joined(mark)
        scalar = Scalar(event.value)
        scalar.mark = mark
        scalar.plain = not event.style
        return scalar

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
        return _too_deep(next(opened, self.last))

    def _brackets(self) -> Iterator[tuple[Mark, int]]:
        """Yield each bracket after the last event, and how deep it leads."""
        depth = len(self._stack)
        line, begin = self.last.end_line, self.last.end_column
        for number, words in enumerate(self.told.lines[line:], line):
            for found in _BRACKET.finditer(words, begin):
                depth += 1 if found[0] in "[{" else -1
                yield Mark(number, found.start(), number, found.end()), depth
            begin = 0

    def _begin(self, kind: str, event: Any) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise Stop(_too_deep(self.last))
        begun = Mapping(self.last) if kind == "map" else Sequence(self.last)
        begun.flow = bool(event.flow_style)
        begun.damaged = self._decorated(event) and len(self._stack) > _ROW_DEPTH
        self._stack.append(begun)
        self._keys.append(None)

    def _end(self, event: Any) -> None:
        self._keys.pop()
        done = self._stack.pop()
        if done.flow:
            end = event.end_mark
            done.mark = Mark(done.mark.line, done.mark.column, end.line, end.column)
        if done.damaged and len(self._stack) > _ROW_DEPTH:
            self._spread(self._stack[-1])
        self._attach(done)

    def _spread(self, parent: Mapping | Sequence) -> None:
        """Tell of what was left out below a row's key up to that key."""
        parent.damaged = True
        if isinstance(parent, Mapping) and isinstance(key := self._keys[-1], Scalar):
            parent.bad.add(str(key))

    def _attach(self, value: Node | _Refused) -> None:
        if not self._stack:
            self.root = None if isinstance(value, _Refused) else value
            return
        parent = self._stack[-1]
        if isinstance(parent, Sequence):
            if isinstance(value, _Refused):
                parent.lost += 1
                parent.damaged = True
            else:
                parent.append(value)
                parent.lost += value.glued if isinstance(value, Mapping) else 0
        elif self._keys[-1] is None:
            self._keys[-1] = self._key(parent, value)
        else:
            _store(parent, self._keys[-1], value)
            self._keys[-1] = None

    def _key(self, parent: Mapping, value: Node | _Refused) -> Scalar | _Refused:
        if isinstance(value, Scalar) and not (value == "<<" and value.plain):
            self._place_key(parent, value)
            return value
        parent.open = parent.damaged = True
        if isinstance(value, Scalar):
            message = "khóa gộp << không dùng được trong kế hoạch"
            self.told.report("merge-key", value.mark, message, "viết đầy đủ các khóa tại chỗ")
        elif not isinstance(value, _Refused):
            mark = parent.mark if value is None else value.mark
            self.told.report("wrong-shape", mark, "khóa phải là một từ", "viết khóa: giá trị")
        return _REFUSED

    def _place_key(self, parent: Mapping, key: Scalar) -> None:
        if key in parent.keys_at:
            self._twice(parent, key)
            parent.bad.add(str(key))
            parent.damaged = True
        parent.keys_at.setdefault(str(key), key.mark)

    def _twice(self, parent: Mapping, key: Scalar) -> None:
        """Report a key that stands twice; an ID begins another row, and the dash is missing."""
        hint = "giữ lại một lần; thường gặp sau khi git gộp hai bản"
        if key in _NAMING and key == next(iter(parent.keys_at)):
            parent.glued += 1
            hint = f'nếu là dòng kế hoạch khác thì viết "- {key}:"; nếu không thì giữ lại một lần'
        elif parent.glued:
            return  # a key of the other row
        message = f'khóa "{key}" viết hai lần, lần đầu ở dòng {parent.keys_at[key].line + 1}'
        self.told.report("duplicate-key", key.mark, message, hint)


def _too_deep(mark: Mark) -> Trouble:
    message = f"lồng nhau quá {MAX_DEPTH} tầng"
    return Trouble("too-deep", mark, message, "một kế hoạch chỉ cần bốn tầng")


def _store(parent: Mapping, key: Scalar | _Refused | None, value: Node | _Refused) -> None:
    if not isinstance(key, Scalar):
        return
    name = str(key)
    if isinstance(value, _Refused):
        parent.bad.add(name)
        parent.damaged = True
    elif isinstance(value, Scalar) and value.plain and value in _NULLS:
        parent[name] = None
    elif isinstance(value, Sequence) and isinstance(parent.get(name), Sequence):
        parent[name].extend(value)  # a key written twice: no row below it may vanish
        parent[name].lost += value.lost
    else:
        parent[name] = value
