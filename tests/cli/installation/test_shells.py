"""A command is pasted into the shell at hand and means there what it should."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from types import SimpleNamespace

import pytest

from khtgdv.cli.installation.shells import current_shell, shell_line

PLAIN = (r"C:\Python312\python.exe", "-m", "pip", "install", "typst", "jinja2>=3.1,<4")
BLANKS = (r"C:\Lan Anh\v\Scripts\python.exe", *PLAIN[1:])
PIP = "-m pip install typst"


@pytest.mark.parametrize(
    ("shell", "words", "line"),
    [
        ("cmd", PLAIN, rf'C:\Python312\python.exe {PIP} "jinja2>=3.1,<4"'),
        ("cmd", BLANKS, rf'"C:\Lan Anh\v\Scripts\python.exe" {PIP} "jinja2>=3.1,<4"'),
        ("powershell", PLAIN, rf"C:\Python312\python.exe {PIP} 'jinja2>=3.1,<4'"),
        (
            "powershell",
            BLANKS,
            rf"& 'C:\Lan Anh\v\Scripts\python.exe' {PIP} 'jinja2>=3.1,<4'",
        ),
        ("powershell", ("C:\\l'An\\py", "a"), r"& 'C:\l''An\py' a"),
        ("powershell", ("pipx", "inject", "khtgdv", "a,b"), "pipx inject khtgdv 'a,b'"),
    ],
)
def test_windows(shell: str, words: tuple[str, ...], line: str) -> None:
    assert shell_line(words, shell) == line


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
def test_a_shell_of_posix_hands_over_the_very_words() -> None:
    words = (sys.executable, "-c", "import sys; print(sys.argv[1:])", "a b", "c<2,>=1", "d'e", "$f")
    line = shell_line(words, "sh")
    assert shlex.split(line) == list(words)
    ran = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    assert ran.stdout == f"{list(words[3:])}\n"


def test_which_shell_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    import shellingham  # type: ignore[import-untyped]  # it comes without types

    names = iter(["powershell", "pwsh", "cmd", "bash"])
    monkeypatch.setattr(shellingham, "detect_shell", lambda: (next(names), "C:\\"))
    monkeypatch.setattr("khtgdv.cli.installation.shells.os", SimpleNamespace(name="nt"))
    assert [current_shell() for _ in range(4)] == ["powershell", "powershell", "cmd", "sh"]

    def fail() -> None:
        raise shellingham.ShellDetectionFailure

    monkeypatch.setattr(shellingham, "detect_shell", fail)
    assert current_shell() == "cmd"
    monkeypatch.setattr("khtgdv.cli.installation.shells.os", SimpleNamespace(name="posix"))
    assert current_shell() == "sh"
