"""What every run looks at of a plan that is kept."""

from __future__ import annotations

from khtgdv.source.cache.checksum import dump_checked, load_checked
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.source.cache.staleness import PackedSignatures

PlanKey = tuple[str, int]


class PlanEntry(NamedTuple):
    """A plan that is kept: its number, how its files looked, how many rows it has.

    `signatures` are nothing where looking leaves a doubt; `part_numbers` are the numbers of its
    file's parts; `has_findings` says that there are findings or skipped lines, which name files as
    `display_name`; `open_until` is the moment from which on nothing in it is unfinished;
    `paper_name` is what the paper is called, of an `agency`, signed on the day of the ordinal
    `issue_ordinal` (0: not yet), or a `draft`; `span` are the days the plan declares, nothing
    for its year.
    """

    number: int
    folder: str
    year: int
    signatures: PackedSignatures
    display_name: str
    has_findings: bool
    open_until: int
    tasks: int
    inspections: int
    part_numbers: str
    paper_name: str
    agency: str
    issue_ordinal: int
    draft: bool
    span: str

    @property
    def key(self) -> PlanKey:
        """What a plan is kept under: its folder and its year."""
        return self.folder, self.year


def encode_entries(entries: Iterable[PlanEntry]) -> bytes:
    """Return entries as they are kept: in columns, each text once, since every run reads them."""
    once: dict[str, str] = {}
    columns = [
        [once.setdefault(value, value) if isinstance(value, str) else value for value in column]
        for column in zip(*entries, strict=True)
    ]
    return dump_checked(columns)


def decode_entries(data: bytes) -> dict[PlanKey, PlanEntry]:
    """Return the entries that were listed, by folder and year."""
    return {
        (entry[1], entry[2]): PlanEntry._make(entry)
        for entry in zip(*load_checked(data), strict=True)
    }
