"""What the parts share: programs run, environments made in a cache, a copy of the checkout.

Nothing is made inside the checkout: tools stay in the user's cache folder for the next run,
everything else goes into a temporary folder that is removed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_IGNORED_IN_COPY = shutil.ignore_patterns(
    ".git", ".venv*", ".*_cache", "__pycache__", "build", "dist", "mutants", ".hypothesis", ".cov*"
)
# What of this run's own surroundings must not reach the programs under test.
_HIDDEN_VARIABLES = (
    "KHTGDV_",
    "GIT_",
    "VIRTUAL_ENV",
    "PYTHONPATH",
    "GITHUB_ACTIONS",
    "COVERAGE_",
    "UV_",
)
_OFFLINE_MESSAGES = re.compile(
    r"NewConnectionError|NameResolution|ProxyError|dns error|Connection refused"
    r"|Temporary failure|Network is unreachable|timed out|from versions: none"
    r"|ECONNRE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|Could not resolve"
)
_TIMEOUT = 900  # seconds; the part's own time ends earlier for most
_RETRY_PAUSES = (2, 10)  # seconds before the network is tried again
Command = tuple[str | Path, ...]
Result = subprocess.CompletedProcess[str]


class UnavailableError(Exception):
    """A part cannot run here; the text says why."""


class FailedError(Exception):
    """A part ran and something is wrong; the text says what."""


@dataclass(frozen=True, slots=True)
class Kit:
    """The folders of one part: the checkout, the cache of tools, a temporary folder of its own."""

    root: Path
    cache: Path
    scratch: Path

    def run(
        self,
        *command: str | Path,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        timeout: int = _TIMEOUT,
    ) -> Result:
        """Run a program to its end and return what it said; the part's own folder is its place."""
        return subprocess.run(
            [str(word) for word in command],
            cwd=cwd or self.scratch,
            env=clean_environment() | dict(env or {}),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=timeout,
            check=False,
        )

    def run_checked(self, *command: str | Path, cwd: Path | None = None, **env: str) -> str:
        """Run a program that has to succeed and return its standard output."""
        result = self.run(*command, cwd=cwd, env=env)
        expect(result.returncode == 0, f"{command}: mã {result.returncode}\n{_output_of(result)}")
        return result.stdout

    def fetch(
        self, *command: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> str:
        """Run a program that has to succeed where it can reach the package registries."""
        result = self._run_with_retries(command, cwd, env)
        output = _output_of(result)
        if result.returncode != 0 and _OFFLINE_MESSAGES.search(output):
            raise UnavailableError("không lấy được thư viện từ mạng")
        expect(result.returncode == 0, f"{command}: mã {result.returncode}\n{output}")
        return result.stdout

    def venv(self, name: str, *requirements: str) -> Path:
        """Return the Python of an environment kept in the cache, made where there is none yet."""
        folder = self.cache / name
        python = python_of(folder)
        marker = folder / "installed.txt"
        expected = "\n".join((sys.version, *requirements))
        if marker.exists() and marker.read_text(encoding="utf-8") == expected:
            return python
        try:
            venv.create(folder, clear=True, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise UnavailableError(f"không tạo được môi trường {name}: {error}") from error
        self._install((python, "-m", "pip", "install", "--quiet", *requirements))
        marker.write_text(expected, encoding="utf-8")
        return python

    def npm(self, package: str, version: str) -> Path:
        """Return the folder of an npm package kept in the cache."""
        folder = self.cache / f"{package}-{version}"
        package_folder = folder / "node_modules" / package
        if not (package_folder / "package.json").exists():
            npm = which("npm")
            folder.mkdir(parents=True, exist_ok=True)
            flags = ("--no-audit", "--no-fund", "--silent", "--prefix", folder)
            self._install((npm, "install", *flags, f"{package}@{version}"))
        return package_folder

    def apt(self, program: str, *packages: str) -> str:
        """Return a program, installed by apt-get where it is missing and we may install it."""
        if path := shutil.which(program):
            return path
        apt = shutil.which("apt-get")
        if apt is None or getattr(os, "geteuid", lambda: 1)() != 0:
            raise UnavailableError(f"không có {program}, và không tự cài được (cần apt-get, root)")
        variables = {"DEBIAN_FRONTEND": "noninteractive"}
        self._install((apt, "update", "-qq"), variables)
        self._install(
            (apt, "install", "-y", "-qq", "--no-install-recommends", *packages), variables
        )
        return which(program)

    def copy(self, name: str = "bản sao") -> Path:
        """Return a copy of the checkout, without what was made there."""
        folder = self.scratch / name
        shutil.copytree(self.root, folder, ignore=_IGNORED_IN_COPY)
        return folder

    def _run_with_retries(
        self, command: Command, cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> Result:
        """Run a program that needs the network, some times more where the network fails it."""
        result = self.run(*command, cwd=cwd, env=env)
        for pause in _RETRY_PAUSES:
            if result.returncode == 0 or not _OFFLINE_MESSAGES.search(_output_of(result)):
                break
            print(f"  mạng trục trặc, thử lại sau {pause} giây", flush=True)
            time.sleep(pause)
            result = self.run(*command, cwd=cwd, env=env)
        return result

    def _install(self, command: Command, env: Mapping[str, str] | None = None) -> None:
        try:
            result = self._run_with_retries(command, env=env)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UnavailableError(f"không cài được: {error}") from error
        if result.returncode != 0:
            last_line = _output_of(result).strip().splitlines()[-1:] or ["không rõ vì sao"]
            words = " ".join(str(word) for word in command[-2:])
            raise UnavailableError(f"không cài được {words}: {last_line[0]}")


def _output_of(result: Result) -> str:
    return f"{result.stdout}{result.stderr}"


def clean_environment() -> dict[str, str]:
    """Return the environment's variables without those that change what khtgdv or git do."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(_HIDDEN_VARIABLES)
    }


def which(program: str) -> str:
    """Return the path of a program; the part cannot run without it."""
    path = shutil.which(program)
    if path is None:
        raise UnavailableError(f"máy này không có {program}")
    return path


def python_of(folder: Path) -> Path:
    """Return the Python of an environment."""
    return script_of(folder, "python")


def script_of(folder: Path, name: str) -> Path:
    """Return a program of an environment."""
    windows = os.name == "nt"
    return folder / ("Scripts" if windows else "bin") / (f"{name}.exe" if windows else name)


def expect(condition: object, message: str) -> None:
    """Fail the part unless something is true."""
    if not condition:
        raise FailedError(message)
