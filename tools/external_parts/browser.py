"""Chromium opens the pages: no error, no request, what they promise is there, axe finds no fault.

Selenium drives it from an environment of its own, in which `browser_inside.py` runs.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.external_parts.documents import khtgdv
from tools.external_parts.kit import expect

if TYPE_CHECKING:
    from tools.external_parts.kit import Kit

_REPORTS = {
    "summary": ("summary", "--month", "3"),
    "list": ("list",),
    "department": ("department", "all"),
    "timeline": ("timeline",),
    "show": ("show", "T01-01", "KT-02"),
}
_WORST = ("serious", "critical")


def check(kit: Kit) -> None:
    """Open every page as a phone, a laptop and in the dark, and look into it."""
    browser = kit.apt("chromium", "chromium")
    driver = kit.apt("chromedriver", "chromium-driver")
    axe = kit.npm("axe-core", "4.11.0") / "axe.min.js"
    python = kit.venv("browser", "selenium>=4.20")
    for name, report in _REPORTS.items():
        khtgdv(kit, *report, "--output", kit.scratch / f"{name}.html")
    pages = [str(kit.scratch / f"{name}.html") for name in _REPORTS]
    inside = Path(__file__).with_name("browser_inside.py")
    told = kit.must(python, inside, browser, driver, axe, kit.scratch / "hồ sơ", *pages)
    for found in json.loads(told):
        _judge(found)
    listed = json.loads(khtgdv(kit, "list", "--format", "json"))["tables"]["tasks"]
    words = next(found["text"] for found in json.loads(told) if found["page"] == "list.html")
    _all_there([row["task"] for row in listed], words)


def _judge(found: dict[str, Any]) -> None:
    """Fail the part where a page is not as it should be."""
    page = f"{found['page']} ({found['look']})"
    expect(not found["console"], f"{page}: {found['console']}")
    expect(not found["requests"], f"{page}: gọi ra ngoài {found['requests']}")
    expect(len(found["headings"]) >= 1, f"{page}: không có tiêu đề")
    expect(found["tables"] or found["page"] == "show.html", f"{page}: không có bảng")
    expect(not found["overflows"], f"{page}: trang rộng hơn màn hình")
    bad = [f"{v['id']}: {v['help']}" for v in found["axe"] if v["impact"] in _WORST]
    expect(not bad, f"{page}: axe-core: {bad}")
    print(f"  {page}: {len(found['headings'])} tiêu đề, {found['tables']} bảng, axe không lỗi nặng")


def _all_there(texts: list[str], words: str) -> None:
    squeezed = [re.sub(r"\s+", "", unicodedata.normalize("NFC", text)) for text in texts]
    said, wanted = re.sub(r"\s+", "", words), "\n".join(squeezed)
    wrong = [text for text in squeezed if said.count(text) != wanted.count(text)]
    expect(not wrong, f"list.html: {len(wrong)} dòng thiếu hoặc lặp, ví dụ {wrong[:1]}")
    print(f"  list.html: {len(texts)} dòng, đủ và không lặp")
