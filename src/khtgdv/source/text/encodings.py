"""Vietnamese of old encodings, and of files opened with a wrong one: letters that nobody meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from khtgdv.source.text.sourcefile import Mark

if TYPE_CHECKING:
    from khtgdv.source.text.sourcefile import SourceFile

_CONVERT = "chuyển sang Unicode (Unikey: Ctrl+Shift+F6) rồi dán lại"

_ABC = "\u00b8µ¶¹¨©ª«¬®¾¼½"


class _Encoding(NamedTuple):
    """What the letters of an encoding look like in Unicode, and how many on a line are no chance.

    `signs` are letters that Vietnamese does not have; a text without any need not be looked at.
    """

    signs: str
    looks: re.Pattern[str]
    least: int
    name: str
    hint: str


_ENCODINGS = (
    _Encoding(
        "º»Ä¡ÆÃ",
        re.compile(r"á[º»][^\x00-\x7f]|Ä[‘\x91]|Æ[°¡]|Ã[¡-º¼-¿]"),
        1,
        "chữ UTF-8 bị đọc nhầm bảng mã",
        "mở lại bản gốc với bảng mã UTF-8 rồi dán lại",
    ),
    _Encoding(
        "øûïåäØÛÏÅÄ",
        re.compile("[aeoôuyöAEOÔUYÖ][øûïåäëØÛÏÅÄË]|[öÖ][ôùõÔÙÕ]"),
        2,
        "chữ VNI",
        _CONVERT,
    ),
    _Encoding(
        _ABC,
        re.compile(f"[a-zA-Z][{_ABC}][a-zA-Z]|[a-zA-Z][{_ABC[:4]}](?![a-zA-Z0-9])"),
        2,
        "chữ TCVN3 (ABC)",
        _CONVERT,
    ),
)  # fmt: skip


def foreign(file: SourceFile) -> None:
    """Report each encoding whose letters stand in a file, at the first line that has them."""
    for encoding in _ENCODINGS:
        if any(sign in file.text for sign in encoding.signs):
            _report(file, encoding)


def _report(file: SourceFile, encoding: _Encoding) -> None:
    found = [
        (number, places[0])
        for number, line in enumerate(file.lines)
        if len(places := list(encoding.looks.finditer(line))) >= encoding.least
    ]
    if not found:
        return
    line, place = found[0]
    more = f" và ở {len(found) - 1} dòng khác" if len(found) > 1 else ""
    mark = Mark(line, place.start(), line, place.end())
    message = f"dòng này có {encoding.name}{more}"
    file.report("wrong-encoding", mark, message, encoding.hint)
