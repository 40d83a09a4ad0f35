"""The command that takes a change back."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from khtgdv.cli.arguments.options import PlanOptions
from khtgdv.cli.system.environment import display_path, use_color
from khtgdv.cli.system.interrupts import interrupts_deferred
from khtgdv.cli.system.output import confirm, say, write_out
from khtgdv.cli.system.plan_files import Written, locked, state_folder
from khtgdv.cli.write_pipeline import WriteOptions, writable_plan
from khtgdv.errors import ExitCode
from khtgdv.text import escape_unsafe

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from khtgdv.source.edit.transaction import FileReplacement
    from khtgdv.source.edit.undo import UndoStep


def undo(plan: PlanOptions, write: WriteOptions) -> ExitCode:
    """Hiện thay đổi trước, rồi trả các tệp về như cũ; không làm gì nếu tệp đã được sửa sau đó.

    Chạy lại lần nữa thì hoàn tác lần ghi trước đó; nhớ 20 lần ghi gần nhất từ máy này.
    """
    from khtgdv.source.edit.transaction import replace_files
    from khtgdv.source.edit.undo import last_step
    from khtgdv.source.find import plan_file_paths

    folder = writable_plan(plan)[0].folder
    color = use_color(write.color)
    with ExitStack() as until_confirmed:
        with locked(plan_file_paths(folder)):
            step = last_step(state_folder(), folder, prune=not write.dry_run)
            exchanges = step.revert_replacements()
            _show_exchanges(exchanges, color=color)
            if write.dry_run:
                say("Mới xem thử (--dry-run), chưa ghi gì.")
                return ExitCode.OK
            until_confirmed.enter_context(interrupts_deferred())
            split_files = replace_files(exchanges)
            step.delete()
        _confirm(step, split_files)
    return ExitCode.OK


def _confirm(step: UndoStep, split_files: tuple[Path, ...]) -> None:
    lines = [f"Đã hoàn tác: {line}" for line in step.messages]
    lines += Written(undoable=False, split_files=split_files).notes
    confirm("".join(f"{escape_unsafe(line)}\n" for line in lines))


def _show_exchanges(exchanges: Iterable[FileReplacement], *, color: bool) -> None:
    from khtgdv.render.diff import diff_text

    for exchange in exchanges:
        before, after = (
            data.decode("utf-8", "replace") for data in (exchange.old_bytes, exchange.new_bytes)
        )
        write_out(diff_text(before, after, display_path(exchange.path), color=color))
