"""Plans below a folder, where the system refuses what a walk asks."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from khtgdv.source import walk
from khtgdv.source.find import find_plans
from tests.conftest import write_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROWS = "  - {id: T01-01, task: Việc, lead: VP}\n"


class Entry:
    """An entry of a folder that the system says nothing of."""

    def __init__(self, name: str, *, link: bool = False, denied: bool = False) -> None:
        self.name, self.path = name, f"/không có/{name}"
        self._link, self._denied = link, denied

    def is_dir(self, *, follow_symlinks: bool) -> bool:
        assert not follow_symlinks
        if self._denied:
            raise PermissionError(13, "no")
        return False

    def is_symlink(self) -> bool:
        return self._link


@pytest.fixture
def parent(tmp_path: Path) -> Path:
    write_folder(tmp_path / "cha" / "xa", ROWS)
    return tmp_path / "cha"


def test_an_entry_that_cannot_be_looked_at_is_told(
    parent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def scandir(folder: str) -> Iterator[object]:
        yield from real(folder)
        yield from (Entry("kín", denied=True), Entry("ghi chú.txt"), Entry("a.yaml", link=True))

    monkeypatch.setattr("os.scandir", scandir)
    search = find_plans((parent,), None, parent)
    assert [place.name for place in search.folders] == ["xa"]


def test_a_folder_that_is_gone_meanwhile_is_no_trouble(
    parent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = walk.list_names

    def list_names(folder: str) -> object:
        if folder.endswith("mất"):
            raise FileNotFoundError(folder)
        return real(folder)

    (parent / "mất").mkdir()
    monkeypatch.setattr(walk, "list_names", list_names)
    search = find_plans((parent,), None, parent)
    assert search.findings == ()


@pytest.mark.skipif(sys.platform == "win32", reason="links as POSIX has them")
def test_a_link_to_nowhere_is_told(parent: Path) -> None:
    (parent / "liên kết").symlink_to(parent / "đã mất")
    [finding] = find_plans((parent,), None, parent).findings
    assert (finding.message, finding.hint) == (
        "không đọc được thư mục: liên kết dẫn tới chỗ không có",
        "kiểm tra ổ đĩa mạng đã nối chưa, hoặc xóa liên kết này",
    )
