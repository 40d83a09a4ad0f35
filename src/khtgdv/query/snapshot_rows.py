"""The rows of a survey: counted and found by the snapshot, made when somebody looks at them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, overload

from khtgdv.frozen import replace
from khtgdv.query.cells import Cell, Rows, cell, cells
from khtgdv.query.plans import Plans
from khtgdv.query.rows import AnyRow, Row
from khtgdv.query.selection import Selection
from khtgdv.source.snapshot.queries import Asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from khtgdv.dates.periods import Position
    from khtgdv.plan.model import Plan
    from khtgdv.query.cells import Dimension, Given
    from khtgdv.query.plans import Signed
    from khtgdv.source.snapshot.survey import Found, Survey

R = TypeVar("R", bound=AnyRow)
_FEW = 50  # plans that are made one by one; who asks for more will ask for most
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
        self._made: dict[int, Plan] = {}
        self.names = survey.names
        self.years = survey.years
        self.issued = survey.issued

    @cached_property
    def _plans(self) -> tuple[Plan, ...]:
        places = range(len(self.names))
        missing = [place for place in places if place not in self._made]
        self._made.update(zip(missing, self._survey.plans(missing), strict=True))
        return tuple(self._made[place] for place in places)

    def at(self, place: int) -> Plan:
        """Return the plan at a place, without making the others as long as few are asked for."""
        if place not in self._made:
            if len(self._made) >= _FEW:
                return self._plans[place]
            [self._made[place]] = self._survey.plans([place])
        return self._made[place]

    @cached_property
    def papers(self) -> Sequence[Signed]:
        """The signed papers of the plans that name theirs."""
        return self._survey.papers

    @cached_property
    def offices(self) -> Sequence[Plan]:
        """One of the plans for each set of departments, groups, focus areas and days off."""
        return [self.at(place) for place in self._survey.offices]


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
    def _rows(self) -> Sequence[R]:
        rows = [self._row(found) for found in self._survey.rows(self._asked)]
        return [row for row in rows if self._test is None or self._test(row)]

    @property
    def _looked_at(self) -> bool:
        """Tell whether the rows had or have to be made, so that nothing is gained by asking."""
        return self._test is not None or "_rows" in self.__dict__

    def _row(self, found: Found) -> Any:
        return Row(self._plans.at(found.place), found.work, found.status, found.coordinating)

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[R]: ...
    def __getitem__(self, index: int | slice) -> R | Sequence[R]:
        """Return a row, or some of them."""
        if isinstance(index, int) or self._looked_at:
            return self._rows[index]
        at, spots = self._asked.at, self._survey.spots(self._asked)
        return [self._row(self._survey.row(at, spot)) for spot in spots[index]]

    def __iter__(self) -> Iterator[R]:
        """Yield the rows in the order of the plans and their files."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Return how many rows there are, without making them where that can be told."""
        return sum(cell.n for cell in self.cells(()))

    def cells(self, by: Sequence[Dimension]) -> list[Cell]:
        """Return how many rows are alike in some dimensions."""
        at = self._asked.at
        if self._looked_at or not _UNKEPT.isdisjoint(by):
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

    def narrowed(self, given: Given, test: Callable[[R], bool] | None = None) -> KeptRows[R]:
        """Return those of the rows that have the values given and pass the test."""
        plans, asked = self._asked.plans, dict(self._asked.given)
        for name, values in given.items():
            if name == "plan":
                named = [place for place, plan in enumerate(self._plans.names) if plan in values]
                plans = named if plans is None else [place for place in plans if place in named]
            else:
                asked[name] = [value for value in asked.get(name, values) if value in values]
        tests = [one for one in (self._test, test) if one]
        both = (lambda row: all(one(row) for one in tests)) if tests else None
        narrower = replace(self._asked, given=asked, plans=plans)
        return KeptRows(self._survey, self._plans, narrower, both)

    def by_deadline(self) -> KeptRows[R]:
        """Return the rows with the earliest deadline first, else in the paper's order."""
        asked = replace(self._asked, by_deadline=True)
        return KeptRows(self._survey, self._plans, asked, self._test)
