"""The command that tells who recorded what about a row."""

from __future__ import annotations

from typing import Annotated

from khtgdv.cli.arguments import completion
from khtgdv.cli.arguments.options import (
    FilterOptions,
    OutputOptions,
    PlanOptions,
    PositionOptions,
    TableOptions,
    argument,
)
from khtgdv.cli.pipeline import narrow, read, report
from khtgdv.cli.system.environment import only_plan_folder
from khtgdv.cli.system.output import say
from khtgdv.cli.system.programs import git
from khtgdv.errors import ExitCode
from khtgdv.plan.ids import INSPECTION_SECTION, section_of
from khtgdv.query.names import normalize_row_id, resolve_row_id


def history(
    plan: PlanOptions,
    output: OutputOptions,
    tables: TableOptions,
    *,
    row: Annotated[
        str,
        argument(
            metavar="MÃ", text="Ví dụ T03-12, TX-05, KT-02.", complete=completion.complete_ids
        ),
    ],
) -> ExitCode:
    """Mỗi lần commit có đổi dòng ấy là một hàng, mới nhất đứng trước; cả phần chưa commit.

    Chỉ sắp lại tệp hay chuyển dòng đi chỗ khác thì không tính là đổi.
    """
    from khtgdv.source.history.history import row_events as events_of

    reading = read(plan, PositionOptions())
    plan_folder = only_plan_folder(reading.search)
    known_ids = [one.id for one in reading.selection.rows]
    resolved_id = normalize_row_id(row)
    section = "inspections" if section_of(resolved_id) == INSPECTION_SECTION else "tasks"
    path = plan_folder.folder / f"{section}_{reading.year}.yaml"
    events = events_of(git(), path, resolved_id)
    if any(event.unknown for event in events):
        say(
            "Kho git này là bản sao nông (shallow clone), không giữ lịch sử cũ: không biết ai "
            f"thêm {resolved_id} và những lần đổi trước đó. Lấy đủ: git fetch --unshallow"
        )
    if not events:
        resolved_id = resolve_row_id(row, known_ids)
    filters = FilterOptions(id=[resolved_id] if resolved_id in known_ids else [])
    selection = narrow(reading, filters)
    return report("history", reading, selection, output, tables, row=resolved_id, events=events)
