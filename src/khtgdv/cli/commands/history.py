"""The command that tells who recorded what: about a row, or lately about all of them."""

from __future__ import annotations

import re

from khtgdv.cli.arguments.declarations import argument
from khtgdv.cli.arguments.options import (
    FilterOptions,
    OutputOptions,
    PlanOptions,
    PositionOptions,
    TableOptions,
)
from khtgdv.cli.pipeline import PlanReading, narrow, read, report
from khtgdv.cli.system.environment import only_plan_folder
from khtgdv.cli.system.output import say, tell_error
from khtgdv.cli.system.plan_files import state_folder
from khtgdv.cli.system.programs import git
from khtgdv.errors import ExitCode
from khtgdv.frozen import replace
from khtgdv.hints import Annotated
from khtgdv.plan.ids import INSPECTION_SECTION, section_of
from khtgdv.query.names import normalize_row_id, resolve_row_id

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from khtgdv.source.history.git import NoHistoryError
    from khtgdv.source.undo.store import Note

_LATELY = 20  # commits of each file


def history(
    plan: PlanOptions,
    output: OutputOptions,
    tables: TableOptions,
    *,
    row: Annotated[
        str | None,
        argument(
            metavar="[MÃ]", text="Ví dụ T03-12; bỏ trống là mọi dòng, những lần ghi gần nhất.",
            complete="fitting-row",
        ),
    ] = None,
) -> ExitCode:  # fmt: skip
    """Mỗi lần lưu vào git (commit) có đổi một dòng là một hàng, mới nhất trước.

    Chỉ sắp lại tệp hay chuyển dòng đi chỗ khác thì không tính là đổi. Không có git thì kể những lần
    khtgdv ghi từ máy này.
    """
    from khtgdv.source.history.git import NoHistoryError

    reading = read(plan, PositionOptions())
    folder = only_plan_folder(reading.search).folder
    try:
        if row is None:
            return _all_rows(reading, folder, output, tables)
        return _one_row(reading, folder, row, output, tables)
    except NoHistoryError as error:
        return _kept_changes(reading, folder, row, error, output=output, tables=tables)


def _one_row(
    reading: PlanReading, folder: Path, row: str, output: OutputOptions, tables: TableOptions
) -> ExitCode:
    """Show what happened to one row, as git has it."""
    from khtgdv.source.history.history import row_events as events_of

    known_ids = [one.id for one in reading.selection.rows]
    resolved_id = normalize_row_id(row)
    section = "inspections" if section_of(resolved_id) == INSPECTION_SECTION else "tasks"
    events = events_of(git(), folder / f"{section}_{reading.year}.yaml", resolved_id)
    if any(event.unknown for event in events):
        _tell_shallow(f"thêm {resolved_id}")
    if not events:
        resolved_id = resolve_row_id(row, known_ids)
    filters = FilterOptions(id=[resolved_id] if resolved_id in known_ids else [])
    selection = narrow(reading, filters)
    return report("history", reading, selection, output, tables, row=resolved_id, events=events)


def _all_rows(
    reading: PlanReading, folder: Path, output: OutputOptions, tables: TableOptions
) -> ExitCode:
    """Show what happened lately to all rows, as git has it."""
    from khtgdv.source.find import path_exists
    from khtgdv.source.history.recent import plan_events

    files = (folder / f"{name}_{reading.year}.yaml" for name in ("tasks", "inspections"))
    limit = _LATELY if tables.limit is None else tables.limit
    events = plan_events(git(), [path for path in files if path_exists(path)], limit)
    if any(event.unknown for event in events):
        _tell_shallow("ghi gì")
    return report("history", reading, reading.selection, output, tables, events=events)


def _tell_shallow(what: str) -> None:
    say(
        "Kho git này là bản sao nông (shallow clone), không giữ lịch sử cũ: không biết ai "
        f"{what} và những lần đổi trước đó. Lấy đủ: git fetch --unshallow"
    )


def _kept_changes(
    reading: PlanReading, folder: Path, row: str | None, error: NoHistoryError, *,
    output: OutputOptions, tables: TableOptions,
) -> ExitCode:  # fmt: skip
    """Show what was recorded from this machine, where git knows nothing; the error if nothing."""
    from khtgdv.source.undo.store import kept_steps

    resolved_id = None
    if row is not None:
        resolved_id = resolve_row_id(row, [one.id for one in reading.selection.rows])
    notes = [step.note for step in kept_steps(state_folder(), folder)]
    if resolved_id is not None:
        notes = [about for note in notes if (about := _about_row(note, resolved_id)).messages]
    if not notes:
        raise error
    tell_error(error)
    say("Dưới đây chỉ là những lần khtgdv ghi từ máy này, của tài khoản này.")
    selection = reading.selection
    if resolved_id is not None:
        selection = narrow(reading, FilterOptions(id=[resolved_id]))
    return report("history", reading, selection, output, tables, row=resolved_id, notes=notes)


def _about_row(note: Note, row: str) -> Note:
    """Return what was told of a row, or of one of its steps."""
    about = re.compile(rf"{re.escape(row)}(?![0-9A-Za-z])")
    return replace(note, messages=tuple(filter(about.match, note.messages)))
