"""pre-commit: our hooks on a sample repository of a plan, a good one and a broken one."""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.external_parts.kit import Kit, expect, script_of, which

_GIT_IDENTITY = (
    "-c",
    "user.name=Thử",
    "-c",
    "user.email=thu@example.org",
    "-c",
    "commit.gpgsign=false",
)
_CONFIG = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: khtgdv-validate
      - id: khtgdv-fmt
"""


def check(kit: Kit) -> None:
    """Run the hooks of a copy of this repository on a plan; break it and run them again."""
    git = which("git")
    python = kit.venv("pre-commit", "pre-commit")
    hooks = kit.copy("repository")
    revision = _commit_all(kit, git, hooks)
    plans = kit.scratch / "kế hoạch"
    shutil.copytree(kit.root / "data", plans / "data")
    text = _CONFIG.format(repository=hooks.as_posix(), revision=revision)
    (plans / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")
    _commit_all(kit, git, plans)
    program = script_of(python.parent.parent, "pre-commit")
    home = {"PRE_COMMIT_HOME": str(kit.scratch / "hooks")}
    kit.fetch(program, "install-hooks", cwd=plans, env=home)
    good = kit.run(program, "run", "--all-files", "--verbose", cwd=plans, env=home)
    expect(good.returncode == 0, f"tệp đúng mà bị chặn:\n{good.stdout}{good.stderr}")
    for hook in ("khtgdv validate", "khtgdv fmt --check"):
        expect(f"{hook}..." in good.stdout, f"{hook} không chạy:\n{good.stdout}")
    _break_row(plans / "data" / "tasks_2026.yaml")
    bad = kit.run(program, "run", "--all-files", "khtgdv-validate", cwd=plans, env=home)
    expect(bad.returncode == 1, f"tệp sai mà cho qua:\n{bad.stdout}{bad.stderr}")
    expect("[unknown-department]" in bad.stdout, f"không thấy lỗi:\n{bad.stdout}")


def _commit_all(kit: Kit, git: str, folder: Path) -> str:
    """Make a folder a repository with one commit, and return that commit."""
    kit.run_checked(git, "init", "--quiet", cwd=folder)
    kit.run_checked(git, "add", "--all", cwd=folder)
    kit.run_checked(
        git, *_GIT_IDENTITY, "commit", "--quiet", "--no-verify", "--message", "mẫu", cwd=folder
    )
    return kit.run_checked(git, "rev-parse", "HEAD", cwd=folder).strip()


def _break_row(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("lead: VP\n", "lead: VPX\n", 1), encoding="utf-8")
