"""Places of files as Spark calls them: those of this machine, and addresses of other storages."""

from __future__ import annotations

import os
import re
from pathlib import Path
from posixpath import normpath

# Without an authority it is that of the cluster's own settings. A drive of Windows has one letter.
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):(?://([^/]*)|(?=/))(/.*)?")

TYPE_CHECKING = False
if TYPE_CHECKING:
    _Path = Path
else:
    _Path = type(Path())  # that of this system, which alone can be derived from


class Address(_Path):
    """A path that is an address: shown as it was `typed`, since a path keeps no two slashes."""

    typed = ""

    def __str__(self) -> str:
        """Return what was typed."""
        return self.typed or super().__str__()


def address(text: str) -> Address | None:
    """Return the address that was typed, None where it is a path."""
    if _ADDRESS.fullmatch(text) is None:
        return None
    path = Address(text)
    path.typed = text
    return path


def place_of(path: Path) -> str:
    """Return the place that was typed: a path of this machine, or an address in its plain form.

    Neither ends in a slash; `file:///a` is `/a`.
    """
    match = _ADDRESS.fullmatch(str(path))
    if match is None:
        return str(path)
    scheme, authority, inner = match.groups("")
    inner = normpath(f"/{inner.lstrip('/')}")
    if scheme.lower() == "file":
        return inner
    return f"{scheme}://{authority}{'' if inner == '/' else inner}"


def is_address(place: str) -> bool:
    """Tell whether a place is on another storage than this machine's."""
    return "://" in place


def address_of(place: str) -> str:
    """Return the address of a place; one without a scheme is on this machine."""
    if is_address(place):
        return place if place.count("/") > 2 else f"{place}/"  # noqa: PLR2004 - the root of a storage
    return f"file:/{Path(os.path.abspath(place)).as_posix().lstrip('/')}"  # noqa: PTH100 - links stay
