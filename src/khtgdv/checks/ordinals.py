"""What tells one turn of a repeated piece of work from the next: `lần thứ nhất`, `đợt 2`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from khtgdv.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Pair

_NUMBER = r"(?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|cuối|đầu|[0-9]{1,2}|[IVX]{1,5})"
_ORDINAL = re.compile(
    rf"\b(?:[Ll]ần(?:\s+thứ)?|[Đđ]ợt(?:\s+thứ)?|[Vv]òng|[Pp]hiên)\s+(?P<number>{_NUMBER})\b"
)
# The turn of a congress is part of its name.
_NAMED = re.compile(r"(?:đại hội|hội nghị trung ương|kỳ họp)[^,;.()]*$", re.IGNORECASE)


class Ordinal(NamedTuple):
    """A turn, folded, and where it stands."""

    said: str
    start: int
    end: int


def ordinals(text: str) -> Iterator[Ordinal]:
    """Yield the turns a text names; those in the name of a congress are left out."""
    for match in _ORDINAL.finditer(text):
        if not _NAMED.search(text[: match.start()]):
            said = " ".join(fold(match[0]).split())
            yield Ordinal(said, match.start(), match.end())


def shared_ordinal(pair: Pair) -> Ordinal | None:
    """Return the turn that the later of two rows has in common with the earlier one."""
    known = {ordinal.said for ordinal in ordinals(pair.earlier.text)}
    return next((each for each in ordinals(pair.later.text) if each.said in known), None)
