"""The last line of each page: the page before it, the list of its part, the page after it.

The order is that of the numbered list in the part's README.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_ITEM = re.compile(r"^\d+\. \[([^\]]+)\]\(([\w-]+\.md)\)", re.MULTILINE)
_MARK = "<!-- các trang -->"
_OLD = re.compile(rf"\n*{_MARK}.*\Z", re.DOTALL)


def with_navigation(path: Path, text: str) -> str:
    """Return a page with the line at its end; a list itself has none."""
    index = path.parent / "README.md"
    if path == index:
        return text
    pages = _ITEM.findall(index.read_text(encoding="utf-8"))
    names = [name for _, name in pages]
    place = names.index(path.name) if path.name in names else None
    before = pages[place - 1] if place else None
    after = pages[place + 1] if place is not None and place + 1 < len(pages) else None
    links = [f"← [{before[0]}]({before[1]})"] if before else []
    links.append("[Các trang của phần này](README.md)")
    links += [f"[{after[0]}]({after[1]}) →"] if after else []
    return f"{_OLD.sub('', text).rstrip()}\n\n{_MARK}\n{' · '.join(links)}\n"
