"""What is said where nothing could be written: why, and what to do."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from khtgdv.source.edit.refusals import changed_refusal, group_refusal, refusal

PATH = Path("tasks_2026.yaml")


@pytest.mark.parametrize(
    ("code", "cause", "hint"),
    [
        (errno.ENOSPC, "ổ đĩa đầy hoặc tệp quá giới hạn", "giải phóng chỗ trống rồi chạy lại"),
        (errno.EROFS, "ổ đĩa chỉ cho đọc", "chép kế hoạch sang nơi ghi được: khtgdv init"),
        (errno.EACCES, "không có quyền", "kiểm tra quyền ghi vào thư mục và tệp"),
    ],
)
def test_a_disk_that_refuses(code: int, cause: str, hint: str) -> None:
    error = refusal(PATH, OSError(code, "no"))
    assert error.message == f"Không ghi được tasks_2026.yaml: {cause}. Tệp cũ còn nguyên."
    assert error.hint == hint


def test_another_program_and_another_group() -> None:
    assert [(one.message, one.hint) for one in (changed_refusal(PATH), group_refusal(PATH))] == [
        (
            "tasks_2026.yaml vừa được chương trình khác sửa, nên chưa ghi gì.",
            "đóng trình soạn thảo nếu đang mở, rồi chạy lại lệnh",
        ),
        (
            (
                "tasks_2026.yaml là tệp chung của một nhóm mà tài khoản này không thuộc về; "
                "ghi thì cả nhóm mất quyền, nên chưa ghi gì."
            ),
            "nhờ người quản trị máy thêm tài khoản này vào nhóm của tệp",
        ),
    ]
