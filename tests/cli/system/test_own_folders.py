"""Where our own folders are, on Linux as platformdirs says, without its being imported."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from platformdirs import user_cache_path, user_config_path

from khtgdv.cli.system.own_folders import cache_folder, config_folder

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_where_snapshots_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHTGDV_CACHE", "OFF")
    assert cache_folder() is None
    monkeypatch.setenv("KHTGDV_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("KHTGDV_CACHE")
    for base in (str(tmp_path), "", None):
        if base is None:
            monkeypatch.delenv("XDG_CACHE_HOME")
        else:
            monkeypatch.setenv("XDG_CACHE_HOME", base)
        for system in ("linux", "other"):
            monkeypatch.setattr(sys, "platform", system)
            assert cache_folder() == user_cache_path("khtgdv", appauthor=False)


def test_an_account_without_a_home_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.delenv("KHTGDV_CACHE", raising=False)
    monkeypatch.setattr(sys, "platform", "other")
    monkeypatch.setattr("platformdirs.user_cache_path", no_home)
    assert cache_folder() is None


def test_where_a_plan_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHTGDV_CONFIG", "OFF")
    assert config_folder() is None
    monkeypatch.delenv("KHTGDV_CONFIG")
    for base in (str(tmp_path), ""):
        monkeypatch.setenv("XDG_CONFIG_HOME", base)
        for system in ("linux", "other"):
            monkeypatch.setattr(sys, "platform", system)
            assert config_folder() == user_config_path("khtgdv", appauthor=False)


def test_looking_for_the_remembered_plan_is_cheap_on_linux(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KHTGDV_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setitem(sys.modules, "platformdirs", None)  # importing it raises
    assert config_folder() == tmp_path / "khtgdv"
