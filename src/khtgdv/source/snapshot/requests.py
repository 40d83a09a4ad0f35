"""Which plans the snapshot is asked for, and what their files are called."""

from __future__ import annotations

from functools import cache

from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.source.find import PlanFolder

FILE_PREFIXES = ("plan", "tasks", "inspections")


class PlanRequest(NamedTuple):
    """One year of one folder, and the key it is kept under.

    `exact` keeps the bytes of its files, else what stands for them.
    """

    plan_folder: PlanFolder
    key: tuple[str, int]
    exact: bool

    @property
    def path(self) -> str:
        """Where the folder is, without regard to where we stand."""
        return self.key[0]

    @property
    def year(self) -> int:
        """The year."""
        return self.key[1]


@cache
def file_names(year: int) -> tuple[str, ...]:
    """Return what the files of a year's plan are called."""
    return tuple(f"{name}_{year}.yaml" for name in FILE_PREFIXES)
