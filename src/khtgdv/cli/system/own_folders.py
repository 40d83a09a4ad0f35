"""The folders that keep what is our own, outside any plan."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal


def cache_folder() -> Path | None:
    """Return where snapshots are kept; None where `KHTGDV_CACHE=off` wants none."""
    return _own_folder("KHTGDV_CACHE", "cache")


def config_folder() -> Path | None:
    """Return where a plan is remembered; None where `KHTGDV_CONFIG=off` wants none."""
    return _own_folder("KHTGDV_CONFIG", "config")


def _own_folder(variable: str, kind: Literal["cache", "config"]) -> Path | None:
    """Return the folder that a variable names, else the system's place; no home has none.

    platformdirs says where that is; on Linux the answer is taken short, since importing it takes
    longer than a snapshot saves.
    """
    setting = os.environ.get(variable, "")
    if setting:
        return None if setting.lower() == "off" else Path(setting).absolute()
    system: str = sys.platform
    if system == "linux":
        base = os.environ.get(f"XDG_{kind.upper()}_HOME", "").strip()
        home = base or os.path.expanduser(f"~/.{kind}")  # noqa: PTH111 - an account may have no home
        return Path(home) / "khtgdv" if os.path.isabs(home) else None  # noqa: PTH117 - as said
    import platformdirs

    find = {"cache": platformdirs.user_cache_path, "config": platformdirs.user_config_path}[kind]
    with suppress(RuntimeError):  # an account without a home
        return find("khtgdv", appauthor=False)
    return None
