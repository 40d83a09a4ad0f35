"""Two files of one folder, for the tests of locks and of transactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "kế hoạch"
    folder.mkdir()
    paths = [folder / "một.yaml", folder / "hai.yaml"]
    for path in paths:
        path.write_bytes(b"old")
    return paths
