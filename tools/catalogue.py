"""The page of findings: every code of the catalogue, what it is, what it costs."""

from __future__ import annotations

import importlib

_HEAD = """# Các lỗi trong tệp và cách sửa

Trang này sinh từ chính chương trình (`make docs`). `khtgdv validate` báo mọi lỗi trong một lần
chạy, mỗi lỗi có tệp, dòng, cột, lý do, cách sửa và một mã trong ngoặc vuông. Cảnh báo không bỏ
dòng nào ra ngoài báo cáo. Lỗi ở `id`, `task`, `lead`, `start`, `due`, `completed`, `cancelled`,
`extensions` để cả dòng kế hoạch ra ngoài; lỗi ở khóa khác chỉ bỏ khóa ấy.

| mã | mức | là gì |
|---|---|---|
"""


def page() -> str:
    """Return the page in Markdown."""
    catalogue = importlib.import_module("khtgdv.diagnostics")
    rows = (
        f"| `{code}` | {'cảnh báo' if code in catalogue.WARNINGS else 'lỗi'} | {meaning} |"
        for code, meaning in catalogue.CODES.items()
    )
    return _HEAD + "\n".join(rows) + "\n"
