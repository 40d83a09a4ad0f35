"""What a row says with itself and with its plan: findings that point at the value concerned."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from itertools import chain, combinations, compress, starmap
from operator import attrgetter

from khtgdv.dates.periods import Period, format_date
from khtgdv.dates.spans import span_words
from khtgdv.frozen import fields, replace
from khtgdv.plan.due_days import PERIODS_PER_YEAR, due_day_misfit
from khtgdv.plan.ids import TASK_SECTIONS, number_text, row_id_in, section_of
from khtgdv.plan.model import Inspection, Task
from khtgdv.schedule.occurrences import bounds_of, rule_occurrences
from khtgdv.source.load.facts import (
    check_cancellation,
    check_completion,
    check_extensions,
    check_facts_before_plan,
    check_log,
    check_progress,
    check_steps,
    facts_of,
)
from khtgdv.source.load.inconsistency import Context, Inconsistency
from khtgdv.source.load.units import check_coordinating, check_leads, check_step_leads
from khtgdv.source.text.nearest import name_list
from khtgdv.text import name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from khtgdv.dates.periods import DateRange
    from khtgdv.dates.repetition import Bounds
    from khtgdv.plan.repetition import RepeatRule
    from khtgdv.source.load.validate import Loc

    Rule = Callable[[Any, Context], Iterator[Inconsistency]]

Work = Task | Inspection


def check_row(work: Work, context: Context) -> Iterator[Inconsistency]:
    """Yield every finding about a row: rule by rule, where what the rule is about is filled in."""
    kind: type = type(work)
    read_values, rules = _rules_of(kind)
    for rule in compress(rules, read_values(work)):
        yield from rule(work, context)


@cache
def _rules_of(kind: type) -> tuple[Callable[[Work], tuple[Any, ...]], tuple[Rule, ...]]:
    """Return what reads the values that a kind of row is checked by, and the rule for each."""
    names = {field.name for field in fields(kind)}
    checks = [(name, rule) for name, rule in CHECKS if name in names]
    return attrgetter(*(name for name, _ in checks)), tuple(rule for _, rule in checks)


def _section_meant(section: str, context: Context) -> str | None:
    """Return the section that a code may stand for: `3` is March where a plan declares nothing."""
    month = f"T{section:0>2}"
    if not context.sections and month in TASK_SECTIONS:
        return month
    return context.guess(section, [*(context.sections or ()), *TASK_SECTIONS])


def _check_section(task: Task, context: Context) -> Iterator[Inconsistency]:
    section = section_of(task.id)
    if context.sections is None or section in TASK_SECTIONS or section in context.sections:
        return
    near = _section_meant(section, context)
    meant = f'có phải "{row_id_in(near, number_text(task.id))}"? ' if near else ""
    declared = f"các mục đã khai: {name_list(context.sections)}" if context.sections else None
    hint = f"{meant}mục mới thì thêm vào sections của tệp kế hoạch: {{code: {section}, heading: …}}"
    message = f'mục "{section}" của mã {task.id} chưa khai trong kế hoạch'
    yield Inconsistency(("id",), "unknown-section", message, hint, declared)


def _periods_of(work: Work) -> Iterator[tuple[Loc, date]]:
    """Yield every end of a period in a row, with where it stands."""
    if work.start:
        yield ("start",), work.start.end
    if work.due:
        yield ("due",), work.due.end
    for number, extension in enumerate(work.extensions):
        yield ("extensions", number, "to"), extension.to.end
    for number, step in enumerate(work.steps if isinstance(work, Task) else ()):
        if step.due:
            yield ("steps", number, "due"), step.due.end


def _check_days(work: Work, context: Context) -> Iterator[Inconsistency]:
    span = context.span
    if span is None:
        return
    facts = list(facts_of(work))
    yield from _check_date_range(_periods_of(work), facts, span)
    if facts:
        yield from check_facts_before_plan(facts, span)


def _check_date_range(
    periods: Iterable[tuple[Loc, date]], facts: list[tuple[Loc, date]], span: DateRange
) -> Iterator[Inconsistency]:
    first, last = span.start.year - 1, span.end.year + 2
    for loc, day in chain(periods, facts):
        if first <= day.year <= last:
            continue
        message = f"{format_date(day)} quá xa {span_words(span)} của kế hoạch"
        hint = f"ngày phải từ 01/01/{first} đến 31/12/{last}"
        is_late_deadline = day.year > last and (loc, day) not in facts
        if is_late_deadline:
            declared = f"span: {span.start.isoformat()[:7]}..{day.year}"
            hint = f"{hint}; kế hoạch nhiều năm thì thêm {declared} vào mục plan"
        yield Inconsistency(loc, "date-out-of-range", message, hint, keeps_row=is_late_deadline)


def _check_due_before_plan(work: Work, context: Context) -> Iterator[Inconsistency]:
    """Yield a deadline before the span that a plan declares: the row was carried over."""
    if work.due and _is_carried_over(work, context):
        message = f"thời hạn {work.due.label} ở trước {_plan_words(context)}"
        hint = "việc chuyển từ kế hoạch trước thì để nguyên; viết nhầm thì sửa thời hạn"
        yield Inconsistency(("due",), "due-before-plan", message, hint)


def _is_carried_over(work: Work, context: Context) -> bool:
    """Tell whether a row was due before the span its plan declares begins."""
    span = context.span
    if span is None or isinstance(span, Period) or work.due is None:
        return False
    return work.due.end < span.start


def _plan_words(context: Context) -> str:
    return f"{span_words(context.span)} của kế hoạch" if context.span else ""


def _check_date_order(work: Work, context: Context) -> Iterator[Inconsistency]:
    start, due = work.start, work.due
    # Of a row that was carried over, what counts is the deadline it was given since.
    is_superseded = bool(work.extensions) and _is_carried_over(work, context)
    if start and due and due.end < start.start and not is_superseded:
        yield _before_start("due-before-start", ("due",), due, start)
    for number, extension in enumerate(work.extensions):
        if start and extension.to.end < start.start:
            loc = ("extensions", number, "to")
            yield _before_start("extension-before-start", loc, extension.to, start)


def _before_start(code: str, loc: Loc, deadline: Period, start: Period) -> Inconsistency:
    message = f"thời hạn {deadline.label} trước khi bắt đầu ({start.label})"
    return Inconsistency(loc, code, message, "sửa thời hạn hoặc tháng bắt đầu")


def _check_deadline_words(work: Work, context: Context) -> Iterator[Inconsistency]:
    if context.span is None:
        return
    from khtgdv.schedule.words.advice import advice_on_words
    from khtgdv.schedule.words.years import Years

    years = Years(context.span, work.start.start if work.start else None)
    if advice := advice_on_words(work, years):
        loc = (advice.key,)
        yield Inconsistency(
            loc, advice.code, advice.message, advice.hint, relies_on=advice.relies_on
        )


_NO_FOCUS = "tệp kế hoạch chưa có mục focus: thêm mục ấy, hoặc xóa mã này"


def _check_focus(task: Task, context: Context) -> Iterator[Inconsistency]:
    for number, code in enumerate(task.focus):
        if context.focus is not None and code not in context.focus:
            message = f'nhiệm vụ trọng tâm "{code}" không có trong kế hoạch'
            near = context.guess(code, context.focus)
            same = near is not None and name_key(near) == name_key(code)
            choices = f"chọn một trong: {name_list(context.focus)}" if context.focus else _NO_FOCUS
            hint = f'có phải "{near}"?' if same else choices
            yield Inconsistency(("focus", number), "unknown-focus", message, hint)


def _check_ordinals(task: Task, _: Context) -> Iterator[Inconsistency]:
    """Numbers that no period of the kind has."""
    for index, rule in enumerate(task.repeat):
        most = PERIODS_PER_YEAR[rule.every]
        for number, ordinal in enumerate(rule.in_ or ()):
            if ordinal > most:
                message = f"không có kỳ số {ordinal}: {rule.every} chỉ có từ 1 đến {most} trong năm"
                loc = ("repeat", index, "in", number)
                yield Inconsistency(loc, "invalid-number", message, "sửa hoặc xóa số này")


def _check_due_days(task: Task, _: Context) -> Iterator[Inconsistency]:
    """Yield the days of rules that their periods do not have."""
    for index, rule in enumerate(task.repeat):
        if rule.on is None:
            continue
        if rule.after is not None:
            message = "lịch có cả on và after: một kỳ chỉ có một hạn"
            loc = ("repeat", index, "after")
            yield Inconsistency(loc, "invalid-due-day", message, "giữ một trong hai")
        elif reason := due_day_misfit(rule.recurrence):
            yield Inconsistency(("repeat", index, "on"), "invalid-due-day", *reason)


def _check_intervals(task: Task, _: Context) -> Iterator[Inconsistency]:
    """Yield the rules that take every second period of a row that does not say from which."""
    for index, rule in enumerate(task.repeat):
        if task.start is None and (rule.interval or 1) > 1:
            message = f"interval: {rule.interval} mà dòng không có start để đếm từ đó"
            hint = "thêm start: kỳ đầu tiên, ví dụ start: 2026"
            loc = ("repeat", index, "interval")
            yield Inconsistency(loc, "interval-without-start", message, hint, relies_on="start")


def _may_share_periods(rule: RepeatRule, other: RepeatRule) -> bool:
    """Tell whether two rules have periods of one kind, and no labels that tell them apart."""
    labels_differ = rule.label and other.label and rule.label != other.label
    return rule.every == other.every and not labels_differ


@lru_cache(maxsize=64)  # the same few rules stand in row after row
def _period_names(rule: RepeatRule, bounds: Bounds) -> frozenset[str]:
    return frozenset(str(item.period) for item in rule_occurrences(rule, bounds))


def _check_labels(task: Task, context: Context) -> Iterator[Inconsistency]:
    """Rules that share a period, and cannot be told apart in the log: both need a label."""
    rules = task.repeat
    if context.span is None or not any(starmap(_may_share_periods, combinations(rules, 2))):
        return
    bounds = bounds_of(task, context.span)
    names_by_rule = [_period_names(replace(rule, label=None), bounds) for rule in rules]
    count = Counter(chain.from_iterable(names_by_rule))
    shared_names = {period for period, rules_of_it in count.items() if rules_of_it > 1}
    names_by_label: defaultdict[str, set[str]] = defaultdict(set)
    for index, (rule, names) in enumerate(zip(rules, names_by_rule, strict=True)):
        if clashes := names & (shared_names if rule.label is None else names_by_label[rule.label]):
            message = f"hai lịch cùng có kỳ {min(clashes)}, nhật ký không phân biệt được"
            hint = "thêm label khác nhau cho mỗi lịch"
            yield Inconsistency(("repeat", index), "missing-label", message, hint)
        names_by_label[rule.label or ""] |= names


def _check_visits(inspection: Inspection, context: Context) -> Iterator[Inconsistency]:
    unit_names = inspection.unit_names
    unit_keys = {name_key(name) for name in unit_names}
    for place in inspection.visits:
        if name_key(place) not in unit_keys:
            near = context.guess(place, unit_names)
            message = f'"{place}" không nằm trong các đơn vị được kiểm tra'
            hint = f'có phải "{near}"?' if near else "viết như ở units, hoặc thêm nơi này vào units"
            yield Inconsistency(
                ("visits", place), "unknown-visit", message, hint, at_key=True, relies_on="units"
            )


def _check_related(inspection: Inspection, context: Context) -> Iterator[Inconsistency]:
    for number, task in enumerate(inspection.related):
        if context.tasks is not None and task not in context.tasks:
            message = f"không có nhiệm vụ {task} trong kế hoạch"
            near = context.guess(task, context.tasks)
            hint = f'có phải "{near}"?' if near else "sửa hoặc xóa mã này"
            yield Inconsistency(("related", number), "unknown-task", message, hint)


# What each rule is about, and the rule. Most rows have few of these filled in.
CHECKS: tuple[tuple[str, Rule], ...] = (
    ("leads", check_leads),
    ("steps", check_step_leads),
    ("coordinating", check_coordinating),
    ("task", _check_section),
    ("id", _check_days),
    ("due", _check_due_before_plan),
    ("start", _check_date_order),
    ("due_text", _check_deadline_words),
    ("task", check_progress),
    ("started", check_completion),
    ("cancelled", check_cancellation),
    ("extensions", check_extensions),
    ("steps", check_steps),
    ("focus", _check_focus),
    ("repeat", _check_ordinals),
    ("repeat", _check_due_days),
    ("repeat", _check_intervals),
    ("repeat", _check_labels),
    ("log", check_log),
    ("visits", _check_visits),
    ("related", _check_related),
)
