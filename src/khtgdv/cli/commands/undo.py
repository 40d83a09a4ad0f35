"""The commands that take a change back and that start a plan of one's own."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from khtgdv.cli.arguments.options import PlanOptions, argument
from khtgdv.cli.system.environment import display_path, use_color
from khtgdv.cli.system.interrupts import interrupts_deferred
from khtgdv.cli.system.output import confirm, say, write_out
from khtgdv.cli.system.plan_files import Written, locked, state_folder
from khtgdv.cli.write_pipeline import WriteOptions, writable_plan
from khtgdv.errors import ExitCode, KhtgdvError, os_error_reason
from khtgdv.text import escape_unsafe

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def init(
    *,
    folder: Annotated[
        Path, argument(metavar="THƯ MỤC", text="Thư mục mới, hoặc chưa có kế hoạch.")
    ],
) -> ExitCode:
    """Chép kế hoạch kèm theo chương trình vào một thư mục để ghi nhận và sửa."""
    from khtgdv.cli.system.git_files import in_repository, write_git_files
    from khtgdv.source.find import embedded_folder, path_exists

    files = sorted(embedded_folder().glob("*.yaml"))
    existing_files = [folder / file.name for file in files if path_exists(folder / file.name)]
    if existing_files:
        message = f"{escape_unsafe(str(existing_files[0]))} đã có, không chép đè."
        raise KhtgdvError(message, "chọn một thư mục khác")
    _copy_files(files, folder)
    folder_text = escape_unsafe(str(folder))
    confirm(f"Đã tạo kế hoạch ở {folder_text}: {', '.join(file.name for file in files)}\n")
    if in_repository(folder):
        for line in write_git_files(folder):
            say(line)
    say(f'Dùng: khtgdv overdue --data "{folder_text}", hoặc chạy trong thư mục đó.')
    say(f'Soạn tệp trong VS Code: khtgdv schema --data "{folder_text}" --output schemas')
    return ExitCode.OK


def _copy_files(files: Iterable[Path], folder: Path) -> None:
    """Copy the files; where one cannot be, none stays."""
    copies: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            with (folder / file.name).open("xb") as copy:
                copies.append(folder / file.name)
                copy.write(file.read_bytes())
    except OSError as error:
        for path in copies:
            path.unlink(missing_ok=True)
        message = (
            f"Không tạo được kế hoạch ở {escape_unsafe(str(folder))}: {os_error_reason(error)}."
        )
        raise KhtgdvError(message, "kiểm tra đường dẫn và quyền ghi") from error
