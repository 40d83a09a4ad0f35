"""The Word file that a paper is written in: the office's own, or one that ships with khtgdv."""

from __future__ import annotations

import zipfile
from pathlib import Path

from khtgdv.errors import KhtgdvError, UsageError, os_error_reason
from khtgdv.plan.heads import HEAD_FORMS
from khtgdv.text import escape_unsafe

_MAX_SIZE = 20 * 2**20  # bytes
_MAX_UNPACKED = 200 * 2**20
_MAX_MEMBERS = 2_000


def shipped_templates() -> Path:
    """Return the folder of the templates that ship with the program: one a form of office."""
    package_data = Path(__file__).resolve().parent.parent / "templates"
    return package_data if package_data.is_dir() else package_data.parents[2] / "docs/mau"


def read_template(path: Path, format_name: str) -> bytes:
    """Return a Word file to write into; KhtgdvError where it is none, or no paper of that size."""
    if format_name != "docx":
        message = "--template chỉ dùng với định dạng docx."
        raise UsageError(message, "Thêm --output TÊN.docx.")
    if str(path) in HEAD_FORMS and not path.exists():
        path = shipped_templates() / f"{path}.docx"
    shown = escape_unsafe(path.name)
    try:
        if not path.is_file():
            forms = ", ".join(HEAD_FORMS)
            raise KhtgdvError(
                f"Không có mẫu {shown}.", f"Ghi đường dẫn một tệp .docx, hoặc mẫu có sẵn: {forms}"
            )
        if path.stat().st_size > _MAX_SIZE or _is_bomb(path):
            raise KhtgdvError(f"Mẫu {shown} quá lớn.", "bỏ bớt hình trong mẫu")
        return path.read_bytes()
    except OSError as error:
        raise KhtgdvError(f"Không đọc được mẫu {shown}: {os_error_reason(error)}.") from error
    except zipfile.BadZipFile as error:
        message = f"Mẫu {shown} không phải một tệp Word đọc được."
        raise KhtgdvError(message, "mở bằng Word rồi lưu lại dạng .docx") from error


def _is_bomb(path: Path) -> bool:
    """Tell whether a file would unpack to more than any paper; zipfile reads no more than told."""
    with zipfile.ZipFile(path) as package:
        members = package.infolist()
    return len(members) > _MAX_MEMBERS or sum(m.file_size for m in members) > _MAX_UNPACKED
