"""What Spark needs of this machine: Java, and a Python for its tasks."""

from __future__ import annotations

import os
import sys

from khtgdv.cli.system.programs import find_program
from khtgdv.errors import KhtgdvError


def prepare_java() -> None:
    """Let the tasks run in this Python unless another was chosen; KhtgdvError without Java."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if not (os.environ.get("JAVA_HOME") or find_program("java")):
        hint = "Cài Java 17 trở lên; Debian, Ubuntu: sudo apt install default-jre-headless"
        raise KhtgdvError("--engine spark cần Java, máy này không có.", hint)
