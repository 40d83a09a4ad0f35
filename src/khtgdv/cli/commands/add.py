"""The command that adds a row to a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from khtgdv.cli.arguments import completion
from khtgdv.cli.arguments.options import PlanOptions, option
from khtgdv.cli.arguments.values_given import option_text, optional_text, read_deadline
from khtgdv.cli.write_pipeline import WriteOptions, drafts_of, write_drafts
from khtgdv.errors import ExitCode, KhtgdvError, UsageError
from khtgdv.frozen import dataclass
from khtgdv.plan.values import PERIOD_KINDS
from khtgdv.query.ranges import read_month
from khtgdv.text import escape_unsafe, nfc, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.source.edit.drafts import PlanDraft

_SECTION_PATTERN = re.compile(r"t?0?([1-9])|t?(1[0-2])|(tx|kt)", re.IGNORECASE)
_SECTIONS_HINT = "chọn: T01 … T12 (tháng), TX (thường xuyên, định kỳ), KT (kiểm tra, giám sát)"


@dataclass(frozen=True, slots=True)
class _TargetSection:
    """Where a row goes: the letters of its ID, the file's list, the key of what is to be done."""

    code: str
    file: str = "tasks"
    text_key: str = "task"


def add(
    plan: PlanOptions,
    write: WriteOptions,
    *,
    task: Annotated[str, option("--task", metavar="CHỮ", text="Nội dung phải làm.")],
    lead: Annotated[
        str | None,
        option(
            "--lead", metavar="ĐƠN VỊ", text="Đơn vị chủ trì: mã, tên hay tên khác.",
            complete=completion.complete_departments,
        ),
    ] = None,
    section: Annotated[
        str | None,
        option("--section", metavar="MỤC", text="T01 … T12, TX (thường xuyên), KT (kiểm tra)."),
    ] = None,
    month: Annotated[
        str | None, option("--month", metavar="THÁNG", text="Tháng bắt đầu; thay cho --section.")
    ] = None,
    due: Annotated[
        str | None, option("--due", metavar="THỜI HẠN", text="Hạn: 5, 5/2026, 31/05/2026, Q2.")
    ] = None,
    due_text: Annotated[
        str | None, option("--due-text", metavar="CHỮ", text="Lời văn của thời hạn.")
    ] = None,
    repeat: Annotated[
        list[str], option("--repeat", metavar="KỲ", text=f"Lặp lại: {', '.join(PERIOD_KINDS)}.")
    ] = [],  # noqa: B006 - it is never changed
    coordinating: Annotated[
        list[str], option("--coordinating", metavar="ĐƠN VỊ", text="Phối hợp; nhiều lần được.")
    ] = [],  # noqa: B006 - it is never changed
    unit: Annotated[
        list[str], option("--unit", metavar="TÊN", text="Với KT: nơi kiểm tra; nhiều lần được.")
    ] = [],  # noqa: B006 - it is never changed
    assignee: Annotated[
        str | None, option("--assignee", metavar="TÊN", text="Người được giao.")
    ] = None,
    product: Annotated[
        str | None, option("--product", metavar="CHỮ", text="Kết quả phải có.")
    ] = None,
) -> ExitCode:  # fmt: skip
    """Dòng mới đứng sau dòng cuối của mục, mang số tiếp theo.

    Ví dụ: khtgdv add --month 4 --task "Việc mới" --lead VP --due 5
    """
    drafts = drafts_of(plan, [])
    target = _target_section(section, month, drafts.year)
    fields: dict[str, object] = {
        target.text_key: option_text(task, "--task"),
        "lead": None if lead is None else _department_code(lead, drafts),
        "coordinating": _option_texts(_split_units(coordinating), "--coordinating"),
        "start": _start_month(target, month, drafts.year),
        "due": None if due is None else str(read_deadline(due, drafts.year)),
        "due_text": optional_text(due_text, "--due-text"),
        "repeat": _repeat_rules(repeat),
        "assignee": optional_text(assignee, "--assignee"),
        "product": optional_text(product, "--product"),
        "units": [{"names": names}] if (names := _option_texts(unit, "--unit")) else None,
    }
    filled_fields = {key: value for key, value in fields.items() if value not in (None, [])}
    _check_fields(target, filled_fields)
    return write_drafts(drafts, write, lambda: _add_row(drafts, target, filled_fields))


def _add_row(drafts: PlanDraft, target: _TargetSection, fields: dict[str, object]) -> list[str]:
    """Add the row to the draft; return what is said about it."""
    from khtgdv.plan.ids import next_id, row_to_insert_after
    from khtgdv.source.edit.changes import RowInsertion

    if target.file not in drafts.files:
        message = f"Kế hoạch năm {drafts.year} chưa có tệp {drafts.path(target.file).name}."
        raise KhtgdvError(message, f"tạo tệp ấy với một dòng {target.file}: rồi chạy lại")
    ids = [str(row["id"]) for row in drafts.files[target.file].rows]
    row_id = next_id(ids, target.code)
    previous_id = row_to_insert_after(ids, target.code)
    drafts.apply_changes(
        target.file,
        [RowInsertion(target.file, row_id, (("id", row_id), *fields.items()), previous_id)],
    )
    lead = f" (chủ trì {fields['lead']})" if "lead" in fields else ""
    return [f"{row_id} thêm mới: {one_line(str(fields[target.text_key]))}{lead}"]


def _target_section(section: str | None, month: str | None, year: int) -> _TargetSection:
    """Return where the row goes; a month alone is its section."""
    if section is None:
        if month is None:
            raise UsageError("Thiếu --month hoặc --section.", "ví dụ: --month 3, --section TX")
        return _TargetSection(f"T{read_month(month, year).number:02}")
    match = _SECTION_PATTERN.fullmatch(section.strip())
    if match is None:
        raise UsageError(f'Không có mục "{escape_unsafe(section)}".', _SECTIONS_HINT)
    code = match[3].upper() if match[3] else f"T{int(match[1] or match[2]):02}"
    if code == "KT":
        return _TargetSection(code, "inspections", "content")
    if month is not None:
        raise UsageError("--month và --section không dùng cùng nhau.", "bỏ một trong hai")
    return _TargetSection(code)


def _start_month(target: _TargetSection, month: str | None, year: int) -> str | None:
    """Return the month a row starts in: its section's, or the one that was said."""
    if month is not None:
        return str(read_month(month, year))
    return f"{year}-{target.code[1:]}" if target.code[1:].isdigit() else None


# What only the rows of one file have.
_OWN = {"tasks": ("coordinating", "repeat", "assignee", "product"), "inspections": ("units",)}
_OPTION_NAMES = {"units": "--unit"}


def _check_fields(target: _TargetSection, fields: dict[str, object]) -> None:
    """Refuse what rows of the section do not have, and a task without a lead."""
    for file, own_keys in _OWN.items():
        foreign_keys = [key for key in own_keys if key in fields and file != target.file]
        if foreign_keys:
            name = _OPTION_NAMES.get(foreign_keys[0], f"--{foreign_keys[0]}")
            raise UsageError(f"{name} không dùng được với mục {target.code}.", _SECTIONS_HINT)
    if target.file == "tasks" and "lead" not in fields:
        raise UsageError("Thiếu tùy chọn --lead.", 'ví dụ: --lead "phòng tt th"')


def _repeat_rules(repeat: Sequence[str]) -> object:
    """Return the rules of a repeated task as files write them."""
    for every in repeat:
        if every not in PERIOD_KINDS:
            message = f'--repeat: không có kỳ "{escape_unsafe(every)}".'
            raise UsageError(message, f"chọn một trong: {', '.join(PERIOD_KINDS)}")
    return repeat[0] if len(repeat) == 1 else [{"every": every} for every in repeat]


def _split_units(texts: Sequence[str]) -> list[str]:
    """Return units one by one: the paper separates them with semicolons."""
    return [unit for text in texts for unit in text.split(";")]


def _option_texts(texts: Sequence[str], name: str) -> list[str]:
    return [option_text(text, name) for text in texts]


def _department_code(name: str, drafts: PlanDraft) -> str:
    """Return the code of the department a name means."""
    from khtgdv.query.names import resolve_department
    from khtgdv.query.plans import Plans

    return resolve_department(
        nfc(name), Plans([drafts.plan_file.build_plan(drafts.plan_folder, drafts.year, [])])
    )
