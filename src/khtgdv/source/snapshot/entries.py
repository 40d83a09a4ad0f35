"""What every run looks at of a plan that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khtgdv.source.cache.checksum import opened, sealed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.source.cache.staleness import Looks

Key = tuple[str, int]


class Entry(NamedTuple):
    """A plan that is kept: its number, how its files looked, how many rows it has.

    `looks` are nothing where looking leaves a doubt; `said` are the numbers of its file's parts;
    `told` says that there are findings or skipped lines, which name files as `shown`; `lasts` is
    the moment from which on nothing in it is unfinished; `paper` is the number of the signed one,
    of an `agency`, on the day of the ordinal `signed`.
    """

    number: int
    folder: str
    year: int
    looks: Looks
    shown: str
    told: bool
    lasts: int
    tasks: int
    inspections: int
    said: str
    paper: str
    agency: str
    signed: int

    @property
    def key(self) -> Key:
        """What a plan is kept under: its folder and its year."""
        return self.folder, self.year


def listed(entries: Iterable[Entry]) -> bytes:
    """Return entries as they are kept: in columns, each text once, since every run reads them."""
    once: dict[str, str] = {}
    columns = [
        [once.setdefault(value, value) if isinstance(value, str) else value for value in column]
        for column in zip(*entries, strict=True)
    ]
    return sealed(columns)


def entries(kept: bytes) -> dict[Key, Entry]:
    """Return the entries that were listed, by folder and year."""
    return {(entry[1], entry[2]): Entry._make(entry) for entry in zip(*opened(kept), strict=True)}
