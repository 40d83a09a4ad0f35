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
_VERSIONED_FOLDERS = (
    "",
    "dates",
    "plan",
    "schedule",
    "schedule/words",
    "source",
    "source/text",
    "source/yaml",
    "source/load",
    "source/cache",
    "source/snapshot",
)
_FOLDER_PATHS = tuple(os.path.join(_PACKAGE, folder) for folder in _VERSIONED_FOLDERS)  # noqa: PTH118 - as above


@cache
def cache_version() -> str:
    """Return the version; OSError where the program's own files cannot be seen."""
    files = sorted(
        f"{entry.name} {(file_stat := entry.stat()).st_mtime_ns} {file_stat.st_size}"
        for folder in _FOLDER_PATHS
        for entry in os.scandir(folder)
        if entry.name.endswith(".py")
    )
    return "\n".join((__version__, sys.version, *files))
