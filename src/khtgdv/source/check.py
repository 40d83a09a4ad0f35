"""What a row says with itself and with its plan: findings that point at the value concerned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from khtgdv.model import Inspection, Task
from khtgdv.occurrences import occurrences
from khtgdv.periods import Period, shown
from khtgdv.text import did_you_mean, key, nearest, visible
from khtgdv.units import names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from khtgdv.source.validate import Loc
    from khtgdv.units import Directory

Work = Task | Inspection


class Trouble(NamedTuple):
    """A finding about the value at `loc` of a row, or about the key there."""

    loc: Loc
    code: str
    message: str
    hint: str | None = None
    note: str | None = None
    at_key: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What a row is held against.

    `directory` is None where the plan's own file is damaged, `tasks` where the file of tasks is:
    what is not known is not held against a row.
    """

    year: int
    directory: Directory | None
    focus: frozenset[str]
    tasks: frozenset[str] | None


def check(work: Work, context: Context) -> Iterator[Trouble]:
    """Yield every finding about a row."""
    for rule in CHECKS:
        yield from rule(work, context)


def _department(work: Work, context: Context) -> Iterator[Trouble]:
    directory = context.directory
    if directory is None or work.lead is None or work.lead in directory.departments:
        return
    found = directory.find(work.lead)
    names = [name for known in directory.departments.values() for name in names_of(known)]
    near = found or directory.find(nearest(work.lead, names) or "")
    hint = f'có phải "{near.code}" ({near.name})?' if near else None
    message = f'đơn vị chủ trì "{visible(work.lead)}" không có trong kế hoạch'
    note = f"các mã đơn vị: {', '.join(directory.departments)}"
    yield Trouble(("lead",), "unknown-department", message, hint, note)


def _dates(work: Work) -> Iterator[tuple[Loc, date]]:
    """Yield every date and every end of a period in a row, with where it stands."""
    for name in ("start", "due"):
        period: Period | None = getattr(work, name)
        if period:
            yield (name,), period.end
    for name in ("started", "completed"):
        if day := getattr(work, name, None):
            yield (name,), day
    for number, extension in enumerate(work.extensions):
        yield ("extensions", number, "to"), extension.to.end
        yield ("extensions", number, "on"), extension.on
    if work.cancelled:
        yield ("cancelled", "on"), work.cancelled.on
    name, days = ("log", work.log) if isinstance(work, Task) else ("visits", work.visits)
    for entry, day in days.items():
        yield (name, entry), day


def _range(work: Work, context: Context) -> Iterator[Trouble]:
    first, last = date(context.year - 1, 1, 1), date(context.year + 2, 12, 31)
    for loc, day in _dates(work):
        if not first <= day <= last:
            message = f"{shown(day)} quá xa năm {context.year} của kế hoạch"
            hint = f"ngày phải từ {shown(first)} đến {shown(last)}"
            yield Trouble(loc, "date-out-of-range", message, hint)


def _order(work: Work, _: Context) -> Iterator[Trouble]:
    if not work.start:
        return
    ends: list[tuple[str, Loc, Period | None]] = [("due-before-start", ("due",), work.due)]
    ends += [
        ("extension-before-start", ("extensions", number, "to"), extension.to)
        for number, extension in enumerate(work.extensions)
    ]
    for code, loc, period in ends:
        if period and period.end < work.start.start:
            message = f"thời hạn {period.label} trước khi bắt đầu ({work.start.label})"
            yield Trouble(loc, code, message, "sửa thời hạn hoặc tháng bắt đầu")


def _progress(work: Work, _: Context) -> Iterator[Trouble]:
    if not isinstance(work, Task):
        return
    if work.progress is not None and work.started is None:
        message = "có tiến độ mà chưa có ngày bắt đầu thực hiện"
        yield Trouble(("progress",), "progress-without-started", message, "thêm started: ngày")
    if work.completed and work.started and work.completed < work.started:
        message = f"hoàn thành {shown(work.completed)} trước khi bắt đầu {shown(work.started)}"
        yield Trouble(("completed",), "completed-before-started", message, "sửa một trong hai ngày")


def _closing(work: Work, _: Context) -> Iterator[Trouble]:
    if work.completed and work.cancelled:
        message = "vừa hoàn thành vừa hủy; khtgdv tính theo việc xảy ra trước"
        hint = "giữ lại completed hoặc cancelled"
        yield Trouble(("cancelled",), "completed-and-cancelled", message, hint, at_key=True)
    days = (work.completed, work.cancelled.on if work.cancelled else None)
    closed = min((day for day in days if day), default=None)
    for number, extension in enumerate(work.extensions):
        if closed and extension.on > closed:
            message = f"gia hạn ngày {shown(extension.on)}, sau khi việc đã xong {shown(closed)}"
            loc = ("extensions", number, "on")
            yield Trouble(loc, "extension-after-close", message, "gia hạn này không có hiệu lực")


def _focus(work: Work, context: Context) -> Iterator[Trouble]:
    codes = work.focus if isinstance(work, Task) and context.directory else ()
    for number, code in enumerate(codes):
        if code not in context.focus:
            message = f'nhiệm vụ trọng tâm "{visible(code)}" không có trong kế hoạch'
            hint = f"chọn một trong: {', '.join(sorted(context.focus))}"
            yield Trouble(("focus", number), "unknown-focus", message, hint)


def _log(work: Work, context: Context) -> Iterator[Trouble]:
    if not isinstance(work, Task) or not work.log:
        return
    if not work.repeat:
        message = "có nhật ký log mà không có lịch định kỳ repeat"
        hint = "thêm repeat, hoặc ghi completed thay cho log"
        yield Trouble(("log",), "log-without-repeat", message, hint, at_key=True)
        return
    found = list(occurrences(work, context.year))
    plain = [str(occurrence.period) for occurrence in found]
    known = {occurrence.key for occurrence in found}
    for entry in work.log:
        if entry in known or plain.count(entry) == 1:
            continue
        if entry in plain:
            labels = ", ".join(f'"{o.key}"' for o in found if str(o.period) == entry)
            message = f'kỳ "{entry}" có ở hai lịch'
            yield Trouble(
                ("log", entry), "ambiguous-occurrence", message, f"viết {labels}", at_key=True
            )
        else:
            message = f'kỳ "{visible(entry)}" không có trong lịch định kỳ của nhiệm vụ này'
            guess = did_you_mean(entry, [*known, *plain])
            yield Trouble(("log", entry), "unknown-occurrence", message, guess, at_key=True)


def _inspection(work: Work, context: Context) -> Iterator[Trouble]:
    if not isinstance(work, Inspection):
        return
    names = {key(name) for name in work.names}
    for place in work.visits:
        if key(place) not in names:
            message = f'"{visible(place)}" không nằm trong các đơn vị được kiểm tra'
            hint = did_you_mean(place, work.names)
            yield Trouble(("visits", place), "unknown-visit", message, hint, at_key=True)
    for number, task in enumerate(work.related):
        if context.tasks is not None and task not in context.tasks:
            message = f"không có nhiệm vụ {task} trong kế hoạch"
            yield Trouble(("related", number), "unknown-task", message, "sửa hoặc xóa mã này")


CHECKS: tuple[Callable[[Work, Context], Iterator[Trouble]], ...] = (
    _department, _range, _order, _progress, _closing, _focus, _log, _inspection,
)  # fmt: skip
