"""The words of a command to the line that somebody pastes into the shell at hand."""

from __future__ import annotations

import os
import re
import shlex

_PLAIN = re.compile(r"[\w./\\:@+=-]+", re.ASCII)


def current_shell() -> str:
    """Return the shell that khtgdv was started from: cmd, powershell, or sh for all its kin."""
    if os.name != "nt":
        return "sh"
    import shellingham  # type: ignore[import-untyped]  # it comes without types

    try:
        name: str = shellingham.detect_shell()[0]
    except shellingham.ShellDetectionFailure:
        return "cmd"
    if name in ("powershell", "pwsh"):
        return "powershell"
    return "cmd" if name == "cmd" else "sh"


def shell_line(words: tuple[str, ...], shell: str) -> str:
    """Return the words of a command as a line of a shell: blanks, `<` and `>` mean themselves."""
    if shell == "sh":
        return shlex.join(words)
    if shell == "cmd":
        return " ".join(word if _PLAIN.fullmatch(word) else f'"{word}"' for word in words)
    quoted = [word if _PLAIN.fullmatch(word) else _powershell_quoted(word) for word in words]
    call = "& " if quoted[0] != words[0] else ""  # else PowerShell takes it for a text
    return call + " ".join(quoted)


def _powershell_quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"
