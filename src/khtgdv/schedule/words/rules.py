"""The repetition that the words of a deadline name, as rules of `repeat`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khtgdv.dates.repetition import FIRST_WORKDAY, LAST_WORKDAY
from khtgdv.frozen import replace
from khtgdv.schedule.words.rule_words import RuleWords, half_year_rule, rules_of_times
from khtgdv.schedule.words.weekdays import WEEKDAY, weekdays

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
_UNIT = "ngày làm việc|học kỳ|ngày|tuần|tháng|quý|6 tháng|nửa năm|9 tháng|năm học|năm"
_EACH = (
    r"(?:định kỳ(?: vào)?(?: hằng| mỗi| theo)?|hằng|mỗi|từng|theo(?: từng| định kỳ)?"
    r"|tất cả các|các(?=[^;,]*trong năm)|của(?= năm báo cáo))"
)
_NO_DATE = r"\b(?! \d| đầu| cuối)"
# Units one after the other, the word for each said once: hằng tuần, tháng; 6 tháng và năm.
_EACH_UNIT = re.compile(
    rf"\b{_EACH} ?(?:\((?=\w))?(?P<units>(?:{_UNIT}){_NO_DATE}"
    rf"(?:(?: ?(?:,|/|và|;|hoặc|-) ?| )(?:{_EACH} |cả )?(?:{_UNIT}){_NO_DATE}(?! sau| trước))*)"
)
_ONE_UNIT = re.compile(_UNIT)
_ONCE = r"(?:(?:0?1|một) )?lần"
_EVERY_SO_MANY = re.compile(
    rf"\b(?:mỗi |cứ )?(?P<n>\d+) ?(?P<unit>ngày|tuần|tháng|quý|năm) ?(?:/|-)? ?{_ONCE}\b"
    rf"|\b(?:mỗi|định kỳ|cứ) (?P<n2>\d+) (?P<unit2>tuần|tháng|quý|năm){_NO_DATE}"
    rf"|\b(?P<unit3>ngày|tuần|tháng|quý|năm) ?/ ?{_ONCE}"
    rf"|\b{_ONCE} ?(?:/|mỗi|trong) ?(?P<n3>[2-9]|1\d) (?P<unit4>tuần|tháng|quý|năm)\b"
)
_SO_MANY_NAMES = (("n", "n2", "n3"), ("unit", "unit2", "unit3", "unit4"))
_TIMES_A_UNIT = re.compile(
    r"\b(?P<n>\d+|một) (?:lần|kỳ|đợt|cuộc|phiên|buổi|số|bài|tin) ?(?:/|mỗi|trong|trên|một) ?"
    r"(?:(?:0?1|một|mỗi) )?(?P<unit>ngày|tuần|tháng|quý|năm|học kỳ)\b"
    r"|(?<!\d )\b(?:mỗi |hằng |1 )?(?P<unit2>ngày|tuần|tháng|quý|năm|học kỳ) "
    r"(?P<n2>\d+) (?:lần|kỳ|đợt|cuộc)\b"
)
# 6 tháng (trước 05/6), cả năm (trước 05/12); sơ kết 6 tháng, tổng kết năm; 6 tháng, 9 tháng, năm
_HALF_AND_WHOLE = re.compile(
    r"\b6 tháng(?: đầu)?(?: năm)?(?: \([^)]*\)|[^,;/(]*)? ?(?:,|và|;|/|-)"
    r"(?P<nine> ?9 tháng(?: đầu năm)? ?(?:,|và|;|/|-))?[^,;()]*?"
    r"\b(?:(?:tổng kết|cả) năm\b|(?:cả |hằng )?năm\b(?! (?:20\d\d|\d)))"
)
_SEVERAL_BARE = re.compile(
    r"(?:báo cáo )?(?:tháng|quý|6 tháng|tuần)"
    r"(?: ?(?:,|/|và) ?(?:tuần|tháng|quý|6 tháng|9 tháng|(?:cả )?năm))+"
)
_NEXT = r"(?:sau|kế tiếp|tiếp theo|liền kề|liền sau|kế)"
_OF_NEXT = re.compile(
    rf"(?P<n>\d{{1,2}})(?: của)?(?: tháng (?:đầu|đầu tiên|thứ nhất)(?: của)?)? "
    rf"(?P<unit>tuần|tháng|quý) {_NEXT}\b"
)
_AFTER_END = re.compile(
    r"(?<![\d/])(?P<n>\d{1,2}) ngày(?P<work> làm việc)?(?: đầu)?(?: tiên)?"
    r"(?:,? (?:sau|kể từ|từ)(?: khi| ngày)? (?:kết thúc|hết)(?: kỳ| mỗi)? "
    rf"|(?: của)? (?=(?:tháng|quý) {_NEXT}))(?P<unit>tuần|tháng|quý|năm|6 tháng)"
)
_WORKDAY = re.compile(
    r"ngày làm việc (?P<place>đầu tiên|đầu|cuối cùng|cuối|thứ nhất|thứ \d+)(?: của| trong)?"
    rf"(?: hằng| mỗi| từng)? ?(?P<unit>tuần|tháng|quý|năm)?(?! \d)(?! {_NEXT})"
)
_LAST_DAY = re.compile(
    r"(?<!\d )ngày (?P<place>cuối cùng|cuối|đầu tiên|đầu)(?: của)?(?: hằng| mỗi| từng)? "
    r"(?P<unit>tuần|tháng|quý|năm)(?! (?:\d|[iv]+\b))"
)
_LAST_MONTH = re.compile(
    r"tháng (?:cuối|thứ ba|thứ 3|cuối cùng)(?: của)?(?: mỗi| hằng| từng| các)? quý"
    r"(?! (?:[iv]+|\d)\b)"
)
_WEEKDAY_OF_MONTH = re.compile(
    rf"{WEEKDAY.pattern}.*(?:đầu|cuối)(?: tiên| cùng)?(?: của)?(?: hằng| mỗi)? tháng"
)
_FIRST_DAYS = r"(?P<first>\d{1,2}) ngày đầu(?: tiên)?(?: của)?(?: mỗi| hằng)? tháng(?! \d)"
_DAY_OF_EACH_MONTH = re.compile(
    r"ngày \d{1,2} (?:của|trong|các) tháng(?! \d)|định kỳ(?: vào)? ngày \d{1,2}(?![\d/])"
    rf"|{_FIRST_DAYS}"
)
_DAY_OF_MONTH = re.compile(
    r"(?<!thứ )(?<!tuần )(?<![\d/])(?P<day>\d{1,2})(?=(?: ?(?:,|và|-) ?\d{1,2})*(?: của)?"
    r"(?: (?:hằng|mỗi|từng|các) (?:tháng|quý)| tháng cuối| tháng đầu| cuối tháng| của tháng))"
    rf"|{_FIRST_DAYS}"
    r"|ngày (?P<day2>\d{1,2})(?![\d/]| ?ngày| ?(?:-|,|và) ?\d+/)"
)
# Of the days from one to another the last is due: ngày 03 đến 05 hằng tháng.
_FIRST_OF_SEVERAL = re.compile(
    r"(?<![\d/])\d{1,2} ?(?:-|đến(?: hết)?|tới) ?(?=(?:ngày )?\d{1,2}\b(?!/))"
)
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
    if match := _HALF_AND_WHOLE.search(words):
        before = _LAST_MONTH.sub("quý", words[: match.start()])
        yield from _each(before) if re.search(_EACH, before) else _bare_units(before)
        yield from _halves(times)
        if match["nine"]:
            yield RuleWords("nine-months")
    elif rules := [*_counted(words), *_each(words)]:
        yield from rules
    else:
        yield from _implied(words, times)


def _each(words: str) -> Iterator[RuleWords]:
    for match in _EACH_UNIT.finditer(words):
        for unit in _ONE_UNIT.findall(match["units"]):
            yield RuleWords(_UNITS.get(unit, "day"))


# How a number of months is called that has a name.
_MONTHS_CALLED: dict[int, PeriodKind] = {3: "quarter", 6: "half-year", 9: "nine-months", 12: "year"}


def _counted(words: str) -> Iterator[RuleWords]:
    """Yield `2 năm/lần`, `6 tháng một lần`, `2 lần/năm`."""
    for match in _EVERY_SO_MANY.finditer(words):
        number, unit = (next(filter(None, match.group(*names)), "1") for names in _SO_MANY_NAMES)
        yield _rule_every(int(number), unit)
    for match in _TIMES_A_UNIT.finditer(words):
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
    if match := _OF_NEXT.search(words) or _AFTER_END.search(words):
        yield RuleWords(_UNITS[match["unit"]])
    elif match := _WORKDAY.search(words) or _LAST_DAY.search(words):
        yield RuleWords(_UNITS[match["unit"] or "tháng"])
    elif _LAST_MONTH.search(words):
        yield RuleWords("quarter")
    elif not times and _SEVERAL_BARE.fullmatch(words):
        yield from _bare_units(words)
    elif not times and (_DAY_OF_EACH_MONTH.search(words) or _WEEKDAY_OF_MONTH.search(words)):
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
    if match := _WORKDAY.search(words):
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
    if match := _WORKDAY.search(words):
        return replace(rule, on=_workday(match))
    if match := _LAST_DAY.search(words):
        return rule if match["place"].startswith("cuối") else replace(rule, on="1")
    day = max(_days_of_month(words), default=_LAST_DAY_OF_MONTH)
    return replace(rule, on=str(day)) if day < _LAST_DAY_OF_MONTH else rule


def _days_after_end(words: str) -> str:
    """Return how many days after the end of its period a rule is due; nothing where none."""
    if match := _AFTER_END.search(words):
        return f"{int(match['n'])}{' working days' if match['work'] else ''}"
    match = _OF_NEXT.search(words)
    return str(int(match["n"])) if match else ""


def _days_of_month(words: str) -> list[int]:
    """Return the days of a month that words name without one: các ngày 15 và 30 hằng tháng."""
    words = _FIRST_OF_SEVERAL.sub("", words)
    outside = re.sub(r"\([^)]*\)", "", words)
    for text in (outside, words):
        matches = [next(filter(None, match.groups())) for match in _DAY_OF_MONTH.finditer(text)]
        if days := [day for day in map(int, matches) if 1 <= day <= _LAST_DAY_OF_MONTH]:
            return days
    return []


def _on_days_of_year(rule: RuleWords, words: str, times: Sequence[NamedTime]) -> RuleWords:
    """Return a rule of years or half-years with the days of the year it is due on."""
    if after := _days_after_end(words):
        return replace(rule, after=after)
    if match := _WORKDAY.search(words):
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
