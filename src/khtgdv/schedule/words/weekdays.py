"""The days of the week that the words of a deadline name."""

from khtgdv.plan.due_days import guess_due_day
from khtgdv.schedule.words.patterns import Pattern

_NAMES = ("thứ ", "t2", "t3", "t4", "t5", "t6", "t7", "chủ nhật", "cn")
WEEKDAY = Pattern(
    r"\b(?P<day>thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|t[2-7]|chủ nhật|cn)\b(?! tháng)", _NAMES
)
_FIRST_WEEKDAY = Pattern(
    rf"{WEEKDAY.pattern} ?(?:-|đến(?: hết)?|tới) ?(?=thứ|t[2-7]|chủ|cn)",
    _NAMES,
    ("-", "đến", "tới"),
)


def weekdays(words: str) -> list[str]:
    """Return the days of the week that words name; of those from one to another the last."""
    names = [match["day"] for match in WEEKDAY.finditer(_FIRST_WEEKDAY.sub("", words))]
    days = map(guess_due_day, names)
    return list(dict.fromkeys(day for day in days if day))
