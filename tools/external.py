"""What needs more than the locked environment: other installers, other programs.

Each part is one function in PARTS. A part whose tool cannot be had says so loudly and does not
count as passed; the exit status is 1 where a part that ran has failed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")

_LATE_IN_MARCH = 49  # of the plan as signed


class NotRunError(Exception):
    """The tool of a part cannot be had on this machine."""


def pip_install(folder: Path) -> None:
    """`pip install .` in an empty environment, then the main job from another folder."""
    source = folder / "nơi để mã nguồn"
    shutil.copytree(ROOT, source, ignore=_LEFT_BEHIND)
    environment = folder / "môi trường"
    venv.create(environment, with_pip=True)
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    installed = _run([python, "-m", "pip", "install", "--quiet", source], folder)
    if installed.returncode:
        raise NotRunError(f"pip không cài được: {installed.stderr[-300:]}")
    ran = _run([python, "-m", "khtgdv", "overdue", "--month", "3", "--format", "json"], folder)
    rows = json.loads(ran.stdout)["tables"]["overdue"]
    if (ran.returncode, len(rows)) != (0, _LATE_IN_MARCH):
        raise ValueError(f"mã {ran.returncode}, {len(rows)} dòng: {ran.stderr}")


def _run(command: list[object], folder: Path) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "KHTGDV"))}
    words = [str(word) for word in command]
    return subprocess.run(
        words, cwd=folder, env=kept, capture_output=True, text=True, encoding="utf-8", check=False
    )


PARTS: dict[str, Callable[[Path], None]] = {"pip install": pip_install}


def main() -> int:
    """Run every part and close with how many passed, failed and were not run."""
    passed, failed, skipped = [], [], []
    for name, part in PARTS.items():
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            try:
                part(Path(folder))
            except NotRunError as reason:
                skipped.append(name)
                print(f"KHÔNG CHẠY: {name}: {reason}")
            except (ValueError, KeyError) as error:
                failed.append(name)
                print(f"HỎNG: {name}: {error!r}")
            else:
                passed.append(name)
                print(f"đạt: {name}")
    print(f"{len(passed)} passed, {len(failed)} failed, {len(skipped)} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
