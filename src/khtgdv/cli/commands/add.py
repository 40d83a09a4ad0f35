"""The command that adds a row to a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from khtgdv.cli.arguments import completion
from khtgdv.cli.arguments.options import PlanOptions, option
from khtgdv.cli.arguments.values_given import deadline, said, said_if
from khtgdv.cli.write_pipeline import WriteOptions, drafts_of, write_drafts
from khtgdv.errors import ExitCode, KhtgdvError, UsageError
from khtgdv.frozen import dataclass
from khtgdv.plan.values import EVERY
from khtgdv.query.ranges import read_month
from khtgdv.text import nfc, one_line, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.source.edit.drafts import Drafts

_SECTION = re.compile(r"t?0?([1-9])|t?(1[0-2])|(tx|kt)", re.IGNORECASE)
_SECTIONS = "chọn: T01 … T12 (tháng), TX (thường xuyên, định kỳ), KT (kiểm tra, giám sát)"


@dataclass(frozen=True, slots=True)
class _Section:
    """Where a row goes: the letters of its ID, the file's list, the key of what is to be done."""

    code: str
    file: str = "tasks"
    text: str = "task"


def add(
    plan: PlanOptions,
    write: WriteOptions,
    *,
    task: Annotated[str, option("--task", metavar="CHỮ", text="Nội dung phải làm.")],
    lead: Annotated[
        str | None,
        option(
            "--lead", metavar="ĐƠN VỊ", text="Đơn vị chủ trì: mã, tên hay tên khác.",
            complete=completion.departments,
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
        list[str], option("--repeat", metavar="KỲ", text=f"Lặp lại: {', '.join(EVERY)}.")
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
    where = _section(section, month, drafts.year)
    fields: dict[str, object] = {
        where.text: said(task, "--task"),
        "lead": None if lead is None else _lead(lead, drafts),
        "coordinating": _all_said(_each(coordinating), "--coordinating"),
        "start": _start(where, month, drafts.year),
        "due": None if due is None else str(deadline(due, drafts.year)),
        "due_text": said_if(due_text, "--due-text"),
        "repeat": _rules(repeat),
        "assignee": said_if(assignee, "--assignee"),
        "product": said_if(product, "--product"),
        "units": [{"names": names}] if (names := _all_said(unit, "--unit")) else None,
    }
    given = {key: value for key, value in fields.items() if value not in (None, [])}
    _fitting(where, given)
    return write_drafts(drafts, write, lambda: _added(drafts, where, given))


def _added(drafts: Drafts, where: _Section, fields: dict[str, object]) -> list[str]:
    """Add the row to the draft; return what is said about it."""
    from khtgdv.plan.ids import next_id, row_before
    from khtgdv.source.edit.changes import NewRow

    if where.file not in drafts.files:
        message = f"Kế hoạch năm {drafts.year} chưa có tệp {drafts.path(where.file).name}."
        raise KhtgdvError(message, f"tạo tệp ấy với một dòng {where.file}: rồi chạy lại")
    ids = [str(row["id"]) for row in drafts.files[where.file].rows]
    row = next_id(ids, where.code)
    before = row_before(ids, where.code)
    drafts.change(where.file, [NewRow(where.file, row, (("id", row), *fields.items()), before)])
    lead = f" (chủ trì {fields['lead']})" if "lead" in fields else ""
    return [f"{row} thêm mới: {one_line(str(fields[where.text]))}{lead}"]


def _section(section: str | None, month: str | None, year: int) -> _Section:
    """Return where the row goes; a month alone is its section."""
    if section is None:
        if month is None:
            raise UsageError("Thiếu --month hoặc --section.", "ví dụ: --month 3, --section TX")
        return _Section(f"T{read_month(month, year).number:02}")
    match = _SECTION.fullmatch(section.strip())
    if match is None:
        raise UsageError(f'Không có mục "{visible(section)}".', _SECTIONS)
    code = match[3].upper() if match[3] else f"T{int(match[1] or match[2]):02}"
    if code == "KT":
        return _Section(code, "inspections", "content")
    if month is not None:
        raise UsageError("--month và --section không dùng cùng nhau.", "bỏ một trong hai")
    return _Section(code)


def _start(where: _Section, month: str | None, year: int) -> str | None:
    """Return the month a row starts in: its section's, or the one that was said."""
    if month is not None:
        return str(read_month(month, year))
    return f"{year}-{where.code[1:]}" if where.code[1:].isdigit() else None


# What only the rows of one file have.
_OWN = {
    "tasks": ("coordinating", "repeat", "assignee", "product"),
    "inspections": ("units",),
}
_OPTIONS = {"units": "--unit"}


def _fitting(where: _Section, fields: dict[str, object]) -> None:
    """Refuse what rows of the section do not have, and a task without a lead."""
    for file, own in _OWN.items():
        strange = [key for key in own if key in fields and file != where.file]
        if strange:
            name = _OPTIONS.get(strange[0], f"--{strange[0]}")
            raise UsageError(f"{name} không dùng được với mục {where.code}.", _SECTIONS)
    if where.file == "tasks" and "lead" not in fields:
        raise UsageError("Thiếu tùy chọn --lead.", 'ví dụ: --lead "phòng tt th"')


def _rules(repeat: Sequence[str]) -> object:
    """Return the rules of a repeated task as files write them."""
    for every in repeat:
        if every not in EVERY:
            message = f'--repeat: không có kỳ "{visible(every)}".'
            raise UsageError(message, f"chọn một trong: {', '.join(EVERY)}")
    return repeat[0] if len(repeat) == 1 else [{"every": every} for every in repeat]


def _each(texts: Sequence[str]) -> list[str]:
    """Return units one by one: the paper separates them with semicolons."""
    return [unit for text in texts for unit in text.split(";")]


def _all_said(texts: Sequence[str], name: str) -> list[str]:
    return [said(text, name) for text in texts]


def _lead(name: str, drafts: Drafts) -> str:
    """Return the code of the department a name means."""
    from khtgdv.query.names import department
    from khtgdv.query.plans import Plans

    return department(nfc(name), Plans([drafts.plan_file.plan(drafts.place, drafts.year, [])]))
