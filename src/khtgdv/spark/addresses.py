"""Places of files as Spark calls them: those of this machine, and addresses of other storages."""

from __future__ import annotations

import os
import re
from pathlib import Path

# A path made of an address has lost a slash. A drive of Windows has one letter.
_ADDRESS_AS_PATH = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):[/\\]+(.*)")


def as_typed(path: Path) -> str:
    """Return a path as it was typed, an address with both of its slashes."""
    match = _ADDRESS_AS_PATH.fullmatch(str(path))
    if match is None:
        return str(path)
    scheme, rest = match.groups()
    return f"/{rest}" if scheme == "file" else f"{scheme}://{rest}"


def address_of(place: str) -> str:
    """Return the address of a place; one without a scheme is on this machine."""
    return place if "://" in place else f"file:{Path(os.path.abspath(place)).as_posix()}"  # noqa: PTH100 - links stay
