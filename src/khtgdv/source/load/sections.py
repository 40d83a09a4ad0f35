"""The parts of a plan's files: a document read, its top keys told apart, its rows validated."""

from __future__ import annotations

from pydantic_core import ValidationError

from khtgdv.frozen import dataclass
from khtgdv.hints import Generic, TypeVar
from khtgdv.plan import office
from khtgdv.source.load.ambiguous_scalars import plain_scalars
from khtgdv.source.load.validate import ValidatedRow, row_keys, validate_row
from khtgdv.source.load.validators import row_validator
from khtgdv.source.text.files import read_file
from khtgdv.source.text.nearest import NearestGuesser
from khtgdv.source.text.sourcefile import PlacesNeeded
from khtgdv.source.yaml.lost_rows import report_lost_rows
from khtgdv.source.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from khtgdv.source.yaml.parser import parse_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from typing import Any

    from khtgdv.source.text.sourcefile import SourceFile
    from khtgdv.source.yaml.recovery import Gap

T = TypeVar("T")


@dataclass(frozen=True)
class YamlFile:
    """A file and its top mapping; `gaps` are skipped lines, `unread_rows` the rows in them.

    `guessed_keys` are the keys that somebody probably meant with others that are not known.
    """

    source: SourceFile
    root: MappingNode | None
    gaps: tuple[Gap, ...] = ()
    unread_rows: int = 0
    guessed_keys: frozenset[str] = frozenset()

    @property
    def is_complete(self) -> bool:
        """Tell whether the file could be read to its end, with nothing skipped."""
        return self.root is not None and not self.gaps

    def has_list(self, name: str) -> bool:
        """Tell whether the file has a list under a top key."""
        return self.root is not None and isinstance(self.root.get(name), SequenceNode)


class RowList(Generic[T]):
    """The rows of a list: the healthy ones, those left out but known, how many are left out."""

    def __init__(self) -> None:
        """Begin with no rows."""
        self.usable_rows: list[ValidatedRow[T]] = []
        self.unusable_rows: list[ValidatedRow[T]] = []
        self.left_out = 0

    @property
    def values(self) -> tuple[T, ...]:
        """The healthy rows."""
        return tuple(row.value for row in self.usable_rows if row.value is not None)

    def add(self, row: ValidatedRow[T] | None) -> None:
        """Add a row, among the healthy ones if reports may have it."""
        if row is not None and row.usable:
            self.usable_rows.append(row)
            return
        self.left_out += 1
        if row is not None:
            self.unusable_rows.append(row)

    def all(self) -> list[ValidatedRow[T]]:
        """Return every row that is known, in the file's order."""
        if not self.unusable_rows:
            return self.usable_rows.copy()
        return sorted([*self.usable_rows, *self.unusable_rows], key=lambda row: row.node.mark)

    def change_values(self, change: Callable[[T], T]) -> None:
        """Change the value of every row that has one."""
        for rows in (self.usable_rows, self.unusable_rows):
            for place, row in enumerate(rows):
                value = row.value and change(row.value)
                if value is not row.value:
                    rows[place] = row._replace(value=value)

    def leave_out(self, refused_rows: list[ValidatedRow[T]]) -> None:
        """Move healthy rows to those left out."""
        refused_ids = {id(row) for row in refused_rows}
        moved_rows = [row for row in self.usable_rows if id(row) in refused_ids]
        self.usable_rows = [row for row in self.usable_rows if id(row) not in refused_ids]
        self.unusable_rows += moved_rows
        self.left_out += len(moved_rows)


def read_yaml_file(path: Path, display_path: str, known_keys: Iterable[str]) -> YamlFile:
    """Read a file whose top keys are `known_keys`; what is wrong is among the file's findings."""
    return parse_yaml_file(read_file(path, display_path), known_keys)


def parse_yaml_file(file: SourceFile, known_keys: Iterable[str]) -> YamlFile:
    """Read a file whose bytes are there; what is wrong is among its findings."""
    if file.findings and not file.text:
        from khtgdv.source.yaml.recovery import Gap

        return YamlFile(file, None, (Gap(0, len(file.lines)),))
    reading = parse_text(file)
    root = reading.root
    lost_rows = report_lost_rows(file, root, reading.gaps, reading.row_lines)
    skipped_rows = reading.skipped_rows + lost_rows
    if isinstance(root, MappingNode):
        unread_rows, guessed_keys = _report_unknown_top_keys(file, root, tuple(known_keys))
        return YamlFile(file, root, reading.gaps, skipped_rows + unread_rows, guessed_keys)
    if not file.errors:
        keys = " hoặc ".join(f"{name}:" for name in list(known_keys)[:2])
        if root is None:
            file.report("empty-file", None, "tệp không có nội dung", f"bắt đầu bằng khóa {keys}")
        else:
            hint = f"dòng đầu phải là khóa {keys}"
            file.report("wrong-shape", root.mark, "tệp không bắt đầu bằng một khóa", hint)
    return YamlFile(file, None, reading.gaps, skipped_rows + _row_count(root))


def _row_count(node: object) -> int:
    """Return how many rows a value holds that is no list of any section."""
    return len(node) + node.refused_count if isinstance(node, SequenceNode) else 0


def _keyed_row_count(node: object) -> int:
    """Return how many rows a mapping holds that ought to be a list of them."""
    values = node.values() if isinstance(node, MappingNode) else ()
    return sum(isinstance(value, MappingNode) for value in values)


def _report_unknown_top_keys(
    file: SourceFile, root: MappingNode, known_keys: tuple[str, ...]
) -> tuple[int, frozenset[str]]:
    """Report the top keys that are not known; return how many rows stand below, what was meant."""
    unknown = [name for name in root if name not in known_keys]
    if not unknown:
        return 0, frozenset()
    from khtgdv.source.load import hints

    unread_rows, guessed_keys, guess = 0, set(), NearestGuesser(file)
    for name in unknown:
        near = hints.guess_section(name, known_keys) or guess(name, known_keys)
        guessed_keys.add(near)
        hint = f'có phải "{near}"?' if near else None
        note = f"các khóa: {', '.join(known_keys)}"
        message = f'không có khóa "{name}" ở đầu tệp'
        file.report("unknown-key", root.key_mark(name), message, hint, note=note)
        unread_rows += _row_count(root[name])
    return unread_rows, frozenset(filter(None, guessed_keys))


def read_mapping(
    yaml_file: YamlFile, name: str, kind: type[T], *, required: bool = True
) -> ValidatedRow[T] | None:
    """Read the one mapping under a top key; a missing one is a finding where it is required."""
    node = _section_node(yaml_file, name, required=required)
    if node is not None and not yaml_file.source.placed:
        return _validate_unplaced(yaml_file.source, node, kind)
    return None if node is None else validate_row(yaml_file.source, node, kind)


def read_rows(file: YamlFile, name: str, kind: type[T], *, required: bool = False) -> RowList[T]:
    """Read the list under a top key; a missing list is a finding where it is required."""
    rows: RowList[T] = RowList()
    node = _section_node(file, name, required=required)
    if isinstance(node, SequenceNode) and not file.source.placed:
        rows.usable_rows = [_validate_unplaced(file.source, item, kind) for item in node]
    elif isinstance(node, SequenceNode):
        rows.left_out = node.refused_count
        for item in node:
            validated_row = validate_row(file.source, item, kind)
            if _is_row(item, kind):
                rows.add(validated_row)
    elif node is not None and file.root is not None:
        hint = "viết mỗi dòng bắt đầu bằng - "
        first = next(iter(node.key_names), "") if isinstance(node, MappingNode) else ""
        row = first in {"id", "code", "name"}  # its dash is missing
        mark = node.key_mark(first) if row else file.root.key_mark(name)
        file.source.report("wrong-shape", mark, f'khóa "{name}" cần một danh sách', hint)
        rows.left_out = _keyed_row_count(node) or 1
    return rows


_NO_KEYS: frozenset[str] = frozenset()


def _validate_unplaced(file: SourceFile, node: object, kind: type) -> ValidatedRow[Any]:
    """Validate a row of a file that was read without places: PlacesNeeded where it is not right."""
    if not node or not isinstance(node, MappingNode):
        raise PlacesNeeded
    try:
        value = row_validator(kind).validate_python(node)
    except ValidationError:
        raise PlacesNeeded from None
    if file.may_be_misread and plain_scalars(value, node):
        raise PlacesNeeded
    if any(key not in node for key in office.signed_keys(kind, node)):
        raise PlacesNeeded
    return ValidatedRow(value, node, _NO_KEYS, usable=True)


def _is_row(item: object, kind: type) -> bool:
    """Tell whether something in a list is a row at all: words alone are none, nor foreign keys."""
    if isinstance(item, MappingNode):
        return not row_keys(kind).keys().isdisjoint(item.key_names)
    return not isinstance(item, ScalarNode)


def _section_node(file: YamlFile, name: str, *, required: bool = True) -> Any:
    root = file.root
    if root is None or (name in root.bad_keys and not isinstance(root.get(name), SequenceNode)):
        return None
    if name not in root:
        if (
            required
            and file.is_complete
            and not root.has_unread_keys
            and name not in file.guessed_keys
        ):
            message = f'tệp thiếu khóa "{name}"'
            hint = f"thêm mục {name}: vào tệp" if root else f"bắt đầu tệp bằng {name}:"
            file.source.report("missing-key", None, message, hint)
        return None
    if root[name] is not None:
        return root[name]
    mark = root.key_mark(name)
    if mark.line + 1 not in {gap.first for gap in file.gaps}:
        file.source.report("empty-value", mark, f'khóa "{name}" không có giá trị', "điền nội dung")
    return None
