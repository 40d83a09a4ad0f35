"""The table of forms: each records as the command of its name does, with the fields it has."""

from __future__ import annotations

from khtgdv.errors import UsageError
from khtgdv.frozen import dataclass
from khtgdv.schedule.status import CLOSED_STATES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Literal

    from khtgdv.document.document import Value

    RowValues = Mapping[str, Value]

    FieldKind = Literal["text", "area", "number", "check", "many", "one"]

_OFFERED = 24  # most periods and places offered to be ticked; others are typed


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: the option of its name, or a place on the command line.

    `offers` returns what may be ticked, of a row. A `part` is joined to the ID of the row.
    """

    name: str
    label: str
    kind: FieldKind = "text"
    example: str = ""
    needed: bool = False
    is_place: bool = False
    offers: Callable[[RowValues], list[tuple[str, str]]] | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its command, what it is called, its fields, the rows it is offered for."""

    command: str
    title: str
    button: str
    fields: tuple[Field, ...]
    fits: Callable[[RowValues], bool]


def is_closed(row: RowValues) -> bool:
    """Tell whether nothing is left to be done."""
    return row.get("state") in CLOSED_STATES


def _is_inspection(row: RowValues) -> bool:
    return "visits" in row


def _is_repeated(row: RowValues) -> bool:
    return bool(row.get("repeat"))


def _missing_periods(row: RowValues) -> list[tuple[str, str]]:
    """Return the periods that the log should have by now, the newest first."""
    missing: Any = row.get("missing") or ()
    return [(str(period), str(period)) for period in reversed(missing)][:_OFFERED]


def _unvisited_places(row: RowValues) -> list[tuple[str, str]]:
    units: Any = row.get("units") or ()
    visits: Any = row.get("visits") or {}
    return [(name, name) for part in units for name in part["names"] if name not in visits]


def _open_steps(row: RowValues) -> list[tuple[str, str]]:
    """Return the steps that are not done, by their numbers in the row."""
    steps: Any = row.get("steps") or ()
    return [
        (str(number), f"Bước {number}: {step['text']}")
        for number, step in enumerate(steps, 1)
        if not step["completed"]
    ]


_ON = Field("on", "Ngày xảy ra", example="31/03/2026; để trống là hôm nay")
FORCE_LABEL = "Ghi cả khi ngày ở trước thời gian của kế hoạch"
_FORCE = Field("force", FORCE_LABEL, "check")
_RESULT = Field("result", "Số hiệu văn bản, kết quả", example="145-BC/BTGDVTU")
FORMS: dict[str, Form] = {
    "done": Form(
        "done", "Hoàn thành", "Ghi hoàn thành", (_ON, _RESULT, _FORCE),
        lambda row: not (is_closed(row) or _is_repeated(row)),
    ),
    "step": Form(
        "done", "Xong một bước", "Ghi xong bước",
        (
            Field("step", "Bước", "one", needed=True, is_place=True, offers=_open_steps),
            _ON, _RESULT, _FORCE,
        ),
        lambda row: not is_closed(row) and bool(_open_steps(row)),
    ),
    "log": Form(
        "log", "Ghi đã làm một kỳ", "Ghi kỳ",
        (
            Field("missing", "Kỳ còn thiếu", "many", is_place=True, offers=_missing_periods),
            Field("period", "Kỳ khác", example="9, W09, 2026-03, Q1", is_place=True),
            _ON, _FORCE,
        ),
        lambda row: not is_closed(row) and _is_repeated(row),
    ),
    "visit": Form(
        "visit", "Ghi nơi đã kiểm tra", "Ghi nơi đã kiểm tra",
        (
            Field("places", "Nơi đã kiểm tra", "many", is_place=True, offers=_unvisited_places),
            Field("place", "Nơi khác", example="tên đơn vị", is_place=True),
            _ON, _FORCE,
        ),
        lambda row: not is_closed(row) and _is_inspection(row),
    ),
    "start": Form(
        "start", "Bắt đầu thực hiện", "Ghi bắt đầu", (_ON, _FORCE),
        lambda row: not (is_closed(row) or _is_inspection(row) or row.get("started")),
    ),
    "progress": Form(
        "update", "Tiến độ", "Ghi tiến độ",
        (Field("progress", "Tiến độ, phần trăm", "number", "60", needed=True),),
        lambda row: bool(row.get("started")) and not is_closed(row),
    ),
    "extend": Form(
        "extend", "Gia hạn", "Ghi gia hạn",
        (
            Field("to", "Hạn mới", example="5/2026, 31/05/2026, Q2", needed=True),
            Field("reason", "Lý do", needed=True),
            Field("document", "Văn bản cho gia hạn", example="12-QĐ/BTGDVTU"),
            _ON, _FORCE,
        ),
        lambda row: not (is_closed(row) or _is_repeated(row)),
    ),
    "note": Form(
        "update", "Ghi chú", "Thêm ghi chú",
        (Field("note", "Ghi chú", "area", needed=True),), lambda _: True,
    ),
    "cancel": Form(
        "cancel", "Hủy", "Ghi hủy", (Field("reason", "Lý do", needed=True), _ON, _FORCE),
        lambda row: not is_closed(row),
    ),
    "reopen": Form("reopen", "Mở lại", "Mở lại", (), is_closed),
}  # fmt: skip


def command_parts(
    form: Form, row_id: str, typed: Mapping[str, Any]
) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """Return the options and the places of the command line that a filled form stands for.

    A field that must be filled stands there also where it is empty: the command says so.
    """
    options: list[tuple[str, str]] = []
    places: list[str] = []
    for field in form.fields:
        values = [value.strip() for value in typed.get(field.name, ()) if value.strip()]
        if field.name == "step":
            row_id = f"{row_id}.{_required(values)}"
        elif field.is_place:
            places += values
        else:
            options += [(field.name, value) for value in values]
            options += [(field.name, "")] if field.needed and not values else []
    return tuple(options), [row_id, *places]


def _required(steps: list[str]) -> str:
    """Return the step that was chosen: without one it would be the row itself that is done."""
    if not steps:
        raise UsageError("Chưa chọn bước nào.", "chọn một bước rồi ghi lại")
    return steps[0]
