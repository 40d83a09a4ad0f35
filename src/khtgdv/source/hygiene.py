"""Characters that do not belong into a plan's file, found before the YAML parser sees them.

Each function reports what it finds and returns the text as the parser may have it: of the same
lines and columns, with the offending characters replaced.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from khtgdv.source.sourcefile import Mark
from khtgdv.text import UNSAFE, nfc, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.source.sourcefile import SourceFile

Spans = Callable[[], tuple[list[tuple[int, int, str]], int]]
LOST = "\ufffd"  # stands where a refused character stood; a value that holds it is refused
_BAD = re.compile(rf"\r(?!\n)|(?!\r){UNSAFE.pattern}")
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?= |\r?$).*$", re.MULTILINE)
_HASH = re.compile(r"(?:^|(?<=\s))#", re.MULTILINE)
_SHOWN = 20


def clean(file: SourceFile) -> str:
    """Return the text of `file` fit for a YAML parser; the findings go into `file`."""
    _composition(file)
    return _characters(file, _conflicts(file, file.text))


def mark_at(text: str, index: int, width: int = 1) -> Mark:
    """Return the mark of the character at `index`."""
    line = text.count("\n", 0, index)
    column = index - (text.rfind("\n", 0, index) + 1)
    return Mark(line, column, line, column + width)


def _in_conflict(text: str) -> bool:
    return "<<<<<<<" in text or ">>>>>>>" in text


def _conflicts(file: SourceFile, text: str) -> str:
    if not _in_conflict(text):
        return text
    hint = "giữ lại một trong hai bản, rồi xóa các dòng <<<<<<<, ======= và >>>>>>>"
    marks = (match for match in _CONFLICT.finditer(text) if match[1][0] in "<>")
    for match in islice(marks, _SHOWN):
        mark = mark_at(text, match.start(), 7)
        file.report("conflict-marker", mark, "dấu xung đột của git", hint)
    return _CONFLICT.sub(lambda match: "#" * len(match[0]), text)


def conflicts(text: str) -> list[tuple[int, int]]:
    """Return the first and last lines of git's conflicts: what they hold cannot be relied upon."""
    if not _in_conflict(text):
        return []
    found: list[tuple[int, int]] = []
    begun: int | None = None
    for number, line in enumerate(text.split("\n")):
        match = _CONFLICT.match(line)
        if match and match[1][0] == "<":
            begun = number
        elif match and match[1][0] == ">":
            found.append((number if begun is None else begun, number))
            begun = None
    return found if begun is None else [*found, (begun, begun)]


def _characters(file: SourceFile, text: str) -> str:
    lost = 0 if any(finding.code == "not-utf8" for finding in file.findings) else text.count(LOST)
    if lost:
        message = f"ở đây có chữ đã mất (ký tự {LOST}){_more(lost)}"
        hint = "gõ lại chữ ấy theo bản đã ký"
        file.report("lost-character", mark_at(text, text.index(LOST)), message, hint)
    count = sum(match[0] != LOST for match in _BAD.finditer(text))
    found = islice((match for match in _BAD.finditer(text) if match[0] != LOST), _SHOWN)
    for number, match in enumerate(found, 1):
        more = _more(count - _SHOWN + 1) if number == _SHOWN else ""
        message = f"ký tự {visible(match[0])} không được có trong tệp{more}"
        hint = "xóa ký tự này; nó không hiện ra khi đọc"
        file.report("control-character", mark_at(text, match.start()), message, hint)
    return _BAD.sub(LOST, text) if count else text


def _more(places: int) -> str:
    return f" và ở {places - 1} chỗ khác" if places > 1 else ""


def _composition(file: SourceFile) -> None:
    """Report text that is not composed, and compose it."""
    if unicodedata.is_normalized("NFC", file.text):
        return
    bad = [n for n, line in enumerate(file.lines) if not unicodedata.is_normalized("NFC", line)]
    first = file.lines[bad[0]]
    composed = nfc(first)
    differ = (n for n, (a, b) in enumerate(zip(first, composed, strict=False)) if a != b)
    column = next(differ, len(composed) - 1)
    more = f" và ở {len(bad) - 1} dòng khác" if len(bad) > 1 else ""
    message = f"chữ Việt ở dạng tổ hợp rời (NFD) ở dòng này{more}"
    hint = "gõ lại bằng Unicode dựng sẵn; khtgdv đọc như chữ dựng sẵn"
    file.compose(nfc(file.text))
    file.report("nfd-text", Mark(bad[0], column, bad[0], column + 1), message, hint)


def tabs(file: SourceFile, text: str, spans: Spans) -> str:
    """Report each TAB outside quoted texts and comments; `spans` finds the scalars of the text.

    The two YAML parsers disagree on such a TAB, so neither gets to see one.
    """
    if "\t" not in text:
        return text
    scalars, stop = spans()
    end = text.find("\n", stop)
    places = (match.start() for match in re.finditer("\t", text[: end if end >= 0 else len(text)]))
    loose = list(islice(_loose(text, places, scalars), _SHOWN + 1))
    for index in loose[:_SHOWN]:
        message = "dấu TAB ngoài phần chữ trong dấu nháy"
        file.report("tab-character", mark_at(text, index), message, "thay TAB bằng dấu cách")
    return text.replace("\t", " ") if loose else text


def _loose(text: str, places: Iterable[int], scalars: list[tuple[int, int, str]]) -> Iterable[int]:
    """Yield the places that stand neither in a quoted text nor in a comment."""
    starts = [start for start, _, _ in scalars]

    def inside(index: int, styles: str) -> bool:
        number = bisect_right(starts, index) - 1
        _, end, style = scalars[number] if number >= 0 else (0, 0, "")
        return index < end and style != "" and style in styles

    end, comment = -1, 0
    for index in places:
        if index > end:
            begin = text.rfind("\n", 0, index) + 1
            found = text.find("\n", index)
            end = found if found >= 0 else len(text)
            hashes = (match.start() for match in _HASH.finditer(text, begin, end))
            comment = next((at for at in hashes if not inside(at, "'\"|>")), end)
        if index < comment and not inside(index, "'\""):
            yield index
