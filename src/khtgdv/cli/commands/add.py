"""The command that adds a row to a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from khtgdv.cli import complete
from khtgdv.cli.options import PlanOptions, option
from khtgdv.cli.writing import WriteOptions, plan_of, write_drafts
from khtgdv.errors import ExitCode, UsageError
from khtgdv.query.ranges import read_month, read_time
from khtgdv.text import nfc, one_line, visible

if TYPE_CHECKING:
    from khtgdv.source.draft import Drafts

_SECTION = re.compile(r"(?:t?0?([1-9])|t?(1[0-2])|(tx))", re.IGNORECASE)


def add(
    plan: PlanOptions,
    write: WriteOptions,
    *,
    task: Annotated[str, option("--task", metavar="CHỮ", text="Nội dung nhiệm vụ.")],
    lead: Annotated[
        str,
        option(
            "--lead", metavar="ĐƠN VỊ", text="Đơn vị chủ trì: mã, tên hay tên khác.",
            complete=complete.departments,
        ),
    ],
    section: Annotated[
        str | None, option("--section", metavar="MỤC", text="T01 … T12, hoặc TX: thường xuyên.")
    ] = None,
    month: Annotated[
        str | None, option("--month", metavar="THÁNG", text="Tháng bắt đầu, thay cho --section.")
    ] = None,
    due: Annotated[
        str | None, option("--due", metavar="THỜI HẠN", text="Hạn: 5, 5/2026, 31/05/2026, Q2.")
    ] = None,
    due_text: Annotated[
        str | None, option("--due-text", metavar="CHỮ", text="Lời văn của thời hạn.")
    ] = None,
    coordinating: Annotated[
        list[str], option("--coordinating", metavar="ĐƠN VỊ", text="Phối hợp; nhiều lần được.")
    ] = [],  # noqa: B006 - it is never changed
    assignee: Annotated[
        str | None, option("--assignee", metavar="TÊN", text="Người được giao.")
    ] = None,
    product: Annotated[
        str | None, option("--product", metavar="CHỮ", text="Kết quả phải có.")
    ] = None,
) -> ExitCode:  # fmt: skip
    """Dòng mới đứng sau dòng cuối của mục, mang số tiếp theo."""
    if (section is None) == (month is None):
        raise UsageError("Cần một trong --section và --month.", "ví dụ: --month 3, --section TX")
    drafts = plan_of(plan, [])
    code = _section(section, month, drafts.year)
    fields: dict[str, object] = {
        "task": task.strip(),
        "lead": _lead(lead, drafts),
        "coordinating": [name.strip() for name in coordinating],
        "start": None if code == "TX" else f"{drafts.year}-{code[1:]}",
        "due": None if due is None else str(read_time(due, drafts.year)),
        "due_text": due_text,
        "assignee": assignee,
        "product": product,
    }
    given = {key: value for key, value in fields.items() if value not in (None, [])}
    return write_drafts(drafts, write, lambda: _added(drafts, code, given))


def _added(drafts: Drafts, code: str, fields: dict[str, object]) -> list[str]:
    """Add the row to the draft; return what is said about it."""
    from khtgdv.source.edit import NewRow
    from khtgdv.source.rows import next_id, row_before

    ids = [row for row, (section, _) in drafts.rows().items() if section == "tasks"]
    row = next_id(ids, code)
    new = NewRow("tasks", row, (("id", row), *fields.items()), row_before(ids, code))
    drafts.change("tasks", [new])
    return [f"{row} thêm: {one_line(str(fields['task']))} (chủ trì {fields['lead']})"]


def _section(section: str | None, month: str | None, year: int) -> str:
    if month is not None:
        return f"T{read_month(month, year).number:02}"
    match = _SECTION.fullmatch((section or "").strip())
    if match is None:
        raise UsageError(f'Không có mục "{visible(section or "")}".', "chọn: T01 … T12, TX")
    return "TX" if match[3] else f"T{int(match[1] or match[2]):02}"


def _lead(name: str, drafts: Drafts) -> str:
    """Return the code of the department a name means."""
    from khtgdv.query.names import department
    from khtgdv.source.planfile import read_plan_file

    path = drafts.place.folder / f"plan_{drafts.year}.yaml"
    plan = read_plan_file(path, drafts.year, drafts.show).plan(drafts.place, drafts.year, [])
    return department(nfc(name), (plan,))
