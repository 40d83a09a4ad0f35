"""What the tests call an ordinary user is refused what a mode refuses, itself and its programs."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.rights import is_root, ordinary_rights

if TYPE_CHECKING:
    from pathlib import Path


def test_a_closed_file_is_refused_for_a_while(tmp_path: Path) -> None:
    file = tmp_path / "tasks_2026.yaml"
    file.write_text("tasks: []\n", encoding="utf-8")
    with ordinary_rights():
        file.chmod(0)
        with pytest.raises(PermissionError):
            file.read_text(encoding="utf-8")
        assert not os.access(file, os.R_OK)
        process = subprocess.run(  # noqa: S603 - the Python that runs the tests
            [sys.executable, "-c", "import sys; open(sys.argv[1])", file],
            capture_output=True,
            check=False,
        )
        assert b"PermissionError" in process.stderr
    assert os.access(file, os.R_OK) == is_root()
