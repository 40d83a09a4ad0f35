"""The reader's own editor: which it is, how it is told a line, how it is made to wait."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.text import visible

_HINT = "đặt biến EDITOR, ví dụ export EDITOR=nano (Windows: setx EDITOR notepad)"
# Tried in this order where neither VISUAL nor EDITOR is set.
_USUAL = ("sensible-editor", "editor", "nano", "vim", "vi", "notepad")


@dataclass(frozen=True, slots=True)
class Form:
    """What an editor takes: how a file at a line is written, and the flag that makes it wait."""

    place: tuple[str, ...]
    wait: str = ""


# As most editors of a terminal take it; `less` passes the same to whatever EDITOR names.
_USUALLY = Form(("+{line}", "{path}"))
_CODE = Form(("--goto", "{path}:{line}"), "--wait")
_NO_LINE = Form(("{path}",))
FORMS: dict[str, Form] = {
    **dict.fromkeys(("code", "code-insiders", "codium", "cursor"), _CODE),
    **dict.fromkeys(("notepad", "wordpad", "write", "mousepad", "leafpad", "textedit"), _NO_LINE),
    "open": Form(("-t", "{path}"), "-W"),
    "gvim": Form(_USUALLY.place, "--nofork"),
    "gedit": Form(_USUALLY.place, "--wait"),
    "hx": Form(("{path}:{line}",)),
    "helix": Form(("{path}:{line}",)),
    "kate": Form(("--line", "{line}", "{path}"), "--block"),
    "mate": Form(("--line", "{line}", "{path}"), "--wait"),
    "notepad++": Form(("-n{line}", "{path}"), "-multiInst"),
    "subl": Form(("{path}:{line}",), "--wait"),
    "zed": Form(("{path}:{line}",), "--wait"),
}


def command(path: Path, line: int) -> list[str]:
    """Return the command that opens a file at a line; KhtgdvError where there is no editor."""
    words = _chosen()
    program = shutil.which(words[0])
    if program is None:
        message = f"Không chạy được trình soạn thảo {visible(words[0])}."
        raise KhtgdvError(message, _HINT)
    form = FORMS.get(_name(words[0]), _USUALLY)
    waits = [form.wait] if form.wait and form.wait not in words else []
    place = [part.format(path=path, line=line) for part in form.place]
    return [program, *words[1:], *waits, *place]


def _name(program: str) -> str:
    """Return what a program is called: `C:/Apps/Code.exe` is `code`."""
    name = program.replace("\\", "/").rpartition("/")[2].lower()
    return name.removesuffix(".exe").removesuffix(".cmd")


def _chosen() -> list[str]:
    """Return the words of the reader's choice, else an editor that is there."""
    for variable in ("VISUAL", "EDITOR"):
        if words := shlex.split(os.environ.get(variable, ""), posix=os.name != "nt"):
            return [word.strip('"') for word in words]
    found = next((name for name in _USUAL if shutil.which(name)), None)
    if found is None:
        raise KhtgdvError("Không tìm thấy trình soạn thảo nào.", _HINT)
    return [found]


def open_at(path: Path, line: int) -> None:
    """Let the reader edit a file; KhtgdvError where the editor says that it failed."""
    words = command(path, line)
    try:
        status = subprocess.run(words, check=False).returncode  # noqa: S603 - the reader's own
    except OSError as error:
        message = f"Không chạy được trình soạn thảo {visible(words[0])}."
        raise KhtgdvError(message, _HINT) from error
    if status:
        message = f"Trình soạn thảo {visible(words[0])} kết thúc với mã {status}."
        raise KhtgdvError(message, "tệp giữ nguyên như lúc trình soạn thảo để lại")
