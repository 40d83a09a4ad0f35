"""What we made is remembered by its place and its bytes, in a folder of the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.results import made_files
from khtgdv.cli.results.made_files import is_made_here, remember_made

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KHTGDV_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def made(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    remember_made(path, data)
    return path


def test_a_file_is_ours_as_long_as_nobody_changes_it(state: Path, tmp_path: Path) -> None:
    path = made(tmp_path / "a.csv", b"1")
    assert is_made_here(path)
    path.write_bytes(b"2")
    assert not is_made_here(path)
    made(path, b"2")
    assert is_made_here(path)
    assert not is_made_here(made(tmp_path / "b.csv", b"1").rename(tmp_path / "c.csv"))
    assert not is_made_here(tmp_path / "không có")
    assert (state / "results").stat().st_mode & 0o077 == 0


def test_the_oldest_are_forgotten(
    state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made_files, "MOST_KEPT", 20)
    for number in range(21):
        made(tmp_path / f"{number}.csv", b"1")
    assert len(list((state / "results").iterdir())) == 19
    assert is_made_here(tmp_path / "20.csv")


def test_a_folder_of_others_is_not_believed(state: Path, tmp_path: Path) -> None:
    path = made(tmp_path / "a.csv", b"1")
    (state / "results").chmod(0o777)
    assert not is_made_here(path)


def test_an_account_that_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made_files, "state_folder", lambda: None)
    assert not is_made_here(made(tmp_path / "a.csv", b"1"))
