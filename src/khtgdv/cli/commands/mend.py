"""The commands that take a change back and that start a plan of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from khtgdv.cli.environment import in_color, shown_path
from khtgdv.cli.options import PlanOptions, argument
from khtgdv.cli.output import say, write_out
from khtgdv.cli.writing import WriteOptions, state_folder, writable_places
from khtgdv.errors import ExitCode, KhtgdvError, UsageError
from khtgdv.text import visible

if TYPE_CHECKING:
    from khtgdv.source.store import Exchange


def undo(plan: PlanOptions, write: WriteOptions) -> ExitCode:
    """Hiện thay đổi trước, rồi trả các tệp về như cũ; không làm gì nếu tệp đã được sửa sau đó."""
    from khtgdv.source.store import exchange, locked
    from khtgdv.source.undo import backwards, forget, last

    places = writable_places(plan)
    if len(places) != 1:
        names = ", ".join(visible(shown_path(place.folder)) for place, _ in places)
        raise UsageError(f"Có nhiều kế hoạch ở đây: {names}.", "chọn một kế hoạch bằng --data")
    folder = places[0][0].folder
    told, files = last(state_folder(), folder)
    color = in_color(write.color)
    if write.dry_run:
        _show(backwards(files), color=color)
        say("Mới xem thử (--dry-run), chưa ghi gì.")
        return ExitCode.OK
    with locked(files[0].path.parent):
        exchanges = backwards(files)
        _show(exchanges, color=color)
        exchange(exchanges)
        forget(state_folder(), folder)
    write_out("".join(f"Đã hoàn tác: {visible(line)}\n" for line in told))
    return ExitCode.OK


def _show(exchanges: list[Exchange], *, color: bool) -> None:
    from khtgdv.render.diff import text

    for one in exchanges:
        before, after = (data.decode("utf-8", "replace") for data in (one.old, one.new))
        write_out(text(before, after, shown_path(one.path), color=color))


def init(
    *,
    folder: Annotated[Path, argument(metavar="THƯ MỤC", text="Thư mục mới, hoặc đang trống.")],
) -> ExitCode:
    """Chép kế hoạch kèm theo chương trình vào một thư mục để ghi nhận và sửa."""
    from khtgdv.source.find import embedded_folder

    files = sorted(embedded_folder().glob("*.yaml"))
    taken = [folder / file.name for file in files if (folder / file.name).exists()]
    if taken:
        message = f"{visible(str(taken[0]))} đã có, không chép đè."
        raise KhtgdvError(message, "chọn một thư mục khác")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            (folder / file.name).write_bytes(file.read_bytes())
    except OSError as error:
        from khtgdv.source.files import reason

        message = f"Không tạo được kế hoạch ở {visible(str(folder))}: {reason(error)}."
        raise KhtgdvError(message, "kiểm tra đường dẫn và quyền ghi") from error
    write_out(f"Đã tạo kế hoạch ở {visible(str(folder))}: {', '.join(f.name for f in files)}\n")
    say(f'Dùng: khtgdv overdue --data "{visible(str(folder))}", hoặc chạy trong thư mục đó.')
    return ExitCode.OK
