"""A command that the page runs: what it leaves behind where it fails."""

from __future__ import annotations

import gc
import sqlite3
from typing import TYPE_CHECKING

import pytest

from khtgdv.errors import KhtgdvError
from khtgdv.web.views.asking import ask

if TYPE_CHECKING:
    from pathlib import Path


def test_a_command_that_failed_keeps_no_plan_open(
    plan_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("KHTGDV_CACHE", str(cache))
    gc.disable()
    try:
        with pytest.raises(KhtgdvError):
            ask("history", (("data", str(plan_folder)),), ["T03-12"])
        [snapshot] = cache.glob("*.sqlite")
        writer = sqlite3.connect(snapshot, timeout=0, isolation_level=None)
        writer.execute("BEGIN EXCLUSIVE")
        writer.close()
    finally:
        gc.enable()
