"""The commands that take a change back and that start a plan of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from khtgdv.cli.arguments.options import PlanOptions, argument
from khtgdv.cli.system.environment import in_color, shown_path
from khtgdv.cli.system.output import say, write_out
from khtgdv.cli.write_pipeline import WriteOptions, state_folder, writable_place
from khtgdv.errors import ExitCode, KhtgdvError
from khtgdv.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.source.edit.transaction import Exchange


def undo(plan: PlanOptions, write: WriteOptions) -> ExitCode:
    """Hiện thay đổi trước, rồi trả các tệp về như cũ; không làm gì nếu tệp đã được sửa sau đó.

    Chạy lại lần nữa thì hoàn tác lần ghi trước đó; nhớ 20 lần ghi gần nhất từ máy này.
    """
    from khtgdv.source.edit.transaction import exchange, locked
    from khtgdv.source.edit.undo import last

    place, _ = writable_place(plan)
    step = last(state_folder(), place.folder)
    color = in_color(write.color)
    if write.dry_run:
        _show(step.backwards(), color=color)
        say("Mới xem thử (--dry-run), chưa ghi gì.")
        return ExitCode.OK
    with locked(before.path for before in step.files):
        exchanges = step.backwards()
        _show(exchanges, color=color)
        exchange(exchanges)
        step.forget()
    write_out("".join(f"Đã hoàn tác: {visible(line)}\n" for line in step.told))
    return ExitCode.OK


def _show(exchanges: Iterable[Exchange], *, color: bool) -> None:
    from khtgdv.render.diff import text

    for one in exchanges:
        before, after = (data.decode("utf-8", "replace") for data in (one.old, one.new))
        write_out(text(before, after, shown_path(one.path), color=color))


def init(
    *,
    folder: Annotated[
        Path, argument(metavar="THƯ MỤC", text="Thư mục mới, hoặc chưa có kế hoạch.")
    ],
) -> ExitCode:
    """Chép kế hoạch kèm theo chương trình vào một thư mục để ghi nhận và sửa."""
    from khtgdv.source.find import embedded_folder, is_there

    files = sorted(embedded_folder().glob("*.yaml"))
    taken = [folder / file.name for file in files if is_there(folder / file.name)]
    if taken:
        message = f"{visible(str(taken[0]))} đã có, không chép đè."
        raise KhtgdvError(message, "chọn một thư mục khác")
    _copied(files, folder)
    where = visible(str(folder))
    write_out(f"Đã tạo kế hoạch ở {where}: {', '.join(file.name for file in files)}\n")
    say(f'Dùng: khtgdv overdue --data "{where}", hoặc chạy trong thư mục đó.')
    say(f'Soạn tệp trong VS Code: khtgdv schema --data "{where}" --output schemas')
    return ExitCode.OK


def _copied(files: Iterable[Path], folder: Path) -> None:
    """Copy the files; where one cannot be, none stays."""
    made: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            with (folder / file.name).open("xb") as copy:
                made.append(folder / file.name)
                copy.write(file.read_bytes())
    except OSError as error:
        from khtgdv.source.text.files import reason

        for path in made:
            path.unlink(missing_ok=True)
        message = f"Không tạo được kế hoạch ở {visible(str(folder))}: {reason(error)}."
        raise KhtgdvError(message, "kiểm tra đường dẫn và quyền ghi") from error
