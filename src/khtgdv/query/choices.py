"""The closed lists of words that options take, and what the words are in Vietnamese.

Compared without case, accents, blanks and marks: `--role "phối hợp"`, `--role phoi-hop`.
"""

from __future__ import annotations

from khtgdv.errors import UsageError
from khtgdv.text import closest_match, escape_unsafe, name_key, suggestion_hint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from typing import TypeVar

    from khtgdv.schedule.status import Kind, State

    C = TypeVar("C", bound=str)

Words = tuple[str, ...]
# Of each word of an option what screens and people call it.
ROLES: Mapping[str, Words] = {
    "lead": ("chủ trì",),
    "coordinating": ("phối hợp",),
    "both": ("cả hai", "chủ trì và phối hợp"),
}
COUNTS: Mapping[str, Words] = {
    "due": ("đến hạn", "tháng đến hạn", "theo tháng đến hạn", "hạn"),
    "start": ("bắt đầu", "tháng bắt đầu", "theo tháng bắt đầu"),
    "active": ("đang thực hiện", "các tháng thực hiện", "theo các tháng thực hiện", "diễn ra"),
}
GROUPS: Mapping[str, Words] = {
    "plan": ("kế hoạch",),
    "department": ("đơn vị", "phòng", "chủ trì"),
    "month": ("tháng", "tháng đến hạn"),
    "focus": ("trọng tâm", "nhiệm vụ trọng tâm"),
    "section": ("mục",),
    "leader": ("lãnh đạo", "lãnh đạo phụ trách"),
    "assignee": ("người", "người được giao", "người thực hiện"),
}
REPETITIONS: Mapping[str, Words] = {
    "day": ("ngày", "hằng ngày", "hàng ngày", "mỗi ngày", "theo ngày"),
    "week": ("tuần", "hằng tuần", "hàng tuần", "mỗi tuần", "theo tuần"),
    "month": ("tháng", "hằng tháng", "hàng tháng", "mỗi tháng", "theo tháng"),
    "quarter": ("quý", "hằng quý", "hàng quý", "mỗi quý", "theo quý"),
    "half-year": ("6 tháng", "sáu tháng", "6 tháng một lần", "nửa năm"),
    "nine-months": ("9 tháng", "chín tháng", "9 tháng một lần"),
    "year": ("năm", "hằng năm", "hàng năm", "mỗi năm", "mỗi năm một lần", "cả năm"),
}
PARTS: Mapping[str, Words] = {
    "content": ("việc", "rõ việc", "nội dung"),
    "lead": ("chủ trì", "đơn vị"),
    "person": ("người", "rõ người", "người thực hiện", "người được giao", "assignee"),
    "coordination": ("phối hợp",),
    "time": ("thời gian", "rõ thời gian", "thời hạn", "tiến độ", "rõ tiến độ"),
    "product": ("sản phẩm", "rõ sản phẩm", "kết quả"),
    "responsibility": ("trách nhiệm", "rõ trách nhiệm"),
    "authority": ("thẩm quyền", "rõ thẩm quyền"),
}
STATES: Mapping[State, Words] = {
    "scheduled": ("chưa đến kỳ",),
    "open": ("chưa báo cáo", "chưa làm"),
    "in-progress": ("đang thực hiện", "đang làm"),
    "overdue": ("quá hạn", "trễ hạn"),
    "completed": ("hoàn thành", "hoàn thành đúng hạn"),
    "completed-late": ("hoàn thành quá hạn", "hoàn thành chậm", "xong chậm"),
    "cancelled": ("đã hủy", "hủy"),
}
# What people call several states by one word.
STATE_GROUPS: Mapping[str, tuple[State, ...]] = {
    "chưa xong": ("scheduled", "open", "in-progress", "overdue"),
    "chưa hoàn thành": ("scheduled", "open", "in-progress", "overdue"),
    "chưa đến hạn": ("scheduled", "open", "in-progress"),
    "xong": ("completed", "completed-late"),
    "đã xong": ("completed", "completed-late"),
    "đã hoàn thành": ("completed", "completed-late"),
}
KINDS: Mapping[Kind, Words] = {
    "dated": ("có thời hạn", "có hạn"),
    "awaiting": ("chờ cấp trên", "chờ"),
    "on-demand": ("khi phát sinh", "phát sinh", "đột xuất"),
    "worded": ("hạn ghi bằng lời", "ghi bằng lời"),
    "recurring": ("định kỳ",),
    "continuous": ("thường xuyên",),
    "undated": ("chưa có thời hạn", "chưa có hạn"),
}


# What reads the plans that are exported: names of programs, with what they are.
ENGINES = {"khtgdv": "máy này", "spark": "Apache Spark"}


def choice_of(text: str, words: Mapping[C, Words]) -> C | None:
    """Return the word of a closed list that a text means, in either language; None otherwise."""
    key = name_key(text)
    for code, names in words.items():
        if key == name_key(code) or key in [name_key(name) for name in names]:
            return code
    return None


def read_choice(
    complaint: str, text: str, words: Mapping[C, Words], allowed: Sequence[str] | None = None
) -> C:
    """Return the word of a closed list that a text means; UsageError with the nearest otherwise.

    `complaint` says what is wrong, with the text in place of `{}`.
    """
    choice = choice_of(text, words)
    if choice is not None and (allowed is None or choice in allowed):
        return choice
    shown = {code: names for code, names in words.items() if allowed is None or code in allowed}
    message = complaint.format(f'"{escape_unsafe(text)}"')
    near = closest_match(text, [*shown, *(name for names in shown.values() for name in names)])
    choices = (f"{code} ({names[0]})" for code, names in shown.items())
    raise UsageError(message, suggestion_hint(near, f"Chọn: {', '.join(choices)}"))


def require_word(refusal: str, text: str, words: Collection[str]) -> None:
    """Refuse a text that is none of some words of programs, which go by one name each."""
    if text not in words:
        raise UsageError(f'{refusal} "{text}".', f"Chọn: {', '.join(words)}")


def states_of(text: str) -> tuple[State, ...]:
    """Return the states that a text means, be it a word for several; none otherwise."""
    key = name_key(text)
    group = (states for word, states in STATE_GROUPS.items() if name_key(word) == key)
    state = choice_of(text, STATES)
    return (state,) if state else next(group, ())


# What people call a column besides its title.
_OTHER_TITLES = {
    "noidung": "task", "congviec": "task", "tenviec": "task", "thoihan": "deadline",
    "hanxuly": "deadline", "donvi": "lead", "phong": "lead", "phutrach": "leader",
    "nguoithuchien": "assignee", "trangthai": "state",
}  # fmt: skip


def column_named(text: str, titles: Mapping[str, str]) -> str:
    """Return the key of the column that a text means, by its key or its title, else the text."""
    key = name_key(text)
    by_key = (column for column in titles if name_key(column) == key)
    by_title = (column for column, title in titles.items() if name_key(title) == key)
    other = _OTHER_TITLES.get(key, text)
    return next(by_key, None) or next(by_title, None) or (other if other in titles else text)
