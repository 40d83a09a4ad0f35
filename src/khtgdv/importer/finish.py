"""The words of a deadline's cell as the keys that a row of the files has."""

from __future__ import annotations

import re

from khtgdv.schedule.words.reading import read_words
from khtgdv.schedule.words.years import Years

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from khtgdv.dates.periods import DateRange
    from khtgdv.schedule.words.reading import Reading
    from khtgdv.schedule.words.rule_words import RuleWords

# Cells that say no more than a month or a day, which `due` says too.
_BARE = re.compile(r"[Tt]háng 0?\d{1,2}(?:/\d{4})?|\d{1,2}/\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
# Days alone, of the month that the row stands in: 15, 05 - 10, từ ngày 5 đến 10.
_DAYS_OF_MONTH = re.compile(
    r"(?:(?:các ngày|ngày|trước|chậm nhất|đến|tới|từ|hết|và|sáng|chiều|[-–,]|\d{1,2}(?!\d))\s*)*"
    r"(?:[12]?\d|3[01])"
)
_ITEM = re.compile(r"[^\s,\[\]]+")


def finish_reader(span: DateRange) -> Callable[[str, date | None], Mapping[str, object] | None]:
    """Return what reads the words of deadlines in a plan of a span.

    It takes the words and the day from which the row is done, and gives None where they name
    neither a time nor whom they wait for.
    """

    def read(text: str, start: date | None) -> Mapping[str, object] | None:
        years = Years(span, start)
        reading = read_words(text, years)
        if start and reading.kind == "worded" and _DAYS_OF_MONTH.fullmatch(text.lower()):
            reading = read_words(f"{text}/{start.month}/{start.year}", years)
        return None if reading.kind == "worded" else _keys(text, reading)

    return read


def _keys(text: str, reading: Reading) -> dict[str, object]:
    keys: dict[str, object] = {}
    if reading.start:
        keys["start"] = str(reading.start)
    if reading.due:
        keys["due"] = str(reading.due)
    if reading.rules:
        rules = [_rule(rule) for rule in reading.rules]
        keys["repeat"] = rules[0] if rules == [rules[0]] and isinstance(rules[0], str) else rules
    if not _BARE.fullmatch(text):
        keys["due_text"] = text
    return keys


def _rule(rule: RuleWords) -> str | dict[str, object]:
    """Return a rule as the data of a file: the kind alone where it says no more."""
    keys: dict[str, object] = {"every": rule.every}
    if rule.in_:
        keys["in"] = list(rule.in_)
    if rule.on:
        days = _ITEM.findall(rule.on) if rule.on.startswith("[") else [rule.on]
        keys["on"] = days if len(days) > 1 else days[0]
    if rule.after:
        keys["after"] = rule.after
    if rule.interval > 1:
        keys["interval"] = str(rule.interval)
    if rule.label:
        keys["label"] = rule.label
    return rule.every if len(keys) == 1 else keys
