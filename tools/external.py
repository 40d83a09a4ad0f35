"""Try khtgdv with programs it does not control: editors, installers, readers of its files.

    python tools/external.py [--list] [--only NAME]…

Each part is one module in external_parts/ with `check(kit)`, and one line in PARTS. A part runs in
a process of its own, which is ended with all it has started when its time is up: it cannot hang the
run. A part whose tool cannot be had is named loudly and does not count as passed; the exit status
is 1 where a part that ran has failed. Tools are kept in the user's cache folder, the rest is
temporary.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
# How a part's own process ends; any other status is a failure that it could not put into words.
PASSED, FAILED, SKIPPED = 0, 1, 75
_REASON_FILE = "why.txt"


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its name, its module in external_parts/, what it needs, how that is obtained.

    `minutes` are what it may take at most, everything fetched anew on a slow machine.
    """

    name: str
    module: str
    needs: str
    source: str
    minutes: float = 10


PARTS = (
    Part("pip", "pip_install", "pip", "Python có sẵn"),
    Part("uv", "uv", "uv", "pip, môi trường riêng"),
    Part("install-page", "install_page", "pip, pipx, uv", "pip, môi trường riêng", 20),
    Part("missing-library", "missing_library", "pip, pipx, uv, make", "pip, môi trường riêng", 20),
    Part("editor", "editor", "node, yaml-language-server", "npm, thư mục đệm"),
    Part("json-schema", "json_schema", "check-jsonschema", "pip, môi trường riêng"),
    Part("pre-commit", "pre_commit", "git, pre-commit", "pip, môi trường riêng"),
    Part("calendars", "calendars", "khal, todoman, vdirsyncer, calcurse", "pip và apt-get"),
    Part("yaml-writers", "yaml_writers", "node, npm, ruamel.yaml", "npm, pip, thư mục đệm"),
    Part("documents", "documents", "LibreOffice, poppler", "apt"),
    Part("workbooks", "workbooks", "LibreOffice, openpyxl", "apt; pip, môi trường riêng"),
    Part("office-tables", "office_tables", "LibreOffice", "apt"),
    Part("papers", "papers", "LibreOffice, poppler", "apt"),
    Part("form-sheets", "form_sheets", "LibreOffice", "apt"),
    Part("spark", "spark", "Java, pyspark, pandas", "apt; pip, môi trường riêng", 25),
    Part("browser", "browser", "Chromium, selenium, axe-core", "apt; pip, npm, thư mục đệm"),
    Part("completion", "completion", "bash, zsh, fish", "apt", 15),
    Part("powershell", "powershell", "pwsh", "do người dùng cài"),
    Part("desk", "desk", "Chromium, selenium, axe-core", "apt; pip, npm, thư mục đệm", 15),
)


def main() -> int:
    """Run the parts and say how many passed, failed and did not run."""
    parser = argparse.ArgumentParser(description=__doc__)
    names = [part.name for part in PARTS]
    parser.add_argument("--only", metavar="NAME", choices=names, action="append")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--inside", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        name, folder = arguments.inside
        return _run_in_this_process(next(part for part in PARTS if part.name == name), Path(folder))
    if arguments.list:
        print("\n".join(f"{part.name}: {part.needs} ({part.source})" for part in PARTS))
        return 0
    return _report(
        {p.name: run_part(p) for p in PARTS if arguments.only is None or p.name in arguments.only}
    )


def _report(results: dict[str, tuple[int, str]]) -> int:
    """Say what became of the parts, the worst last."""
    print("=====")
    for status, word in ((SKIPPED, "KHÔNG CHẠY"), (FAILED, "HỎNG")):
        for name, (outcome, reason) in results.items():
            if outcome == status:
                print(f"{word}: {name}: {reason.splitlines()[0]}")
    statuses = [status for status, _ in results.values()]
    words = ((PASSED, "đạt"), (FAILED, "hỏng"), (SKIPPED, "không chạy"))
    print(", ".join(f"{statuses.count(status)} {word}" for status, word in words))
    return FAILED if FAILED in statuses else PASSED


def run_part(part: Part) -> tuple[int, str]:
    """Run one part in a process and a folder of its own; return what became of it, and why."""
    start = time.monotonic()
    print(f"===== {part.name} ({part.needs})", flush=True)
    with tempfile.TemporaryDirectory(prefix="khtgdv ", ignore_cleanup_errors=True) as folder:
        command = (sys.executable, __file__, "--inside", part.name, folder)
        # A session of its own: ending it ends the servers and browsers that the part has started.
        process = subprocess.Popen(command, start_new_session=True)
        try:
            status = process.wait(part.minutes * 60)
            reason = _read_reason(folder)
        except subprocess.TimeoutExpired:
            status, reason = FAILED, f"quá {part.minutes:g} phút"
        finally:
            _kill_process_group(process)
    if status not in (PASSED, FAILED, SKIPPED):
        status, reason = FAILED, f"tiến trình dừng với mã {status}"
    if status == PASSED:
        print(f"đạt: {part.name} ({time.monotonic() - start:.0f} giây)", flush=True)
    else:
        print(f"{part.name}: {reason}", flush=True)
    return status, reason


def _read_reason(folder: str) -> str:
    path = Path(folder) / _REASON_FILE
    return path.read_text(encoding="utf-8") if path.exists() else "không rõ vì sao"


def _kill_process_group(process: subprocess.Popen[bytes]) -> None:
    """End a part's process and whatever it left running."""
    if killpg := getattr(os, "killpg", None):
        with suppress(ProcessLookupError, PermissionError):
            killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        command = ("taskkill", "/F", "/T", "/PID", str(process.pid))
        subprocess.run(command, check=False, capture_output=True)
    process.wait()


def _run_in_this_process(part: Part, folder: Path) -> int:
    """Run one part in this process; what is wrong goes into a file of the folder."""
    from tools.external_parts.kit import FailedError, Kit, UnavailableError

    scratch = folder.resolve() / "chỗ thử"
    scratch.mkdir()
    try:
        check = import_module(f"tools.external_parts.{part.module}").check
        check(Kit(ROOT, _cache(), scratch))
    except UnavailableError as error:
        status, reason = SKIPPED, str(error)
    except FailedError as error:
        status, reason = FAILED, str(error)
    except Exception as error:  # noqa: BLE001 - a part that breaks down must not hide the rest
        status, reason = FAILED, f"{type(error).__name__}: {error}"
    else:
        return PASSED
    (folder / _REASON_FILE).write_text(reason or "không rõ vì sao", encoding="utf-8")
    return status


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
