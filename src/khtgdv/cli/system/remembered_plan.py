"""The plan that a person chose once, read wherever no plan is near; in their own configuration."""

from __future__ import annotations

import os
from pathlib import Path

from khtgdv.cli.system.own_folders import config_folder
from khtgdv.errors import KhtgdvError, os_error_reason
from khtgdv.text import escape_unsafe

_NAME = "plan"


def remembered_plan() -> Path | None:
    """Return the plan folder that is remembered; None where none is, or somebody else wrote it."""
    from khtgdv.source.cache.location import require_own_file, require_own_folder

    folder = config_folder()
    if folder is None:
        return None
    try:
        require_own_folder(folder)
        require_own_file(folder / _NAME)
        path = Path(os.fsdecode((folder / _NAME).read_bytes().removesuffix(b"\n")))
    except (OSError, ValueError):
        return None
    return path if path.is_absolute() else None


def remember_plan(folder: Path) -> None:
    """Remember a plan folder; KhtgdvError where that cannot be written."""
    from khtgdv.cli.system.result_files import replace_file
    from khtgdv.source.cache.location import make_private, require_own_file

    config = config_folder()
    if config is None:
        raise KhtgdvError(
            "Tài khoản này không có nơi để nhớ kế hoạch.",
            "đặt biến môi trường KHTGDV_DATA, hoặc thêm --data",
        )
    path = config / _NAME
    try:
        make_private(config)
        if os.path.lexists(path):
            require_own_file(path)
        replace_file(path, os.fsencode(os.path.abspath(folder)) + b"\n")  # noqa: PTH100 - links stay
    except OSError as error:
        message = f"Không ghi được {escape_unsafe(str(path))}: {os_error_reason(error)}."
        raise KhtgdvError(message, "thư mục ấy phải của chính tài khoản đang dùng") from error


def remember_first(folder: Path) -> bool:
    """Remember a plan that was just made, where none is; tell whether that was done."""
    if remembered_plan() is not None:
        return False
    try:
        remember_plan(folder)
    except KhtgdvError:  # the plan is there all the same
        return False
    return True


def forget_plan() -> None:
    """Forget what is remembered; KhtgdvError where that cannot be taken away."""
    if folder := config_folder():
        try:
            (folder / _NAME).unlink(missing_ok=True)
        except OSError as error:
            message = f"Không xóa được {escape_unsafe(str(folder / _NAME))}."
            raise KhtgdvError(message, os_error_reason(error)) from error
