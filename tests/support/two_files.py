"""Two files of one folder for tests of the writing: replaced, and held against what they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.source.edit.transaction import FileReplacement, replace_files

if TYPE_CHECKING:
    from pathlib import Path


def swap(*paths: Path, old: bytes = b"old") -> None:
    """Replace what files are taken to hold."""
    replace_files([FileReplacement(path, old, b"new") for path in paths])


def contents(paths: list[Path]) -> list[bytes]:
    """Return what files hold, and make sure that nothing else stands beside them."""
    assert sorted(paths[0].parent.iterdir()) == sorted(paths)
    return [path.read_bytes() for path in paths]
