"""What people record about a row: the changes it needs, and the refusals that save from mistakes.

Pure: a row and what is to be recorded go in, changes and one line of confirmation come out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.dates.periods import Period, Position, shown
from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.plan.model import Inspection, Task
from khtgdv.schedule.occurrences import around, occurrences
from khtgdv.schedule.status import deadline
from khtgdv.source.edit.changes import Change, Drop, Enter, Push, Put
from khtgdv.text import key, nearest, one_line, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from khtgdv.plan.workdays import Workdays
    from khtgdv.schedule.occurrences import Occurrence

Work = Task | Inspection


class RefusedRecordError(KhtgdvError):
    """Something that cannot be recorded about a row: nothing is written."""


@dataclass(frozen=True, slots=True)
class When:
    """The day something happened, and the day that nothing recorded may be after."""

    on: date
    today: date


@dataclass(frozen=True, slots=True)
class Record:
    """The changes of one row, and what is said once they are written."""

    changes: tuple[Change, ...]
    told: str


def done(work: Work, when: When, result: str | None) -> Record:
    """Record that a row was completed."""
    if isinstance(work, Task) and work.repeat:
        message = f"{work.id} là việc định kỳ, làm xong theo từng kỳ."
        hint = f"ghi từng kỳ: khtgdv log {work.id} {_some_period(work, when.on)}"
        raise RefusedRecordError(message, hint)
    _not_closed(work)
    _not_future(work, when)
    if isinstance(work, Task) and work.started and when.on < work.started:
        message = f"{work.id} bắt đầu thực hiện ngày {shown(work.started)}"
        hint = "chọn ngày khác bằng --on, hoặc sửa started: khtgdv edit " + work.id
        raise RefusedRecordError(f"{message}, không thể hoàn thành ngày {shown(when.on)}.", hint)
    changes: list[Change] = [Put(work.id, "completed", when.on.isoformat())]
    told = f"{work.id} hoàn thành ngày {shown(when.on)}{_timely(work, when.on)}"
    if result is not None:
        changes.append(Put(work.id, "result", result))
        told += f", kết quả {one_line(result)}"
    return Record(tuple(changes), told)


def reopen(work: Work) -> Record:
    """Take back that a row was completed, or that it was cancelled."""
    if work.completed:
        keys = ["completed", *(["result"] if work.result is not None else [])]
        gone = f"bỏ ghi nhận hoàn thành ngày {shown(work.completed)}"
        gone += f", kết quả {one_line(work.result)}" if work.result is not None else ""
    elif work.cancelled:
        keys, gone = ["cancelled"], f"bỏ việc hủy ngày {shown(work.cancelled.on)}"
    else:
        message = f"{work.id} chưa ghi hoàn thành, cũng chưa hủy: không có gì để mở lại."
        raise RefusedRecordError(message, f"xem dòng ấy: khtgdv show {work.id}")
    return Record(tuple(Drop(work.id, key) for key in keys), f"{work.id} mở lại: {gone}")


def start(work: Work, when: When) -> Record:
    """Record that work on a row has begun."""
    task = _task(work, f'ghi nơi đã kiểm tra: khtgdv visit {work.id} "tên đơn vị"')
    if task.started:
        message = f"{task.id} đã ghi bắt đầu thực hiện ngày {shown(task.started)}."
        raise RefusedRecordError(message, f"sửa ngày: khtgdv edit {task.id}")
    _not_closed(task)
    _not_future(task, when)
    told = f"{task.id} bắt đầu thực hiện ngày {shown(when.on)}"
    return Record((Put(task.id, "started", when.on.isoformat()),), told)


WORDS = {
    "assignee": "người được giao",
    "product": "sản phẩm",
    "responsibility": "trách nhiệm",
    "authority": "thẩm quyền",
    "progress": "tiến độ",
}


def update(work: Work, values: Mapping[str, str], notes: Sequence[str]) -> Record:
    """Record who does it, what comes of it, how far it is; add notes."""
    task = _task(work, "với dòng kiểm tra chỉ dùng được --note") if values else work
    fresh = {name: value for name, value in values.items() if _text(task, name) != value}
    if "progress" in fresh and isinstance(task, Task) and not task.started:
        message = f"{task.id} chưa có ngày bắt đầu thực hiện nên chưa ghi được tiến độ."
        raise RefusedRecordError(message, f"ghi trước: khtgdv start {task.id}")
    changes: list[Change] = [Put(task.id, name, value) for name, value in fresh.items()]
    told = [
        f"{WORDS[name]} {one_line(value)}{' %' if name == 'progress' else ''}"
        for name, value in fresh.items()
    ]
    if notes:
        changes.append(Push(task.id, "notes", tuple(notes)))
        told.append(f"thêm {len(notes)} ghi chú")
    if not changes:
        message = f"{task.id} đã ghi đúng như vậy, không có gì thay đổi."
        raise RefusedRecordError(message, f"xem dòng ấy: khtgdv show {task.id}")
    return Record(tuple(changes), f"{task.id}: {', '.join(told)}")


def _text(work: Work, name: str) -> str:
    value = getattr(work, name)
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why something is decided, and the paper that says so."""

    reason: str
    document: str | None = None


def extend(work: Work, to: Period, why: Reasons, when: When) -> Record:
    """Record that a row's deadline was moved; on a row without one it is fixed."""
    if isinstance(work, Task) and work.repeat:
        message = f"{work.id} là việc định kỳ, mỗi kỳ có hạn riêng."
        raise RefusedRecordError(message, f"sửa lịch (repeat): khtgdv edit {work.id}")
    _not_closed(work)
    _not_future(work, when)
    old = deadline(work, Position(when.on))
    if work.start and to.end < work.start.start:
        message = f"{work.id} bắt đầu từ {work.start.label}; hạn mới {to.label} ở trước đó."
        raise RefusedRecordError(message, "chọn thời hạn muộn hơn")
    if old and to.end <= old.end:
        message = f"{work.id} đang có hạn {old.label}; hạn mới {to.label} không muộn hơn."
        hint = f"chọn thời hạn muộn hơn; ghi sai lần trước thì sửa: khtgdv edit {work.id}"
        raise RefusedRecordError(message, hint)
    item = {"to": str(to), "on": when.on.isoformat(), "reason": why.reason}
    item |= {"document": why.document} if why.document is not None else {}
    first = f"gia hạn đến {to.label} (hạn cũ {old.label})" if old else f"ấn định hạn {to.label}"
    told = f"{work.id} {first}, lý do: {one_line(why.reason)}{_outlived(work, when.on)}"
    return Record((Push(work.id, "extensions", (item,)),), told)


def _outlived(work: Work, on: date) -> str:
    """Return a word where an extension of a later day is in force all the same."""
    later = [one for one in work.extensions if one.on > on]
    if not later:
        return ""
    last = max(later, key=lambda one: one.on)
    return f" (lưu ý: từ {shown(last.on)} có hiệu lực hạn {last.to.label} đã ghi)"


def cancel(work: Work, why: Reasons, when: When) -> Record:
    """Record that a row is no longer to be done."""
    _not_closed(work)
    _not_future(work, when)
    value = {"on": when.on.isoformat(), "reason": why.reason}
    told = f"{work.id} hủy ngày {shown(when.on)}, lý do: {one_line(why.reason)}"
    return Record((Put(work.id, "cancelled", value),), told)


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the periods of a repeated task are reckoned by."""

    year: int
    workdays: Workdays


def log(work: Work, wanted: Sequence[str], when: When, by: Schedule) -> Record:
    """Record that some periods of a repeated task were done."""
    if not isinstance(work, Task) or not work.repeat:
        hint = f"ghi hoàn thành: khtgdv done {work.id}"
        raise RefusedRecordError(f"{work.id} không phải việc định kỳ.", hint)
    _not_closed(work)
    _not_future(work, when)
    known = list(occurrences(work, by.year, workdays=by.workdays))
    meant = {one.key: one for one in (_occurrence(work, text, known, by) for text in wanted)}
    for one in meant.values():
        if one.done:
            message = f"{work.id} kỳ {_shown(one)} đã ghi làm ngày {shown(one.done)}."
            raise RefusedRecordError(message, f"sửa ngày: khtgdv edit {work.id}")
    periods = [str(one.period) for one in known]
    entries = tuple(
        (name if periods.count(str(one.period)) > 1 else str(one.period), when.on.isoformat())
        for name, one in meant.items()
    )
    told = f"{work.id} đã làm kỳ {', '.join(map(_shown, meant.values()))} ngày {shown(when.on)}"
    early = [_shown(one) for one in meant.values() if one.period.start > when.on]
    told += f" (lưu ý: {', '.join(early)} chưa đến)" if early else ""
    return Record((Enter(work.id, "log", entries),), told)


def _shown(one: Occurrence) -> str:
    return f"{one.period.label} {one.rule.label}" if one.rule.label else one.period.label


def _occurrence(task: Task, text: str, known: Sequence[Occurrence], by: Schedule) -> Occurrence:
    """Return the occurrence a text means: its period alone where no other rule has it too."""
    found = [one for one in known if key(one.key) == key(text)]
    found = found or [one for one in known if str(one.period) == text]
    if len(found) == 1:
        return found[0]
    if found:
        choices = " hoặc ".join(f'"{one.key}"' for one in found)
        message = f"{task.id} có hai lịch cùng có kỳ {found[0].period.label}."
        raise RefusedRecordError(message, f"ghi rõ: khtgdv log {task.id} {choices}")
    daily = any(rule.every == "day" for rule in task.repeat)
    if daily and (off := by.workdays.why_off(text)):
        raise RefusedRecordError(f"{task.id}: {off}, không có kỳ.", "chọn một ngày làm việc")
    near = around(text, known) or nearest(text, [one.key for one in known])
    guess = f'có phải "{near}"? ' if near else ""
    message = f'{task.id} không có kỳ "{visible(text)}" trong lịch năm {by.year}.'
    raise RefusedRecordError(message, f"{guess}xem lịch định kỳ: khtgdv show {task.id}")


def _some_period(task: Task, on: date) -> str:
    """Return the first period of a task that ends on or after a day, as an example."""
    found = [one.period for one in occurrences(task, on.year) if one.period.end >= on]
    return str(min(found, key=lambda period: period.end)) if found else f"{on.year}-12"


def visit(work: Work, places: Sequence[str], when: When) -> Record:
    """Record that units of an inspection were visited."""
    if not isinstance(work, Inspection):
        message = f"{work.id} không phải dòng kiểm tra, giám sát."
        raise RefusedRecordError(message, f"ghi hoàn thành nhiệm vụ: khtgdv done {work.id}")
    _not_closed(work)
    _not_future(work, when)
    visited = {key(place): day for place, day in work.visits.items()}
    entries: dict[str, str] = {}
    for name in [_unit(work, place) for place in places]:
        if day := visited.get(key(name)):
            message = f"{work.id} đã ghi kiểm tra {name} ngày {shown(day)}."
            raise RefusedRecordError(message, f"sửa ngày: khtgdv edit {work.id}")
        entries[name] = when.on.isoformat()
    count = f"{len(visited) + len(entries)} trên {len(set(map(key, work.names)))} đơn vị"
    told = f"{work.id} đã kiểm tra {', '.join(entries)} ngày {shown(when.on)} ({count})"
    return Record((Enter(work.id, "visits", tuple(entries.items())),), told)


def _unit(work: Inspection, place: str) -> str:
    """Return the unit of an inspection that is meant, with or without its kind."""
    known = {key(name): name for name in work.names}
    known |= {key(f"{unit.kind} {name}"): name for unit in work.units for name in unit.names}
    if name := known.get(key(place)):
        return name
    near = nearest(place, work.names)
    guess = f"có phải {near}? " if near else ""
    message = f'{work.id} không có đơn vị "{visible(place)}".'
    raise RefusedRecordError(message, f"{guess}các đơn vị: {', '.join(work.names)}")


def _task(work: Work, hint: str) -> Task:
    if isinstance(work, Task):
        return work
    raise RefusedRecordError(f"{work.id} là dòng kiểm tra, giám sát.", hint)


def _not_closed(work: Work) -> None:
    if work.completed:
        message = f"{work.id} đã ghi hoàn thành ngày {shown(work.completed)}."
        raise RefusedRecordError(message, f"ghi sai thì mở lại: khtgdv reopen {work.id}")
    if work.cancelled:
        message = f"{work.id} đã hủy ngày {shown(work.cancelled.on)}."
        raise RefusedRecordError(message, f"làm lại thì mở lại: khtgdv reopen {work.id}")


def _not_future(work: Work, when: When) -> None:
    if when.on > when.today:
        message = f"{work.id}: ngày {shown(when.on)} ở sau hôm nay ({shown(when.today)})."
        raise RefusedRecordError(message, "chỉ ghi việc đã xảy ra; chọn ngày khác bằng --on")


def _timely(work: Work, on: date) -> str:
    in_force = deadline(work, Position(on))
    if in_force is None:
        return ""
    late = (on - in_force.end).days
    return f" (quá hạn {late} ngày)" if late > 0 else " (đúng hạn)"
