"""The rows of a survey: counted and found by the snapshot, made when somebody looks at them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast, overload

from khtgdv.frozen import replace
from khtgdv.query.cells import Cell, Rows, cell, cells, earliest
from khtgdv.query.plans import Plans
from khtgdv.query.selection import AnyRow, Row, Selection
from khtgdv.source.survey import Asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from khtgdv.model import Plan
    from khtgdv.periods import Position
    from khtgdv.query.cells import Dimension, Given
    from khtgdv.query.plans import Signed
    from khtgdv.schedule import State
    from khtgdv.source.survey import Found, Survey

R = TypeVar("R", bound=AnyRow)
# What only the rows themselves know.
_UNKEPT = frozenset({"coordinating"})


def everything(survey: Survey, position: Position) -> Selection:
    """Return every row of the plans of a survey at a position."""
    plans = KeptPlans(survey)
    tasks: KeptRows[Any] = KeptRows(survey, plans, Asked(position))
    inspections: KeptRows[Any] = KeptRows(survey, plans, Asked(position, inspections=True))
    totals = survey.total(inspections=False), survey.total(inspections=True)
    return Selection(plans, position, tasks, inspections, *totals, every=tasks)


class KeptPlans(Plans):
    """The plans of a survey, made when somebody looks at one."""

    def __init__(self, survey: Survey) -> None:
        """Take what is known of them without making one."""
        super().__init__()
        self._survey = survey
        self.names = survey.names
        self.years = survey.years
        self.issued = survey.issued

    @cached_property
    def _plans(self) -> tuple[Plan, ...]:
        return self._survey.plans(range(len(self.names)))

    @cached_property
    def papers(self) -> Sequence[Signed]:
        """The signed papers of the plans that name theirs."""
        return self._survey.papers

    @cached_property
    def offices(self) -> Sequence[Plan]:
        """One of the plans for each set of departments, groups, focus areas and days off."""
        return self._survey.plans(self._survey.offices)


class KeptRows(Rows[R]):
    """Rows that a survey is asked for; what it cannot tell is asked of each row."""

    def __init__(
        self,
        survey: Survey,
        plans: KeptPlans,
        asked: Asked,
        test: Callable[[R], bool] | None = None,
    ) -> None:
        """Take what is asked for; `test` tells which of those rows are meant."""
        self._survey = survey
        self._plans = plans
        self._asked = asked
        self._test = test

    @cached_property
    def _rows(self) -> tuple[R, ...]:
        rows = map(self._made, self._survey.rows(self._asked))
        return tuple(row for row in rows if self._test is None or self._test(row))

    def _made(self, found: Found) -> Any:
        return Row(self._plans[found.place], found.work, found.status, found.coordinating)

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[R]: ...
    def __getitem__(self, index: int | slice) -> R | Sequence[R]:
        """Return a row, or some of them."""
        return self._rows[index]

    def __iter__(self) -> Iterator[R]:
        """Yield the rows in the order of the plans and their files."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Return how many rows there are, without making them where that can be told."""
        return sum(cell.n for cell in self.cells(()))

    def cells(self, by: Sequence[Dimension]) -> list[Cell]:
        """Return how many rows are alike in some dimensions."""
        at = self._asked.at
        if self._test or "_rows" in self.__dict__ or not _UNKEPT.isdisjoint(by):
            return cells(self._rows, at, *by)
        years = set(self._plans.years)
        asked = [name for name in by if name != "year"]
        if "year" in by and len(years) > 1 and "plan" not in asked:
            asked.append("plan")
        found = self._survey.count(self._asked, asked)
        return [self._cell(n, by, dict(zip(asked, values, strict=True))) for n, *values in found]

    def _cell(self, n: int, by: Sequence[Dimension], values: dict[str, Any]) -> Cell:
        place = values.get("plan", 0)
        values |= {"plan": self._plans.names[place], "year": self._plans.years[place]}
        return cell(n, by, [values[name] for name in by])

    def narrowed(
        self, given: Given, wanted: Sequence[Given], test: Callable[[R], bool] | None
    ) -> KeptRows[R]:
        """Return the rows that have the values given, are of a kind wanted, and pass the test."""
        plans = None
        if names := given.get("plan"):
            plans = [place for place, name in enumerate(self._plans.names) if name in names]
        rest = {name: values for name, values in given.items() if name != "plan"}
        asked = replace(self._asked, given=rest, wanted=wanted, plans=plans)
        return KeptRows(self._survey, self._plans, asked, test)

    def earliest(self, state: State, most: int) -> Sequence[R]:
        """Return of the rows in a state those with the earliest deadlines, so many at most."""
        if self._test:
            rows: Any = self._rows
            return cast("Sequence[R]", earliest(rows, state, most))
        if state not in self._asked.given.get("state", (state,)):
            return ()
        asked = replace(self._asked, given={**self._asked.given, "state": (state,)})
        return tuple(map(self._made, self._survey.earliest(asked, most)))
