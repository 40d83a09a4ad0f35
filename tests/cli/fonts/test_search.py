"""Which face of letters a machine has; the files of faces are made by hand."""

from __future__ import annotations

import struct
import sys
from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.system.environment import find_face
from khtgdv.render.formats import Face

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

LIBERATION = [f"LiberationSerif-{kind}.ttf" for kind in ("Regular", "Bold", "Italic", "BoldItalic")]
WINDOWS = ["times.ttf", "timesbd.ttf", "timesi.ttf", "TIMESBI.TTF"]
TINOS = [f"Tinos-{kind}.ttf" for kind in ("Regular", "Bold", "Italic", "BoldItalic")]


def font(*ranges: tuple[int, int], wide: bool = False) -> bytes:
    """Return the file of a face that has these ranges of characters."""
    if wide:
        groups = b"".join(struct.pack(">III", first, last, 1) for first, last in ranges)
        part = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(ranges)) + groups
    else:
        firsts, lasts = zip(*ranges, strict=True)
        count = len(ranges)
        part = struct.pack(f">7H{count}HH{count}H", 4, 0, 0, 2 * count, 0, 0, 0, *lasts, 0, *firsts)
    encoding = 10 if wide else 1
    index = struct.pack(">HHHHIHHI", 0, 2, 1, 0, 20, 3, encoding, 20)
    table = index + part
    head = struct.pack(">IHHHH4sIII", 0x10000, 1, 0, 0, 0, b"cmap", 0, 28, len(table))
    return head + table


WHOLE = font((0x20, 0x1B0), (0x1EA0, 0x1EF9))


def install(folder: Path, names: list[str], data: bytes = WHOLE) -> Path:
    """Put the files of a face into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that is looked into."""
    folder = tmp_path / "phông chữ"
    monkeypatch.setenv("KHTGDV_FONTS", str(folder))
    return folder


def test_times_new_roman_comes_before_its_twins(fonts: Path) -> None:
    assert find_face() is None
    tinos = install(fonts / "a", TINOS)
    assert find_face() == Face("Tinos", tinos)
    liberation = install(fonts / "b" / "c", LIBERATION, font((0x20, 0x1EF9), wide=True))
    assert find_face() == Face("Liberation Serif", liberation)
    times = install(fonts / "z", WINDOWS)
    assert find_face() == Face("Times New Roman", times)


@pytest.mark.parametrize(
    "data",
    [
        font((0x20, 0x1B0)),
        font((0x20, 0x1B0), (0x1EA0, 0x1EBF)),
        b"",
        b"abc",
        WHOLE[:30],
        WHOLE[:50],
    ],
    ids=["old", "half", "empty", "text", "cut", "cut later"],
)
def test_a_face_without_vietnamese_letters_does_not_count(data: bytes, fonts: Path) -> None:
    install(fonts, LIBERATION)
    install(fonts, LIBERATION[2:3], data)
    assert find_face() is None


def test_a_face_without_a_table_of_letters(fonts: Path) -> None:
    install(fonts, TINOS, WHOLE.replace(b"cmap", b"glyf"))
    assert find_face() is None


def test_tables_of_other_kinds_are_passed_over(fonts: Path) -> None:
    part = struct.pack(">HH", 6, 0)
    table = struct.pack(">HHHHI", 0, 1, 3, 1, 12) + part
    head = struct.pack(">IHHHH4sIII", 0x10000, 1, 0, 0, 0, b"cmap", 0, 28, len(table))
    install(fonts, TINOS, head + table)
    assert find_face() is None


def test_all_four_must_stand_together_and_be_readable(fonts: Path) -> None:
    install(fonts / "a", LIBERATION[:2])
    install(fonts / "b", LIBERATION[2:])
    (fonts / "c").mkdir()
    for name in TINOS:
        (fonts / "c" / name).symlink_to(fonts / "nowhere")
    assert find_face() is None


@pytest.mark.parametrize(
    ("system", "variable", "place"),
    [
        ("linux", "XDG_DATA_DIRS", "fonts/truetype"),
        ("linux", "XDG_DATA_HOME", "fonts"),
        ("linux", "HOME", ".fonts"),
        ("linux", "HOME", ".local/share/fonts"),
        ("win32", "WINDIR", "Fonts"),
        ("win32", "LOCALAPPDATA", "Microsoft/Windows/Fonts"),
        ("darwin", "HOME", "Library/Fonts"),
    ],
)
def test_each_system_keeps_them_in_its_own_place(
    system: str, variable: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = str(tmp_path / "nowhere")
    for name in ("XDG_DATA_DIRS", "XDG_DATA_HOME", "HOME", "WINDIR", "LOCALAPPDATA"):
        monkeypatch.setenv(name, nowhere)
    monkeypatch.delenv("KHTGDV_FONTS")
    monkeypatch.setattr(sys, "platform", system)
    if variable == "HOME" and system == "linux":
        monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv(variable, str(tmp_path))
    install(tmp_path / place, WINDOWS)
    assert find_face() == Face("Times New Roman", tmp_path / place)


def test_off_takes_the_face_that_comes_along(fonts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(fonts, TINOS)
    monkeypatch.setenv("KHTGDV_FONTS", "off")
    assert find_face() is None


def test_doctor_says_which_face(run: Run, fonts: Path) -> None:
    def said() -> tuple[object, str]:
        (facts,) = run("doctor", "-f", "json").json["tables"]["doctor"]
        return facts["fonts"], run("doctor").out

    family, words = said()
    assert family is None
    assert "phông kèm theo chương trình (Libertinus Serif)" in words
    install(fonts, TINOS)
    family, words = said()
    assert family == "Tinos"
    assert "Tinos, có sẵn trên máy" in words
