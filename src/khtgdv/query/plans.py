"""Any number of plans, and what can be said of them together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from khtgdv.plan.model import Plan
from khtgdv.plan.workdays import WorkCalendar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from typing import Protocol, overload

    from khtgdv.dates.periods import DateRange

    class IssuedPaper(Protocol):
        """What a heading says of a plan's paper."""

        @property
        def name(self) -> str:
            """Its number; of a draft without one its year."""

        @property
        def date(self) -> date | None:
            """The day it was signed, None where it was not."""

        @property
        def draft(self) -> bool:
            """Tell whether it is not signed yet."""

        @property
        def agency(self) -> str:
            """The agency that issued it."""


# What thousands of plans of one model share.
_PARTS = (
    "departments", "groups", "sections", "focus", "workdays", "office", "reporting",
)  # fmt: skip


class Plans(Sequence[Plan]):
    """Plans in their order. They may be without their rows: a selection has those."""

    def __init__(self, plans: Iterable[Plan] = ()) -> None:
        """Take the plans."""
        self._initial_plans = tuple(plans)

    @property
    def _plans(self) -> tuple[Plan, ...]:
        return self._initial_plans

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, index: int) -> Plan: ...
        @overload
        def __getitem__(self, index: slice) -> Sequence[Plan]: ...

    def __getitem__(self, index: int | slice) -> Plan | Sequence[Plan]:
        """Return a plan, or some of them."""
        return self._plans[index]

    def plan_at(self, index: int) -> Plan:
        """Return the plan at a place."""
        return self._plans[index]

    def __iter__(self) -> Iterator[Plan]:
        """Yield the plans."""
        return iter(self._plans)

    def __len__(self) -> int:
        """Return how many plans there are."""
        return len(self.names)

    @cached_property
    def names(self) -> Sequence[str]:
        """What the plans are called, one after the other."""
        return [plan.name for plan in self._plans]

    @cached_property
    def years(self) -> Sequence[int]:
        """The plans' years, one after the other."""
        return [plan.year for plan in self._plans]

    @cached_property
    def spans(self) -> Sequence[DateRange]:
        """The days of the plans, one after the other."""
        return [plan.span for plan in self._plans]

    @cached_property
    def first_month(self) -> int:
        """The month in which the plans begin; the first of the year where they differ."""
        months = {span.start.month for span in self.spans}
        return months.pop() if len(months) == 1 else 1

    @cached_property
    def papers(self) -> Sequence[IssuedPaper]:
        """The papers of the plans that name theirs."""
        return [plan.document for plan in self._plans if plan.document]

    @cached_property
    def latest_issue_date(self) -> date | None:
        """The day the newest paper was signed."""
        return max((paper.date for paper in self.papers if paper.date), default=None)

    @cached_property
    def office_plans(self) -> Sequence[Plan]:
        """One of the plans for each set of departments, sections, focus areas, days off and heads.

        Thousands of plans of one model share them.
        """
        plans_by_office = {tuple(id(getattr(plan, part)) for part in _PARTS): plan for plan in self}
        return list(plans_by_office.values())

    @cached_property
    def departments(self) -> Mapping[str, str]:
        """Code and name of every department, in the paper's order."""
        names_by_code: dict[str, str] = {}
        for office in self.office_plans:
            for department in office.departments:
                names_by_code.setdefault(department.code, department.name)
        return names_by_code

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """Code and title of every declared section, in the paper's order.

        A section that plans call by different headings has them all.
        """
        titles_by_code: dict[str, list[str]] = {}
        for office in self.office_plans:
            for section in office.sections:
                titles = titles_by_code.setdefault(section.code, [section.title])
                if section.title not in titles:
                    titles.append(section.heading)
        return {code: " / ".join(titles) for code, titles in titles_by_code.items()}

    @cached_property
    def focus(self) -> Mapping[str, str]:
        """Code and text of every focus area, in the paper's order."""
        texts_by_code: dict[str, str] = {}
        for office in self.office_plans:
            for area in office.focus:
                texts_by_code.setdefault(area.code, area.text)
        return texts_by_code

    @property
    def workdays(self) -> WorkCalendar:
        """The days off and the days worked of all plans."""
        return WorkCalendar.merge(office.workdays for office in self.office_plans)
