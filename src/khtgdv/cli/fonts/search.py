"""Which face of letters the machine has for a PDF: Times New Roman, or a twin of the same widths.

Office papers are set in it. A face counts where all four of its files stand in one folder and have
every Vietnamese letter: an old Liberation Serif has none of `ạ`, `ế`, `ự`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from khtgdv.cli.fonts.letters import has_letters
from khtgdv.render.formats import Face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_VIETNAMESE_LETTERS = "ĂăĐđĨĩŨũƠơƯư" + "".join(map(chr, range(0x1EA0, 0x1EFA)))
_KINDS = ("regular", "bold", "italic", "bolditalic")
# The files of each face as systems name them, in small letters: those of Windows, of macOS, of
# Microsoft's fonts on Debian, of the twins.
_FACES = (
    ("Times New Roman", ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")),
    (
        "Times New Roman",
        (
            "times new roman.ttf",
            "times new roman bold.ttf",
            "times new roman italic.ttf",
            "times new roman bold italic.ttf",
        ),
    ),
    (
        "Times New Roman",
        (
            "times_new_roman.ttf",
            "times_new_roman_bold.ttf",
            "times_new_roman_italic.ttf",
            "times_new_roman_bold_italic.ttf",
        ),
    ),
    ("Liberation Serif", tuple(f"liberationserif-{kind}.ttf" for kind in _KINDS)),
    ("Tinos", tuple(f"tinos-{kind}.ttf" for kind in _KINDS)),
)


def find_face() -> Face | None:
    """Return the face that papers are to be set in; None where the machine has none of them.

    `KHTGDV_FONTS` names a folder to look into instead of the system's, or with `off` none.
    """
    setting = os.environ.get("KHTGDV_FONTS", "")
    if setting.lower() == "off":
        return None
    roots = [Path(setting).absolute()] if setting else _font_folders()
    folders = {folder: files for root in roots for folder, files in _folders_below(root)}
    for family, names in _FACES:
        for folder, files in folders.items():
            if all(name in files and _is_vietnamese(files[name]) for name in names):
                return Face(family, folder)
    return None


def _font_folders() -> list[Path]:
    """Return the folders that systems keep fonts in; one that is not there does no harm."""
    environ, system = os.environ, str(sys.platform)
    if system == "win32":
        return [
            Path(environ.get("WINDIR", "C:\\Windows"), "Fonts"),
            Path(environ.get("LOCALAPPDATA", "C:\\"), "Microsoft", "Windows", "Fonts"),
        ]
    home = Path(environ.get("HOME", "/"))
    if system == "darwin":
        library = Path("Library", "Fonts")
        return [Path("/System/Library/Fonts/Supplemental"), "/" / library, home / library]
    data = (environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    own = environ.get("XDG_DATA_HOME") or home / ".local" / "share"
    return [*(Path(folder, "fonts") for folder in data), Path(own, "fonts"), home / ".fonts"]


def _folders_below(root: Path) -> Iterator[tuple[Path, Mapping[str, Path]]]:
    """Yield each folder from a root down with its files, by their names in small letters."""
    for folder, subfolders, names in os.walk(root):
        subfolders.sort()
        yield Path(folder), {name.lower(): Path(folder, name) for name in names}


def _is_vietnamese(path: Path) -> bool:
    try:
        return has_letters(path.read_bytes(), _VIETNAMESE_LETTERS)
    except OSError:
        return False
