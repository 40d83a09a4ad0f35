"""Several rows closed at once long after they were due: today is seldom the day they were done."""

from __future__ import annotations

import sys
from contextlib import suppress

from khtgdv.cli.listening.listener import current_listener
from khtgdv.cli.system.environment import today
from khtgdv.cli.system.output import say
from khtgdv.dates.periods import Position, format_date
from khtgdv.errors import KhtgdvError
from khtgdv.pasted import clean_pasted
from khtgdv.plan.model import Task
from khtgdv.query.id_lists import names_several, with_ranges
from khtgdv.query.names import resolve_step_id
from khtgdv.schedule.status import deadline_in_force
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khtgdv.dates.periods import Period
    from khtgdv.source.edit.drafts import PlanDraft
    from khtgdv.source.edit.record import Work
    from khtgdv.source.yaml.nodes import MappingNode

_LONG = 30  # days after the deadline


class LateRows(NamedTuple):
    """How many rows are long late, and by how many days the least and the most late of them."""

    row_count: int
    least: int
    most: int

    @property
    def days_in_words(self) -> str:
        """The days as they stand in a sentence."""
        return (
            f"{self.least} ngày"
            if self.least == self.most
            else f"từ {self.least} đến {self.most} ngày"
        )


def long_late_rows(drafts: PlanDraft, ids: Sequence[str]) -> LateRows | None:
    """Return several rows that are long late; None unless all of them are.

    What cannot be recorded anyway is told of when it is tried.
    """
    if not names_several(ids):
        return None
    drafts.open_files()
    rows = drafts.rows()
    with suppress(KhtgdvError):
        days = [_days_late(drafts, rows, text) for text in with_ranges(ids, rows)]
        return LateRows(len(days), min(days), max(days)) if min(days) > _LONG else None
    return None


def _days_late(drafts: PlanDraft, rows: Mapping[str, tuple[str, MappingNode]], text: str) -> int:
    row, number = resolve_step_id(text, rows)
    deadline = _deadline(drafts.validate_row(*rows[row]), number)
    return (today() - deadline.end).days if deadline else 0


def _deadline(work: Work, number: int | None) -> Period | None:
    """Return the deadline of an open row or step; None where there is nothing to close."""
    if number is None:
        return None if work.completed else deadline_in_force(work, Position(today()))
    steps = work.steps if isinstance(work, Task) else ()
    step = steps[number - 1] if number <= len(steps) else None
    return None if step is None or step.completed else step.due


def ask_day(late: LateRows) -> str | None:
    """Ask whoever sits there on which day the rows were done; None where nobody does.

    KhtgdvError where the answer never comes.
    """
    if current_listener() or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    say(f"Cả {late.row_count} mã đã quá hạn {late.days_in_words}, mà không có --on.")
    sys.stderr.write(f"Hoàn thành ngày nào? (Enter là hôm nay, {format_date(today())}): ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        raise KhtgdvError("Chưa ghi gì.", "chạy lại với ngày hoàn thành, ví dụ --on 31/3")
    return clean_pasted(answer)[0].strip() or today().isoformat()


def tell_day(late: LateRows) -> None:
    """Say that today was taken for the day on which rows were done that are long late."""
    say(
        f"Không có --on nên cả {late.row_count} mã ghi hoàn thành hôm nay, "
        f"{format_date(today())}, dù đã quá hạn {late.days_in_words}. "
        "Khác ngày thì khtgdv undo, rồi ghi lại với --on"
    )
