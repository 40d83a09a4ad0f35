"""The days of the week that the words of a deadline name."""

import re

WEEKDAY = re.compile(
    r"\b(?P<day>thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|t[2-7]|chủ nhật|cn)\b(?! tháng)"
)
_FIRST_WEEKDAY = re.compile(rf"{WEEKDAY.pattern} ?(?:-|đến(?: hết)?|tới) ?(?=thứ|t[2-7]|chủ|cn)")
_WEEKDAYS = {
    "hai": "mon", "2": "mon", "ba": "tue", "3": "tue", "tư": "wed", "4": "wed", "năm": "thu",
    "5": "thu", "sáu": "fri", "6": "fri", "bảy": "sat", "7": "sat",
}  # fmt: skip


def weekdays(words: str) -> list[str]:
    """Return the days of the week that words name; of those from one to another the last."""
    names = [match["day"] for match in WEEKDAY.finditer(_FIRST_WEEKDAY.sub("", words))]
    days = [_WEEKDAYS.get(name.removeprefix("thứ ").removeprefix("t"), "sun") for name in names]
    return list(dict.fromkeys(days))
