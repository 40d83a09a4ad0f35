"""Characters that do not belong into a plan's file, found before the YAML parser sees them.

Each function reports what it finds and returns the text as the parser may have it: of the same
lines and columns, with the offending characters replaced.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from khtgdv.source.sourcefile import Mark
from khtgdv.text import UNSAFE, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from khtgdv.source.sourcefile import SourceFile

LOST = "\ufffd"  # stands where a refused character stood; a value that holds it is refused
_BAD = re.compile(rf"\r(?!\n)|(?!\r){UNSAFE.pattern}")
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?= |\r?$).*$", re.MULTILINE)
_SHOWN = 20


def clean(file: SourceFile) -> str:
    """Return the text of `file` fit for a YAML parser; the findings go into `file`."""
    text = file.text
    for step in (_conflicts, _characters, _composition):
        text = step(file, text)
    return text


def mark_at(text: str, index: int, width: int = 1) -> Mark:
    """Return the mark of the character at `index`."""
    line = text.count("\n", 0, index)
    column = index - (text.rfind("\n", 0, index) + 1)
    return Mark(line, column, line, column + width)


def _conflicts(file: SourceFile, text: str) -> str:
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return text
    for match in _CONFLICT.finditer(text):
        if match[1][0] in "<>":
            message = "dấu xung đột của git"
            hint = "giữ lại một trong hai bản, rồi xóa các dòng <<<<<<<, ======= và >>>>>>>"
            file.report("conflict-marker", mark_at(text, match.start(), 7), message, hint)
    return _CONFLICT.sub(lambda match: "#" * len(match[0]), text)


def _characters(file: SourceFile, text: str) -> str:
    found = [match for match in _BAD.finditer(text) if match[0] != LOST]
    for match in found[:_SHOWN]:
        message = f"ký tự {visible(match[0])} không được có trong tệp"
        hint = "xóa ký tự này; nó không hiện ra khi đọc"
        file.report("control-character", mark_at(text, match.start()), message, hint)
    return _BAD.sub(LOST, text) if found else text


def _composition(file: SourceFile, text: str) -> str:
    if unicodedata.is_normalized("NFC", text):
        return text
    lines = text.split("\n")
    bad = [n for n, line in enumerate(lines) if not unicodedata.is_normalized("NFC", line)]
    first = lines[bad[0]]
    column = next(i for i, char in enumerate(first) if unicodedata.combining(char))
    more = f" và ở {len(bad) - 1} dòng khác" if len(bad) > 1 else ""
    message = f"chữ Việt ở dạng tổ hợp rời (NFD) ở dòng này{more}"
    hint = "gõ lại bằng Unicode dựng sẵn; khtgdv đọc như chữ dựng sẵn"
    file.report("nfd-text", Mark(bad[0], column - 1, bad[0], column + 1), message, hint)
    return unicodedata.normalize("NFC", text)


def tabs(file: SourceFile, text: str, spans: Callable[[str], list[tuple[int, int, str]]]) -> str:
    """Report each TAB outside quoted texts and comments; `spans` finds the scalars of a text.

    The two YAML parsers disagree on such a TAB, so neither gets to see one.
    """
    if "\t" not in text:
        return text
    spaced = text.replace("\t", " ")
    scalars = spans(spaced)
    loose = [i for i, char in enumerate(text) if char == "\t" and not _held(spaced, i, scalars)]
    for index in loose[:_SHOWN]:
        message = "dấu TAB ngoài phần chữ trong dấu nháy"
        file.report("tab-character", mark_at(text, index), message, "thay TAB bằng dấu cách")
    return spaced if loose else text


def _held(text: str, index: int, scalars: list[tuple[int, int, str]]) -> bool:
    """Tell whether the character at `index` stands in a quoted text or in a comment."""
    if any(start <= index < end and style in "'\"" for start, end, style in scalars if style):
        return True
    begin = text.rfind("\n", 0, index) + 1
    hash_at = re.search(r"(?:^|\s)#", text[begin:index])
    if hash_at is None:
        return False
    at = begin + hash_at.end() - 1
    return not any(start <= at < end for start, end, style in scalars if style)
