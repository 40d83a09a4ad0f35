"""What coverage-guided fuzzing runs: the laws of reading, held against any bytes at all."""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

if TYPE_CHECKING:
    from khtgdv.source.load.sections import Content


def check(data: bytes) -> None:
    """Read some bytes as the tasks of a plan, by both YAML parsers; any exception is a failure."""
    from khtgdv.render.diagnostics import text
    from khtgdv.source.yaml import parser
    from tools.fuzz import CONTROL

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tasks_2026.yaml"
        path.write_bytes(data)
        first = _read(path)
        with patch.object(parser, "LOADERS", (parser.LOADERS[1], parser.LOADERS[1])):
            second = _read(path)
    if (first.file.findings, first.root) != (second.file.findings, second.root):
        raise AssertionError("the parsers disagree")
    for found in first.file.findings:
        if not 1 <= found.span.line <= len(first.file.lines):
            raise AssertionError(f"a finding outside the file: {found}")
    if CONTROL.search(text(first.file.findings)):
        raise AssertionError("what is shown may steer a terminal")


def _read(path: Path) -> Content:
    from khtgdv.plan import model
    from khtgdv.source.load.sections import open_content, read_rows

    content = open_content(path, path.name, ["tasks"])
    read_rows(content, "tasks", model.Task)
    return content


def main() -> None:
    """Run under atheris; the arguments are libFuzzer's."""
    atheris = importlib.import_module("atheris")  # is in the environment of this run only
    with atheris.instrument_imports(include=["khtgdv", "yaml"]):
        check(Path(__file__).read_bytes())
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
