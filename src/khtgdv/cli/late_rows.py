"""Several rows closed at once long after they were due: today is seldom the day they were done."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from khtgdv.cli.listening.listener import current_listener
from khtgdv.cli.system.environment import today
from khtgdv.cli.system.output import say
from khtgdv.dates.periods import Position, format_date
from khtgdv.errors import KhtgdvError
from khtgdv.pasted import clean_pasted
from khtgdv.plan.model import Task
from khtgdv.query.names import resolve_step_id
from khtgdv.schedule.status import deadline_in_force

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khtgdv.dates.periods import Period
    from khtgdv.source.edit.drafts import PlanDraft
    from khtgdv.source.edit.record import Work
    from khtgdv.source.yaml.nodes import MappingNode

_LONG = 30  # days after the deadline


def days_of_long_late_rows(drafts: PlanDraft, ids: Sequence[str]) -> tuple[int, int] | None:
    """Return how late the least and the most late of several rows is; None unless all are so long.

    What cannot be recorded anyway is told of when it is tried.
    """
    if len(ids) < 2:  # noqa: PLR2004 - several
        return None
    drafts.open_files()
    rows = drafts.rows()
    with suppress(KhtgdvError):
        days = [_days_late(drafts, rows, text) for text in ids]
        return (min(days), max(days)) if min(days) > _LONG else None
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


def ask_day(count: int, days: tuple[int, int]) -> str | None:
    """Ask whoever sits there on which day the rows were done; None where nobody does.

    KhtgdvError where the answer never comes.
    """
    if current_listener() or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    say(f"Cả {count} mã đã quá hạn {_days_words(days)}, mà không có --on.")
    sys.stderr.write(f"Hoàn thành ngày nào? (Enter là hôm nay, {format_date(today())}): ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        raise KhtgdvError("Chưa ghi gì.", "chạy lại với ngày hoàn thành, ví dụ --on 31/3")
    return clean_pasted(answer)[0].strip() or today().isoformat()


def tell_day(count: int, days: tuple[int, int]) -> None:
    """Say that today was taken for the day on which rows were done that are long late."""
    say(
        f"Không có --on nên cả {count} mã ghi hoàn thành hôm nay, {format_date(today())}, dù đã "
        f"quá hạn {_days_words(days)}. Khác ngày thì khtgdv undo, rồi ghi lại với --on"
    )


def _days_words(days: tuple[int, int]) -> str:
    least, most = days
    return f"{least} ngày" if least == most else f"từ {least} đến {most} ngày"
