"""The Markdown of a project: its pages, where their links lead, what their headings are called."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE_BLOCK = re.compile(r"^(`{3,}|~{3,}).*?^\1`*$", re.MULTILINE | re.DOTALL)
_INLINE_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
# In its place, or at the foot of a page: `[words](target "title")`, `[words]: target`.
_LINK = re.compile(r"(?:\]\(|^\[[^\]]+\]: *)<?([^()<>\s]+)", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6}) +(.+?) *#*$", re.MULTILINE)
_URL_SCHEME = re.compile(r"[a-z]+:")


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads: a file or folder, and the heading in it, if it names one."""

    text: str
    path: Path
    anchor: str


def pages(root: Path) -> list[Path]:
    """Return every page of a project."""
    return sorted([*root.glob("*.md"), *root.glob("docs/**/*.md")])


def links(page: Path) -> Iterator[Link]:
    """Yield the links of a page to files; examples of Markdown in code are none."""
    for text in _LINK.findall(_INLINE_CODE.sub("", without_blocks(page))):
        if not _URL_SCHEME.match(text):
            name, _, anchor = unquote(text).partition("#")
            yield Link(text, Path(os.path.normpath(page.parent / name)) if name else page, anchor)


def without_blocks(page: Path) -> str:
    """Return the text of a page without its blocks of code."""
    return _CODE_BLOCK.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as the sites that show Markdown name them."""
    name_counts: Counter[str] = Counter()
    names = set()
    for _, title in _HEADING.findall(without_blocks(page)):
        name = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        names.add(f"{name}-{name_counts[name]}" if name_counts[name] else name)
        name_counts[name] += 1
    return names
