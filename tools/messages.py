"""Find the messages of the program that no test and no golden file shows.

    python tools/messages.py        prints them by module; 1 where there are any

A message is a Vietnamese text that is said, refused with, or returned as a hint. It is shown where
its longest part without a value stands in a test, a golden file, or a text that tests compare.
"""

from __future__ import annotations

import ast
import re
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
_VIETNAMESE = re.compile(r"[À-ỹăâđêôơưĂÂĐÊÔƠƯ]")
_PATTERN = re.compile(r"\\[bswd]|\(\?|\[\^?.-")  # a text that is a regular expression
_LEAST_WORDS = 3
# Where texts are no messages: what wordings mean, words that are looked for, pages of the manual.
_NO_MESSAGES = ("language/", "schedule/words/", "checks/syllables", "render/html", "render/pdf")


class Message(NamedTuple):
    """A text that may be shown, and where it is written."""

    path: str
    line: int
    text: str


def messages() -> Iterator[Message]:
    """Yield the messages of all modules, each as its longest part without a value."""
    for path in sorted((ROOT / "src" / "khtgdv").rglob("*.py")):
        name = path.relative_to(ROOT / "src" / "khtgdv").as_posix()
        if not name.startswith(_NO_MESSAGES):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for line, text in _texts(tree):
                yield Message(name, line, text)


def _texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inside = {
        id(value)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for value in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [v.value for v in node.values if isinstance(v, ast.Constant)]
            yield from _message(node.lineno, [str(part) for part in parts])
        elif isinstance(node, ast.Constant) and id(node) not in docstrings | inside:
            yield from _message(node.lineno, [node.value] if isinstance(node.value, str) else [])


def _message(line: int, parts: list[str]) -> Iterator[tuple[int, str]]:
    longest = max((_plain(part) for part in parts), key=len, default="")
    is_message = len(longest.split()) >= _LEAST_WORDS and _VIETNAMESE.search(longest)
    if is_message and not _PATTERN.search(longest):
        yield line, longest


def _plain(text: str) -> str:
    """Return a text as it is compared: composed, one blank between words, small letters."""
    return " ".join(unicodedata.normalize("NFC", text).split()).strip(" .,:;·()\"'").casefold()


def shown_text() -> str:
    """Return all that tests and golden files hold, in one text; so do the tested documents."""
    folders = (ROOT / "tests", ROOT / "docs", ROOT / "schemas")
    suffixes = {".py", ".ambr", ".txt", ".md", ".json", ".yaml"}
    paths = [
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in suffixes and path.is_file()
    ]
    joined = re.compile(r'"\s*\n\s*f?"|\'\s*\n\s*f?"|"\s*\n\s*f?\'')
    texts = (joined.sub("", path.read_text(encoding="utf-8", errors="replace")) for path in paths)
    return _plain(" ".join([*texts, (ROOT / "README.md").read_text(encoding="utf-8")]))


def unseen() -> list[Message]:
    """Return the messages that nothing shows."""
    shown = shown_text()
    return [message for message in messages() if message.text not in shown]


def main() -> int:
    """Print the messages that nothing shows."""
    missing = unseen()
    for message in missing:
        print(f"{message.path}:{message.line}: {message.text}")
    print(f"{len(missing)} of {len(list(messages()))} messages are in no test")
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main())
