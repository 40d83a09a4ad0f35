"""What coverage-guided fuzzing runs: the laws of reading, held against any bytes at all."""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khtgdv.source.text.sourcefile import SourceFile


def check(data: bytes) -> None:
    """Read some bytes as the tasks of a plan; any exception is a failure."""
    from khtgdv.render.diagnostics import findings_text
    from tools.fuzz_laws import CONTROL_CHARACTERS

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tasks_2026.yaml"
        path.write_bytes(data)
        file = _read_tasks(path)
    for finding in file.findings:
        if not 1 <= finding.span.line <= len(file.lines):
            raise AssertionError(f"a finding outside the file: {finding}")
    if CONTROL_CHARACTERS.search(findings_text(file.findings)):
        raise AssertionError("what is shown may steer a terminal")


def _read_tasks(path: Path) -> SourceFile:
    from khtgdv.plan import model
    from khtgdv.source.load.sections import read_rows, read_yaml_file

    content = read_yaml_file(path, path.name, ["tasks"])
    read_rows(content, "tasks", model.Task)
    return content.source


def main() -> None:
    """Run under atheris; the arguments are libFuzzer's."""
    atheris = importlib.import_module("atheris")  # is in the environment of this run only
    with atheris.instrument_imports(include=["khtgdv"]):
        check(Path(__file__).read_bytes())
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
