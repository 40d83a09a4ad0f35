"""What every run looks at of a plan that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from khtgdv.source.fresh import Looks

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
