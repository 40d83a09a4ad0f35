"""Scripts put in their places."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.cli.shells import installation
from khtgdv.cli.shells.scripts import SCRIPTS

if TYPE_CHECKING:
    from tests.conftest import Run


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "nhà"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


# Of each shell its script, the file that reads it, and the line that does.
PLACES = {
    "bash": (".bash_completions/khtgdv.sh", ".bashrc", "source "),
    "zsh": (".zfunc/_khtgdv", ".zshrc", "fpath+=~/.zfunc; autoload -Uz compinit; compinit"),
    "fish": (".config/fish/completions/khtgdv.fish", "", ""),
}


@pytest.mark.parametrize("shell", PLACES)
def test_a_script_is_read_by_its_shell(shell: str, home: Path, run: Run) -> None:
    script, profile, line = PLACES[shell]
    for _ in range(2):
        ran = run("completion", shell, "--install")
        assert (ran.status, ran.out) == (0, "")
        assert str(home / script) in ran.err
    assert (home / script).read_text(encoding="utf-8") == SCRIPTS[shell]
    if profile:
        assert (home / profile).read_text(encoding="utf-8").count(line) == 1


def test_what_a_profile_has_stays(home: Path) -> None:
    profile = home / ".bashrc"
    profile.write_bytes(b"export A=\xff\r\n# cu\xe1")
    installation.install("bash")
    assert profile.read_bytes().startswith(b"export A=\xff\r\n# cu\xe1\nsource '")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_followed(home: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles"
    real.write_text("x\n", encoding="utf-8")
    (home / ".zshrc").symlink_to(real)
    installation.install("zsh")
    assert (home / ".zshrc").is_symlink()
    assert "compinit" in real.read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_is_told(home: Path, run: Run) -> None:
    (home / ".config").write_text("", encoding="utf-8")
    ran = run("completion", "fish", "--install")
    assert ran.status == 1
    assert "Không cài được gợi ý" in ran.err
    assert "khtgdv completion fish" in ran.err


def test_an_account_without_a_home(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", fail)
    ran = run("completion", "bash", "--install")
    said = "Tài khoản này không có thư mục riêng để cài gợi ý.\n"
    assert (ran.status, ran.err) == (1, said)


@pytest.fixture
def powershell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    """Have a PowerShell that tells its profile."""
    says: dict[str, Any] = {"path": str(tmp_path / "hồ sơ" / "profile.ps1"), "status": 0}

    def answer(command: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        if says["status"] is None:
            raise subprocess.TimeoutExpired(command, 1)
        return subprocess.CompletedProcess(command, says["status"], says["path"].encode())

    monkeypatch.setattr(installation, "find_program", lambda name: f"/{name}")
    monkeypatch.setattr("subprocess.run", answer)
    return says


def test_powershell_tells_where_its_profile_is(
    powershell: dict[str, Any], run: Run, tmp_path: Path
) -> None:
    del powershell
    assert run("completion", "powershell", "--install").status == 0
    folder = tmp_path / "hồ sơ"
    profile = (folder / "profile.ps1").read_text(encoding="utf-8")
    assert profile == ". (Join-Path $PSScriptRoot 'khtgdv-completion.ps1')\n"
    script = (folder / "khtgdv-completion.ps1").read_text(encoding="utf-8")
    assert script == SCRIPTS["powershell"]
    assert script.isascii()  # Windows PowerShell reads it in the machine's own encoding


@pytest.mark.parametrize(
    ("status", "words"),
    [(1, "pwsh không cho biết tệp cấu hình: "), (None, "pwsh không trả lời.\n")],
)
def test_powershell_that_fails(
    powershell: dict[str, Any], status: int | None, words: str, run: Run
) -> None:
    powershell["status"] = status
    ran = run("completion", "pwsh", "--install")
    assert (ran.status, ran.err.startswith(words)) == (1, True)


def test_no_powershell(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "find_program", lambda _: None)
    ran = run("completion", "pwsh", "--install")
    said = "Máy này không có pwsh.\nChọn cửa sổ lệnh đang dùng\n"
    assert (ran.status, ran.err) == (1, said)


def test_another_shell_is_refused(run: Run) -> None:
    ran = run("completion", "tcsh")
    assert ran.status == 2
    assert "bash, zsh, fish, powershell, pwsh" in ran.err
