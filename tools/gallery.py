"""The gallery of findings: one example per code, what `khtgdv validate` says of it, the page.

`make docs` writes the expected texts and docs/tra-cuu/loi.md anew. An example is
tests/plans/invalid/<code>.yaml, or a folder of that name where it takes odd bytes or several files;
its expected text stands beside it in <code>.txt. What is too large to be kept is made when needed.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from khtgdv.cli.main import run
from khtgdv.diagnostics import CODES, WARNING_CODES
from khtgdv.text import escape_unsafe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
INVALID_FOLDER = ROOT / "tests/plans/invalid"
PAGE_PATH = ROOT / "docs/tra-cuu/loi.md"
_HEAD = """# Các lỗi trong tệp và cách sửa

Trang này sinh từ các ví dụ ở `tests/plans/invalid` (`make docs`): mỗi mã lỗi một ví dụ, và đúng
những gì `khtgdv validate` nói về ví dụ ấy. Lệnh báo mọi lỗi trong một lần chạy, mỗi lỗi có tệp,
dòng, cột, lý do, cách sửa và một mã trong ngoặc vuông; mã không bao giờ đổi nghĩa.

- `validate` kết thúc với mã 1 khi có lỗi. Cảnh báo chỉ chỗ nên xem lại: không bỏ dòng nào ra ngoài
  báo cáo, không đổi mã kết thúc, trừ khi thêm `--strict`.
- Một tệp YAML hợp lệ với nội dung hợp lệ thì không có lỗi, dù chương trình nào ghi ra và trình bày
  thế nào; chỗ chỉ *trông như* gõ nhầm là cảnh báo.
- Lỗi ở `id`, `task`, `content`, `lead`, `start`, `due`, `completed`, `cancelled`, `extensions` để
  cả dòng kế hoạch ra ngoài báo cáo; lỗi ở khóa khác chỉ bỏ khóa ấy.
- Sau một lỗi cú pháp, dòng kế hoạch có lỗi bị bỏ qua và chương trình đọc tiếp từ dòng kế hoạch sau.
- Các lệnh xem báo ra màn hình lỗi bao nhiêu dòng bị loại và ở đâu, và kết thúc với mã 1.

"""


def _write_too_large(path: Path) -> None:
    path.write_bytes(b"tasks: []\n")
    os.truncate(path, 50 * 2**20)


def _write_too_many(path: Path) -> None:
    row = "  - {id: T01-01, task: Việc, lead: VP, notes: [no, on, off, yes, 08]}\n"
    path.write_text("tasks:\n" + row * 300, encoding="utf-8", newline="\n")


def _write_lost_link(path: Path) -> None:
    path.mkdir()
    (path / "Phường Hòa Bình").symlink_to("Phường Hòa Bình")


def _write_deep_folder(path: Path) -> None:
    folder = path.joinpath(*"1234567")
    folder.mkdir(parents=True)
    (folder / "tasks_2026.yaml").write_bytes(b"tasks: []\n")


# What is made when it is needed, and what the page says of it.
GENERATED_EXAMPLES: dict[str, tuple[Callable[[Path], None], str]] = {
    "unreadable-folder": (
        _write_lost_link,
        "Ví dụ: một thư mục có liên kết dẫn lòng vòng, chỗ lẽ ra là kế hoạch.",
    ),
    "deep-folder": (_write_deep_folder, "Ví dụ: một kế hoạch ở sâu bảy tầng dưới thư mục đưa vào."),
    "too-large": (_write_too_large, "Ví dụ: một tệp 50 MB."),
    "too-many-findings": (_write_too_many, "Ví dụ: một tệp có hơn một nghìn lỗi."),
}


def examples() -> dict[str, Path | None]:
    """Return the example of each code, None where it is made; names come from the folder."""
    paths: dict[str, Path | None] = dict.fromkeys(GENERATED_EXAMPLES)
    for path in sorted(INVALID_FOLDER.iterdir()):
        if path.is_dir() or path.suffix == ".yaml":
            paths[path.stem] = path
    return paths


def validate_output(code: str) -> str:
    """Return what `khtgdv validate` prints about the example of a code."""
    path = examples()[code]
    if path is not None:
        return _run_validate(path.relative_to(ROOT), ROOT)
    with tempfile.TemporaryDirectory() as folder:
        GENERATED_EXAMPLES[code][0](Path(folder) / "example.yaml")
        out = _run_validate(Path("example.yaml"), Path(folder))
    return next(part for part in out.split("\n\n") if f"[{code}]" in part).strip() + "\n"


def _run_validate(path: Path, folder: Path) -> str:
    out = io.BytesIO()
    stream = io.TextIOWrapper(out, "utf-8")
    names = ("GITHUB_ACTIONS", "KHTGDV_DATA", "NO_COLOR", "COLUMNS")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    with (
        contextlib.chdir(folder),
        patch.dict(os.environ, environment, clear=True),
        patch.object(sys, "stdout", stream),
    ):
        run(["validate", path.as_posix()])
    stream.flush()
    return out.getvalue().decode()


def pages() -> dict[Path, str]:
    """Return what is made of the gallery: the expected text of each code, and the page."""
    texts = {code: validate_output(code) for code in examples()}
    expected = {INVALID_FOLDER / f"{code}.txt": text for code, text in texts.items()}
    return {**expected, PAGE_PATH: _HEAD + "\n".join(_section(code, texts[code]) for code in CODES)}


def _section(code: str, expected: str) -> str:
    level = "cảnh báo" if code in WARNING_CODES else "lỗi"
    parts = [f"## {code}\n", f"{CODES[code][:1].upper()}{CODES[code][1:]} ({level}).\n"]
    parts += _example(code)
    return "\n".join([*parts, f"```text\n{expected.rstrip()}\n```\n"])


def _example(code: str) -> Iterator[str]:
    path = examples()[code]
    if path is None:
        yield f"{GENERATED_EXAMPLES[code][1]}\n"
    elif path.is_dir():
        names = ", ".join(f"`{file.name}`" for file in sorted(path.iterdir()))
        yield f"Ví dụ: thư mục `{path.name}` có {names}.\n"
    else:
        text = path.read_text(encoding="utf-8")
        yield f"```yaml\n{escape_unsafe(text).rstrip()}\n```\n"
