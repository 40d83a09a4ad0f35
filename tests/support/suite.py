"""How the suite itself runs: where the folders of its tests lie, in which tests lines are counted.

Hooks of pytest, which `tests/conftest.py` takes in.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from coverage import Coverage

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

_MEMORY = "/dev/shm"  # noqa: S108 - pytest makes a folder of its own there
_ROOM = 2**30  # bytes; the suite needs some hundred million
_OF_CHILDREN = "COVERAGE_PROCESS_CONFIG"


def pytest_configure() -> None:
    """Have the folders of tests in memory where that has room and may hold programs.

    The suite makes and removes tens of thousands of files, and a disk is waited for each time.
    """
    if _is_roomy(_MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", _MEMORY)


def _is_roomy(folder: str) -> bool:
    if sys.platform != "linux" or not os.access(folder, os.W_OK):
        return False
    told = os.statvfs(folder)
    return told.f_bavail * told.f_frsize >= _ROOM and not told.f_flag & os.ST_NOEXEC


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run uncounted tests last: what is done once in a process is then done in a counted one."""
    items.sort(key=_is_uncounted)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Count no lines in a test that is marked so."""
    with uncounted() if _is_uncounted(item) else nullcontext():
        return (yield)


@contextmanager
def uncounted() -> Iterator[None]:
    """Count no lines, nor those of child processes."""
    counting = Coverage.current() if sys.gettrace() else None
    if counting is None:
        yield
        return
    with patch.dict(os.environ):
        os.environ.pop(_OF_CHILDREN, None)
        counting.stop()
        try:
            yield
        finally:
            counting.start()


def _is_uncounted(item: pytest.Item) -> bool:
    return item.get_closest_marker("uncounted") is not None
