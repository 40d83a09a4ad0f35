"""Characters that do not belong into a plan's file, found before the YAML parser sees them.

Each function reports what it finds and returns the text as the parser may have it: of the same
lines and columns, with the offending characters replaced.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from khtgdv.source.text.sourcefile import Mark
from khtgdv.text import UNSAFE_CHARACTER, escape_unsafe, is_ordinary, nfc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.source.text.sourcefile import SourceFile

REPLACEMENT = "\ufffd"  # stands where a refused character stood; a value that holds it is refused
_BAD = rf"{UNSAFE_CHARACTER}(?<!\r(?=\n))"
_INVISIBLE_LINE_START = rf"(?m:^)(?:(?![\r{REPLACEMENT}]){UNSAFE_CHARACTER})+"
_VERSION = re.compile(r"%YAML +1\.[0-9]+\s*(?:#|$)")
_CONTENT = re.compile(r"(?!%)\s*[^\s#]")
_REMOVE_HINT = "xóa ký tự này; nó không hiện ra khi đọc"
MAX_REPORTED = 20  # so many of a kind are told of one by one


def is_clean(text: str) -> bool:
    """Tell whether nothing in a text could be out of place: nothing is, in most."""
    return not may_have_directives(text) and is_ordinary(text.replace("\r\n", "\n"))


def may_have_directives(text: str) -> bool:
    """Tell whether a line could be one that a YAML parser takes for its own."""
    return "%" in text and (text.startswith("%") or "\n%" in text)


def sanitize(file: SourceFile) -> str:
    """Return the text of `file` fit for a YAML parser; the findings go into `file`."""
    from khtgdv.source.text.encodings import report_wrong_encodings

    _strip_line_starts(file)
    _compose_text(file)
    report_wrong_encodings(file)
    return _replace_characters(file, _comment_out_directives(file, file.text))


def mark_at_offset(text: str, index: int) -> Mark:
    """Return the mark of the character at `index`."""
    line = text.count("\n", 0, index)
    column = index - (text.rfind("\n", 0, index) + 1)
    return Mark(line, column, line, column + 1)


def _strip_line_starts(file: SourceFile) -> None:
    """Report what stands unseen before a line, and take it away: the line's indentation is meant.

    Windows puts a mark there when files are joined.
    """
    matches = list(re.finditer(_INVISIBLE_LINE_START, file.text))
    if not matches:
        return
    for match in matches[:MAX_REPORTED]:
        mark = mark_at_offset(file.text, match.start())
        message = f"ký tự {escape_unsafe(match[0][0])} không được có ở đầu dòng"
        file.report("control-character", mark, message, _REMOVE_HINT)
    file.replace_text(re.sub(_INVISIBLE_LINE_START, "", file.text))


def _comment_out_directives(file: SourceFile, text: str) -> str:
    """Make comments of directives to YAML programs, and report those that no program writes.

    A program writes its version of YAML, once, above the line that begins the document.
    """
    if not text.startswith("%") and "\n%" not in text:
        return text
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if _CONTENT.match(line)), len(lines))
    directives = [n for n, line in enumerate(lines[:first]) if line.startswith("%")]
    versions = [n for n in directives if _VERSION.match(lines[n])]
    is_begun = first < len(lines) and lines[first].split()[0] == "---"
    for number in directives:
        if not is_begun or versions[:1] != [number]:
            message = "dòng bắt đầu bằng dấu % là chỉ thị của YAML"
            file.report("syntax-error", Mark(number, 0, number, 1), message, "xóa dòng này")
        lines[number] = f"#{lines[number][1:]}"
    return "\n".join(lines)


def _replace_characters(file: SourceFile, text: str) -> str:
    lost_count = text.count(REPLACEMENT)
    if lost_count and not any(finding.code == "not-utf8" for finding in file.findings):
        message = f"ở đây có chữ đã mất (ký tự {REPLACEMENT}){_more(lost_count)}"
        hint = "gõ lại chữ ấy theo bản đã ký"
        file.report("lost-character", mark_at_offset(text, text.index(REPLACEMENT)), message, hint)
    fit, count = re.subn(_BAD, REPLACEMENT, text)
    matches = (match for match in re.finditer(_BAD, text) if match[0] != REPLACEMENT)
    for number, match in enumerate(islice(matches, MAX_REPORTED), 1):
        suffix = _more(count - lost_count - MAX_REPORTED + 1) if number == MAX_REPORTED else ""
        message = f"ký tự {escape_unsafe(match[0])} không được có trong tệp{suffix}"
        file.report("control-character", mark_at_offset(text, match.start()), message, _REMOVE_HINT)
    return fit


def _more(places: int) -> str:
    return f" và ở {places - 1} chỗ khác" if places > 1 else ""


def _compose_text(file: SourceFile) -> None:
    """Report text that is not composed, and compose it."""
    if unicodedata.is_normalized("NFC", file.text):
        return
    bad = [n for n, line in enumerate(file.lines) if not unicodedata.is_normalized("NFC", line)]
    first = file.lines[bad[0]]
    composed = nfc(first)
    differences = (n for n, (a, b) in enumerate(zip(first, composed, strict=False)) if a != b)
    column = next(differences, len(composed) - 1)
    suffix = f" và ở {len(bad) - 1} dòng khác" if len(bad) > 1 else ""
    message = f"chữ Việt ở dạng tổ hợp rời (NFD) ở dòng này{suffix}"
    hint = "gõ lại bằng Unicode dựng sẵn; khtgdv đọc như chữ dựng sẵn"
    file.replace_text(nfc(file.text))
    file.report("nfd-text", Mark(bad[0], column, bad[0], column + 1), message, hint)
