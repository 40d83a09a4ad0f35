"""The fields above a table, by which its rows are chosen: their words are the command line's."""

from __future__ import annotations

from khtgdv.schedule.status import KIND_LABELS, STATE_LABELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from khtgdv.web.views.pages import Page

# The name of each field, and what may be typed there.
_FIELDS: dict[str, tuple[str, str]] = {
    "text": ("Có chữ", "ví dụ: chuyển đổi số"),
    "department": ("Đơn vị chủ trì", "mã hoặc tên"),
    "state": ("Tình trạng", ""),
    "kind": ("Loại", ""),
    "due": ("Đến hạn trong", "3, 1-3, Q1"),
    "as-of": ("Tính đến hết ngày", "31/03/2026"),
    "within": ("Trong bao nhiêu ngày", "30"),
    "month": ("Tháng", "3 hoặc 3/2026"),
    "from": ("Từ ngày", "23/11/2026"),
    "to": ("Đến hết ngày", "29/11/2026"),
}
_LABELS: dict[str, Mapping[str, str]] = {
    "state": {str(code): label for code, label in STATE_LABELS.items()},
    "kind": {str(code): label for code, label in KIND_LABELS.items()},
}


def choice_fields(
    page: Page, query: Mapping[str, Sequence[str]], departments: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return what the template says of the fields of a page, filled as its address says."""
    labels = {**_LABELS, "department": departments}
    return [_field(name, ",".join(query.get(name, ())), labels.get(name)) for name in page.choices]


def _field(name: str, value: str, labels: Mapping[str, str] | None) -> dict[str, Any]:
    label, example = _FIELDS[name]
    field: dict[str, Any] = {
        "name": name,
        "label": label,
        "example": example,
        "value": value,
        "options": [],
    }
    if labels:
        known = {"": "tất cả", **labels}
        known |= {} if value in known else {value: _in_words(value, labels)}
        field["options"] = [{"value": code, "label": word} for code, word in known.items()]
    return field


def _in_words(value: str, labels: Mapping[str, str]) -> str:
    """Return several values as an option of their own: the address may name more than one."""
    return ", ".join(labels.get(part, part) for part in value.split(","))


def kept_words(page: Page, query: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Return what else the address says: a new choice keeps it."""
    return [
        (name, value)
        for name in page.options
        if name not in page.choices
        for value in query.get(name, ())
    ]
