"""A plan's file in the one layout: every comment kept, the data proved to be the same."""

from __future__ import annotations

from collections import Counter

from khtgdv.errors import KhtgdvError
from khtgdv.source.layout.comments import attach_comments, find_comments
from khtgdv.source.layout.layout import Emitter
from khtgdv.source.text.sourcefile import SourceFile
from khtgdv.source.yaml.outline import OutlineNode, parse_outline
from khtgdv.source.yaml.parser import MappingNode, parse_root, prepare_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.diagnostics import Diagnostic

# Trouble that a new layout mends: every reader finds the same words, their letters composed.
MENDABLE_CODES = frozenset({"nfd-text"})
_REFUSAL = "{}: chưa sắp được vì tệp có lỗi."


class NotFormattedError(KhtgdvError):
    """A file that cannot be laid out: `findings` say why."""

    def __init__(self, message: str, findings: Iterable[Diagnostic]) -> None:
        """Keep the findings."""
        hint = "khtgdv validate cho biết từng lỗi và cách sửa; tệp giữ nguyên"
        super().__init__(message, hint)
        self.findings = tuple(findings)


def require_no_errors(path: str, findings: Iterable[Diagnostic]) -> None:
    """Raise NotFormattedError where a file has errors that a new layout does not mend.

    Whatever a mistake means to say may be lost with the layout that it was made in.
    """
    of_file = [finding for finding in findings if finding.path == path]
    if any(found.level == "error" and found.code not in MENDABLE_CODES for found in of_file):
        raise NotFormattedError(_REFUSAL.format(path), of_file)


def format_text(text: str, path: str) -> str:
    """Return a file's text in the one layout; NotFormattedError where it cannot be read in full."""
    if not text.strip():
        return text
    file = SourceFile(path, text)
    root, stop_line = parse_root(file)
    has_errors = any(finding.code not in MENDABLE_CODES for finding in file.errors)
    if has_errors or stop_line is not None or not isinstance(root, MappingNode):
        raise NotFormattedError(_REFUSAL.format(path), file.findings)
    clean_text = _text_for_parser(text, path)
    new_text = _lay_out(clean_text)
    _verify_same_data(clean_text, root, new_text, file)
    return new_text.replace("\n", "\r\n") if _mostly_crlf(text) else new_text


def _text_for_parser(text: str, path: str) -> str:
    """Return the text as the parser had it: composed, a TAB outside quotation marks a blank."""
    return prepare_text(SourceFile(path, text.replace("\r\n", "\n")))


def _mostly_crlf(text: str) -> bool:
    return text.count("\r\n") * 2 > text.count("\n")


def _lay_out(text: str) -> str:
    root = parse_outline(text) or OutlineNode("map")
    file_comments = attach_comments(text, root)
    lines = Emitter(file_comments.comments_by_node).document_lines(root)
    return "\n".join([*lines, *file_comments.tail]) + "\n"


def _verify_same_data(old_text: str, root: object, new_text: str, file: SourceFile) -> None:
    """Make sure that the new text holds the same data and every comment."""
    new_file = SourceFile(file.path, new_text)
    same = parse_root(new_file) == (root, None) and not new_file.errors
    if not same or _count_comment_words(old_text) - _count_comment_words(new_text):
        raise NotFormattedError(
            f"{file.path}: khtgdv không sắp lại được mà giữ nguyên nội dung; tệp giữ nguyên.",
            file.findings,
        )


def _count_comment_words(text: str) -> Counter[str]:
    """Count the words of every comment; two comments may come to stand on one line."""
    root = parse_outline(text)
    comments = find_comments(text, root) if root else []
    return Counter(word for comment in comments for word in comment.text.split())
