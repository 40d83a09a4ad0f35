"""Fuzz the reading of files guided by coverage (atheris, in an environment of its own).

    python tools/guided.py --seconds 600

It begins with the kept findings in tests/source/corpus/ and the slips of hand editing. What fails
is written to the folder that the last line names: make it a file of the corpus, with the mend.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.external_parts.kit import FailedError, Kit, UnavailableError  # noqa: E402

CORPUS = ROOT / "tests" / "source" / "corpus"
_ATHERIS = "atheris>=2.3"


def _locked_versions() -> list[str]:
    """Return what khtgdv needs, without the hashes: pip asks for those of all or of none."""
    text = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    return re.findall(r"^[\w.-]+==[^\s;\\]+", text, re.MULTILINE)


def main() -> int:
    """Run for the time asked for; 1 where something was found, 2 where it cannot run at all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--save", type=Path, default=Path(tempfile.gettempdir()) / "khtgdv-guided")
    arguments = parser.parse_args()
    arguments.save.mkdir(parents=True, exist_ok=True)
    (arguments.save / "seen").mkdir(exist_ok=True)
    kit = Kit(ROOT, ROOT / "build" / "external", arguments.save)
    try:
        python = kit.venv("atheris", _ATHERIS, *_locked_versions())
    except (UnavailableError, FailedError) as error:
        print(f"NOT RUN: {_ATHERIS} cannot be installed here: {error}")
        return 2
    command = [
        str(python), "-m", "tools.guided_inside", f"-max_total_time={arguments.seconds}",
        "-max_len=4096", "-timeout=20", f"-artifact_prefix={arguments.save}{os.sep}",
        str(arguments.save / "seen"), str(CORPUS), str(ROOT / "tests" / "plans" / "invalid"),
    ]  # fmt: skip
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    print(f"status {status}; what failed is in {arguments.save}")
    return 1 if status else 0


if __name__ == "__main__":
    sys.exit(main())
