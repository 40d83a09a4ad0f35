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
from khtgdv.cli.system.environment import one_place
from khtgdv.errors import ExitCode
from khtgdv.query.names import known_id, row_id


def history(
    plan: PlanOptions,
    output: OutputOptions,
    tables: TableOptions,
    *,
    row: Annotated[
        str, argument(metavar="MÃ", text="Ví dụ T03-12, TX-05, KT-02.", complete=completion.ids)
    ],
) -> ExitCode:
    """Mỗi lần commit có đổi dòng ấy là một hàng, mới nhất đứng trước; cả phần chưa commit.

    Chỉ sắp lại tệp hay chuyển dòng đi chỗ khác thì không tính là đổi.
    """
    from khtgdv.source.history.history import history as events_of

    reading = read(plan, PositionOptions())
    place = one_place(reading.found)
    known = [one.id for one in reading.selection.rows]
    found = row_id(row)
    section = "inspections" if found.startswith("KT") else "tasks"
    path = place.folder / f"{section}_{reading.year}.yaml"
    events = events_of(path, found)
    if not events:
        found = known_id(row, known)
    filters = FilterOptions(id=[found] if found in known else [])
    selection = narrow(reading, filters)
    return report("history", reading, selection, output, tables, row=found, events=events)
