"""The command that chooses the plan to read where none is near."""

from __future__ import annotations

from pathlib import Path

from khtgdv.cli.arguments.declarations import argument, option
from khtgdv.cli.system.environment import working_folder
from khtgdv.cli.system.output import confirm, say, write_words
from khtgdv.cli.system.remembered_plan import forget_plan, remember_plan, remembered_plan
from khtgdv.errors import ExitCode, UsageError
from khtgdv.hints import Annotated
from khtgdv.text import escape_unsafe


def use(
    *,
    folder: Annotated[
        Path | None,
        argument(
            metavar="[THƯ MỤC]", text="Thư mục kế hoạch; không có thì cho biết.", complete="folders"
        ),
    ] = None,
    forget: Annotated[
        bool, option("--forget", metavar=None, text="Không nhớ kế hoạch nào nữa.")
    ] = False,
) -> ExitCode:
    """Nhớ một kế hoạch để dùng khi đứng ở nơi không có kế hoạch nào.

    Không nói thư mục thì cho biết đang nhớ kế hoạch nào. Kế hoạch ở gần, KHTGDV_DATA và --data vẫn
    được ưu tiên.
    """
    from khtgdv.source.find import find_plans

    if forget and folder is not None:
        raise UsageError("--forget không đi cùng thư mục.", "bỏ một trong hai")
    if forget:
        forget_plan()
        confirm("Không còn nhớ kế hoạch nào.\n")
    elif folder is None:
        path = remembered_plan()
        write_words(f"{escape_unsafe(str(path))}\n" if path else "Chưa nhớ kế hoạch nào.\n")
        if path is None:
            say("Chọn: khtgdv use THƯ-MỤC")
    else:
        find_plans((folder,), None, working_folder())
        remember_plan(folder)
        confirm(f"Từ nay dùng kế hoạch ở {escape_unsafe(str(remembered_plan()))}\n")
        say("Kế hoạch ở gần thư mục đang đứng, KHTGDV_DATA và --data vẫn được ưu tiên.")
    return ExitCode.OK
