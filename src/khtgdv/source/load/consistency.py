"""What a row says with itself and with its plan: findings that point at the value concerned."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import lru_cache
from itertools import chain, combinations, starmap
from typing import TYPE_CHECKING, Any, NamedTuple

from khtgdv.dates.periods import Period, shown
from khtgdv.frozen import dataclass, replace
from khtgdv.plan.directory import names_of
from khtgdv.plan.model import Inspection, Task
from khtgdv.schedule.occurrences import Occurrence, around, occurrences, periods
from khtgdv.source.load.nearest import listed
from khtgdv.text import key, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.plan.directory import Directory
    from khtgdv.plan.model import Rule
    from khtgdv.plan.workdays import Workdays
    from khtgdv.source.load.validate import Loc

Work = Task | Inspection


class Trouble(NamedTuple):
    """A finding about the value at `loc` of a row, or about the key there.

    It holds only where the row's key `relies` could be read.
    """

    loc: Loc
    code: str
    message: str
    hint: str | None = None
    note: str | None = None
    at_key: bool = False
    relies: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What a row is held against; None where the file that says it is damaged.

    `guess` finds the nearest word; it takes time, and may find none where it has taken too much.
    """

    year: int | None
    directory: Directory | None
    focus: Collection[str] | None
    tasks: frozenset[str] | None
    workdays: Workdays
    guess: Callable[[str, Iterable[str]], str | None] = nearest


def check(work: Work, context: Context) -> Iterator[Trouble]:
    """Yield every finding about a row: rule by rule, where what the rule is about is filled in."""
    for name, rule in CHECKS:
        given = getattr(work, name, None)
        if given or given == 0:  # a progress of nothing was recorded, too
            yield from rule(work, context)


def _department(work: Work, context: Context) -> Iterator[Trouble]:
    directory = context.directory
    if directory is None or work.lead is None or work.lead in directory.departments:
        return
    found = directory.find(work.lead)
    names = (name for known in directory.departments.values() for name in names_of(known))
    near = found or directory.find(context.guess(work.lead, names) or "")
    hint = f'có phải "{near.code}" ({near.name})?' if near else None
    several = [directory.find(part) for part in re.split("[,;]", work.lead)]
    if len(several) > 1 and all(several):
        hint = "chỉ ghi một đơn vị chủ trì; các đơn vị khác ghi ở coordinating"
    message = f'đơn vị chủ trì "{work.lead}" không có trong kế hoạch'
    note = f"các mã đơn vị: {listed(directory.departments)}"
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
    if context.year is None:
        return
    first, last = context.year - 1, context.year + 2
    for loc, day in _dates(work):
        if not first <= day.year <= last:
            message = f"{shown(day)} quá xa năm {context.year} của kế hoạch"
            hint = f"ngày phải từ 01/01/{first} đến 31/12/{last}"
            yield Trouble(loc, "date-out-of-range", message, hint)


def _order(work: Work, _: Context) -> Iterator[Trouble]:
    ends: list[tuple[str, Loc, Period | None]] = [("due-before-start", ("due",), work.due)]
    ends += [
        ("extension-before-start", ("extensions", number, "to"), extension.to)
        for number, extension in enumerate(work.extensions)
    ]
    for code, loc, period in ends:
        if period and work.start and period.end < work.start.start:
            message = f"thời hạn {period.label} trước khi bắt đầu ({work.start.label})"
            yield Trouble(loc, code, message, "sửa thời hạn hoặc tháng bắt đầu")


def _progress(task: Task, _: Context) -> Iterator[Trouble]:
    if task.started is None:
        message = "có tiến độ mà chưa có ngày bắt đầu thực hiện"
        hint = "thêm started: ngày bắt đầu"
        yield Trouble(("progress",), "progress-without-started", message, hint, relies="started")


def _finish(work: Work, _: Context) -> Iterator[Trouble]:
    started = work.started if isinstance(work, Task) else None
    if work.completed and started and work.completed < started:
        message = f"hoàn thành {shown(work.completed)} trước khi bắt đầu {shown(started)}"
        yield Trouble(("completed",), "completed-before-started", message, "sửa một trong hai ngày")


def _cancellation(work: Work, _: Context) -> Iterator[Trouble]:
    if work.completed:
        message = "vừa hoàn thành vừa hủy; khtgdv tính theo việc xảy ra trước"
        hint = "giữ lại completed hoặc cancelled"
        yield Trouble(("cancelled",), "completed-and-cancelled", message, hint, at_key=True)


def _extensions(work: Work, _: Context) -> Iterator[Trouble]:
    days = (work.completed, work.cancelled.on if work.cancelled else None)
    closed = min((day for day in days if day), default=None)
    for number, extension in enumerate(work.extensions):
        if closed and extension.on > closed:
            message = f"gia hạn ngày {shown(extension.on)}, sau khi việc đã xong {shown(closed)}"
            loc = ("extensions", number, "on")
            yield Trouble(loc, "extension-after-close", message, "gia hạn này không có hiệu lực")


_NO_FOCUS = "tệp kế hoạch chưa có mục focus: thêm mục ấy, hoặc xóa mã này"


def _focus(task: Task, context: Context) -> Iterator[Trouble]:
    for number, code in enumerate(task.focus):
        if context.focus is not None and code not in context.focus:
            message = f'nhiệm vụ trọng tâm "{code}" không có trong kế hoạch'
            near = context.guess(code, context.focus)
            same = near is not None and key(near) == key(code)
            choices = f"chọn một trong: {listed(context.focus)}" if context.focus else _NO_FOCUS
            hint = f'có phải "{near}"?' if same else choices
            yield Trouble(("focus", number), "unknown-focus", message, hint)


_MOST = {
    "day": 366, "week": 53, "month": 12, "quarter": 4, "half-year": 2, "nine-months": 1, "year": 1,
}  # fmt: skip


def _rules(task: Task, _: Context) -> Iterator[Trouble]:
    """Numbers that no period of the kind has."""
    for place, rule in enumerate(task.repeat):
        most = _MOST[rule.every]
        for number, ordinal in enumerate(rule.in_ or ()):
            if ordinal > most:
                message = f"không có kỳ số {ordinal}: {rule.every} chỉ có từ 1 đến {most} trong năm"
                loc = ("repeat", place, "in", number)
                yield Trouble(loc, "invalid-number", message, "sửa hoặc xóa số này")


def _alike(one: Rule, other: Rule) -> bool:
    """Tell whether two rules have periods of one kind, and no labels that tell them apart."""
    apart = one.label and other.label and one.label != other.label
    return one.every == other.every and not apart


@lru_cache(maxsize=64)  # the same few rules stand in row after row
def _named(rule: Rule, year: int) -> frozenset[str]:
    return frozenset(str(period) for period in periods(rule, year))


def _labels(task: Task, context: Context) -> Iterator[Trouble]:
    """Rules that share a period, and cannot be told apart in the log: both need a label."""
    rules = task.repeat
    if context.year is None or not any(starmap(_alike, combinations(rules, 2))):
        return
    expanded = [_named(replace(rule, label=None), context.year) for rule in rules]
    count = Counter(chain.from_iterable(expanded))
    several = {period for period, rules_of_it in count.items() if rules_of_it > 1}
    labelled: defaultdict[str, set[str]] = defaultdict(set)
    for place, (rule, known) in enumerate(zip(rules, expanded, strict=True)):
        if shared := known & (several if rule.label is None else labelled[rule.label]):
            message = f"hai lịch cùng có kỳ {min(shared)}, nhật ký không phân biệt được"
            hint = "thêm label khác nhau cho mỗi lịch"
            yield Trouble(("repeat", place), "missing-label", message, hint)
        labelled[rule.label or ""] |= known


_GUESSED = 1000  # entries of a row whose period is looked for: no more are told of
_NO_MONTH = r"[0-9]{4}-(?:00|1[3-9]|[2-9][0-9])\b"  # like no period of another kind


def _log(task: Task, context: Context) -> Iterator[Trouble]:
    if not task.repeat:
        message = "có nhật ký log mà không có lịch định kỳ repeat"
        hint = "thêm repeat, hoặc ghi completed thay cho log"
        yield Trouble(("log",), "log-without-repeat", message, hint, at_key=True, relies="repeat")
    elif context.year is not None:
        known = list(occurrences(task, context.year, workdays=context.workdays))
        yield from _entries(task, known, context)


def _entries(task: Task, found: list[Occurrence], context: Context) -> Iterator[Trouble]:
    plain = Counter(str(occurrence.period) for occurrence in found)
    known = {occurrence.key for occurrence in found}
    wrong = (entry for entry in task.log if entry not in known and plain[entry] != 1)
    for number, entry in enumerate(wrong):
        if entry in plain:
            labels = " hoặc ".join(f'"{o.key}"' for o in found if str(o.period) == entry)
            message = f'kỳ "{entry}" có ở hai lịch'
            yield Trouble(
                ("log", entry), "ambiguous-occurrence", message, f"viết {labels}", at_key=True
            )
        else:
            close = around(entry, found) if number < _GUESSED else None
            if close is None and not re.match(_NO_MONTH, entry):
                close = context.guess(entry, chain(known, plain))
            message = f'kỳ "{entry}" không có trong lịch định kỳ của nhiệm vụ này'
            hint = f'có phải "{close}"?' if close else "sửa kỳ này, hoặc sửa lịch ở repeat"
            yield Trouble(
                ("log", entry), "unknown-occurrence", message, hint, at_key=True, relies="repeat"
            )


def _visits(inspection: Inspection, context: Context) -> Iterator[Trouble]:
    known = inspection.names
    names = {key(name) for name in known}
    for place in inspection.visits:
        if key(place) not in names:
            near = context.guess(place, known)
            message = f'"{place}" không nằm trong các đơn vị được kiểm tra'
            hint = f'có phải "{near}"?' if near else "viết như ở units, hoặc thêm nơi này vào units"
            yield Trouble(
                ("visits", place), "unknown-visit", message, hint, at_key=True, relies="units"
            )


def _related(inspection: Inspection, context: Context) -> Iterator[Trouble]:
    for number, task in enumerate(inspection.related):
        if context.tasks is not None and task not in context.tasks:
            message = f"không có nhiệm vụ {task} trong kế hoạch"
            near = context.guess(task, context.tasks)
            hint = f'có phải "{near}"?' if near else "sửa hoặc xóa mã này"
            yield Trouble(("related", number), "unknown-task", message, hint)


# What each rule is about, and the rule. Most rows have few of these filled in.
CHECKS: tuple[tuple[str, Callable[[Any, Context], Iterator[Trouble]]], ...] = (
    ("lead", _department),
    ("id", _range),
    ("start", _order),
    ("progress", _progress),
    ("completed", _finish),
    ("cancelled", _cancellation),
    ("extensions", _extensions),
    ("focus", _focus),
    ("repeat", _rules),
    ("repeat", _labels),
    ("log", _log),
    ("visits", _visits),
    ("related", _related),
)
