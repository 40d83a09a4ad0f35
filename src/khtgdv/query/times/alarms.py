"""How long before a deadline people are reminded of it, as they type that."""

from __future__ import annotations

import re
from datetime import timedelta

from khtgdv.errors import UsageError
from khtgdv.text import escape_unsafe, fold, listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_UNITS = {
    "w": "weeks", "week": "weeks", "weeks": "weeks", "tuan": "weeks",
    "": "days", "d": "days", "day": "days", "days": "days", "ngay": "days", "n": "days",
    "h": "hours", "hour": "hours", "hours": "hours", "gio": "hours", "g": "hours",
    "m": "minutes", "min": "minutes", "phut": "minutes", "p": "minutes",
}  # fmt: skip
_PART = re.compile(r"\s*([0-9]{1,5})\s*([a-z]*)")
_LONGEST = timedelta(days=366)


def read_alarms(texts: Iterable[str]) -> tuple[timedelta, ...]:
    """Return the times that texts tell, each once; UsageError for what is none."""
    return tuple(
        dict.fromkeys(_read_alarm(part) for text in texts for part in listed(text) or [text])
    )


def _read_alarm(text: str) -> timedelta:
    words = fold(text).removesuffix("truoc").strip()
    parts = _PART.findall(words)
    if not parts or _PART.sub("", words) or any(unit not in _UNITS for _, unit in parts):
        message = f'--alarm: "{escape_unsafe(text)}" không phải một khoảng thời gian.'
        raise UsageError(message, "Viết 3d (3 ngày), 1w (1 tuần), 12h (12 giờ), 2d16h.")
    length = sum((timedelta(**{_UNITS[unit]: int(n)}) for n, unit in parts), timedelta())
    if length > _LONGEST:
        raise UsageError(f'--alarm: "{escape_unsafe(text)}" dài hơn một năm.', "Ví dụ: --alarm 3d")
    return length
