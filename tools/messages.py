"""Find the messages of the program that no test and no golden file shows.

    python tools/messages.py            prints them by module; 1 where one is not expected
    python tools/messages.py --expect   writes those there are into unshown_messages.txt

Those that a test provokes but does not spell out, or cannot, are expected there; the list is only
to become shorter.

A message is a Vietnamese text that is said, refused with, or returned as a hint; of a page with
tags each piece of text is one. It is shown where its longest part without a value stands in a test,
a golden file, or a text that tests compare.
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
EXPECTED = Path(__file__).with_name("unshown_messages.txt")
_VIETNAMESE = re.compile(r"[À-ỹăâđêôơưĂÂĐÊÔƠƯ]")
# A text that is a regular expression.
_PATTERN = re.compile(r"\\[bswd1-9]|\(\?|\[\^?.-|\w\|\w|\)\?|^\?")
_VALUE = re.compile(r"\{\w*\}")  # a place that `format` fills
_TAG = re.compile(r"<[^<>]*>|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_LEAST_WORDS = 3
# Where texts are no messages but words that are looked for in a plan.
_NO_MESSAGES = ("language/", "checks/syllables", "checks/rules/missing_word.py",
                "schedule/words/spelling.py", "render/html/script.py")  # fmt: skip


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
            for line, text in texts(tree):
                yield Message(name, line, text)


def texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the lines and messages of a module, as they are compared."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    words = _word_lists(tree)
    inside = {
        id(value)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for value in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [str(v.value) for v in node.values if isinstance(v, ast.Constant)]
            yield from _message(node.lineno, [p for part in parts for p in _VALUE.split(part)])
        elif isinstance(node, ast.Constant) and id(node) not in docstrings | inside | words:
            yield from _messages(node.lineno, node.value if isinstance(node.value, str) else "")


def _word_lists(tree: ast.Module) -> set[int]:
    """Return the texts that are split into words to look for: `"một hai ba".split()`."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    methods = (func for func in calls if isinstance(func, ast.Attribute) and func.attr == "split")
    return {id(_first(method)) for method in methods}


def _first(node: ast.expr) -> ast.expr:
    """Return what a chain of methods begins with: the text of `"một, hai".strip().split(",")`."""
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return node


def _messages(line: int, text: str) -> Iterator[tuple[int, str]]:
    if "</" not in text:
        yield from _message(line, _VALUE.split(text))
        return
    begin = 0
    for tag in _TAG.finditer(f"{text}<>"):
        yield from _message(line + text.count("\n", 0, begin), [text[begin : tag.start()]])
        begin = tag.end()


def _message(line: int, parts: list[str]) -> Iterator[tuple[int, str]]:
    longest = max((_plain(part) for part in parts), key=len, default="")
    is_message = len(longest.split()) >= _LEAST_WORDS and _VIETNAMESE.search(longest)
    if is_message and not _PATTERN.search(longest):
        yield line, longest


def _plain(text: str) -> str:
    """Return a text as it is compared: composed, one blank between words, small letters.

    Of braces and brackets that are doubled or escaped as `format` and Markdown want it, one stays.
    """
    text = re.sub(r"([{}])\1|\\([][*_])", r"\1\2", text)
    return (
        " ".join(unicodedata.normalize("NFC", text).replace("`", "").split())
        .strip(" .,:;·()\"'")
        .casefold()
    )


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
    pages = (joined.sub("", path.read_text(encoding="utf-8", errors="replace")) for path in paths)
    return _plain(" ".join([*pages, (ROOT / "README.md").read_text(encoding="utf-8")]))


def unseen() -> list[Message]:
    """Return the messages that nothing shows."""
    shown = shown_text()
    return [message for message in messages() if message.text not in shown]


def unexpected() -> list[str]:
    """Return what is wrong with the list of messages that nothing shows."""
    expected = EXPECTED.read_text(encoding="utf-8").splitlines()
    missing = {f"{message.path}: {message.text}" for message in unseen()}
    lines = [line for line in expected if not line.startswith("#")]
    return [
        *(f"no test shows it: {line}" for line in sorted(missing.difference(lines))),
        *(f"shown now, take it off the list: {line}" for line in lines if line not in missing),
    ]


def main() -> int:
    """Print the messages that nothing shows, or expect them from now on."""
    if "--expect" in sys.argv:
        head = [line for line in EXPECTED.read_text("utf-8").splitlines() if line.startswith("#")]
        lines = sorted({f"{message.path}: {message.text}" for message in unseen()})
        EXPECTED.write_text("\n".join([*head, *lines, ""]), encoding="utf-8")
    wrong = unexpected()
    print("\n".join([*wrong, f"{len(wrong)} of {len(list(messages()))} messages are in no test"]))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
