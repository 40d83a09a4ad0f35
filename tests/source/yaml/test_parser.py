"""A Python whose PyYAML was built without its parser in C: told how to have it, in one sentence."""

from __future__ import annotations

import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

TOLD = (
    "Thư viện PyYAML trên máy này thiếu phần viết bằng C (libyaml) mà khtgdv cần.\n"
    f"Cài bằng lệnh: {shlex.quote(sys.executable)} -m pip install --force-reinstall "
    "--only-binary=pyyaml 'pyyaml>=6.0.2,<7'\n"
)
COMMANDS = (
    ["validate"],
    ["overdue"],
    ["lint"],
    ["clarity"],
    ["fmt", "--check"],
    ["done", "T01-01", "--dry-run"],
    ["doctor"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_told_once_wherever_plans_are_read(
    command: list[str], run: Run, plan_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    ran = run(*command, "--data", plan_folder, env={"KHTGDV_CACHE": "off"})
    assert (ran.status, ran.out, ran.err) == (1, "", TOLD)


def test_doctor_tells_where_a_snapshot_would_do_without(
    run: Run, plan_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("overdue", "--data", plan_folder).status == 0
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert run("overdue", "--data", plan_folder).status == 0
    assert run("doctor", "--data", plan_folder).err == TOLD


def test_a_library_that_has_none_is_known(plan_folder: Path) -> None:
    program = (
        "import sys; sys.modules['yaml._yaml'] = None; from khtgdv.cli.main import main; main()"
    )
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program, "validate", "--data", str(plan_folder)],
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.decode().split() == TOLD.split()  # a long path goes to a line of its own
