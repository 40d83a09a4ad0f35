"""What the tests of the page share: a plan of its own, a fixed day, a browser that was let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.desk import Browser

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def own_day(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have the day fixed, and what khtgdv keeps for itself in the test's own folder."""
    monkeypatch.setenv("KHTGDV_TODAY", "2026-03-31")
    monkeypatch.setenv("KHTGDV_STATE", str(tmp_path / "state"))


@pytest.fixture
def browser(plan_folder: Path) -> Browser:
    """Return a browser at a copy of the shipped plan."""
    return Browser(plan_folder)
