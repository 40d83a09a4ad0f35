"""What a person types for the keys of a row, brought to what files write for them."""

from __future__ import annotations

import re

from khtgdv.cli.arguments.values_given import option_text
from khtgdv.cli.system.environment import today
from khtgdv.errors import UsageError
from khtgdv.plan.directory import DepartmentDirectory
from khtgdv.plan.values import WHOLE_PROGRESS
from khtgdv.query.names import normalize_row_id, resolve_departments
from khtgdv.query.ranges import read_deadline, read_past_day
from khtgdv.text import closest_match, escape_unsafe, name_key, nfc, suggestion_hint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khtgdv.query.plans import Plans
    from khtgdv.source.edit.drafts import PlanDraft

_DAY_KEYS = frozenset({"started", "completed", "added"})
_PERIOD_KEYS = frozenset({"start", "due"})
# Keys whose values have keys or items of their own, which are typed as files write them.
_NESTED_KEYS = frozenset({"repeat", "steps", "extensions", "cancelled", "log", "visits", "units"})
_LONG_KEYS = frozenset({"task", "content", "due_text"})  # the paper's own words, line by line
# What the screens call a key, or a person does.
_OTHER_WORDS = {
    "nhiệm vụ": "task", "chủ trì": "lead", "phối hợp": "coordinating", "hạn": "due",
    "deadline": "due", "kết thúc": "due_text", "ngày hoàn thành": "completed",
    "hoàn thành": "completed", "ngày bắt đầu": "started", "ghi chú": "notes",
    "số văn bản": "result", "số hiệu": "result", "lãnh đạo": "leader", "gia hạn": "extensions",
    "định kỳ": "repeat", "nhật ký": "log", "đơn vị được kiểm tra": "units",
}  # fmt: skip
_PERCENT = re.compile(r"([0-9]{1,3})\s*(?:%|phần trăm)?")
_EXAMPLE = 'ví dụ: --set due=5/2026, --set "product=Dự thảo Đề án"'


def given_settings(
    named: Mapping[str, str | None], assignments: Sequence[str], cleared: Sequence[str]
) -> dict[str, str | None]:
    """Return the text that each key is set to, None where it is cleared; UsageError for twice."""
    pairs = [(key, f"--{key}", text) for key, text in named.items() if text is not None]
    pairs += [(_key_of(text), "--set", text.partition("=")[2]) for text in assignments]
    settings: dict[str, str | None] = {}
    for key, name, text in [*pairs, *((_key_named(key), "--clear", None) for key in cleared)]:
        if key in settings:
            raise UsageError(
                f"{name} {key}: khóa này đã có ở một tùy chọn khác.", "chỉ ghi một lần"
            )
        settings[key] = text
    return settings


def _key_of(assignment: str) -> str:
    """Return the key of `KEY=VALUE`."""
    key, equals, _ = assignment.partition("=")
    if not equals:
        message = f'--set "{escape_unsafe(assignment)}" thiếu dấu bằng.'
        raise UsageError(message, f"viết --set KHÓA=NỘI DUNG; {_EXAMPLE}")
    return _key_named(key)


def _key_named(text: str) -> str:
    """Return the key that files have for a name: its own, or what it is called in Vietnamese."""
    from khtgdv.source.edit.settings import KEY_LABELS

    keys = {name_key(word): key for word, key in _OTHER_WORDS.items()}
    keys |= {name_key(label): key for key, label in KEY_LABELS.items()}
    keys["noidung"] = "task"  # of an inspection it is `content`
    keys |= {name_key(key): key for key in KEY_LABELS}
    if key := keys.get(name_key(text)):
        return key
    near = keys.get(closest_match(name_key(text), keys) or "")
    hint = suggestion_hint(near, f"Các khóa: {', '.join(KEY_LABELS)}")
    raise UsageError(f'Không có khóa "{escape_unsafe(text)}".', hint)


def read_settings(texts: Mapping[str, str | None], drafts: PlanDraft) -> dict[str, object]:
    """Return what files write for the texts of keys; UsageError where one cannot be read."""
    return {
        key: None if text is None else _read_value(key, text, drafts) for key, text in texts.items()
    }


def _read_value(key: str, text: str, drafts: PlanDraft) -> object:
    current_day = today()
    span = drafts.typing_span(current_day)
    if key in _NESTED_KEYS:
        return _read_nested(key, text)
    words = option_text(text if key in _LONG_KEYS else " ".join(text.split("\n")), key)
    if key in _DAY_KEYS:
        return read_past_day(words, span, current_day).isoformat()
    if key in _PERIOD_KEYS:
        return str(read_deadline(words, span))
    if key == "progress":
        return _read_percent(words)
    if key == "lead":
        return lead_codes(words.split(";"), drafts)
    return _read_texts(key, words, drafts)


def _read_texts(key: str, text: str, drafts: PlanDraft) -> object:
    """Return a text, or the texts of a list, which semicolons separate."""
    if key == "notes":
        return [text]
    if key == "coordinating":
        return split_units([text], drafts)
    if key == "id":
        return normalize_row_id(text)
    if key not in ("team", "focus", "related"):
        return text
    separator = ";" if key == "team" else "[;,]"
    items = [part.strip() for part in re.split(separator, text) if part.strip()]
    return [normalize_row_id(item) for item in items] if key == "related" else items


def _read_percent(text: str) -> str:
    match = _PERCENT.fullmatch(text)
    if match and int(match[1]) <= WHOLE_PROGRESS:
        return str(int(match[1]))
    raise UsageError("--progress phải từ 0 đến 100.", "ví dụ: --progress 60")


def _read_nested(key: str, text: str) -> object:
    """Return the value of a key as a file would have it behind its colon."""
    from khtgdv.source.edit.edit import plain_data
    from khtgdv.source.text.sourcefile import SourceFile
    from khtgdv.source.yaml.nodes import MappingNode
    from khtgdv.source.yaml.parser import parse_text

    file = SourceFile("--set", f"{key}: {text.strip()}\n")
    root = parse_text(file).root
    if file.errors or not isinstance(root, MappingNode) or root.get(key) is None:
        reason = file.errors[0].message if file.errors else "chưa có nội dung"
        message = f"--set {key}: {escape_unsafe(reason)}."
        raise UsageError(message, "viết như trong tệp, trên một dòng: {on: 2026-03-31, …} hoặc […]")
    return plain_data(root[key])


def split_units(texts: Sequence[str], drafts: PlanDraft) -> list[str]:
    """Return units one by one: the paper separates them with semicolons, known ones with commas."""
    directory = drafts.plan_file.directory or DepartmentDirectory()
    return [
        unit
        for text in texts
        for part in ([text] if directory.split(text) else text.split(";"))
        for unit in directory.split(part) or [part.strip()]
    ]


def lead_codes(names: Sequence[str], drafts: PlanDraft) -> str | list[str] | None:
    """Return the codes of the departments that some names mean, as files write them."""
    plans = plans_of(drafts)
    codes = list(dict.fromkeys(c for name in names for c in resolve_departments(nfc(name), plans)))
    return codes if len(codes) > 1 else next(iter(codes), None)


def plans_of(drafts: PlanDraft) -> Plans:
    """Return the plan without its rows."""
    from khtgdv.query.plans import Plans

    return Plans([drafts.plan_file.build_plan(drafts.plan_folder, drafts.year, [])])
