"""Edits of a plan's text: pure, minimal, and proved to say the old data plus exactly the change."""

from __future__ import annotations

from khtgdv.errors import KhtgdvError
from khtgdv.source.edit.changes import ROW_SECTIONS
from khtgdv.source.edit.splice import SpliceBuilder, UnsupportedLayoutError, apply_splices
from khtgdv.source.load.sections import YamlFile, parse_yaml_file
from khtgdv.source.text.sourcefile import SourceFile
from khtgdv.source.yaml.nodes import MappingNode, SequenceNode
from khtgdv.source.yaml.outline import parse_outline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from khtgdv.source.edit.changes import Change


_MOST_ALONE = 50  # changes that are tried one after the other: the text is read for each


class RefusedEditError(KhtgdvError):
    """A change that cannot be written into the text as it stands."""


def edit_content(old_content: YamlFile, changes: Iterable[Change]) -> YamlFile:
    """Return a file with changes made; RefusedEditError where that cannot be proved right.

    The file must have been read whole, without an error in it. Changes that meet in the text (all
    entries of a mapping that go) are made one after the other.
    """
    changes = list(changes)
    groupings = [[changes]]
    if 1 < len(changes) <= _MOST_ALONE:
        groupings.append([[change] for change in changes])
    for groups in groupings:
        after = _with_groups(old_content, groups)
        if after and _says_exactly(after, old_content, changes):
            return after
    raise _edit_refusal(old_content, changes)


def _says_exactly(after: YamlFile, old_content: YamlFile, changes: Iterable[Change]) -> bool:
    """Tell whether a file says the old data with exactly the changes, and that without error."""
    if after.gaps or after.source.errors:
        return False
    return after.root == _changed_data(old_content, changes)


def _with_groups(old_content: YamlFile, groups: Iterable[list[Change]]) -> YamlFile | None:
    """Return the file with groups of changes spliced in, None where the layout allows none."""
    text = old_content.source.text
    try:
        for changes in groups:
            text = _splice_text(text, changes)
    except UnsupportedLayoutError:
        return None
    return parse_yaml_file(SourceFile(old_content.source.path, text), ROW_SECTIONS)


def _splice_text(text: str, changes: Iterable[Change]) -> str:
    tree = parse_outline(text)
    if tree is None:
        raise UnsupportedLayoutError
    builder = SpliceBuilder(text)
    return apply_splices(
        text, [splice for change in changes for splice in change.splices(builder, tree)]
    )


def _edit_refusal(old_content: YamlFile, changes: Iterable[Change]) -> RefusedEditError:
    rows = ", ".join(dict.fromkeys(change.row_id for change in changes))
    path = old_content.source.path
    message = f"{path}: cách viết của {rows} không cho sửa từng dòng một cách chắc chắn."
    return RefusedEditError(message, "mở tệp và ghi bằng tay: khtgdv edit")


def _changed_data(old_content: YamlFile, changes: Iterable[Change]) -> dict[str, Any]:
    """Return the old data with exactly the changes made."""
    data: dict[str, Any] = plain_data(old_content.root)
    for change in changes:
        change.apply(data)
    return data


def plain_data(value: Any) -> Any:
    """Return data without marks, in mappings and lists of its own."""
    if isinstance(value, MappingNode):
        return {key: plain_data(item) for key, item in value.items()}
    if isinstance(value, SequenceNode):
        return [plain_data(item) for item in value]
    return value
