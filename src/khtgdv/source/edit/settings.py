"""Keys of a row or a step that are set or cleared one by one: what may be, how it is told."""

from __future__ import annotations

from contextlib import suppress

from khtgdv.dates.periods import parse_period
from khtgdv.frozen import replace
from khtgdv.plan.model import Inspection, Step, Task
from khtgdv.schedule.steps import step_id
from khtgdv.source.edit.changes import KeyRemoval, KeyUpdate, StepRemoval, StepUpdate
from khtgdv.source.edit.record import Record, RefusedRecordError, Work, require_likely_day
from khtgdv.source.edit.steps import step_of, step_words
from khtgdv.source.layout.layout import KEY_ORDERS, rank
from khtgdv.source.load.facts import facts_of
from khtgdv.source.load.validate import row_keys
from khtgdv.text import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khtgdv.source.edit.changes import Change
    from khtgdv.source.edit.record import RecordDates

    # What keys become, as files have it: None clears one.
    Settings = Mapping[str, object]

KEY_LABELS = {
    "id": "mã", "task": "nội dung", "content": "nội dung", "lead": "đơn vị chủ trì",
    "lead_text": "đơn vị chủ trì (nguyên văn)", "coordinating": "đơn vị phối hợp",
    "team": "thành phần đoàn", "units": "nơi kiểm tra", "related": "nhiệm vụ liên quan",
    "start": "bắt đầu", "due": "thời hạn", "due_text": "thời hạn (nguyên văn)",
    "repeat": "lịch định kỳ", "steps": "các bước", "waits_for": "việc phải chờ",
    "from": "chuyển từ dòng", "leader": "lãnh đạo phụ trách", "assignee": "người được giao",
    "product": "sản phẩm", "responsibility": "trách nhiệm", "authority": "thẩm quyền",
    "focus": "nhiệm vụ trọng tâm", "started": "ngày bắt đầu thực hiện", "progress": "tiến độ",
    "completed": "ngày hoàn thành", "result": "kết quả", "extensions": "các lần gia hạn",
    "cancelled": "việc hủy", "added": "ngày thêm vào kế hoạch", "notes": "các ghi chú",
    "log": "nhật ký định kỳ", "visits": "các nơi đã kiểm tra", "text": "nội dung bước",
}  # fmt: skip
# What the paper was signed with: it changes by another paper.
_SIGNED_KEYS = frozenset(
    {"id", "task", "content", "lead", "lead_text", "coordinating", "team", "units", "start",
     "due", "due_text", "repeat"}
)  # fmt: skip
_KINDS: dict[type, str] = {
    Task: "nhiệm vụ",
    Inspection: "dòng kiểm tra, giám sát",
    Step: "một bước",
}
# Under which the days stand on which something happened: those of `facts_of`, and `added`.
_FACT_KEYS = frozenset(
    {"started", "completed", "extensions", "cancelled", "steps", "log", "visits", "added"}
)
_DATED_KEYS = frozenset({"start", "due", "started", "completed", "added"})
_FIELDS = {"lead": "leads", "from": "from_"}  # the names that the model has for keys


def changed_settings(item: Work | Step, name: str, settings: Settings) -> dict[str, object]:
    """Return the settings that change something; RefusedRecordError for what cannot be set."""
    _require_keys(item, name, settings)
    for key, value in settings.items():
        if value is None:
            _require_clearable(item, name, key)
    return {
        key: value
        for key, value in settings.items()
        if value is None or _current_text(item, key) != value
    }


def _require_keys(item: Work | Step, name: str, settings: Settings) -> None:
    """Refuse keys that only rows of another kind have."""
    kind: type = type(item)
    known_keys = row_keys(kind)
    for key in settings:
        if key not in known_keys:
            message = f"{name} là {_KINDS[type(item)]}, không có {key} ({KEY_LABELS[key]})."
            raise RefusedRecordError(message, f"các khóa: {', '.join(known_keys)}")


def _require_clearable(item: Work | Step, name: str, key: str) -> None:
    label = f"{key} ({KEY_LABELS[key]})"
    kind: type = type(item)
    if row_keys(kind)[key]:
        raise RefusedRecordError(
            f"{name}: {label} không bỏ trống được.", f'thay bằng --set "{key}=…"'
        )
    if not _value(item, key):
        raise RefusedRecordError(f"{name} không ghi {label}, không có gì để bỏ.", None)


def _value(item: Work | Step, key: str) -> object:
    return getattr(item, _FIELDS.get(key, key))


def _current_text(item: Work | Step, key: str) -> str | None:
    """Return what a key of one value says now, as files write it; None for any other."""
    value = _value(item, key)
    if isinstance(value, tuple):
        return value[0] if key == "lead" and len(value) == 1 else None
    return None if value is None or isinstance(value, dict) else str(value)


def key_changes(row_id: str, settings: Settings) -> list[Change]:
    """Return the changes of a row in the layout's order.

    A new ID comes last, since the others go by the old one.
    """
    order = KEY_ORDERS["tasks"]
    keys = sorted(settings, key=lambda key: (key == "id", rank(order, key)))
    return [
        KeyRemoval(row_id, key) if settings[key] is None else KeyUpdate(row_id, key, settings[key])
        for key in keys
    ]


def setting_phrases(settings: Settings) -> list[str]:
    """Return in words what is set and what is cleared."""
    return [_setting_phrase(key, value) for key, value in settings.items()]


def _setting_phrase(key: str, value: object) -> str:
    label = KEY_LABELS[key]
    if value is None:
        return f"bỏ {label}"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return f"{label} {one_line('; '.join(value))}"
    if not isinstance(value, str) or key == "repeat":
        return f"ghi lại {label}"
    return f"{label} {_value_words(key, value)}"


def _value_words(key: str, value: str) -> str:
    """Return a value of a file in words, dates and periods as people read them."""
    if key == "progress":
        return f"{value}%"
    with suppress(ValueError):
        if key in _DATED_KEYS:
            return parse_period(value).label
    return one_line(value)


def signed_text_cautions(work: Work, settings: Settings) -> Iterator[str]:
    """Yield a caution where what the plan was signed with is changed."""
    signed = [KEY_LABELS[key] for key in settings if key in _SIGNED_KEYS]
    if signed and work.added is None:
        yield f"{', '.join(signed)} là phần của văn bản đã ký"
    if "due" in settings and work.added is None:
        yield f"gia hạn thì giữ hạn đã ký và ghi khtgdv extend {work.id}"


def update_step(work: Work, number: int, settings: Settings) -> Record:
    """Set and clear keys of a step."""
    step, name = step_of(work, number), step_id(work.id, number)
    changed = changed_settings(step, name, settings)
    require_any(changed, name, work.id)
    changes = tuple(
        StepRemoval(work.id, number, key)
        if value is None
        else StepUpdate(work.id, number, key, value)
        for key, value in changed.items()
    )
    notice = f"{step_words(step, number, name)}: {', '.join(setting_phrases(changed))}"
    return Record(changes, notice)


def require_any(changes: object, name: str, row_id: str) -> None:
    """Refuse what changes nothing."""
    if not changes:
        message = f"{name} đã ghi đúng như vậy, không có gì thay đổi."
        raise RefusedRecordError(message, f"xem dòng ấy: khtgdv show {row_id}")


def may_have_facts(settings: Settings) -> bool:
    """Tell whether settings may bring a fact; most do not, and need not be tried out for it."""
    return not _FACT_KEYS.isdisjoint(settings)


def require_likely_facts(before: Work, after: Work, dates: RecordDates) -> None:
    """Refuse a fact that was not there before and is dated after today, or before the plan."""
    old_facts = set(facts_of(before))
    days = [day for fact in facts_of(after) if fact not in old_facts for day in fact[1:]]
    if after.added and after.added != before.added:
        days.append(after.added)
    for day in days:
        require_likely_day(after, replace(dates, on=day))
