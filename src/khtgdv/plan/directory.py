"""Who is meant by a name: departments by code, name or alias, collective names, other bodies."""

from __future__ import annotations

import re
from functools import lru_cache

from khtgdv.frozen import dataclass, field
from khtgdv.text import name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from typing import Protocol

    from khtgdv.plan.office import Department, DepartmentGroup

    class Office(Protocol):
        """Whatever declares departments and collective names."""

        @property
        def departments(self) -> tuple[Department, ...]:
            """The departments, in the paper's order."""

        @property
        def groups(self) -> tuple[DepartmentGroup, ...]:
            """The collective names."""


# A part of a text that may name several units. Names have commas of their own.
_PART = r"[^,;\n]+"
_SEPARATOR = re.compile(r"[,;\n]")


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
    group_names: tuple[str, ...] = ()
    _most_parts: int = 1

    @classmethod
    def from_plan(cls, plan: Office) -> DepartmentDirectory:
        """Build the directory of a plan; the members of a group go by any of their names."""
        codes = {unit_key(name): d.code for d in plan.departments for name in department_names(d)}
        members = {
            name: tuple(codes[key] for key in map(unit_key, group.members) if key in codes)
            for group in plan.groups
            for name in (group.name, *group.aliases)
        }
        names = (*members, *(name for d in plan.departments for name in department_names(d)))
        return cls(
            {department.code: department for department in plan.departments},
            codes,
            {unit_key(name): codes_of_group for name, codes_of_group in members.items()},
            tuple(members),
            max((len(_parts(name)) for name in names), default=1),
        )

    def find(self, name: str) -> Department | None:
        """Return the department a name means, None where it is none of the office's."""
        code = self.code_by_key.get(unit_key(name))
        return self.departments[code] if code else None

    def codes_of(self, text: str) -> tuple[str, ...]:
        """Return the codes of the departments that a text names, each once; none in doubt.

        A text is a name, an alias, a collective name, or several of them between commas or
        semicolons: then it names them only if every part of it is known.
        """
        whole = self._codes_of_name(text)
        if whole or not _SEPARATOR.search(text):
            return whole
        codes = (code for name in self.split(text) for code in self._codes_of_name(name))
        return tuple(dict.fromkeys(codes))

    def split(self, text: str) -> list[str]:
        """Return the names of units in a text, as they are written; none where a part is unknown.

        A name may have commas of its own: the longest names count first.
        """
        parts = _parts(text)
        # From each part on: the names of the rest of the text, None where there is one unknown.
        names: list[list[str] | None] = [None] * len(parts) + [[]]
        for start in range(len(parts) - 1, -1, -1):
            for end in range(min(len(parts), start + self._most_parts), start, -1):
                name = text[parts[start].start() : parts[end - 1].end()].strip()
                rest = names[end]
                if rest is not None and self._codes_of_name(name):
                    names[start] = [name, *rest]
                    break
        return names[0] or []

    def expand(self, units: Iterable[str], leads: Collection[str]) -> tuple[str, ...]:
        """Return the codes of the departments that `units` name, each once, without the leads."""
        codes = (code for unit in units for code in self.codes_of(unit))
        return tuple(dict.fromkeys(code for code in codes if code not in leads))

    def cut_names(self, items: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Yield the known names that commas have cut into neighbours: from, to, the whole name.

        Neighbours that are known units each were not cut.
        """
        place = 0
        while place < len(items) - 1:
            for end in range(min(len(items), place + self._most_parts), place + 1, -1):
                parts = items[place:end]
                name = ", ".join(parts)
                if self._codes_of_name(name) and not all(map(self._codes_of_name, parts)):
                    yield place, end, name
                    place = end - 1
                    break
            place += 1

    def unknown_names(
        self, items: Sequence[str], find: Callable[[str], object]
    ) -> Iterator[tuple[int, str]]:
        """Yield where an item is nobody that `find` knows: its place, the name that was cut there.

        Of a name that commas have cut into several items the first is yielded.
        """
        cuts = {start: (end, name) for start, end, name in self.cut_names(items)}
        past = 0
        for place, item in enumerate(items):
            if place in cuts:
                past, name = cuts[place]
                yield place, name
            elif place >= past and not find(item):
                yield place, ""

    @property
    def unit_names(self) -> Iterator[str]:
        """Every name of a department."""
        return (name for each in self.departments.values() for name in department_names(each))

    def _codes_of_name(self, name: str) -> tuple[str, ...]:
        key = unit_key(name)
        code = self.code_by_key.get(key)
        return (code,) if code else self.members_by_key.get(key, ())


def _parts(text: str) -> list[re.Match[str]]:
    """Return what stands between the separators of a text and is not blank."""
    return [part for part in re.finditer(_PART, text) if not part[0].isspace()]


def department_names(department: Department) -> tuple[str, ...]:
    """Return every name a department goes by."""
    return (department.code, department.name, *department.aliases)
