"""The version changes with every module that a snapshot is made by, and with no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from khtgdv.source.cache import version
from tests.test_architecture import SOURCE, each_import, read_package


@pytest.mark.uncounted
def test_the_folders_are_those_of_what_makes_a_snapshot() -> None:
    modules = read_package(SOURCE)
    imports: dict[str, set[str]] = {name: set() for name in modules}
    for module, found in each_import(modules):
        if found.inside:
            imports[module.name].add(found.name)
    needed, left = set(), {"source.snapshot.refresh"}
    while left:
        needed |= left
        left = set().union(*(imports[name] for name in left)) - needed
    folders = {Path(modules[name].file).parent.as_posix() for name in needed}
    assert folders == {folder or "." for folder in version._VERSIONED_FOLDERS}
