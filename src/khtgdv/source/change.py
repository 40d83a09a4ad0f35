"""What people record about a row: the changes it needs, and the refusals that save from mistakes.

Pure: a row and what is to be recorded go in, changes and one line of confirmation come out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.model import Inspection, Task
from khtgdv.occurrences import occurrences
from khtgdv.periods import Period, Position, shown
from khtgdv.schedule import deadline
from khtgdv.source.edit import Change, Drop, Enter, Push, Put
from khtgdv.text import key, nearest, one_line, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

Work = Task | Inspection


class RefusedRecordError(KhtgdvError):
    """Something that cannot be recorded about a row: nothing is written."""


@dataclass(frozen=True, slots=True)
class Record:
    """The changes of one row, and what is said once they are written."""

    changes: tuple[Change, ...]
    told: str


def done(work: Work, on: date, today: date, result: str | None) -> Record:
    """Record that a row was completed."""
    if isinstance(work, Task) and work.repeat:
        message = f"{work.id} là việc định kỳ, làm xong theo từng kỳ."
        hint = f"ghi từng kỳ: khtgdv log {work.id} {_some_period(work, on)}"
        raise RefusedRecordError(message, hint)
    _not_closed(work)
    _not_future(work, on, today)
    _not_before_started(work, on, "hoàn thành")
    changes: list[Change] = [Put(work.id, "completed", on.isoformat())]
    told = f"{work.id} hoàn thành ngày {shown(on)}{_timely(work, on)}"
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
        raise RefusedRecordError(f"{work.id} chưa hoàn thành và chưa hủy, không có gì để mở lại.")
    return Record(tuple(Drop(work.id, key) for key in keys), f"{work.id} mở lại: {gone}")


def start(work: Work, on: date, today: date) -> Record:
    """Record that work on a row has begun."""
    task = _task(work, 'ghi nơi đã kiểm tra: khtgdv visit {id} "tên đơn vị"')
    if task.started:
        message = f"{task.id} đã bắt đầu thực hiện ngày {shown(task.started)}."
        raise RefusedRecordError(message, "sửa ngày: khtgdv edit " + task.id)
    _not_closed(task)
    _not_future(task, on, today)
    told = f"{task.id} bắt đầu thực hiện ngày {shown(on)}"
    return Record((Put(task.id, "started", on.isoformat()),), told)


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
    changes: list[Change] = []
    told: list[str] = []
    for name, value in values.items():
        if str(getattr(task, name)) != value:
            changes.append(Put(task.id, name, value))
            unit = " %" if name == "progress" else ""
            told.append(f"{WORDS[name]} {one_line(value)}{unit}")
    if any(change.key == "progress" for change in changes if isinstance(change, Put)):
        _started(task)
    if notes:
        changes.append(Push(task.id, "notes", tuple(notes)))
        told.append(f"thêm {len(notes)} ghi chú")
    if not changes:
        raise RefusedRecordError(f"{task.id} đã ghi đúng như vậy, không có gì thay đổi.")
    return Record(tuple(changes), f"{task.id}: {', '.join(told)}")


def _started(work: Work) -> None:
    if isinstance(work, Task) and not work.started:
        message = f"{work.id} chưa có ngày bắt đầu thực hiện nên chưa ghi được tiến độ."
        raise RefusedRecordError(message, f"ghi trước: khtgdv start {work.id}")


def extend(  # noqa: PLR0913, PLR0917 - an extension has these parts
    work: Work, to: Period, reason: str, on: date, today: date, document: str | None
) -> Record:
    """Record that a row's deadline was moved; on a row without one it is fixed."""
    if isinstance(work, Task) and work.repeat:
        message = f"{work.id} là việc định kỳ, mỗi kỳ có hạn riêng."
        raise RefusedRecordError(message, "sửa lịch (repeat) bằng khtgdv edit " + work.id)
    _not_closed(work)
    _not_future(work, on, today)
    old = deadline(work, Position(on))
    if old and to.end <= old.end:
        message = f"{work.id} đang có hạn {old.label}; hạn mới {to.label} không muộn hơn."
        raise RefusedRecordError(message, "chọn thời hạn muộn hơn")
    item = {"to": str(to), "on": on.isoformat(), "reason": reason}
    item |= {"document": document} if document is not None else {}
    first = f"gia hạn đến {to.label} (hạn cũ {old.label})" if old else f"ấn định hạn {to.label}"
    told = f"{work.id} {first}, lý do: {one_line(reason)}"
    return Record((Push(work.id, "extensions", (item,)),), told)


def cancel(work: Work, reason: str, on: date, today: date) -> Record:
    """Record that a row is no longer to be done."""
    _not_closed(work)
    _not_future(work, on, today)
    value = {"on": on.isoformat(), "reason": reason}
    told = f"{work.id} hủy ngày {shown(on)}, lý do: {one_line(reason)}"
    return Record((Put(work.id, "cancelled", value),), told)


def log(work: Work, wanted: Sequence[str], on: date, today: date, year: int) -> Record:
    """Record that some periods of a repeated task were done."""
    if not isinstance(work, Task) or not work.repeat:
        hint = f"ghi hoàn thành: khtgdv done {work.id}"
        raise RefusedRecordError(f"{work.id} không phải việc định kỳ.", hint)
    _not_closed(work)
    _not_future(work, on, today)
    keys = [_occurrence(work, text, year) for text in dict.fromkeys(wanted)]
    for name in keys:
        if name in work.log:
            message = f"{work.id} kỳ {name} đã ghi ngày {shown(work.log[name])}."
            raise RefusedRecordError(message, "sửa ngày: khtgdv edit " + work.id)
    entries = tuple((name, on.isoformat()) for name in dict.fromkeys(keys))
    told = f"{work.id} ghi kỳ {', '.join(name for name, _ in entries)}, thực hiện ngày {shown(on)}"
    return Record((Enter(work.id, "log", entries),), told)


def _occurrence(task: Task, text: str, year: int) -> str:
    """Return the key in the log of the period a text means."""
    found = list(occurrences(task, year))
    plain = [str(one.period) for one in found]
    names = {key(one.key): one.key for one in found} | {
        key(str(one.period)): str(one.period) for one in found if plain.count(str(one.period)) == 1
    }
    labelled = [one.key for one in found if str(one.period) == text]
    if key(text) in names and (text not in plain or len(labelled) == 1):
        name = names[key(text)]
        own = next(one for one in found if name in (one.key, str(one.period)))
        return str(own.period) if plain.count(str(own.period)) == 1 else own.key
    if labelled:
        choices = " hoặc ".join(f'"{name}"' for name in labelled)
        raise RefusedRecordError(f"{task.id}: kỳ {text} có ở hai lịch.", f"ghi rõ: {choices}")
    near = nearest(text, [*plain, *(one.key for one in found)])
    guess = f"có phải {near}? " if near else ""
    message = f'{task.id} không có kỳ "{visible(text)}" trong lịch năm {year}.'
    raise RefusedRecordError(message, f"{guess}khtgdv show {task.id} cho biết lịch định kỳ")


def _some_period(task: Task, on: date) -> str:
    """Return the first period of a task that ends on or after a day, as an example."""
    found = [one for one in occurrences(task, on.year) if one.period.end >= on]
    return str(min(found, key=lambda one: one.period.end).period) if found else f"{on.year}-12"


def visit(work: Work, places: Sequence[str], on: date, today: date) -> Record:
    """Record that units of an inspection were visited."""
    if not isinstance(work, Inspection):
        message = f"{work.id} không phải dòng kiểm tra, giám sát."
        raise RefusedRecordError(message, "visit dùng cho KT-01, KT-02 …")
    _not_closed(work)
    _not_future(work, on, today)
    names = {key(name): name for name in work.names}
    entries: dict[str, str] = {}
    for place in places:
        if key(place) not in names:
            near = nearest(place, work.names)
            guess = f"có phải {near}? " if near else ""
            message = f'{work.id} không có đơn vị "{visible(place)}".'
            raise RefusedRecordError(message, f"{guess}các đơn vị: {', '.join(work.names)}")
        entries[names[key(place)]] = on.isoformat()
    for place, day in work.visits.items():
        if names.get(key(place)) in entries:
            raise RefusedRecordError(f"{work.id} đã kiểm tra {place} ngày {shown(day)}.")
    count = f"{len(work.visits) + len(entries)} trên {len(names)} đơn vị"
    told = f"{work.id} đã kiểm tra {', '.join(entries)} ngày {shown(on)} ({count})"
    return Record((Enter(work.id, "visits", tuple(entries.items())),), told)


def _task(work: Work, hint: str) -> Task:
    if isinstance(work, Task):
        return work
    raise RefusedRecordError(f"{work.id} là dòng kiểm tra, giám sát.", hint.format(id=work.id))


def _not_closed(work: Work) -> None:
    if work.completed:
        message = f"{work.id} đã hoàn thành ngày {shown(work.completed)}."
        raise RefusedRecordError(message, f"ghi sai thì mở lại: khtgdv reopen {work.id}")
    if work.cancelled:
        message = f"{work.id} đã hủy ngày {shown(work.cancelled.on)}."
        raise RefusedRecordError(message, f"làm lại thì mở lại: khtgdv reopen {work.id}")


def _not_future(work: Work, on: date, today: date) -> None:
    if on > today:
        message = f"{work.id}: ngày {shown(on)} ở sau hôm nay ({shown(today)})."
        raise RefusedRecordError(message, "chỉ ghi việc đã xảy ra")


def _not_before_started(work: Work, on: date, what: str) -> None:
    if isinstance(work, Task) and work.started and on < work.started:
        message = f"{work.id} bắt đầu thực hiện ngày {shown(work.started)}, không thể {what} trước."
        raise RefusedRecordError(message, "chọn ngày khác bằng --on")


def _timely(work: Work, on: date) -> str:
    in_force = deadline(work, Position(on))
    if in_force is None:
        return ""
    late = (on - in_force.end).days
    return f" (quá hạn {late} ngày)" if late > 0 else " (đúng hạn)"
