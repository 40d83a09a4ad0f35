"""A git repository for tests: git run as somebody on a day, without the reader's settings."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *arguments: str, who: str = "Bà Bình", day: str = "2026-03-01") -> str:
    """Run git in a folder as somebody on a day; return what it wrote."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    for role in ("AUTHOR", "COMMITTER"):
        env |= {
            f"GIT_{role}_NAME": who,
            f"GIT_{role}_EMAIL": "a@b.vn",
            f"GIT_{role}_DATE": f"{day}T08:05:00+07:00",
        }
    own = [
        "-c",
        "commit.gpgsign=false",
        "-c",
        "init.defaultBranch=main",
        "-c",
        "core.autocrlf=false",
    ]
    result = subprocess.run(  # noqa: S603 - git itself
        ["git", "-C", str(folder), *own, *arguments],  # noqa: S607
        check=True, capture_output=True, env=env, encoding="utf-8",
    )  # fmt: skip
    return result.stdout.strip()
