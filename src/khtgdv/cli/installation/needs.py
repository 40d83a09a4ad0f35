"""What each format and command needs beside khtgdv itself, and what of it is not there."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# The extras of pyproject.toml, word for word; the first library is the one that tells its version.
EXTRAS: dict[str, tuple[str, ...]] = {
    "docx": ("python-docx>=1.2,<2",),
    "holidays": ("holidays>=0.109",),
    "html": ("jinja2>=3.1,<4",),
    "ics": ("icalendar>=7,<8",),
    "import": ("python-calamine>=0.5", "python-docx>=1.2,<2"),
    "parquet": ("pyarrow>=22",),
    "pdf": ("typst>=0.14",),
    "spark": ("pyspark>=4,<5", "pandas>=2.2,<3", "pyarrow>=22"),
    "template": ("docxtpl>=0.20", "jinja2>=3.1,<4", "python-docx>=1.2,<2"),
    "web": ("starlette>=0.48,<2", "uvicorn>=0.35,<1", "jinja2>=3.1,<4"),
    "xlsx": ("xlsxwriter>=3.2,<4",),
}
# Of what khtgdv always needs: a build of PyYAML without its parser in C is as good as none.
_NEEDS = EXTRAS | {"yaml": ("pyyaml>=6.0.2,<7",)}
# What pip is told besides, where a build from source is what broke a library.
PIP_OPTIONS = {"yaml": ("--only-binary=pyyaml",)}


def installed_version(requirement: str) -> str | None:
    """Return the version of the library that a requirement names; None where it is not there."""
    try:
        return version(re.split("[<>=]", requirement, maxsplit=1)[0])
    except PackageNotFoundError:
        return None


def required(needs: Iterable[str]) -> tuple[str, ...]:
    """Return the requirements of some formats and commands, each once."""
    return tuple(dict.fromkeys(each for need in needs for each in _NEEDS[need]))


def missing(needs: Iterable[str]) -> tuple[str, ...]:
    """Return those requirements of some formats and commands whose library is not there."""
    return tuple(each for each in required(needs) if installed_version(each) is None)


def extra_versions() -> Iterator[tuple[str, str | None]]:
    """Yield each extra with the version of its first library; None where one is not there."""
    for extra, requirements in EXTRAS.items():
        yield extra, None if missing([extra]) else installed_version(requirements[0])
