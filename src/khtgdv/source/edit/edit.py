"""Edits of a plan's text: pure, minimal, and proved to say the old data plus exactly the change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khtgdv.errors import KhtgdvError
from khtgdv.source.edit.changes import SECTIONS
from khtgdv.source.edit.splice import Scribe, UnfitError, spliced
from khtgdv.source.load.sections import Content, content_of
from khtgdv.source.text.sourcefile import SourceFile
from khtgdv.source.yaml.nodes import Mapping, Sequence
from khtgdv.source.yaml.outline import outline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.source.edit.changes import Change


class RefusedEditError(KhtgdvError):
    """A change that cannot be written into the text as it stands."""


def edit(before: Content, changes: Iterable[Change]) -> Content:
    """Return a file with changes made; RefusedEditError where that cannot be proved right.

    The file must have been read whole, with nothing found in it.
    """
    changes = list(changes)
    text = before.file.text
    try:
        new = _spliced(text, changes)
    except UnfitError:
        raise _refused(before, changes) from None
    after = content_of(SourceFile(before.file.path, new), SECTIONS)
    if after.root != _changed(before, changes) or after.gaps or after.file.findings:
        raise _refused(before, changes)
    return after


def _spliced(text: str, changes: Iterable[Change]) -> str:
    tree = outline(text)
    if tree is None:
        raise UnfitError
    scribe = Scribe(text)
    return spliced(text, [splice for change in changes for splice in change.splices(scribe, tree)])


def _refused(before: Content, changes: Iterable[Change]) -> RefusedEditError:
    rows = ", ".join(dict.fromkeys(change.row for change in changes))
    message = (
        f"{before.file.path}: cách viết của {rows} không cho sửa từng dòng một cách chắc chắn."
    )
    return RefusedEditError(message, "mở tệp và ghi bằng tay: khtgdv edit")


def _changed(before: Content, changes: Iterable[Change]) -> dict[str, Any]:
    """Return the old data with exactly the changes made."""
    data: dict[str, Any] = plain(before.root)
    for change in changes:
        change.apply(data)
    return data


def plain(value: Any) -> Any:
    """Return data without marks, in mappings and lists of its own."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [plain(item) for item in value]
    return value
