"""The files of a new plan: all of them or none, and nothing that is there is written over."""

from __future__ import annotations

from khtgdv.errors import KhtgdvError, UsageError, os_error_reason
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def tell_remembered(folder: Path) -> None:
    """Remember a new plan where none is remembered, and say so."""
    from khtgdv.cli.system.output import say
    from khtgdv.cli.system.remembered_plan import remember_first

    if remember_first(folder):
        say("Đã nhớ kế hoạch này, dùng được ở mọi thư mục; chọn kế hoạch khác: khtgdv use THƯ-MỤC")


def finish_new_plan(folder: Path) -> None:
    """Have git keep the files of a new plan as they are, and remember it; say what was done."""
    from khtgdv.cli.system.git_files import in_repository, write_git_files
    from khtgdv.cli.system.output import say

    if in_repository(folder):
        for line in write_git_files(folder):
            say(line)
    tell_remembered(folder)


def refuse_existing(folder: Path, names: Mapping[str, bytes]) -> None:
    """Raise KhtgdvError where one of the files is there already, or the folder can be none."""
    from khtgdv.source.find import path_exists

    if str(folder) == "-":
        message = 'Kế hoạch gồm nhiều tệp, không in ra "-" được.'
        raise UsageError(message, "viết tên một thư mục, ví dụ ke-hoach-moi")
    existing_files = [folder / name for name in names if path_exists(folder / name)]
    if existing_files:
        message = f"{escape_unsafe(str(existing_files[0]))} đã có, không chép đè."
        raise KhtgdvError(message, "chọn một thư mục khác")


def create_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write the files; where one cannot be, none stays."""
    copies: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            with (folder / name).open("xb") as copy:
                copies.append(folder / name)
                copy.write(content)
    except OSError as error:
        for path in copies:
            path.unlink(missing_ok=True)
        message = (
            f"Không tạo được kế hoạch ở {escape_unsafe(str(folder))}: {os_error_reason(error)}."
        )
        raise KhtgdvError(message, "kiểm tra đường dẫn và quyền ghi") from error
