"""The words after `khtgdv log TX-28`: the periods that were done, and the day if it is among them.

`tuần 9`, `9 10`, `T3 31/3`, `Q1 giao ban`: a period may take several words, and a label may follow.
"""

from __future__ import annotations

from datetime import timedelta

from khtgdv.dates.periods import period_around
from khtgdv.errors import UsageError
from khtgdv.frozen import replace
from khtgdv.plan.model import Task
from khtgdv.query.choices import REPETITIONS
from khtgdv.query.ranges import read_at
from khtgdv.query.times.places import DAY, TIME
from khtgdv.query.times.typed import typed_time
from khtgdv.source.edit.record import RefusedRecordError
from khtgdv.text import escape_unsafe, listed, name_key
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khtgdv.dates.periods import DateRange, Period, PeriodKind
    from khtgdv.source.edit.record import Work

_TO = frozenset({"den", "toi"})
_MOST_WORDS = 6  # 6 tháng đầu năm 2026


class LogWords(NamedTuple):
    """The periods as files write them, each with its label, and the day that was typed behind."""

    periods: list[str]
    day: str | None


class _Item(NamedTuple):
    """What was typed for a period, and the words of a label behind it."""

    time: str
    label: tuple[str, ...] = ()
    is_quoted: bool = False
    is_end: bool = False  # of a range that the item before begins


def read_log_words(words: Sequence[str], work: Work, span: DateRange) -> LogWords:
    """Return what the words after the row's ID mean; UsageError where no time can be read so."""
    items = _items([*_split(words, span)], span)
    units = _units(work)
    day = None
    if len(items) > 1 and "day" not in units and _is_day(items[-1].time, span):
        day = None if items[-1].is_end else items.pop().time
    return LogWords([*_periods(items, work, units, span)], day)


def places_and_day(words: Sequence[str], span: DateRange) -> tuple[Sequence[str], str | None]:
    """Return the words after `khtgdv visit KT-02`: the places, and the day typed behind them."""
    for length in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        if _is_day(day := " ".join(words[-length:]), span):
            return words[:-length], day
    return words, None


def _split(words: Sequence[str], span: DateRange) -> Iterator[str]:
    """Yield words with lists of periods one by one: `1,2`, `T3, T4 và T5`."""
    for word in words:
        parts = listed(word)
        if all(typed_time(part, span) for part in parts):
            yield from parts
        elif ".." in word:
            first, _, last = word.partition("..")
            yield from (first.strip(), "đến", last.strip(" ."))
        elif name_key(word) != "va":
            yield word


def _units(work: Work) -> list[PeriodKind]:
    rules = work.repeat if isinstance(work, Task) else ()
    return list(dict.fromkeys(rule.every for rule in rules))


def _is_day(text: str, span: DateRange) -> bool:
    time = typed_time(text, span)
    return time is not None and time.may_be_day


def _items(words: Sequence[str], span: DateRange) -> list[_Item]:
    """Return the periods: each the longest words that are a time; what follows is its label."""
    items: list[_Item] = []
    place = 0
    while place < len(words):
        if name_key(words[place]) in _TO and items:
            length = _length_of_time(words[place + 1 :], span)
            items.append(_Item(" ".join(words[place + 1 : place + 1 + length]), is_end=True))
            place += 1 + length
            continue
        length = _length_of_time(words[place:], span)
        in_label = bool(items and items[-1].label and not items[-1].is_quoted)
        if length and not (in_label and words[place].isdigit()):
            items.append(_Item(" ".join(words[place : place + length])))
        elif items and " " not in words[place]:
            items[-1] = _Item(items[-1].time, (*items[-1].label, words[place]))
        else:
            items.append(_cut(words[place].split(), span))
        place += max(length, 1)
    return items


def _length_of_time(words: Sequence[str], span: DateRange) -> int:
    """Return how many of the first words are one time; 0 where they begin with none."""
    lengths = range(min(len(words), _MOST_WORDS), 0, -1)
    return next((n for n in lengths if typed_time(" ".join(words[:n]), span)), 0)


def _cut(words: Sequence[str], span: DateRange) -> _Item:
    """Return what was quoted as one: a period and its label."""
    length = _length_of_time(words, span) or 1
    return _Item(" ".join(words[:length]), tuple(words[length:]), is_quoted=True)


def _periods(
    items: Sequence[_Item], work: Work, units: Sequence[PeriodKind], span: DateRange
) -> Iterator[str]:
    """Yield the periods as files write them, each with its label, those of a range one by one."""
    before: Period | None = None
    for item in items:
        period = _period(item, work, units, span)
        if item.is_end:
            yield from map(str, _between(before, period, item, work))
        else:
            yield " ".join((item.time if period is None else str(period), *item.label))
        before = None if item.label or item.is_end else period


def _between(
    first: Period | None, last: Period | None, item: _Item, work: Work
) -> Iterator[Period]:
    """Yield the periods after the first until the last; UsageError where that is no range."""
    if first is None or last is None or first.kind != last.kind or last.end <= first.end:
        message = f'{work.id}: không rõ "đến {escape_unsafe(item.time)}" là đến kỳ nào.'
        raise UsageError(message, "ghi từng kỳ, hoặc hai đầu của khoảng: tuần 1 đến tuần 3")
    while first.end < last.end and first.kind != "nine-months":
        first = period_around(first.kind, first.end + timedelta(1))
        yield first


def _period(item: _Item, work: Work, units: Sequence[PeriodKind], span: DateRange) -> Period | None:
    """Return the period that was typed, None where that is a label.

    A number is of the task's own unit.
    """
    time = typed_time(item.time, span)
    if time is None:
        return None
    if time.kind == "number" and {"week", "month"} <= set(units):
        message = f'{work.id}: "{escape_unsafe(item.time)}" là tuần hay tháng?'
        raise UsageError(message, f"ghi rõ: tuần {time.number} hoặc tháng {time.number}")
    only_unit = units[0] if len(units) == 1 else None
    place = DAY if only_unit == "day" else replace(TIME, unit=only_unit or "month")
    period = read_at(item.time, span, place)
    if only_unit and period.kind != only_unit:
        unit = REPETITIONS[only_unit][0]
        message = f'{work.id} lặp theo {unit}, không có kỳ "{escape_unsafe(item.time)}".'
        likely = period_around(only_unit, period.end).label
        guess = f'có phải "{likely if time.may_be_day else f"{unit} {time.number}"}"'
        raise RefusedRecordError(message, f"{guess}? xem lịch định kỳ: khtgdv show {work.id}")
    return period
