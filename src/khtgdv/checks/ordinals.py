"""What tells one turn of a repeated piece of work from the next: `lần thứ nhất`, `đợt 2`."""

from __future__ import annotations

import re

from khtgdv.text import fold
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import SimilarPair

_NUMBER_PATTERN = r"(?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|cuối|đầu|[0-9]{1,2}|[IVX]{1,5})"
_ORDINAL = re.compile(
    rf"\b(?:[Ll]ần(?:\s+thứ)?|[Đđ]ợt(?:\s+thứ)?|[Vv]òng|[Pp]hiên)\s+(?P<number>{_NUMBER_PATTERN})\b"
)
# The turn of a congress is part of its name.
_CONGRESS_NAME = re.compile(r"(?:đại hội|hội nghị trung ương|kỳ họp)[^,;.()]*$", re.IGNORECASE)


class Ordinal(NamedTuple):
    """A turn, folded, and where it stands."""

    folded: str
    start: int
    end: int


def find_ordinals(text: str) -> Iterator[Ordinal]:
    """Yield the turns a text names; those in the name of a congress are left out."""
    for match in _ORDINAL.finditer(text):
        if not _CONGRESS_NAME.search(text[: match.start()]):
            folded = " ".join(fold(match[0]).split())
            yield Ordinal(folded, match.start(), match.end())


def shared_ordinal(pair: SimilarPair) -> Ordinal | None:
    """Return the turn that the later of two rows has in common with the earlier one."""
    ordinals = {each.folded for each in find_ordinals(pair.earlier.text)}
    return next((each for each in find_ordinals(pair.later.text) if each.folded in ordinals), None)
