"""What we keep stands in a folder of one's own; what others may have put there is not believed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from khtgdv.source.cache.location import cache_file, make_private

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="as POSIX has it")


def test_a_folder_that_others_may_read_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "đệm"
    folder.mkdir()
    folder.chmod(0o755)
    make_private(folder)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_link_is_not_followed_to_close_what_it_leads_to(tmp_path: Path) -> None:
    folder, link = tmp_path / "nơi khác", tmp_path / "đệm"
    folder.mkdir()
    folder.chmod(0o755)
    link.symlink_to(folder)
    make_private(link)
    assert folder.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("mode", [0o770, 0o702, 0o777])
def test_a_folder_that_others_may_write_to_is_not_used(mode: int, tmp_path: Path) -> None:
    tmp_path.chmod(mode)
    with pytest.raises(PermissionError):
        cache_file(tmp_path, "kế hoạch", ".sqlite")


def test_a_folder_of_somebody_else_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(PermissionError):
        cache_file(tmp_path, "kế hoạch", ".sqlite")


def test_a_file_that_is_not_one_s_own_is_not_read(tmp_path: Path) -> None:
    path = cache_file(tmp_path, "kế hoạch", ".sqlite")
    path.write_bytes(b"")
    assert cache_file(tmp_path, "kế hoạch", ".sqlite") == path
    path.chmod(0o666)
    with pytest.raises(PermissionError):
        cache_file(tmp_path, "kế hoạch", ".sqlite")
    path.rename(tmp_path / "khác")
    path.symlink_to(tmp_path / "khác")
    with pytest.raises(PermissionError):
        cache_file(tmp_path, "kế hoạch", ".sqlite")
