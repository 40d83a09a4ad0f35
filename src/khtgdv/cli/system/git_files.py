"""What a plan in a git repository wants beside it: how its lines end, what is no part of it."""

from __future__ import annotations

import os
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# Each file, with its lines: computers of all systems write the same bytes; what stands beside a
# plan only while it is written is not committed.
GIT_FILES: dict[str, tuple[str, ...]] = {
    ".gitattributes": ("*.yaml text eol=lf",),
    ".gitignore": (".khtgdv*", ".*.khtgdv-*.tmp"),
}


def in_repository(folder: Path) -> bool:
    """Tell whether a folder stands in a git repository, without asking git."""
    whole = Path(os.path.abspath(folder))  # noqa: PTH100 - a link is what it is called
    return any(os.path.lexists(one / ".git") for one in (whole, *whole.parents))


def write_git_files(folder: Path) -> Iterator[str]:
    """Write what is not there yet, and yield what was written or is left to be added by hand."""
    for name, lines in GIT_FILES.items():
        path = folder / name
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write("".join(f"{line}\n" for line in lines))
        except OSError:
            if missing := [line for line in lines if line not in _lines_of(path)]:
                yield f"Thêm vào {name}: {', '.join(missing)}"
        else:
            yield f"Đã tạo {name} cho git: {', '.join(lines)}"


def _lines_of(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return []
    return [line.strip() for line in text.splitlines()]
