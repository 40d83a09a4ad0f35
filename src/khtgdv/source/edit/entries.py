"""Entries of a row: the periods of repeated work that were done, the units that were visited."""

from __future__ import annotations

from khtgdv.dates.periods import format_date, parse_period
from khtgdv.frozen import dataclass
from khtgdv.plan.model import Inspection, Task
from khtgdv.schedule.occurrences import key_around, occurrences
from khtgdv.source.edit.changes import EntryRemoval, EntryUpdate
from khtgdv.source.edit.record import (
    Record,
    RecordDates,
    RefusedRecordError,
    Work,
    early_day_cautions,
    require_likely_day,
    require_open,
)
from khtgdv.text import closest_match, escape_unsafe, name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.dates.periods import DateRange
    from khtgdv.plan.workdays import WorkCalendar
    from khtgdv.schedule.occurrences import Occurrence


@dataclass(frozen=True, slots=True)
class PlanCalendar:
    """What the periods of a repeated task are reckoned by."""

    span: DateRange
    workdays: WorkCalendar


def log(work: Work, texts: Sequence[str], dates: RecordDates, calendar: PlanCalendar) -> Record:
    """Record that some periods of a repeated task were done."""
    task = _require_repeated(work)
    require_open(work)
    require_likely_day(work, dates)
    schedule = list(occurrences(task, calendar.span, workdays=calendar.workdays))
    by_key = {
        item.log_key: item for item in (_match(task, text, schedule, calendar) for text in texts)
    }
    for occurrence in by_key.values():
        if occurrence.done_on:
            day = format_date(occurrence.done_on)
            message = f"{work.id} kỳ {_label(occurrence)} đã ghi làm ngày {day}."
            hint = f'ghi sai ngày thì bỏ rồi ghi lại: khtgdv log {work.id} "{occurrence.log_key}"'
            raise RefusedRecordError(message, f"{hint} --remove")
    periods = [str(item.period) for item in schedule]
    entries = tuple(
        (name if periods.count(str(item.period)) > 1 else str(item.period), dates.on.isoformat())
        for name, item in by_key.items()
    )
    labels = ", ".join(map(_label, by_key.values()))
    notice = f"{work.id}, kỳ {labels}: đã làm ngày {format_date(dates.on)}"
    future_labels = [_label(item) for item in by_key.values() if item.period.start > dates.on]
    cautions = [f"{', '.join(future_labels)} chưa đến"] if future_labels else []
    cautions += early_day_cautions(work, dates.on)
    return Record((EntryUpdate(work.id, "log", entries),), notice, tuple(cautions))


def remove_log(work: Work, texts: Sequence[str]) -> Record:
    """Take back that some periods of a repeated task were done."""
    task = _require_repeated(work)
    entries = dict.fromkeys(_logged_entry(task, text) for text in texts)
    removals = tuple(EntryRemoval(task.id, "log", entry) for entry in entries)
    words = ", ".join(f"{_entry_label(e)} (làm ngày {format_date(task.log[e])})" for e in entries)
    return Record(removals, f"{task.id} bỏ ghi nhận đã làm kỳ {words}")


def _require_repeated(work: Work) -> Task:
    if isinstance(work, Task) and work.repeat:
        return work
    hint = f"ghi hoàn thành: khtgdv done {work.id}"
    raise RefusedRecordError(f"{work.id} không phải việc định kỳ.", hint)


def _logged_entry(task: Task, text: str) -> str:
    """Return the entry of a log that a text means: with its label, or its period alone."""
    matches = [entry for entry in task.log if name_key(entry) == name_key(text)]
    matches = matches or [entry for entry in task.log if entry.partition(" ")[0] == text]
    if len(matches) == 1:
        return matches[0]
    if matches:
        choices = " hoặc ".join(f'"{entry}"' for entry in matches)
        message = f"{task.id} đã ghi nhiều lịch của kỳ {_entry_label(text)}."
        raise RefusedRecordError(message, f"ghi rõ: khtgdv log {task.id} {choices} --remove")
    message = f"{task.id} chưa ghi kỳ {_entry_label(text)}."
    recorded = ", ".join(task.log) or "chưa có kỳ nào"
    raise RefusedRecordError(message, f"các kỳ đã ghi: {recorded}")


def _entry_label(entry: str) -> str:
    """Return an entry of a log in words: its period, and the rule it is of."""
    period, _, label = entry.partition(" ")
    try:
        return " ".join(filter(None, (parse_period(period).label, label)))
    except ValueError:
        return escape_unsafe(entry)


def _label(item: Occurrence) -> str:
    return f"{item.period.label} {item.rule.label}" if item.rule.label else item.period.label


def _match(
    task: Task, text: str, schedule: Sequence[Occurrence], calendar: PlanCalendar
) -> Occurrence:
    """Return the occurrence a text means: its period alone where no other rule has it too."""
    matches = [item for item in schedule if name_key(item.log_key) == name_key(text)]
    matches = matches or [item for item in schedule if str(item.period) == text]
    if len(matches) == 1:
        return matches[0]
    if matches:
        choices = " hoặc ".join(f'"{item.log_key}"' for item in matches)
        message = f"{task.id} có hai lịch cùng có kỳ {matches[0].period.label}."
        raise RefusedRecordError(message, f"ghi rõ: khtgdv log {task.id} {choices}")
    daily = any(rule.every == "day" for rule in task.repeat)
    if daily and (reason := calendar.workdays.day_off_reason(text)):
        raise RefusedRecordError(f"{task.id}: {reason}, không có kỳ.", "chọn một ngày làm việc")
    closest = key_around(text, schedule) or closest_match(text, [item.log_key for item in schedule])
    guess = f'có phải "{closest}"? ' if closest else ""
    message = f'{task.id} không có kỳ "{escape_unsafe(text)}" trong lịch {calendar.span.label}.'
    raise RefusedRecordError(message, f"{guess}xem lịch định kỳ: khtgdv show {task.id}")


def visit(work: Work, unit_texts: Sequence[str], dates: RecordDates) -> Record:
    """Record that units of an inspection were visited."""
    inspection = _require_inspection(work)
    require_open(inspection)
    require_likely_day(inspection, dates)
    visit_dates = {name_key(unit): day for unit, day in inspection.visits.items()}
    entries: dict[str, str] = {}
    for name in _find_units(inspection, unit_texts):
        if day := visit_dates.get(name_key(name)):
            message = f"{work.id} đã ghi kiểm tra {name} ngày {format_date(day)}."
            hint = f'ghi sai ngày thì bỏ rồi ghi lại: khtgdv visit {work.id} "{name}" --remove'
            raise RefusedRecordError(message, hint)
        entries[name] = dates.on.isoformat()
    count = _visit_count(inspection, len(visit_dates) + len(entries))
    notice = f"{work.id} đã kiểm tra {', '.join(entries)} ngày {format_date(dates.on)} ({count})"
    change = EntryUpdate(work.id, "visits", tuple(entries.items()))
    return Record((change,), notice, early_day_cautions(work, dates.on))


def remove_visits(work: Work, unit_texts: Sequence[str]) -> Record:
    """Take back that units of an inspection were visited."""
    inspection = _require_inspection(work)
    visits = inspection.visits
    entries: dict[str, None] = {}
    for name in _find_units(inspection, unit_texts):
        recorded = [entry for entry in visits if name_key(entry) == name_key(name)]
        if not recorded:
            message = f"{work.id} chưa ghi kiểm tra {name}."
            hint = f"các nơi đã ghi: {', '.join(visits) or 'chưa có nơi nào'}"
            raise RefusedRecordError(message, hint)
        entries |= dict.fromkeys(recorded)
    removals = tuple(EntryRemoval(work.id, "visits", entry) for entry in entries)
    names = ", ".join(f"{entry} (ngày {format_date(visits[entry])})" for entry in entries)
    count = _visit_count(inspection, len(visits) - len(entries))
    return Record(removals, f"{work.id} bỏ ghi nhận đã kiểm tra {names} (còn {count})")


def _require_inspection(work: Work) -> Inspection:
    if isinstance(work, Inspection):
        return work
    message = f"{work.id} không phải dòng kiểm tra, giám sát."
    raise RefusedRecordError(message, f"ghi hoàn thành nhiệm vụ: khtgdv done {work.id}")


def _visit_count(inspection: Inspection, visited: int) -> str:
    return f"{visited} trên {len(set(map(name_key, inspection.unit_names)))} đơn vị"


def _find_units(work: Inspection, texts: Sequence[str]) -> list[str]:
    """Return the units of an inspection that are meant; the words of one may come one by one.

    At each place the longest name counts; what is none goes as far as the next one.
    """
    words = [text for text in texts if name_key(text) not in ("va", "")]
    units: list[str] = []
    unknown: list[str] = []
    place = 0
    while place < len(words):
        length, unit = _unit_at(work, words[place:])
        if not unit:
            unknown.append(words[place])
        elif unknown:
            break
        else:
            units.append(unit)
        place += length
    if unknown:
        raise _no_such_unit(work, " ".join(unknown))
    return units


def _unit_at(work: Inspection, words: Sequence[str]) -> tuple[int, str]:
    """Return how many of the first words name a unit, and the unit; one and none of others."""
    units = _units_by_key(work)
    keys = {length: name_key(" ".join(words[:length])) for length in range(len(words), 0, -1)}
    return next(((length, units[key]) for length, key in keys.items() if key in units), (1, ""))


def _units_by_key(work: Inspection) -> dict[str, str]:
    keys = {name_key(name): name for name in work.unit_names}
    return keys | {
        name_key(f"{unit.kind} {name}"): name for unit in work.units for name in unit.names
    }


def _no_such_unit(work: Inspection, text: str) -> RefusedRecordError:
    closest = closest_match(text, work.unit_names)
    guess = f"có phải {closest}? " if closest else ""
    message = f'{work.id} không có đơn vị "{escape_unsafe(text)}".'
    return RefusedRecordError(message, f"{guess}các đơn vị: {', '.join(work.unit_names)}")
