"""Plain texts that other YAML programs read as something else than a text."""

from __future__ import annotations

import re
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    _Readers = Literal["most", "some"]

# Plain texts that YAML 1.1 or 1.2 programs read as nothing, a truth value, a number, a time or
# a date.
_AMBIGUOUS = re.compile(
    r"(?i:yes|no|on|off|true|false|~|null)|[-+]?\.(?:inf|nan)"
    r"|[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+"
    r"|0[bx][0-9a-fA-F_]+|[0-9]{4}-[0-9]{2}-[0-9]{2}"
)
# Those that some programs read so; most take them for texts, and write them without quotation
# marks (PyYAML, ruamel.yaml and `yaml` of npm `y`; these and js-yaml `1,5` and `2026-3-5`).
_DOUBTFUL = re.compile(
    r"[yYnN=]|[-+]?[0-9][0-9_,]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|0o[0-7]+"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?"
)
_FIRST_CHARACTERS = frozenset("yYnNoOtTfF=~+-.0123456789")  # of any such text
# The keys at which no kind of row has a text: whatever reads them as days or numbers is right.
NUMBER_KEYS = frozenset({"added", "completed", "date", "in", "progress", "started", "year"})
LONGEST_MISREAD = 40  # characters


def misreaders(text: str) -> _Readers | None:
    """Tell which programs read a plain text as something else: most, some or none."""
    if text[:1] in _FIRST_CHARACTERS and len(text) <= LONGEST_MISREAD:
        return _misreaders(str(text))
    return None


@lru_cache(maxsize=4096)  # most are days, of which a plan names few over and over
def _misreaders(text: str) -> _Readers | None:
    if _AMBIGUOUS.fullmatch(text):
        return "most"
    return "some" if _DOUBTFUL.fullmatch(text) else None
