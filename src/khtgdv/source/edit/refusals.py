"""Why a file could not be written, in words."""

from __future__ import annotations

import errno

from khtgdv.errors import KhtgdvError, os_error_reason
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

_DISK_FULL_ERRORS = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})


class NotWrittenError(KhtgdvError):
    """A file that could not be written: it is as it was."""


def refusal(path: Path, error: OSError) -> NotWrittenError:
    """Return what to say where the system refuses to write."""
    if error.errno in _DISK_FULL_ERRORS:
        cause, hint = "ổ đĩa đầy hoặc tệp quá giới hạn", "giải phóng chỗ trống rồi chạy lại"
    elif error.errno == errno.EROFS:
        cause, hint = "ổ đĩa chỉ cho đọc", "chép kế hoạch sang nơi ghi được: khtgdv init"
    else:
        cause, hint = os_error_reason(error), "kiểm tra quyền ghi vào thư mục và tệp"
    message = f"Không ghi được {escape_unsafe(str(path))}: {cause}. Tệp cũ còn nguyên."
    return NotWrittenError(message, hint)


def changed_refusal(path: Path) -> NotWrittenError:
    """Return what to say where another program wrote into a file meanwhile."""
    message = f"{escape_unsafe(str(path))} vừa được chương trình khác sửa, nên chưa ghi gì."
    return NotWrittenError(message, "đóng trình soạn thảo nếu đang mở, rồi chạy lại lệnh")


def group_refusal(path: Path) -> NotWrittenError:
    """Return what to say where a new file would be taken from the group that shares the old one."""
    message = (
        f"{escape_unsafe(str(path))} là tệp chung của một nhóm mà tài khoản này không thuộc về; "
        "ghi thì cả nhóm mất quyền, nên chưa ghi gì."
    )
    return NotWrittenError(message, "nhờ người quản trị máy thêm tài khoản này vào nhóm của tệp")
