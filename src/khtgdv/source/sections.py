"""The parts of a plan's files: a document read, its top keys told apart, its rows validated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from khtgdv.source.files import read_file
from khtgdv.source.validate import validate
from khtgdv.source.yaml import Mapping, Sequence, read
from khtgdv.text import did_you_mean, visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from khtgdv.source.sourcefile import SourceFile

T = TypeVar("T")


@dataclass
class Content:
    """A file and its top mapping; `stopped` is how many lines were read where not all could be."""

    file: SourceFile
    root: Mapping | None
    stopped: int | None = None

    @property
    def whole(self) -> bool:
        """Tell whether the file could be read to its end."""
        return self.root is not None and self.stopped is None


@dataclass
class Rows(Generic[T]):
    """The healthy rows of a list with their nodes, and how many were left out."""

    rows: list[tuple[T, Mapping]] = field(default_factory=list)
    left_out: int = 0

    @property
    def values(self) -> tuple[T, ...]:
        """The healthy rows."""
        return tuple(value for value, _ in self.rows)


def open_content(path: Path, shown_as: str, known: Iterable[str]) -> Content:
    """Read a file whose top keys are `known`; what is wrong is among the file's findings."""
    file = read_file(path, shown_as)
    if file.findings and not file.text:
        return Content(file, None)
    root, stopped = read(file)
    if isinstance(root, Mapping):
        _top_keys(file, root, tuple(known))
        return Content(file, root, stopped)
    if not file.findings:
        keys = " hoặc ".join(f"{name}:" for name in known)
        if root is None:
            file.report("empty-file", None, "tệp không có nội dung", f"bắt đầu bằng khóa {keys}")
        else:
            hint = f"dòng đầu phải là khóa {keys}"
            file.report("wrong-shape", root.mark, "tệp không bắt đầu bằng một khóa", hint)
    return Content(file, None, stopped)


def _top_keys(file: SourceFile, root: Mapping, known: tuple[str, ...]) -> None:
    for name in [name for name in root if name not in known]:
        hint = did_you_mean(name, known)
        note = f"các khóa: {', '.join(known)}"
        message = f'không có khóa "{visible(name)}" ở đầu tệp'
        file.report("unknown-key", root.keys_at[name], message, hint, note=note)


def read_one(content: Content, name: str, kind: type[T]) -> tuple[T | None, Mapping | None]:
    """Read the one mapping under a top key."""
    node = _below(content, name)
    if node is None:
        return None, None
    return validate(content.file, node, kind), node if isinstance(node, Mapping) else None


def read_rows(content: Content, name: str, kind: type[T], *, required: bool = False) -> Rows[T]:
    """Read the list under a top key; a missing list is a finding where it is required."""
    found: Rows[T] = Rows()
    node = _below(content, name, required=required)
    if node is None:
        return found
    if not isinstance(node, Sequence):
        hint = "viết mỗi dòng bắt đầu bằng - "
        mark = content.root.keys_at[name] if content.root else None
        content.file.report("wrong-shape", mark, f'khóa "{name}" cần một danh sách', hint)
        found.left_out = 1
        return found
    found.left_out = node.lost
    for item in node:
        value = validate(content.file, item, kind)
        if value is None:
            found.left_out += 1
        else:
            found.rows.append((value, item))
    return found


def _below(content: Content, name: str, *, required: bool = True) -> Any:
    root = content.root
    if root is None or name in root.bad:
        return None
    if name not in root:
        if required and content.whole:
            message = f'tệp thiếu khóa "{name}"'
            content.file.report("missing-key", None, message, f"bắt đầu tệp bằng {name}:")
        return None
    if root[name] is None:
        mark = root.keys_at[name]
        content.file.report("empty-value", mark, f'khóa "{name}" không có giá trị', "điền nội dung")
    return root[name]
