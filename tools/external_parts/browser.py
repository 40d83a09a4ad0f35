"""Chromium opens the pages: no error, no request, what they promise is there, axe finds no fault.

Selenium drives it from an environment of its own, in which `browser_inside.py` runs.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.external_parts.documents import run_khtgdv
from tools.external_parts.kit import expect

if TYPE_CHECKING:
    from tools.external_parts.kit import Kit

_REPORTS = {
    "summary": ("summary", "--month", "3"),
    "list": ("list",),
    "department": ("department", "all"),
    "timeline": ("timeline",),
    "workload": ("workload", "--count", "start"),
    "report": ("report", "2026-Q1"),
    "show": ("show", "T01-01", "KT-02"),
}
_LISTS = ("list.html", "department.html")
# A report begins with tables of what has no deadline, or has all one state.
_WITHOUT_CARD = ("report.html",)
_CARD_PLACES = 3  # code, deadline, state
_SEVERE_IMPACTS = ("serious", "critical")


def check(kit: Kit) -> None:
    """Open every page as a phone, a laptop and in the dark, and look into it."""
    browser = kit.apt("chromium", "chromium")
    driver = kit.apt("chromedriver", "chromium-driver")
    axe = kit.npm("axe-core", "4.11.0") / "axe.min.js"
    python = kit.venv("browser", "selenium>=4.20")
    for name, report in _REPORTS.items():
        run_khtgdv(kit, *report, "--output", kit.scratch / f"{name}.html")
    pages = [str(kit.scratch / f"{name}.html") for name in _REPORTS]
    script = Path(__file__).with_name("browser_inside.py")
    output = kit.run_checked(python, script, browser, driver, axe, kit.scratch / "hồ sơ", *pages)
    for page_facts in json.loads(output):
        _check_page(page_facts)
    rows = json.loads(run_khtgdv(kit, "list", "--format", "json"))["tables"]["tasks"]
    page_text = next(found["text"] for found in json.loads(output) if found["page"] == "list.html")
    _check_rows([row["task"] for row in rows], page_text)


def _check_page(facts: dict[str, Any]) -> None:
    """Fail the part where a page is not as it should be."""
    page = f"{facts['page']} ({facts['look']})"
    expect(not facts["console"], f"{page}: {facts['console']}")
    expect(not facts["requests"], f"{page}: gọi ra ngoài {facts['requests']}")
    expect(len(facts["headings"]) >= 1, f"{page}: không có tiêu đề")
    expect(facts["tables"] or facts["page"] == "show.html", f"{page}: không có bảng")
    expect(not facts["overflows"], f"{page}: trang rộng hơn màn hình")
    expect("unsafe" not in facts["policy"], f"{page}: {facts['policy']}")
    _check_card(facts, page)
    _check_links(facts, page)
    _check_keys(facts, page)
    violations = [f"{v['id']}: {v['help']}" for v in facts["axe"] if v["impact"] in _SEVERE_IMPACTS]
    expect(not violations, f"{page}: axe-core: {violations}")
    print(
        f"  {page}: {len(facts['headings'])} tiêu đề, {facts['tables']} bảng, "
        f"{len(facts['links'])} con số dẫn đúng, axe không lỗi nặng"
    )


def _check_card(facts: dict[str, Any], page: str) -> None:
    """Fail where code, deadline or state of the first row is not on a phone's screen."""
    width, height = facts["screen"]
    if facts["look"] != "điện thoại" or facts["page"] in _WITHOUT_CARD or not facts["card"]:
        return
    expect(len(facts["card"]) == _CARD_PLACES, f"{page}: thẻ có {len(facts['card'])} ô đầu")
    beyond = [place for place in facts["card"] if place["left"] < 0 or place["right"] > width]
    expect(not beyond, f"{page}: ô nằm ngoài màn hình {beyond}")
    if facts["page"] in _LISTS:
        below = [place for place in facts["card"] if place["bottom"] > height]
        expect(not below, f"{page}: dòng đầu ở dưới màn hình {below}")


def _check_links(facts: dict[str, Any], page: str) -> None:
    """Fail where a figure leads to other rows than it counts; a share leads to some."""
    wrong = [
        link
        for link in facts["links"]
        for _, text, rows, inside in [link]
        if rows != inside or not rows or ("%" not in text and rows != int(text.split("/")[0]))
    ]
    expect(not wrong, f"{page}: {len(wrong)} con số dẫn sai, ví dụ {wrong[:2]}")
    needed = facts["page"] in ("summary.html", "workload.html")
    expect(facts["links"] or not needed, f"{page}: không con số nào dẫn đến nhiệm vụ")


def _check_keys(facts: dict[str, Any], page: str) -> None:
    """Hold what keys alone did against what was to be seen: fewer rows, a figure's, all again."""
    if not (keys := facts["keys"]):
        return
    before, picked, cleared = keys["before"], keys["department"], keys["cleared"]
    expect(all(step.get("reached", True) for step in keys.values()), f"{page}: {keys}")
    expect(0 < picked["rows"] < before["rows"], f"{page}: lọc bằng phím {picked}")
    expect(picked["told"].startswith(f"Đang xem {picked['rows']} trên "), f"{page}: {picked}")
    expect((cleared["rows"], cleared["told"]) == (before["rows"], ""), f"{page}: {cleared}")
    if figure := keys.get("figure"):
        expect(figure["focus"][:1] in ("b", "m"), f"{page}: bấm con số xong đứng ở {figure}")


def _check_rows(texts: list[str], page_text: str) -> None:
    row_texts = [re.sub(r"\s+", "", unicodedata.normalize("NFC", text)) for text in texts]
    page_without_blanks, all_rows = re.sub(r"\s+", "", page_text), "\n".join(row_texts)
    wrong_texts = [
        text for text in row_texts if page_without_blanks.count(text) != all_rows.count(text)
    ]
    expect(
        not wrong_texts,
        f"list.html: {len(wrong_texts)} dòng thiếu hoặc lặp, ví dụ {wrong_texts[:1]}",
    )
    print(f"  list.html: {len(texts)} dòng, đủ và không lặp")
