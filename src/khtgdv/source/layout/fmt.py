"""A plan's file in the one layout: every comment kept, the data proved to be the same."""

from __future__ import annotations

from collections import Counter

from khtgdv.errors import KhtgdvError
from khtgdv.source.layout.comments import attach, comments
from khtgdv.source.layout.layout import Layout
from khtgdv.source.text.sourcefile import SourceFile
from khtgdv.source.yaml.outline import Node, outline
from khtgdv.source.yaml.parser import Mapping, read, readable

# Trouble that a new layout mends: the same values are read with and without it.
MENDED = frozenset({"nfd-text", "odd-space", "tab-character"})


class NotFormattedError(KhtgdvError):
    """A file that cannot be laid out: `file` holds the findings that say why."""

    def __init__(self, message: str, file: SourceFile) -> None:
        """Keep the file with its findings."""
        hint = "khtgdv validate cho biết từng lỗi và cách sửa; tệp giữ nguyên"
        super().__init__(message, hint)
        self.file = file


def formatted(text: str, path: str) -> str:
    """Return a file's text in the one layout; NotFormattedError where it cannot be read in full."""
    if not text.strip():
        return text
    file = SourceFile(path, text)
    root, stopped = read(file)
    troubled = any(finding.code not in MENDED for finding in file.findings)
    if troubled or stopped is not None or not isinstance(root, Mapping):
        raise NotFormattedError(f"{path}: chưa sắp được vì tệp có lỗi.", file)
    clean = _clean(text, path)
    laid_out = _laid_out(clean)
    _prove(clean, root, laid_out, file)
    return laid_out.replace("\n", "\r\n") if _mostly_crlf(text) else laid_out


def _clean(text: str, path: str) -> str:
    """Return the text as the parser had it: composed, a TAB outside quotation marks a blank."""
    return readable(SourceFile(path, text.replace("\r\n", "\n")))


def _mostly_crlf(text: str) -> bool:
    return text.count("\r\n") * 2 > text.count("\n")


def _laid_out(text: str) -> str:
    root = outline(text) or Node("map")
    told = attach(text, root)
    lines = Layout(told.notes).top(root)
    return "\n".join([*lines, *told.tail]) + "\n"


def _prove(before: str, root: object, after: str, file: SourceFile) -> None:
    """Make sure that the new text holds the same data and every comment."""
    new = SourceFile(file.path, after)
    same = read(new) == (root, None) and not new.findings
    if not same or _words(before) - _words(after):
        raise NotFormattedError(
            f"{file.path}: khtgdv không sắp lại được mà giữ nguyên nội dung; tệp giữ nguyên.", file
        )


def _words(text: str) -> Counter[str]:
    """Count the words of every comment; two comments may come to stand on one line."""
    root = outline(text)
    found = comments(text, root) if root else []
    return Counter(word for comment in found for word in comment.text.split())
