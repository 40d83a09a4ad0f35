"""A file is believed only beside a seal that says how it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.source.cache.seal import is_sealed, remove_sealed, seal_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ảnh chụp"
    path.write_bytes(b"abc")
    seal_file(path, 3, path.read_bytes)
    return path


def test_what_was_sealed_is_believed_until_it_changes(file: Path) -> None:
    assert is_sealed(file, 3, file.read_bytes)
    file.write_bytes(b"abd")
    assert not is_sealed(file, 3, file.read_bytes)


@pytest.mark.parametrize("damage", [b"", b"x", b"\x00" * 100])
def test_a_broken_seal_is_none(file: Path, damage: bytes) -> None:
    file.with_name(f"{file.name}.seal").write_bytes(damage)
    assert not is_sealed(file, 3, file.read_bytes)


def test_without_a_seal_nothing_is_believed(file: Path) -> None:
    remove_sealed(file)
    file.write_bytes(b"abc")
    assert not is_sealed(file, 3, file.read_bytes)
