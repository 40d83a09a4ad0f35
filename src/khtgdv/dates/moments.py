"""When something was recorded: a moment as programs keep it, in the words people read."""

from __future__ import annotations

from datetime import datetime

from khtgdv.dates.periods import format_date

_DAY_LENGTH = len("2026-03-31")


def moment_label(text: str) -> str:
    """Return a moment (ISO) as its author's clock showed it, a day alone where that is all it is.

    What is no moment is returned as it is.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text or "không rõ"
    day = format_date(moment.date())
    return day if len(text) <= _DAY_LENGTH else f"{day} {moment:%H:%M}"
