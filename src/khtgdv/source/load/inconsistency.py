"""What is wrong between the values of a row or of several, and what rows are held against."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from khtgdv.frozen import dataclass
from khtgdv.plan.model import Inspection, Task
from khtgdv.text import closest_match
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.dates.periods import DateRange
    from khtgdv.plan.directory import DepartmentDirectory
    from khtgdv.plan.workdays import WorkCalendar
    from khtgdv.source.load.validate import Loc

Work = Task | Inspection


class Inconsistency(NamedTuple):
    """A finding about the value at `loc` of a row, or about the key there.

    It holds only where the row's key `relies_on` could be read. A row may be right in what is in
    doubt: then it `keeps_row` in the reports, whatever key it stands at.
    """

    loc: Loc
    code: str
    message: str
    hint: str | None = None
    note: str | None = None
    at_key: bool = False
    relies_on: str = ""
    keeps_row: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What a row is held against; None where the file that says it is damaged.

    `guess` finds the nearest word; it takes time, and may find none where it has taken too much.
    """

    span: DateRange | None
    directory: DepartmentDirectory | None
    sections: Collection[str] | None
    focus: Collection[str] | None
    tasks: frozenset[str] | None
    workdays: WorkCalendar
    guess: Callable[[str, Iterable[str]], str | None] = closest_match
