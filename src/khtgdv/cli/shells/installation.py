"""A shell's script put where the shell reads it, in the user's own configuration."""

from __future__ import annotations

import subprocess
from pathlib import Path

from khtgdv.cli.shells.scripts import SCRIPTS
from khtgdv.cli.system.programs import find_program
from khtgdv.cli.system.result_files import replace_file
from khtgdv.errors import KhtgdvError, os_error_reason
from khtgdv.text import escape_unsafe

_PROFILE_COMMAND = "[Console]::OutputEncoding = [Text.Encoding]::UTF8; $PROFILE"
_TIMEOUT = 60  # seconds; a Windows PowerShell that starts for the first time is slow


def install(shell: str) -> Path:
    """Put a shell's script in its place and have the shell read it; return where it is.

    Done again it takes the place of the old script. KhtgdvError where that cannot be written.
    """
    try:
        script, profile, line = _places(shell)
        script.parent.mkdir(parents=True, exist_ok=True)
        replace_file(script.resolve(), SCRIPTS[shell].encode())
        if profile:
            _append_once(profile.resolve(), line)
    except OSError as error:
        message = f"Không cài được gợi ý: {os_error_reason(error)}."
        hint = f"ghi tay: khtgdv completion {shell} in ra đoạn lệnh ấy"
        raise KhtgdvError(message, hint) from error
    return script


def _places(shell: str) -> tuple[Path, Path | None, str]:
    """Return where the script goes, the file that has to read it, and the line that does so."""
    home = _home()
    if shell == "bash":
        script = home / ".bash_completions/khtgdv.sh"
        return script, home / ".bashrc", f"source '{script}'"
    if shell == "zsh":
        line = "fpath+=~/.zfunc; autoload -Uz compinit; compinit"
        return home / ".zfunc/_khtgdv", home / ".zshrc", line
    if shell == "fish":
        return home / ".config/fish/completions/khtgdv.fish", None, ""
    profile = _powershell_profile(shell)
    script = profile.with_name("khtgdv-completion.ps1")
    return script, profile, ". (Join-Path $PSScriptRoot 'khtgdv-completion.ps1')"


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError as error:
        raise KhtgdvError("Tài khoản này không có thư mục riêng để cài gợi ý.") from error


def _powershell_profile(shell: str) -> Path:
    """Return the file that PowerShell reads when it starts: only it knows where that is."""
    program = find_program(shell)
    if program is None:
        raise KhtgdvError(f"Máy này không có {shell}.", "chọn cửa sổ lệnh đang dùng")
    command = [program, "-NoProfile", "-NonInteractive", "-Command", _PROFILE_COMMAND]
    try:
        ran = subprocess.run(command, capture_output=True, check=False, timeout=_TIMEOUT)  # noqa: S603 - found on PATH
    except subprocess.TimeoutExpired as error:
        raise KhtgdvError(f"{shell} không trả lời.") from error
    path = ran.stdout.decode("utf-8", "replace").strip().lstrip("\ufeff")
    if ran.returncode or not path:
        raise KhtgdvError(f"{shell} không cho biết tệp cấu hình: {escape_unsafe(path)}")
    return Path(path)


def _append_once(path: Path, line: str) -> None:
    """Add a line at the end of a file that has it not yet; the rest stays byte for byte."""
    content = path.read_bytes() if path.exists() else b""
    if line.encode() in content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    gap = b"" if not content or content.endswith(b"\n") else b"\n"
    replace_file(path, content + gap + line.encode() + b"\n")
