"""Try khtgdv with programs it does not control: editors, installers, readers of its files.

Each part is one module in external_parts/ with `check(kit)`, and one line in PARTS. A part whose
tool cannot be had is named loudly and does not count as passed; the exit status is 1 where a part
that ran has failed. Tools are kept in the user's cache folder, the rest is temporary.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its name, its module in external_parts/, what it needs, how that is obtained."""

    name: str
    module: str
    needs: str
    obtained: str


PARTS = (
    Part("pip", "pip_install", "pip", "Python có sẵn"),
    Part("uv", "uv", "uv", "pip, môi trường riêng"),
    Part("editor", "editor", "node, yaml-language-server", "npm, thư mục đệm"),
    Part("json-schema", "json_schema", "check-jsonschema", "pip, môi trường riêng"),
    Part("pre-commit", "pre_commit", "git, pre-commit", "pip, môi trường riêng"),
)


def main() -> int:
    """Run the parts and say how many passed, failed and did not run."""
    parser = argparse.ArgumentParser(description=__doc__)
    names = [part.name for part in PARTS]
    parser.add_argument("--only", metavar="NAME", choices=names, action="append")
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args()
    if asked.list:
        print("\n".join(f"{part.name}: {part.needs} ({part.obtained})" for part in PARTS))
        return 0
    chosen = [part for part in PARTS if asked.only is None or part.name in asked.only]
    results = {part.name: _run(part) for part in chosen}
    missing = {name: why for name, (state, why) in results.items() if state == "skipped"}
    for name, why in missing.items():
        print(f"KHÔNG CHẠY: {name}: {why}")
    states = [state for state, _ in results.values()]
    print(", ".join(f"{states.count(state)} {state}" for state in ("passed", "failed", "skipped")))
    return 1 if "failed" in states else 0


def _run(part: Part) -> tuple[str, str]:
    """Run one part in a folder of its own; return what became of it, and why."""
    from tools.external_parts.kit import FailedError, Kit, UnavailableError

    began = time.monotonic()
    print(f"===== {part.name} ({part.needs})", flush=True)
    with tempfile.TemporaryDirectory(prefix="khtgdv ", ignore_cleanup_errors=True) as folder:
        try:
            import_module(f"tools.external_parts.{part.module}").check(
                Kit(ROOT, _cache(), Path(folder).resolve())
            )
        except UnavailableError as why:
            return "skipped", str(why)
        except FailedError as why:
            print(f"HỎNG: {part.name}: {why}", flush=True)
            return "failed", str(why)
        except Exception as error:  # noqa: BLE001 - a part that breaks down must not hide the rest
            print(f"HỎNG: {part.name}: {type(error).__name__}: {error}", flush=True)
            return "failed", str(error)
    print(f"đạt: {part.name} ({time.monotonic() - began:.0f} giây)", flush=True)
    return "passed", ""


def _cache() -> Path:
    """Return the folder that keeps the tools from one run to the next, outside the checkout."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    folder = (Path(base) if base else Path.home() / ".cache") / "khtgdv-check-external"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())
