"""The commands that take changes back, and make them once more."""

from __future__ import annotations

from contextlib import ExitStack

from khtgdv.cli.arguments.declarations import argument, option
from khtgdv.cli.arguments.options import PlanOptions
from khtgdv.cli.listening.listener import Confirmation, current_listener
from khtgdv.cli.system.environment import display_path, use_color
from khtgdv.cli.system.interrupts import interrupts_deferred
from khtgdv.cli.system.output import ONLY_TRIED, confirm, say, write_diff
from khtgdv.cli.system.plan_files import locked, state_folder, take_back
from khtgdv.cli.write_pipeline import WriteOptions, writable_plan
from khtgdv.errors import ExitCode, KhtgdvError, UsageError
from khtgdv.hints import Annotated
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from khtgdv.cli.system.plan_files import Written
    from khtgdv.source.edit.transaction import FileReplacement
    from khtgdv.source.undo.reverts import Revert
    from khtgdv.source.undo.store import Note, Pile

Count = Annotated[
    int | None,
    argument(metavar="[SỐ LẦN]", text="Bao nhiêu lần; mặc định 1.", complete="kept-records"),
]
_DONE_WORDS: dict[Pile, str] = {"undo": "Đã hoàn tác", "redo": "Đã làm lại"}
_WAY_BACK: dict[Pile, tuple[str, str]] = {
    "undo": ("Làm lại: khtgdv redo", "Không lưu được để làm lại."),
    "redo": ("Hoàn tác: khtgdv undo", "Không lưu được để hoàn tác."),
}


def undo(
    plan: PlanOptions,
    write: WriteOptions,
    *,
    count: Count = None,
    listing: Annotated[
        bool, option("--list", metavar=None, text="Chỉ kể các lần ghi hoàn tác được, mới trước.")
    ] = False,
) -> ExitCode:
    """Hiện thay đổi trước, rồi trả các tệp về như cũ; không làm gì nếu tệp đã được sửa sau đó.

    Chạy lại lần nữa thì hoàn tác lần ghi trước đó; nhớ 20 lần ghi gần nhất từ máy này.

    Ví dụ: khtgdv undo --list, rồi khtgdv undo 3
    """
    if listing:
        return _list_changes(writable_plan(plan)[0].folder, write.color)
    return _take_back(plan, write, count, "undo")


def redo(plan: PlanOptions, write: WriteOptions, *, count: Count = None) -> ExitCode:
    """Ghi lại điều vừa hoàn tác, từng lần một; có lần ghi mới thì không còn gì để làm lại.

    Ví dụ: khtgdv redo
    """
    return _take_back(plan, write, count, "redo")


def _take_back(plan: PlanOptions, write: WriteOptions, count: int | None, pile: Pile) -> ExitCode:
    """Take so many changes of a pile back, all of them or none."""
    from khtgdv.source.find import plan_file_paths
    from khtgdv.source.undo.reverts import net_exchanges, next_reverts
    from khtgdv.source.undo.store import MAX_STEPS

    count = 1 if count is None else count
    if not 1 <= count <= MAX_STEPS:
        raise UsageError(f"Số lần phải từ 1 đến {MAX_STEPS}.", f"ví dụ: khtgdv {pile} 3")
    folder = writable_plan(plan)[0].folder
    color = use_color(write.color)
    with ExitStack() as until_confirmed:
        with locked(plan_file_paths(folder)):
            reverts = next_reverts(state_folder(), folder, count, pile, prune=not write.dry_run)
            if listener := current_listener():
                listener.require_undo(_messages(reverts))
            _show_exchanges(net_exchanges(reverts), color=color)
            if write.dry_run:
                say(ONLY_TRIED)
                return ExitCode.OK
            until_confirmed.enter_context(interrupts_deferred())
            written = [take_back(revert, folder, pile) for revert in reverts]
        _confirm(reverts, written, pile)
    return ExitCode.OK


def _confirm(reverts: Iterable[Revert], written: list[Written], pile: Pile) -> None:
    from khtgdv.source.undo.reverts import OTHER_PILE

    lines = [f"{_DONE_WORDS[pile]}: {message}" for message in _messages(reverts)]
    undoable = all(part.undoable for part in written)
    notes = dict.fromkeys(note for part in written for note in part.notes)
    if listener := current_listener():
        way_back = OTHER_PILE[pile] if undoable else ""
        kept = _messages(reverts)
        listener.confirmation = Confirmation(tuple(lines), (), tuple(notes), way_back, kept)
        return
    lines += [_WAY_BACK[pile][not undoable], *notes]
    confirm("".join(f"{escape_unsafe(line)}\n" for line in lines))


def _messages(reverts: Iterable[Revert]) -> tuple[str, ...]:
    return tuple(message for revert in reverts for message in revert.step.note.messages)


def _show_exchanges(exchanges: Iterable[FileReplacement], *, color: bool) -> None:
    for exchange in exchanges:
        before, after = (
            data.decode("utf-8", "replace") for data in (exchange.old_bytes, exchange.new_bytes)
        )
        write_diff(before, after, display_path(exchange.path), color=color)


def _list_changes(folder: Path, color: str) -> ExitCode:
    """Show what can be taken back, and what can be made again, without a change to anything."""
    from khtgdv.cli.arguments.options import OutputOptions
    from khtgdv.cli.rendering import deliver
    from khtgdv.cli.system.environment import today
    from khtgdv.dates.periods import Position
    from khtgdv.reports.undo_list import build

    kept = {pile: _reachable(folder, pile) for pile in _DONE_WORDS}
    deliver(build(kept["undo"], kept["redo"], Position(today())), OutputOptions(color=color))
    return ExitCode.OK


def _reachable(folder: Path, pile: Pile) -> tuple[list[Note], str]:
    """Return what may be taken back, the last first, and why what was before may not be."""
    from khtgdv.source.undo.reverts import walk_reverts
    from khtgdv.source.undo.store import kept_steps

    notes: list[Note] = []
    try:
        for revert in walk_reverts(kept_steps(state_folder(), folder, pile), pile):
            notes += [revert.step.note] if revert.exchanges else []
    except KhtgdvError as error:
        return notes, error.message
    return notes, ""
