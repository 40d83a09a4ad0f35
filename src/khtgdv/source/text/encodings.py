"""Vietnamese of old encodings, and of files opened with a wrong one: letters that nobody meant."""

from __future__ import annotations

import re

from khtgdv.source.text.sourcefile import Mark
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.source.text.sourcefile import SourceFile

_CONVERT_HINT = "chuyển sang Unicode (Unikey: Ctrl+Shift+F6) rồi dán lại"

_ABC = "\u00b8µ¶¹¨©ª«¬®¾¼½"


class _Encoding(NamedTuple):
    """What the letters of an encoding look like in Unicode, and how many on a line are no chance.

    `foreign_letters` are letters that Vietnamese does not have; a text without any need not be
    looked at.
    """

    foreign_letters: str
    pattern: re.Pattern[str]
    min_matches: int
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
        _CONVERT_HINT,
    ),
    _Encoding(
        _ABC,
        re.compile(f"[a-zA-Z][{_ABC}][a-zA-Z]|[a-zA-Z][{_ABC[:4]}](?![a-zA-Z0-9])"),
        2,
        "chữ TCVN3 (ABC)",
        _CONVERT_HINT,
    ),
)  # fmt: skip


def report_wrong_encodings(file: SourceFile) -> None:
    """Report each encoding whose letters stand in a file, at the first line that has them."""
    for encoding in _ENCODINGS:
        if any(sign in file.text for sign in encoding.foreign_letters):
            _report_encoding(file, encoding)


def _report_encoding(file: SourceFile, encoding: _Encoding) -> None:
    matching_lines = [
        (number, matches[0])
        for number, line in enumerate(file.lines)
        if len(matches := list(encoding.pattern.finditer(line))) >= encoding.min_matches
    ]
    if not matching_lines:
        return
    line, match = matching_lines[0]
    suffix = f" và ở {len(matching_lines) - 1} dòng khác" if len(matching_lines) > 1 else ""
    mark = Mark(line, match.start(), line, match.end())
    message = f"dòng này có {encoding.name}{suffix}"
    file.report("wrong-encoding", mark, message, encoding.hint)
