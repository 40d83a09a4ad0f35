"""The parts of a plan's files: a document read, its top keys told apart, its rows validated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from khtgdv.frozen import dataclass
from khtgdv.source.load.nearest import Guesses
from khtgdv.source.load.validate import Checked, validate
from khtgdv.source.text.files import read_file
from khtgdv.source.yaml.nodes import Mapping, Sequence
from khtgdv.source.yaml.parser import read_all

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from khtgdv.source.text.sourcefile import SourceFile
    from khtgdv.source.yaml.recovery import Gap

T = TypeVar("T")


@dataclass(frozen=True)
class Content:
    """A file and its top mapping; `gaps` are lines that were skipped, `lost` the rows in them.

    `meant` are the keys that somebody probably meant with others that are not known.
    """

    file: SourceFile
    root: Mapping | None
    gaps: tuple[Gap, ...] = ()
    lost: int = 0
    meant: frozenset[str] = frozenset()

    @property
    def whole(self) -> bool:
        """Tell whether the file could be read to its end, with nothing skipped."""
        return self.root is not None and not self.gaps

    def has(self, name: str) -> bool:
        """Tell whether the file has a list under a top key."""
        return self.root is not None and isinstance(self.root.get(name), Sequence)


class Rows(Generic[T]):
    """The rows of a list: the healthy ones, those left out but known, how many are left out."""

    def __init__(self) -> None:
        """Begin with no rows."""
        self.rows: list[Checked[T]] = []
        self.broken: list[Checked[T]] = []
        self.left_out = 0

    @property
    def values(self) -> tuple[T, ...]:
        """The healthy rows."""
        return tuple(row.value for row in self.rows if row.value is not None)

    def add(self, row: Checked[T] | None) -> None:
        """Add a row, among the healthy ones if reports may have it."""
        if row is not None and row.usable:
            self.rows.append(row)
            return
        self.left_out += 1
        if row is not None:
            self.broken.append(row)

    def all(self) -> list[Checked[T]]:
        """Return every row that is known, in the file's order."""
        if not self.broken:
            return self.rows.copy()
        return sorted([*self.rows, *self.broken], key=lambda row: row.node.mark)

    def leave_out(self, refused: list[Checked[T]]) -> None:
        """Move healthy rows to those left out."""
        gone = {id(row) for row in refused}
        moved = [row for row in self.rows if id(row) in gone]
        self.rows = [row for row in self.rows if id(row) not in gone]
        self.broken += moved
        self.left_out += len(moved)


def open_content(path: Path, shown_as: str, known: Iterable[str]) -> Content:
    """Read a file whose top keys are `known`; what is wrong is among the file's findings."""
    return content_of(read_file(path, shown_as), known)


def content_of(file: SourceFile, known: Iterable[str]) -> Content:
    """Read a file whose bytes are there; what is wrong is among its findings."""
    if file.findings and not file.text:
        from khtgdv.source.yaml.recovery import Gap

        return Content(file, None, (Gap(0, len(file.lines)),))
    reading = read_all(file)
    root = reading.root
    if isinstance(root, Mapping):
        lost, meant = _top_keys(file, root, tuple(known))
        return Content(file, root, reading.gaps, reading.lost + lost, meant)
    if not file.findings:
        keys = " hoặc ".join(f"{name}:" for name in list(known)[:2])
        if root is None:
            file.report("empty-file", None, "tệp không có nội dung", f"bắt đầu bằng khóa {keys}")
        else:
            hint = f"dòng đầu phải là khóa {keys}"
            file.report("wrong-shape", root.mark, "tệp không bắt đầu bằng một khóa", hint)
    return Content(file, None, reading.gaps, reading.lost + _length(root))


def _length(node: object) -> int:
    """Return how many rows a value holds that is no list of any section."""
    return len(node) + node.lost if isinstance(node, Sequence) else 0


def _top_keys(
    file: SourceFile, root: Mapping, known: tuple[str, ...]
) -> tuple[int, frozenset[str]]:
    """Report the top keys that are not known; return how many rows stand below, what was meant."""
    unknown = [name for name in root if name not in known]
    if not unknown:
        return 0, frozenset()
    from khtgdv.source.load import hints

    lost, meant, guess = 0, set(), Guesses(file)
    for name in unknown:
        near = hints.section(name, known) or guess(name, known)
        meant.add(near)
        hint = f'có phải "{near}"?' if near else None
        note = f"các khóa: {', '.join(known)}"
        message = f'không có khóa "{name}" ở đầu tệp'
        file.report("unknown-key", root.key_mark(name), message, hint, note=note)
        lost += _length(root[name])
    return lost, frozenset(filter(None, meant))


def read_one(content: Content, name: str, kind: type[T]) -> Checked[T] | None:
    """Read the one mapping under a top key."""
    node = _below(content, name)
    return None if node is None else validate(content.file, node, kind)


def read_rows(content: Content, name: str, kind: type[T], *, required: bool = False) -> Rows[T]:
    """Read the list under a top key; a missing list is a finding where it is required."""
    found: Rows[T] = Rows()
    node = _below(content, name, required=required)
    if isinstance(node, Sequence):
        found.left_out = node.lost
        for item in node:
            found.add(validate(content.file, item, kind))
    elif node is not None and content.root is not None:
        hint = "viết mỗi dòng bắt đầu bằng - "
        first = next(iter(node.keys_at), "") if isinstance(node, Mapping) else ""
        row = first in {"id", "code", "name"}  # its dash is missing
        mark = node.key_mark(first) if row else content.root.key_mark(name)
        content.file.report("wrong-shape", mark, f'khóa "{name}" cần một danh sách', hint)
        found.left_out = 1
    return found


def _below(content: Content, name: str, *, required: bool = True) -> Any:
    root = content.root
    if root is None or (name in root.bad and not isinstance(root.get(name), Sequence)):
        return None
    if name not in root:
        if required and content.whole and not root.open and name not in content.meant:
            message = f'tệp thiếu khóa "{name}"'
            hint = f"thêm mục {name}: vào tệp" if root else f"bắt đầu tệp bằng {name}:"
            content.file.report("missing-key", None, message, hint)
        return None
    mark = root.key_mark(name)
    if root[name] is None and mark.line + 1 not in {gap.first for gap in content.gaps}:
        content.file.report("empty-value", mark, f'khóa "{name}" không có giá trị', "điền nội dung")
    return root[name]
