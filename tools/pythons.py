"""Run the tests with every Python that khtgdv supports and this machine has.

    python tools/pythons.py [arguments of pytest]

Each has an environment of its own in build/pythons, with the locked versions. The last lines say
which Pythons passed, and which are not here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "build" / "pythons"
REQUIREMENTS = ROOT / "requirements" / "dev.txt"
VERSIONS = ("3.11", "3.12", "3.13")
_VERSION_OF = "import sys; print('%d.%d' % sys.version_info[:2], sys.implementation.name)"


def candidates(version: str) -> Iterator[list[str]]:
    """Yield what may start a version: this very Python, one on PATH, pyenv's, the newest first."""
    yield [sys.executable]
    yield [f"python{version}"]
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    found = pyenv.glob(f"{version}.*/bin/python")
    yield from ([str(path)] for path in sorted(found, key=_patch_number, reverse=True))
    yield ["py", f"-{version}"]


def _patch_number(python: Path) -> int:
    patch = python.parent.parent.name.rpartition(".")[2]
    return int(patch) if patch.isdigit() else -1


def python_of(version: str) -> list[str] | None:
    """Return what starts a version; None where the machine does not have it."""
    for command in candidates(version):
        if which(command[0]) is None:
            continue
        asked = subprocess.run(
            [*command, "-c", _VERSION_OF], capture_output=True, text=True, check=False
        )
        if asked.stdout.split() == [version, "cpython"]:
            return command
    return None


def environment(version: str, command: list[str]) -> Path:
    """Return the Python of an environment with the locked versions, made where it is not yet."""
    folder = PLACE / version
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    marker, locked = folder / "locked.txt", REQUIREMENTS.read_text(encoding="utf-8")
    if marker.exists() and marker.read_text(encoding="utf-8") == locked:
        return python
    subprocess.run([*command, "-m", "venv", "--clear", str(folder)], check=True)
    pip = [
        str(python),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "install",
        "--quiet",
    ]
    subprocess.run([*pip, "--require-hashes", "-r", str(REQUIREMENTS)], check=True)
    marker.write_text(locked, encoding="utf-8", newline="\n")
    return python


def verdict(version: str, options: list[str]) -> str:
    """Run the tests with a version, and return in a word how they ended."""
    command = python_of(version)
    if command is None:
        return "máy này không có"
    print(f"\n===== Python {version} =====", flush=True)
    try:
        python = environment(version, command)
    except subprocess.CalledProcessError as error:
        return f"không tạo được môi trường: {error}"
    pytest = [str(python), "-m", "pytest", *(options or ["-n", "2"])]
    variables = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    status = subprocess.run(pytest, cwd=ROOT, env=variables, check=False).returncode
    return "đạt" if status == 0 else f"KHÔNG ĐẠT (mã {status})"


def main() -> int:
    """Try each version; 1 where one fails, or none is here."""
    verdicts = {version: verdict(version, sys.argv[1:]) for version in VERSIONS}
    print()
    for version, text in verdicts.items():
        print(f"Python {version}: {text}")
    tried = [text for text in verdicts.values() if text != "máy này không có"]
    return 0 if tried and all(text == "đạt" for text in tried) else 1


if __name__ == "__main__":
    sys.exit(main())
