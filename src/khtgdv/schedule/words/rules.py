"""The repetition that the words of a deadline name, as rules of `repeat`."""

from __future__ import annotations

import re

from khtgdv.dates.repetition import FIRST_WORKDAY, LAST_WORKDAY
from khtgdv.frozen import replace
from khtgdv.schedule.words import rule_patterns as forms
from khtgdv.schedule.words.rule_words import RuleWords, half_year_rule, rules_of_times
from khtgdv.schedule.words.weekdays import WEEKDAY, weekdays

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from khtgdv.dates.periods import PeriodKind
    from khtgdv.schedule.words.dates import NamedTime

_UNITS: dict[str, PeriodKind] = {
    "ngày": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "6 tháng": "half-year",
    "nửa năm": "half-year", "9 tháng": "nine-months", "năm": "year", "năm học": "year",
    "học kỳ": "half-year",
}  # fmt: skip
_SO_MANY_NAMES = (("n", "n2", "n3"), ("unit", "unit2", "unit3", "unit4"))
_LAST_DAY_OF_MONTH = 31
_FIRST_PLACES = ("đầu tiên", "đầu", "thứ nhất", "thứ 1")


def named_rules(words: str, times: Sequence[NamedTime]) -> tuple[RuleWords, ...]:
    """Return the rules that words name; none where they name no repetition."""
    rules = tuple(dict.fromkeys(_rules_of_units(words, times)))
    if len(rules) != 1:
        return rules
    (rule,) = rules
    if len(days := _days_of(rule, words)) > 1:
        return tuple(
            replace(rule, on=day, label=f"lần {number}") for number, day in enumerate(days, 1)
        )
    if rule == RuleWords("year") and len(times) > 1 and (several := rules_of_times(times)):
        return several
    return (_DAYS.get(rule.every, _unchanged)(rule, words, times),)


def _days_of(rule: RuleWords, words: str) -> list[str]:
    """Return the days of its period that words name for a rule of weeks or months."""
    if rule.every == "week":
        return weekdays(words)
    return [str(day) for day in _days_of_month(words)] if rule.every == "month" else []


def _rules_of_units(words: str, times: Sequence[NamedTime]) -> Iterator[RuleWords]:
    """Yield a rule for each unit that is named, without the day on which it is due."""
    if match := forms.HALF_AND_WHOLE.search(words):
        before = forms.LAST_MONTH.sub("quý", words[: match.start()])
        yield from _each(before) if re.search(forms.EACH, before) else _bare_units(before)
        yield from _halves(times)
        if match["nine"]:
            yield RuleWords("nine-months")
    elif rules := [*_counted(words), *_each(words)]:
        yield from rules
    else:
        yield from _implied(words, times)


def _each(words: str) -> Iterator[RuleWords]:
    for match in forms.EACH_UNIT.finditer(words):
        for unit in forms.ONE_UNIT.findall(match["units"]):
            yield RuleWords(_UNITS.get(unit, "day"))


# How a number of months is called that has a name.
_MONTHS_CALLED: dict[int, PeriodKind] = {3: "quarter", 6: "half-year", 9: "nine-months", 12: "year"}


def _counted(words: str) -> Iterator[RuleWords]:
    """Yield `2 năm/lần`, `6 tháng một lần`, `2 lần/năm`."""
    for match in forms.EVERY_SO_MANY.finditer(words):
        number, unit = (next(filter(None, match.group(*names)), "1") for names in _SO_MANY_NAMES)
        yield _rule_every(int(number), unit)
    for match in forms.TIMES_A_UNIT.finditer(words):
        number_text = match["n"] or match["n2"]
        number = 1 if number_text == "một" else int(number_text)
        unit = match["unit"] or match["unit2"]
        months = {"năm": 12, "quý": 3}.get(unit, 1)
        if number > 1 and months > 1 and months % number == 0:
            yield _rule_every(months // number, "tháng")
        else:
            yield RuleWords(_UNITS[unit])


def _rule_every(number: int, unit: str) -> RuleWords:
    months = number * {"tháng": 1, "quý": 3}.get(unit, 0)
    if months in _MONTHS_CALLED:
        return RuleWords(_MONTHS_CALLED[months])
    return (
        RuleWords("month", interval=months) if months else RuleWords(_UNITS[unit], interval=number)
    )


def _implied(words: str, times: Sequence[NamedTime]) -> Iterator[RuleWords]:
    """Yield what is repeated without a word for it: a day of the next month, a weekday."""
    if match := forms.OF_NEXT.search(words) or forms.AFTER_END.search(words):
        yield RuleWords(_UNITS[match["unit"]])
    elif match := forms.WORKDAY.search(words) or forms.LAST_DAY.search(words):
        yield RuleWords(_UNITS[match["unit"] or "tháng"])
    elif forms.LAST_MONTH.search(words):
        yield RuleWords("quarter")
    elif not times and forms.SEVERAL_BARE.fullmatch(words):
        yield from _bare_units(words)
    elif not times and (
        forms.DAY_OF_EACH_MONTH.search(words) or forms.WEEKDAY_OF_MONTH.search(words)
    ):
        yield RuleWords("month")
    elif not times and WEEKDAY.search(words):
        yield RuleWords("week")
    elif re.fullmatch(r"(?:định kỳ |sơ kết |báo cáo )?6 tháng", words):
        yield RuleWords("half-year")


def _bare_units(words: str) -> Iterator[RuleWords]:
    for unit, first in re.findall(r"(6 tháng|9 tháng|tuần|tháng|quý|năm)( (?:i|1)\b)?", words):
        yield RuleWords(_UNITS[unit], in_=(1,) if unit == "quý" and first else ())


def _halves(times: Sequence[NamedTime]) -> Iterator[RuleWords]:
    """Yield the half-year and the year as one rule, or as two where each is due after its end."""
    days = [time.period.end for time in times if time.period.kind in ("day", "month")]
    if len(days) != 2:  # noqa: PLR2004 - one for the half-year, one for the year
        yield RuleWords("half-year")
        return
    first, last = days
    if first.month > 6 and last.month < first.month:  # noqa: PLR2004 - after June
        yield RuleWords(
            "half-year", in_=(1,), after=str((first - first.replace(month=6, day=30)).days)
        )
        yield RuleWords("year", after=str(last.timetuple().tm_yday))
    else:
        yield half_year_rule(days)


def _unchanged(rule: RuleWords, words: str, times: Sequence[NamedTime]) -> RuleWords:
    del words, times
    return rule


def _on_weekday(rule: RuleWords, words: str, times: Sequence[NamedTime]) -> RuleWords:
    del times
    if match := forms.WORKDAY.search(words):
        return replace(rule, on=_workday(match))
    return replace(rule, on=next(iter(weekdays(words)), ""))


def _workday(match: re.Match[str]) -> str:
    """Return the working day that a rule is due on; of the others no rule knows."""
    if match["place"].startswith("cuối"):
        return LAST_WORKDAY
    return FIRST_WORKDAY if match["place"] in _FIRST_PLACES else ""


def _on_day(rule: RuleWords, words: str, times: Sequence[NamedTime]) -> RuleWords:
    """Return a rule of months with the day it is due on, or so many days after."""
    del times
    if after := _days_after_end(words):
        return replace(rule, after=after)
    if match := forms.WORKDAY.search(words):
        return replace(rule, on=_workday(match))
    if match := forms.LAST_DAY.search(words):
        return rule if match["place"].startswith("cuối") else replace(rule, on="1")
    day = max(_days_of_month(words), default=_LAST_DAY_OF_MONTH)
    return replace(rule, on=str(day)) if day < _LAST_DAY_OF_MONTH else rule


def _days_after_end(words: str) -> str:
    """Return how many days after the end of its period a rule is due; nothing where none."""
    if match := forms.AFTER_END.search(words):
        return f"{int(match['n'])}{' working days' if match['work'] else ''}"
    match = forms.OF_NEXT.search(words)
    return str(int(match["n"])) if match else ""


def _days_of_month(words: str) -> list[int]:
    """Return the days of a month that words name without one: các ngày 15 và 30 hằng tháng."""
    words = forms.FIRST_OF_SEVERAL.sub("", words)
    outside = re.sub(r"\([^)]*\)", "", words)
    for text in (outside, words):
        matches = [
            next(filter(None, match.groups())) for match in forms.DAY_OF_MONTH.finditer(text)
        ]
        if days := [day for day in map(int, matches) if 1 <= day <= _LAST_DAY_OF_MONTH]:
            return days
    return []


def _on_days_of_year(rule: RuleWords, words: str, times: Sequence[NamedTime]) -> RuleWords:
    """Return a rule of years or half-years with the days of the year it is due on."""
    if after := _days_after_end(words):
        return replace(rule, after=after)
    if match := forms.WORKDAY.search(words):
        return replace(rule, on=_workday(match))
    ends = [time.period.end for time in times if time.period.kind != "year"]
    if rule.every == "half-year" and len(ends) == 2:  # noqa: PLR2004 - one for each
        return half_year_rule(ends)
    return _on_day_of_year(rule, words, ends[-1]) if len(ends) == 1 else rule


def _on_day_of_year(rule: RuleWords, words: str, day: date) -> RuleWords:
    if rule.every != "year" or rule.interval > 1:
        return rule
    if re.search(r"năm (?:sau|tới|kế tiếp|tiếp theo|liền kề)", words):
        return replace(rule, after=str(day.timetuple().tm_yday))
    on = f"{day:%m-%d}"
    return rule if on == "12-31" else replace(rule, on=on)


_DAYS: dict[PeriodKind, Callable[[RuleWords, str, Sequence[NamedTime]], RuleWords]] = {
    "week": _on_weekday,
    "month": _on_day,
    "quarter": _on_day,
    "half-year": _on_days_of_year,
    "year": _on_days_of_year,
}
