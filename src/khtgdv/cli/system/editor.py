"""The reader's own editor: which it is, how it is told a line, how it is made to wait."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from khtgdv.cli.system.programs import command_words, find_program
from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.text import escape_unsafe

_HINT = "đặt biến EDITOR, ví dụ export EDITOR=nano (Windows: setx EDITOR notepad)"
# Tried in this order where neither VISUAL nor EDITOR is set.
_FALLBACK_EDITORS = ("sensible-editor", "editor", "nano", "vim", "vi", "notepad")


@dataclass(frozen=True, slots=True)
class EditorForm:
    """What an editor takes: how a file at a line is written, and the flag that makes it wait."""

    location: tuple[str, ...]
    wait_flag: str = ""


# As most editors of a terminal take it; `less` passes the same to whatever EDITOR names.
_DEFAULT_FORM = EditorForm(("+{line}", "{path}"))
_CODE_FORM = EditorForm(("--goto", "{path}:{line}"), "--wait")
_NO_LINE = EditorForm(("{path}",))
EDITOR_FORMS: dict[str, EditorForm] = {
    **dict.fromkeys(("code", "code-insiders", "codium", "cursor"), _CODE_FORM),
    **dict.fromkeys(("notepad", "wordpad", "write", "mousepad", "leafpad", "textedit"), _NO_LINE),
    "open": EditorForm(("-t", "{path}"), "-W"),
    "gvim": EditorForm(_DEFAULT_FORM.location, "--nofork"),
    "gedit": EditorForm(_DEFAULT_FORM.location, "--wait"),
    "hx": EditorForm(("{path}:{line}",)),
    "helix": EditorForm(("{path}:{line}",)),
    "kate": EditorForm(("--line", "{line}", "{path}"), "--block"),
    "mate": EditorForm(("--line", "{line}", "{path}"), "--wait"),
    "notepad++": EditorForm(("-n{line}", "{path}"), "-multiInst"),
    "subl": EditorForm(("{path}:{line}",), "--wait"),
    "zed": EditorForm(("{path}:{line}",), "--wait"),
}


def editor_command(path: Path, line: int) -> list[str]:
    """Return the command that opens a file at a line; KhtgdvError where there is no editor."""
    words = _choose_editor()
    program = find_program(words[0])
    if program is None:
        message = f"Không chạy được trình soạn thảo {escape_unsafe(words[0])}."
        raise KhtgdvError(message, _HINT)
    form = EDITOR_FORMS.get(_program_name(words[0]), _DEFAULT_FORM)
    wait_flags = [form.wait_flag] if form.wait_flag and form.wait_flag not in words else []
    # An absolute path cannot be taken for an option of the editor.
    location = [part.format(path=path.absolute(), line=line) for part in form.location]
    return [program, *words[1:], *wait_flags, *location]


def _program_name(program: str) -> str:
    """Return what a program is called: `C:/Apps/Code.exe` is `code`."""
    name = program.replace("\\", "/").rpartition("/")[2].lower()
    return name.removesuffix(".exe").removesuffix(".cmd")


def _choose_editor() -> list[str]:
    """Return the words of the reader's choice, else an editor that is there."""
    for variable in ("VISUAL", "EDITOR"):
        command = os.environ.get(variable, "")
        try:
            words = command_words(command)
        except ValueError as error:
            message = f"Biến {variable} có dấu nháy không đóng: {escape_unsafe(command)}."
            raise KhtgdvError(message, _HINT) from error
        if words:
            return words
    program = next((name for name in _FALLBACK_EDITORS if find_program(name)), None)
    if program is None:
        raise KhtgdvError("Không tìm thấy trình soạn thảo nào.", _HINT)
    return [program]


def open_at(path: Path, line: int) -> None:
    """Let the reader edit a file; KhtgdvError where the editor says that it failed."""
    words = editor_command(path, line)
    try:
        status = subprocess.run(words, check=False).returncode  # noqa: S603 - the reader's own
    except OSError as error:
        message = f"Không chạy được trình soạn thảo {escape_unsafe(words[0])}."
        raise KhtgdvError(message, _HINT) from error
    if status:
        message = f"Trình soạn thảo {escape_unsafe(words[0])} kết thúc với mã {status}."
        raise KhtgdvError(message, "tệp giữ nguyên như lúc trình soạn thảo để lại")
