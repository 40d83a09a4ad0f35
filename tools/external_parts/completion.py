"""bash, zsh and fish with the installed script: TAB is typed, and what the command gets is read.

Each shell runs in a terminal of its own. `khtgdv` on its PATH answers TAB, and else prints the
words that the shell hands over: so blanks, quotes and Vietnamese letters have to survive.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import sys
import time
from typing import TYPE_CHECKING

from tools.external_parts.kit import UnavailableError, clean_environment, expect

if TYPE_CHECKING:
    from pathlib import Path

    from tools.external_parts.kit import Kit

_COMMANDS = {"bash": ("bash", "-i"), "zsh": ("zsh", "-i"), "fish": ("fish", "-i")}
_REST = 4  # seconds in which a shell has done what TAB asks of it, on a busy machine too
_PATIENCE = 20
_PLACES = ["Kiến An", "Kiến Thụy", 'Đảo "Xa" D\'Or', "Cát $Hải & Bà; (x)"]
_VISIT = ["visit", "KT-05"]
# What is typed, and the words that the command gets. TAB is written `\t`.
_LINES: dict[str, list[str]] = {
    "khtgdv ove\t": ["overdue"],
    "khtgdv qua-h\t-d vp,dt\t": ["qua-han", "-d", "vp,DT-CH"],
    "khtgdv visit KT-05 Kiến T\t": [*_VISIT, "Kiến", "Thụy"],
    "khtgdv visit KT-05 ki\tt\t": [*_VISIT, "Kiến Thụy"],
    "khtgdv visit KT-05 'Kiến T\t": [*_VISIT, "Kiến Thụy"],
    'khtgdv visit KT-05 "Đảo\t': [*_VISIT, _PLACES[2]],
    "khtgdv visit KT-05 Đảo\t": [*_VISIT, _PLACES[2]],
    "khtgdv visit KT-05 Cát\t": [*_VISIT, _PLACES[3]],
    "khtgdv list --state=comp\t-\t": ["list", "--state=completed-late"],
    "khtgdv list --columns id,ta\t": ["list", "--columns", "id,task"],
    "khtgdv done t03-1\t2\t": ["done", "T03-12"],
    "khtgdv validate tệp\t": ["validate", "tệp một.yaml"],
    "khtgdv use nơi\t": ["use", "nơi ở"],
}  # fmt: skip
_INSPECTION = """
  - id: KT-05
    content: Thử
    units:
      - kind: Xã
        names: {names}
    due: 2026-12
    due_text: x
"""
_KHTGDV = """#!/usr/bin/env python3
import json, os, sys
if "_KHTGDV_COMPLETE" in os.environ:
    sys.path.insert(0, {source!r})
    from khtgdv.cli.main import main
    main()
print("@" + json.dumps(sys.argv[1:]) + "@")
"""


def check(kit: Kit) -> None:
    """Type in every shell that there is; those that are missing are told."""
    if os.name == "nt":
        raise UnavailableError("Windows không có cửa sổ lệnh nào trong số này")
    missing = []
    for shell in _COMMANDS:
        try:
            kit.apt(shell, shell)
        except UnavailableError:
            missing.append(shell)
            continue
        _check_shell(kit, shell)
        print(f"  {shell}: {len(_LINES)} dòng gõ TAB đều đúng")
    if missing:
        raise UnavailableError(f"máy này không có {', '.join(missing)}")


def _check_shell(kit: Kit, shell: str) -> None:
    place = kit.scratch / f"chỗ thử {shell}"
    env = _environment(kit, place)
    command = [sys.executable, "-m", "khtgdv", "completion", shell, "--install"]
    result = kit.run(*command, env={**env, "PYTHONPATH": str(kit.root / "src")})
    expect(result.returncode == 0, f"{shell}: không cài được: {result.stderr}")
    terminal = _Terminal(_COMMANDS[shell], place, env)
    try:
        for line, words in _LINES.items():
            got = terminal.words_of(line)
            got = got and [word.removesuffix("/") for word in got]  # zsh takes it away again
            expect(got == words, f"{shell}: gõ {line!r} thì lệnh nhận {got}, cần {words}")
    finally:
        terminal.close()


def _environment(kit: Kit, place: Path) -> dict[str, str]:
    """Make a home, a plan and a program; return the variables of a shell that has them."""
    shutil.copytree(kit.root / "data", place / "kế hoạch")
    (place / "nơi ở").mkdir()
    (place / "tệp một.yaml").write_text("", encoding="utf-8")
    names = json.dumps(_PLACES, ensure_ascii=False)
    with (place / "kế hoạch/inspections_2026.yaml").open("a", encoding="utf-8") as stream:
        stream.write(_INSPECTION.format(names=names))
    program = place / "bin/khtgdv"
    program.parent.mkdir()
    (place / "nhà").mkdir()
    text = _KHTGDV.format(source=str(kit.root / "src"))
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)
    (program.parent / "python3").symlink_to(sys.executable)
    return {
        "HOME": str(place / "nhà"), "PATH": f"{program.parent}:/usr/bin:/bin", "TERM": "xterm",
        "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "KHTGDV_DATA": str(place / "kế hoạch"),
        "KHTGDV_TODAY": "2026-03-31", "PYTHONIOENCODING": "utf-8",
    }  # fmt: skip


class _Terminal:
    """A shell in a terminal of its own."""

    def __init__(self, command: tuple[str, ...], folder: Path, env: dict[str, str]) -> None:
        """Start the shell, and wait until it takes what is typed."""
        import pty

        self._pid, self._terminal = pty.fork()
        if not self._pid:
            os.chdir(folder)
            os.execvpe(command[0], list(command), clean_environment() | env)  # noqa: S606 - a shell
        self._read(_REST)
        self.words_of("khtgdv ove\t")  # the first TAB has it read what it needs

    def words_of(self, line: str) -> list[str] | None:
        """Return the words that the command gets of a line; None where it was not run."""
        *parts, last = line.split("\t")
        for part in parts:
            os.write(self._terminal, f"{part}\t".encode())
            self._read(_REST)
        os.write(self._terminal, f"{last}\r".encode())
        shown = self._read(_PATIENCE, "]@")
        found = shown.rpartition("@[")[2].partition("]@")
        if not found[1]:
            os.write(self._terminal, b"\x03")
            self._read(_REST)
            return None
        words: list[str] = json.loads(f"[{found[0]}]")
        self._read(1)
        return words

    def _read(self, seconds: float, until: str = "") -> str:
        """Return what is shown in some seconds, or until a text comes."""
        shown, end = b"", time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self._terminal], [], [], left)[0]:
                break
            shown += os.read(self._terminal, 65536)
            if shown.endswith((b"\x1b[c", b"\x1b[0c")):
                os.write(self._terminal, b"\x1b[?62;c")  # fish asks what terminal this is
            if until and until.encode() in shown:
                break
        return shown.decode("utf-8", "replace")

    def close(self) -> None:
        """End the shell."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._terminal)
