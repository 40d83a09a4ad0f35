"""Other programs of the machine: where they are, and git as `history` asks it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.source.history.git import Git

_ON_WINDOWS = os.name == "nt"
_WINDOWS_ENDINGS = ".COM;.EXE;.BAT;.CMD"


def find_program(name: str) -> str | None:
    """Return the path of a program, None where the machine has none of that name.

    A bare name is looked up in the whole folders of PATH alone. Windows would look into the
    working folder first, where a plan that came from others may lie beside a program.
    """
    if os.path.dirname(name):  # noqa: PTH120 - `Path` loses the `./` of a program beside the reader
        return shutil.which(name)
    folders = [Path(text.strip('"')) for text in os.environ.get("PATH", "").split(os.pathsep)]
    candidates = (
        folder / f"{name}{ending}"
        for folder in folders
        if folder.is_absolute()
        for ending in _program_endings(name)
    )
    return next((str(one) for one in candidates if _is_program(one)), None)


def command_words(setting: str) -> list[str]:
    """Return the words of a command that a variable holds, such as EDITOR or PAGER.

    ValueError for a quotation mark that is never closed.
    """
    import shlex

    return [word.strip('"') for word in shlex.split(setting, posix=not _ON_WINDOWS)]


def _is_program(path: Path) -> bool:
    """Tell whether a file may be run; in a folder that may not be entered none is."""
    return os.path.isfile(path) and os.access(path, os.X_OK)  # noqa: PTH113 - `Path` may raise


def _program_endings(name: str) -> tuple[str, ...]:
    """Return what may stand after the name: on Windows what makes a file a program."""
    if not _ON_WINDOWS:
        return ("",)
    endings = tuple((os.environ.get("PATHEXT") or _WINDOWS_ENDINGS).lower().split(";"))
    return ("",) if name.lower().endswith(endings) else endings


def git() -> Git:
    """Return git as it is asked about a plan."""
    from khtgdv.source.history.git import Git

    return Git(find_program("git"), os.environ)


def can_show_windows() -> bool:
    """Tell whether a program may open a window where the reader sits."""
    is_always_so = _ON_WINDOWS or sys.platform == "darwin"
    return is_always_so or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_in_browser(address: str) -> bool:
    """Open an address in the reader's browser; tell whether there is one with a window."""
    if not can_show_windows():
        return False  # one for the terminal would take it over
    import webbrowser

    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False
