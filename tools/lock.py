"""Resolve the dependencies of pyproject.toml and write requirements/*.txt, with hashes.

    python tools/lock.py [--upgrade]

uv resolves for every Python and every system that khtgdv supports at once, and lists the hashes of
all files of a version; so the same files serve Linux, macOS and Windows, wherever this is run, and
pip refuses a file that is another. What is locked stays as it is while it fits, unless `--upgrade`
asks for the newest.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.external_parts.kit import FailedError, Kit, UnavailableError  # noqa: E402

FOLDER = ROOT / "requirements"
OLDEST_PYTHON = "3.11"
HEADER = "# Written by `make lock` from pyproject.toml; do not edit.\n"
# Each file whole in itself. The first decides the versions, of which the others take their part.
FILES: dict[str, tuple[str, ...]] = {
    "dev": ("--extra", "all", "--group", "dev", "pyproject.toml"),
    "run": ("pyproject.toml",),
    "all": ("--extra", "all", "pyproject.toml"),
    "build": ("--group", "build"),
}
OPTIONS = (
    "--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes", "--no-build",
    "--no-header", "--no-annotate", "--no-emit-index-url", "--quiet",
)  # fmt: skip


def index_variables() -> dict[str, str]:
    """Return what tells uv the index that pip is set up for; nothing where it is the usual one."""
    pip = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    asked = subprocess.run(pip, capture_output=True, text=True, check=False)
    return {"UV_DEFAULT_INDEX": asked.stdout.strip()} if asked.returncode == 0 else {}


def resolve(kit: Kit, name: str, folder: Path, *options: str) -> str:
    """Write one file into a folder that may have an earlier one, and return its text."""
    file = folder / f"{name}.txt"
    uv = (kit.venv("uv", "uv"), "-m", "uv", "--no-config", "pip", "compile")
    kit.fetch(
        *uv, *OPTIONS, *options, *FILES[name], "--output-file", file,
        cwd=ROOT, env=os.environ | index_variables(),
    )  # fmt: skip
    return HEADER + file.read_text(encoding="utf-8")


def main() -> int:
    """Write the files, or none of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="the newest versions allowed")
    upgrade = ("--upgrade",) if parser.parse_args().upgrade else ()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        kit = Kit(ROOT, ROOT / "build" / "external", folder)
        first, *others = FILES
        (folder / f"{first}.txt").write_bytes((FOLDER / f"{first}.txt").read_bytes())
        try:
            texts = {first: resolve(kit, first, folder, *upgrade)}
            versions = ("--constraints", str(folder / f"{first}.txt"))
            texts |= {name: resolve(kit, name, folder, *versions) for name in others}
        except (UnavailableError, FailedError) as error:
            print(f"tools/lock.py: {error}", file=sys.stderr)
            return 1
    for name, text in texts.items():
        (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
