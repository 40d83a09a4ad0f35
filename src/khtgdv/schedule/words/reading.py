"""What the words of a deadline say: a date, a repetition, whom they wait for, or no time at all.

The one grammar of these words: kinds of row, the findings of `validate` and what `import` makes of
a finish cell all come from it.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise

from khtgdv.dates.periods import Period, day_period, month_end, period_ending, same_day_in_year
from khtgdv.frozen import dataclass
from khtgdv.schedule.words.dates import DAY_OF_PART, NamedTime, joined, named_times
from khtgdv.schedule.words.patterns import Pattern
from khtgdv.schedule.words.rule_words import RuleWords, rules_of_times
from khtgdv.schedule.words.rules import named_rules
from khtgdv.schedule.words.spelling import spell
from khtgdv.schedule.words.ties import find_ties
from khtgdv.schedule.words.years import Years

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from typing import Literal

    WordKind = Literal["date", "repetition", "awaiting", "on-demand", "continuous", "worded"]

_BEFORE = Pattern(r"\btrước(?: khi)?(?: hết)?(?: ngày)?\s*$", ("trước",))
_SINCE = Pattern(
    r"\b(?:kể từ|bắt đầu từ|bắt đầu|từ sau|từ|sau)(?: ngày| đầu| khi)?\s*$",
    ("từ", "bắt đầu", "sau"),
)
_DEADLINE = Pattern(
    r"(?:trước|chậm nhất|muộn nhất|xong|hoàn thành|báo cáo|sơ kết|tổng kết|hạn|nộp|gửi|đến|từ|sau)"
    r"[^,;()]*$"
)
_ALSO = Pattern(r"\s*(?:,|và|&|\+|hoặc)\s*(?:ngày )?\s*")
# What is done to a work at its milestones, of which the last is the deadline.
_STAGE = Pattern(
    r"dự thảo|xây dựng|khảo sát|lấy ý kiến|thẩm định|thẩm tra|trình|phê duyệt|ban hành|triển khai"
    r"|tổ chức|khởi công|khởi động|bắt đầu|hoàn thành|xong|nghiệm thu|bàn giao|kết thúc|\d+ ?%"
)
_LATEST = Pattern(r"chậm nhất|muộn nhất|không quá", ("nhất", "không quá"))
_RELATIVE = Pattern(
    r"(?:tuần )?(?P<part>đầu|giữa|cuối|hết|nội trong|ngay trong|trong|cả)(?: tiên| cùng)?(?: của)? "
    r"(?P<unit>tháng|quý)(?: này)?(?! (?:\d|[iv]+\b|sau|trước|tới))",
    ("tháng", "quý"),
    ("đầu", "giữa", "cuối", "hết", "trong", "cả"),
)
_BARE_DAY = Pattern(r"(?:trước |chậm nhất |đến )?(?:hết )?ngày (?P<day>[12]?\d|3[01])", ("ngày ",))


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a deadline say.

    `start` and `due` are the time they name, `rules` the repetition; `times` all the times they
    name, in order, with whether each has its year. `choice` says in words what was chosen where
    they leave something open.
    """

    kind: WordKind
    due: Period | None = None
    start: Period | None = None
    rules: tuple[RuleWords, ...] = ()
    times: tuple[tuple[Period, bool], ...] = ()
    choice: str = ""

    @property
    def names_time(self) -> bool:
        """Tell whether the words name a time that a file has a key for."""
        return self.kind in ("date", "repetition")


@lru_cache(maxsize=4096)  # finish cells say the same few things
def read_words(text: str, years: Years) -> Reading:
    """Return what the words of a deadline say in a plan of some years."""
    words = spell(text)
    ties = find_ties(words)
    times = named_times(ties.rest, years)
    if rules := named_rules(ties.rest, [time for _, time in joined(ties.rest, times)]):
        end = None if rules[0].on else _end_of_repetition(ties.rest, times)
        return Reading("repetition", rules=rules, due=end)
    if ties.is_continuous:
        times = [time for time in times if _is_deadline(ties.rest, time)]
    due_times = [
        (begin, time)
        for begin, time in joined(ties.rest, _in_common_year(times))
        if begin or not _SINCE.search(ties.rest[: time.begin])
    ]
    if due_times:
        return _read_dates(ties.rest, due_times)
    since = next((time.whole for time in times), None)
    if ties.is_continuous or since:
        return Reading("continuous", start=since)
    if relative := _read_relative(ties.rest, years):
        return relative
    if ties.is_on_demand:
        return Reading("on-demand")
    return Reading("awaiting" if ties.is_awaiting else "worded")


def _is_deadline(words: str, time: NamedTime) -> bool:
    """Tell whether a time beside `all the time` is a deadline, not when most of it is done."""
    return time.period.kind != "year" and _DEADLINE.search(words[: time.begin]) is not None


def _end_of_repetition(words: str, times: Sequence[NamedTime]) -> Period | None:
    """Return the time up to which something is repeated: hằng tuần đến hết tháng 10."""
    for begin, time in joined(words, list(times)):
        if begin or re.search(r"\b(?:đến|đến hết|tới)(?: ngày)?\s*$", words[: time.begin]):
            return time.period
    return None


def _in_common_year(times: Sequence[NamedTime]) -> list[NamedTime]:
    """Return times of one list in the year that only the last of them names."""
    if not times or not times[-1].has_year or any(time.has_year for time in times[:-1]):
        return list(times)
    last = times[-1]
    return [*(t.in_year(last.period.end.year) if t.period.kind == last.period.kind
              and t.in_year(last.period.end.year).period.end <= last.period.end else t
              for t in times[:-1]), last]  # fmt: skip


Due = tuple["NamedTime | None", NamedTime]


def _read_dates(words: str, due_times: Sequence[Due]) -> Reading:
    """Return what one or several times say that are no beginnings."""
    named = tuple(pair for _, time in due_times for pair in _acceptable(words, time))
    has_stages = _has_stages(words, [time for _, time in due_times])
    narrowest = None if has_stages else _narrowest(due_times)
    if (
        not has_stages
        and narrowest is None
        and (rules := rules_of_times([time for _, time in due_times]))
    ):
        if pair := _adjacent(words, [time for _, time in due_times]):
            return Reading("date", pair[1].period, pair[0].period, times=named)
        return Reading("repetition", rules=rules, times=named)
    last = due_times[-1] if has_stages else max(due_times, key=lambda due: due[1].period.end)
    begin, time = narrowest or last
    choice = (
        "" if narrowest else "dòng có nhiều mốc, lấy mốc cuối; mỗi mốc có thể là một bước (steps)"
    )
    due = _due_period(words, time)
    said = choice or time.choice or _choice_of_before(words, time, due)
    return Reading("date", due, begin.whole if begin else None, times=named, choice=said)


def _narrowest(due_times: Sequence[Due]) -> Due | None:
    """Return the time that lies in all others (quý II, tháng 6); None where there is none."""
    for due in due_times:
        if all(other is due or _holds(other[1].whole, due[1].period) for other in due_times):
            return due
    return None


def _has_stages(words: str, times: Sequence[NamedTime]) -> bool:
    """Tell whether several times are milestones of one work: trình tháng 5, ban hành tháng 6."""
    ends = [0, *(time.end for time in times[:-1])]
    if len(times) > 1 and words[times[-1].end :].strip().startswith("đạt"):
        return True
    if len(times) > 1 and _LATEST.search(words, ends[-1], times[-1].begin):
        return _LATEST.search(words, 0, times[0].begin) is None
    stages = [_STAGE.findall(words, end, time.begin) for end, time in zip(ends, times, strict=True)]
    return bool(stages[0]) and any(names not in ([], stages[0]) for names in stages)


def _holds(whole: Period, part: Period) -> bool:
    return whole.start <= part.start and part.end <= whole.end


def _adjacent(words: str, times: Sequence[NamedTime]) -> tuple[NamedTime, NamedTime] | None:
    """Return the ends of two or more times without a gap: tháng 5, 6 is from May to June."""
    if len(times) > 2 and times[0].period.kind == "quarter":  # noqa: PLR2004 - each by its name
        return None
    for first, second in pairwise(times):
        gap = second.period.start.toordinal() - first.period.end.toordinal()
        if gap != 1 or not _ALSO.fullmatch(words, first.end, second.begin):
            return None
    return times[0], times[-1]


def _due_period(words: str, time: NamedTime) -> Period:
    """Return the period whose last day is the deadline: before June is by the end of May."""
    if time.period.kind == "day" or not _BEFORE.search(words[: time.begin]):
        return time.period
    kind = time.period.kind if time.period.kind in ("month", "quarter", "year") else "day"
    return period_ending(kind, time.period.start - timedelta(days=1))


def _acceptable(words: str, time: NamedTime) -> Iterator[tuple[Period, bool]]:
    """Yield the deadlines that are no contradiction to a time, with whether it has its year."""
    yield _due_period(words, time), time.has_year
    yield time.whole, time.has_year
    if time.period.kind == "day" and _BEFORE.search(words[: time.begin]):
        yield day_period(time.period.start - timedelta(days=1)), time.has_year


def _choice_of_before(words: str, time: NamedTime, due: Period) -> str:
    """Return in words what `before` was taken for."""
    if not _BEFORE.search(words[: time.begin]):
        return ""
    return f"“trước” tính đến hết {'ngày ' if due.kind == 'day' else ''}{due.label}"


def _read_relative(words: str, years: Years) -> Reading | None:
    """Return what `cuối tháng`, `trong quý` say: of the row's own start, or each time."""
    if match := _BARE_DAY.fullmatch(words):
        return _read_bare_day(int(match["day"]), years)
    match = _RELATIVE.search(words)
    if match is None:
        return None
    month = match["unit"] == "tháng"
    if years.start is None:
        return Reading("repetition", rules=(RuleWords("month" if month else "quarter"),))
    period = period_ending("month" if month else "quarter", years.start)
    if month and (day := DAY_OF_PART.get(match["part"])):
        day_of_part = day_period(period.start.replace(day=day))
        return Reading("date", day_of_part, choice=f"{match['part']} tháng tính đến ngày {day}")
    return Reading(
        "date", period, choice=f"tính theo {'tháng' if month else 'quý'} bắt đầu của dòng"
    )


def _read_bare_day(day: int, years: Years) -> Reading:
    if years.start is None:
        return Reading("repetition", rules=(RuleWords("month", on=str(day)),))
    due = years.day(max(day, 1), years.start.month, years.start.year)
    return Reading("date", due, choice="tính theo tháng bắt đầu của dòng")


def agrees(reading: Reading, due: Period) -> bool:
    """Tell whether a deadline is one that words name; words that name none agree with any.

    It may lie inside the time that they name (15/6 beside "Tháng 6"). Where they have no year, the
    year is no matter.
    """
    if not reading.times:
        return True
    return any(_lies_in(due.end, period, has_year) for period, has_year in reading.times)


def _lies_in(day: date, period: Period, has_year: bool) -> bool:  # noqa: FBT001 - a fact of the period
    if has_year or period.contains(day):
        return period.contains(day)
    years_between = day.year - period.end.year
    first = same_day_in_year(period.start, period.start.year + years_between)
    last = same_day_in_year(period.end, day.year)
    return (
        first
        <= day
        <= max(last, month_end(last.year, last.month) if period.kind != "day" else last)
    )
