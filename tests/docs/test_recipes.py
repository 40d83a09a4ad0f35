"""The hooks and the recipes for CI say what the program understands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from khtgdv.cli.arguments.command_table import COMMANDS

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.uncounted

ROOT = Path(__file__).resolve().parents[2]
RECIPES = ROOT / "docs" / "quan-tri" / "ci"
HOOKS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
)
COMMAND = re.compile(r"khtgdv ([a-z]+)((?: --[a-z]+)*)")


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_checks_the_plan_and_nothing_else(hook: dict[str, Any]) -> None:
    wanted = re.compile(hook["files"])
    assert [path.name for path in (ROOT / "data").iterdir() if not wanted.search(path.name)] == []
    for other in ("tasks_2026.yml", "tasks.yaml", "schemas/tasks.schema.json", "README.md"):
        assert not wanted.search(other)
    assert hook["language"] == "python"


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_passes_on_the_shipped_plan(hook: dict[str, Any], run: Run) -> None:
    program, *arguments = hook["entry"].split()
    assert program == "khtgdv"
    assert run(*arguments, *sorted((ROOT / "data").glob("*.yaml"))).status == 0


def test_pre_commit_names_hooks_that_there_are() -> None:
    text = (RECIPES / "pre-commit-config.yaml").read_text(encoding="utf-8")
    [repository] = yaml.safe_load(text)["repos"]
    assert [hook["id"] for hook in repository["hooks"]] == [hook["id"] for hook in HOOKS]


@pytest.mark.parametrize("name", ["github.yml", "gitlab.yml"])
def test_a_recipe_runs_commands_that_there_are(name: str, run: Run) -> None:
    text = (RECIPES / name).read_text(encoding="utf-8")
    assert yaml.safe_load(text)
    commands = COMMAND.findall(text)
    assert [command for command, _ in commands] == ["validate", "fmt"]
    for command, options in commands:
        assert command in COMMANDS
        assert run(command, *options.split(), ROOT / "data").status == 0
    assert text.index("pip install khtgdv") < text.index("khtgdv validate")
