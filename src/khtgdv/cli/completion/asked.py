"""What is asked when somebody types TAB: the command, the value that is typed, all before it."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path

from khtgdv.errors import KhtgdvError
from khtgdv.source.find import is_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khtgdv.dates.spans import TypingSpan
    from khtgdv.source.find import PlanSearch

_MOST_PLANS = 20  # of more, the first are looked at
_MOST_BYTES = 32 * 2**20


class Asked:
    """A command, the value being typed, and what was typed for its parameters before.

    Files are read when an answer needs them, and never written: not even what else is kept of
    where plans were found.
    """

    def __init__(self, command: str, text: str, values: Mapping[str, tuple[str, ...]]) -> None:
        """Take the command's name, the text typed so far, the words of each parameter."""
        self.command = command
        self.text = text
        self.values = values

    def given(self, *names: str) -> bool:
        """Tell whether one of some parameters stands on the line."""
        return any(name in self.values for name in names)

    @cached_property
    def search(self) -> PlanSearch | None:
        """The plans that the command would read; None where there are none."""
        from khtgdv.cli.system.environment import working_folder
        from khtgdv.cli.system.remembered_plan import remembered_plan
        from khtgdv.source.find import find_plans

        folders = tuple(map(Path, self.values.get("data", ())))
        setting = os.environ.get("KHTGDV_DATA")
        try:
            return find_plans(folders, setting, working_folder(), None, remembered_plan)
        except (KhtgdvError, OSError):
            return None

    @property
    def years(self) -> tuple[int, ...]:
        """The years that there are plans of, or that which the line chooses."""
        every = self.search.years if self.search else ()
        chosen = [year for year in every if str(year) in self.values.get("year", ())]
        return tuple(chosen) or every

    def paths(self, *names: str) -> Iterator[Path]:
        """Yield the paths of some files of the plans: `tasks`, `plan` …"""
        for place in self.search.folders[:_MOST_PLANS] if self.search else ():
            for year in sorted(set(place.years) & set(self.years)):
                yield from (place.folder / f"{name}_{year}.yaml" for name in names)

    def texts(self, *names: str) -> Iterator[str]:
        """Yield the texts of some files of the plans; what cannot be read is passed over."""
        for path in self.paths(*names):
            yield from _text_of(path)

    @cached_property
    def span(self) -> TypingSpan:
        """The days that what is typed without a year is of."""
        from khtgdv.cli.system.environment import today
        from khtgdv.dates.spans import typing_span, year_span
        from khtgdv.source.plan_spans import span_of_year, year_at

        day = today()
        if self.search is None or not self.years:
            return typing_span(year_span(day.year), day)
        near = year_at(self.search, day)
        year = near if near in self.years else self.years[-1]
        return typing_span(span_of_year(self.search, year), day)


def _text_of(path: Path) -> Iterator[str]:
    try:
        if is_file(path):  # a pipe would never answer, a device never end
            with path.open("rb") as stream:
                yield stream.read(_MOST_BYTES).decode("utf-8-sig", "replace")
    except OSError:
        return
