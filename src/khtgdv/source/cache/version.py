"""What a snapshot depends on besides the files: this program, and the Python that runs it.

A changed rule or field must never be answered from what an older one kept, not even while
somebody works on the program: the source files themselves are part of the version.
"""

from __future__ import annotations

import os
import sys
from functools import cache

from khtgdv import __version__

_PACKAGE = os.path.abspath(f"{__file__}/../../..")  # noqa: PTH100 - as fast as can be
# What rows are made of, how they are judged and where they are kept.
_FOLDERS = (
    "",
    "dates",
    "plan",
    "schedule",
    "source",
    "source/text",
    "source/yaml",
    "source/load",
    "source/cache",
    "source/snapshot",
)
_PARTS = tuple(os.path.join(_PACKAGE, folder) for folder in _FOLDERS)  # noqa: PTH118 - as above


@cache
def version() -> str:
    """Return the version; OSError where the program's own files cannot be seen."""
    files = sorted(
        f"{entry.name} {(found := entry.stat()).st_mtime_ns} {found.st_size}"
        for part in _PARTS
        for entry in os.scandir(part)
        if entry.name.endswith(".py")
    )
    return "\n".join((__version__, sys.version, *files))
