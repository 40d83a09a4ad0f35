"""The command that adds a row to a plan."""

from __future__ import annotations

from khtgdv.cli.arguments.declarations import option
from khtgdv.cli.arguments.options import PlanOptions
from khtgdv.cli.arguments.values_given import option_text, optional_text
from khtgdv.cli.row_addition import (
    TargetSection,
    insert_row,
    require_order,
    start_of,
    target_section,
)
from khtgdv.cli.row_settings import lead_codes, split_units
from khtgdv.cli.system.environment import today
from khtgdv.cli.write_pipeline import WriteOptions, drafts_of, write_drafts
from khtgdv.errors import ExitCode, UsageError
from khtgdv.hints import Annotated
from khtgdv.plan.values import PERIOD_KINDS
from khtgdv.query.choices import REPETITIONS, read_choice
from khtgdv.query.names import SECTION_CHOICES
from khtgdv.query.ranges import read_deadline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def add(
    plan: PlanOptions,
    write: WriteOptions,
    *,
    task: Annotated[
        str, option(
            "--task", metavar="CHỮ", text="Nội dung phải làm.", keep_lines=True,
            complete="free",
        )
    ],
    lead: Annotated[
        list[str],
        option(
            "--lead", metavar="ĐƠN VỊ",
            text="Đơn vị chủ trì: mã, tên, tên khác hay tên gọi chung; nhiều lần được.",
            complete="units",
        ),
    ] = [],  # noqa: B006 - it is never changed
    section: Annotated[
        str | None,
        option(
            "--section", metavar="MỤC",
            text="T01 … T12, TX (thường xuyên), KT (kiểm tra), hoặc mục đã khai: II, tên mục.",
            complete="new-row-section",
        ),
    ] = None,
    month: Annotated[
        str | None,
        option(
            "--month", metavar="THÁNG",
            text="Tháng bắt đầu; thay cho --section. Ở lệnh khác là thời điểm tính đến.",
            complete="months",
        ),
    ] = None,
    start: Annotated[
        str | None,
        option(
            "--start", metavar="KỲ", text="Bắt đầu (mục không là tháng): 5/2026, 15/05/2026.",
            complete="periods",
        ),
    ] = None,
    due: Annotated[
        str | None, option(
            "--due", metavar="THỜI HẠN", text="Hạn: 5, 5/2026, 31/05/2026, Q2.",
            complete="periods",
        )
    ] = None,
    due_text: Annotated[
        str | None, option(
            "--due-text", metavar="CHỮ", text="Lời văn của thời hạn.",
            complete="free",
        )
    ] = None,
    repeat: Annotated[
        list[str], option(
            "--repeat", metavar="KỲ", text=f"Lặp lại: {', '.join(PERIOD_KINDS)}.",
            complete="repetitions",
        )
    ] = [],  # noqa: B006 - it is never changed
    on: Annotated[
        str | None,
        option(
            "--on", metavar="NGÀY", text="Hạn trong kỳ lặp: 20, fri, 06-15, first working day.",
            complete="repeat-days",
        ),
    ] = None,
    after: Annotated[
        str | None,
        option(
            "--after", metavar="SỐ NGÀY", text="Hạn sau khi hết kỳ: 5, 2 working days.",
            complete="free",
        ),
    ] = None,
    interval: Annotated[
        int | None, option(
            "--interval", metavar="SỐ", text="Mấy kỳ lặp một lần, đếm từ bắt đầu.",
            complete="free",
        )
    ] = None,
    coordinating: Annotated[
        list[str], option(
            "--coordinating", metavar="ĐƠN VỊ", text="Phối hợp; nhiều lần được.",
            complete="units",
        )
    ] = [],  # noqa: B006 - it is never changed
    unit: Annotated[
        list[str], option(
            "--unit", metavar="TÊN", text="Với KT: nơi kiểm tra; nhiều lần được.",
            complete="free",
        )
    ] = [],  # noqa: B006 - it is never changed
    assignee: Annotated[
        str | None, option(
            "--assignee", metavar="TÊN", text="Người được giao.",
            complete="assignees",
        )
    ] = None,
    leader: Annotated[
        str | None, option(
            "--leader", metavar="TÊN", text="Lãnh đạo phụ trách.",
            complete="leaders",
        )
    ] = None,
    product: Annotated[
        str | None, option("--product", metavar="CHỮ", text="Kết quả phải có.", complete="free")
    ] = None,
) -> ExitCode:  # fmt: skip
    """Dòng mới đứng sau dòng cuối của mục, mang số tiếp theo; mục là tháng, hoặc mục đã khai.

    Ví dụ: khtgdv add --month 4 --task "Việc mới" --lead VP --due 5
    """
    drafts = drafts_of(plan, [])
    target = target_section(section, month, drafts)
    fields: dict[str, object] = {
        target.text_key: option_text(task, "--task"),
        "lead": lead_codes(lead, drafts),
        "coordinating": _option_texts(split_units(coordinating, drafts), "--coordinating"),
        "start": start_of(target, month, start, drafts.typing_span(today())),
        "due": None if due is None else str(read_deadline(due, drafts.typing_span(today()))),
        "due_text": optional_text(due_text, "--due-text"),
        "repeat": _repeat_rules(repeat, {"on": on, "after": after, "interval": interval}),
        "leader": optional_text(leader, "--leader"),
        "assignee": optional_text(assignee, "--assignee"),
        "product": optional_text(product, "--product"),
        "added": today().isoformat(),
        "units": [{"names": names}] if (names := _option_texts(unit, "--unit")) else None,
    }
    filled_fields = {key: value for key, value in fields.items() if value not in (None, [])}
    _check_fields(target, filled_fields)
    require_order(filled_fields)
    return write_drafts(drafts, write, lambda: [insert_row(drafts, target, filled_fields)[1]])


# What only the rows of one file have.
_OWN = {
    "tasks": ("coordinating", "repeat", "leader", "assignee", "product"),
    "inspections": ("units",),
}
_OPTION_NAMES = {"units": "--unit"}


def _check_fields(target: TargetSection, fields: dict[str, object]) -> None:
    """Refuse what rows of the section do not have, and a task without a lead."""
    for file, own_keys in _OWN.items():
        foreign_keys = [key for key in own_keys if key in fields and file != target.file]
        if foreign_keys:
            name = _OPTION_NAMES.get(foreign_keys[0], f"--{foreign_keys[0]}")
            raise UsageError(
                f"{name} không dùng được với mục {target.code}.", f"chọn: {SECTION_CHOICES}"
            )
    if target.file == "tasks" and "lead" not in fields:
        raise UsageError("Thiếu tùy chọn --lead.", 'ví dụ: --lead "phòng tt th"')


def _repeat_rules(repeat: Sequence[str], more: Mapping[str, object]) -> object:
    """Return the rules of a repeated task as files write them; `more` says when one is due."""
    values = {key: _rule_value(key, value) for key, value in more.items() if value is not None}
    if values and len(repeat) != 1:
        names = ", ".join(f"--{key}" for key in values)
        raise UsageError(f"{names} đi cùng đúng một --repeat.", "ví dụ: --repeat month --on 20")
    repeat = [read_choice("--repeat: không có kỳ {}.", every, REPETITIONS) for every in repeat]
    if len(repeat) == 1 and not values:
        return repeat[0]
    return [{"every": every, **values} for every in repeat]


def _rule_value(key: str, value: object) -> object:
    """Return the value of a rule's key as files write it: several days in a list."""
    from khtgdv.plan.due_days import guess_due_day

    text = option_text(str(value), f"--{key}")
    if key != "on":
        return text
    days = [guess_due_day(day) or day.strip() for day in text.split(",")]
    return days if len(days) > 1 else days[0]


def _option_texts(texts: Sequence[str], name: str) -> list[str]:
    return [option_text(text, name) for text in texts]
