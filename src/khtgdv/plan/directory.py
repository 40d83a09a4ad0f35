"""Who is meant by a name: departments by code, name or alias, collective names, other bodies."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from khtgdv.frozen import dataclass, field
from khtgdv.text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from khtgdv.plan.office import Department, DepartmentGroup


class Office(Protocol):
    """Whatever declares departments and collective names."""

    @property
    def departments(self) -> tuple[Department, ...]:
        """The departments, in the paper's order."""

    @property
    def groups(self) -> tuple[DepartmentGroup, ...]:
        """The collective names."""


@lru_cache(maxsize=4096)  # offices call their departments by few names
def unit_key(name: str) -> str:
    """Return a unit's name as names are compared: no case, accents, blanks, marks, or "Phòng"."""
    return name_key(name).removeprefix("phong")


@dataclass(frozen=True, slots=True)
class DepartmentDirectory:
    """The departments of a plan, found by any of their names."""

    departments: Mapping[str, Department] = field(default_factory=dict)
    code_by_key: Mapping[str, str] = field(default_factory=dict)
    members_by_key: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def from_plan(cls, plan: Office) -> DepartmentDirectory:
        """Build the directory of a plan."""
        return cls(
            {department.code: department for department in plan.departments},
            {unit_key(name): d.code for d in plan.departments for name in department_names(d)},
            {unit_key(name): g.members for g in plan.groups for name in (g.name, *g.aliases)},
        )

    def find(self, name: str) -> Department | None:
        """Return the department a name means, None where it is none of the office's."""
        code = self.code_by_key.get(unit_key(name))
        return self.departments[code] if code else None

    def expand(self, units: Iterable[str], lead: str | None) -> tuple[str, ...]:
        """Return the codes of the departments that `units` name, each once, without the lead."""
        return tuple(dict.fromkeys(code for code in self._codes(units) if code != lead))

    def _codes(self, units: Iterable[str]) -> Iterator[str]:
        for unit in units:
            name = unit_key(unit)
            if name in self.code_by_key:
                yield self.code_by_key[name]
            else:
                yield from self.members_by_key.get(name, ())


def department_names(department: Department) -> tuple[str, ...]:
    """Return every name a department goes by."""
    return (department.code, department.name, *department.aliases)
