"""docs/tra-cuu/lint.md: the manual page of every rule, and what lint says of its wrong example."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import re
import tempfile
from pathlib import Path
from unittest.mock import patch

_HEAD = """# Soát lời văn: khtgdv lint

Trang này sinh từ chính chương trình (`make docs`): mỗi quy tắc một mục, có ví dụ sai, ví dụ đúng
và đúng những gì `khtgdv lint` nói về ví dụ sai. Các ví dụ đều được chạy thử mỗi lần kiểm thử.

`khtgdv lint` soát lời văn của kế hoạch: lời văn chép nguyên từ văn bản đã ký nên chỗ sai chỉ được
chỉ ra, không tự sửa. Lệnh kết thúc với mã 0 dù có chỗ cần xem; thêm `--strict` thì với mã 1.

| muốn | lệnh |
|---|---|
| Soát cả kế hoạch | `khtgdv lint` |
| Chỉ một vài quy tắc | `khtgdv lint --rule wrong-year,typing-slip` |
| Các quy tắc | `khtgdv lint --list` |
| Giải thích một quy tắc | `khtgdv lint --explain wrong-year` |
| Làm bảng để gửi đi | `khtgdv lint --output soat.csv` |

Một chỗ đã xem và thấy không phải sửa thì ghi lý do ngay trong tệp, ở cuối dòng hoặc ở dòng trên:

```yaml
  - id: T10-07
    # khtgdv: bỏ qua wrong-year: đúng là công nhận mô hình của năm 2025
    task: Hướng dẫn công nhận các mô hình “Dân vận khéo” cấp thành phố năm 2025.
```

"""
_CODE_BLOCK = re.compile(r"^((?: {4}[^\n]*\n|\n)+)", re.MULTILINE)


def page() -> str:
    """Return the page in Markdown: a section for each rule."""
    registry = importlib.import_module("khtgdv.checks.registry")
    parts = [_HEAD]
    for name, rule in registry.RULES.items():
        parts.append(_section(f"## {name}", rule.level, registry.rule_page(name), name))
    names = ", ".join(registry.SILENCING_RULES)
    text = registry.rule_page(next(iter(registry.SILENCING_RULES)))
    parts.append(_section(f"## {names}", "", text, ",".join(registry.SILENCING_RULES)))
    return "\n".join(parts)


def _section(title: str, level: str, text: str, rules: str) -> str:
    words = {"error": "lỗi", "warning": "cảnh báo", "": ""}[level]
    first, _, rest = text.partition("\n")
    summary = f"{first.removesuffix('.')} ({words})." if words else first
    body = _CODE_BLOCK.sub(_fence, f"{rest.strip()}\n")
    helper = importlib.import_module("tests.support.lint_pages")
    lint_output = _lint_output(helper, helper.examples(text)["Sai"], rules)
    wrong, right = body.split("\nĐúng:\n")
    block = f"\nkhtgdv nói:\n\n```text\n{lint_output}```\n"
    return f"{title}\n\n{summary}\n\n{wrong}{block}\nĐúng:\n{right}"


def _fence(match: re.Match[str]) -> str:
    if not match[1].strip():
        return match[1]
    lines = [line.removeprefix("    ") for line in match[1].strip("\n").splitlines()]
    return "\n```yaml\n" + "\n".join(lines) + "\n```\n"


def _lint_output(helper: object, example: str, rules: str) -> str:
    run = importlib.import_module("khtgdv.cli.main").run
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with tempfile.TemporaryDirectory() as name:
        helper.folder_of(example, Path(name) / "data")  # type: ignore[attr-defined]
        with (
            contextlib.chdir(name),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(io.StringIO()),
            patch.dict(os.environ, {"KHTGDV_DATA": "data"}),
        ):
            run(["lint", "--rule", rules])
    out.seek(0)
    return out.read().rpartition("\n\n")[0] + "\n"
