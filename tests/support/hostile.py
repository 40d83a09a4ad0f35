"""A plan whose every text is hostile, and the elements of a page that may not come of it."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from pathlib import Path

HARM = "\"'><script>x()</script><a href='javascript:x()' data-f=\"0\" onclick=x()>{{7*7}}</a>"


def hostile(text: str) -> str:
    """Return a text that would be a formula, markup, a template or a place of a page."""
    return f"={text}+1&{HARM}"


def write_hostile_plan(folder: Path) -> Path:
    """Write a plan that says harm in every key that takes words."""
    folder.mkdir()
    words = ("assignee", "product", "responsibility", "authority", "leader", "result")
    facts: dict[str, object] = {
        "lead": "VP", "coordinating": [hostile("phối hợp")], "start": "2026-03", "due": "2026-03",
        "due_text": hostile("hạn"), "notes": [hostile("ghi chú")],
    }  # fmt: skip
    moved = {"to": "2026-05", "on": "2026-03-20", "reason": hostile("lý do"), "document": "1-CV"}
    tasks = [
        {"id": "T03-01", "task": hostile("việc"), **facts, **{key: hostile(key) for key in words},
         "completed": "2026-03-20", "steps": [{"text": hostile("bước"), "due": "2026-03"}]},
        {"id": "T03-02", "task": hostile("hai"), **facts, "extensions": [moved]},
        {"id": "T03-03", "task": hostile("ba"), **facts,
         "cancelled": {"on": "2026-03-02", "reason": hostile("hủy")}},
    ]  # fmt: skip
    visit = {"id": "KT-01", "content": hostile("kiểm tra"), "lead": "VP", "due": "2026-03",
             "due_text": hostile("thời gian"), "team": [hostile("đoàn")],
             "units": [{"kind": hostile("loại"), "names": [hostile("nơi")]}]}  # fmt: skip
    office = {"name": hostile("cơ quan"), "parent": hostile("cấp trên"), "place": hostile("nơi")}
    paper = {
        "plan": {"year": 2026, "number": "01-KH/THU", "date": "2026-01-05", "title": hostile("t"),
                 "agency": hostile("ban")},
        "office": office,
        "departments": [{"code": "VP", "name": hostile("phòng")}],
    }  # fmt: skip
    files = {"plan_2026": paper, "tasks_2026": {"tasks": tasks}, "inspections_2026":
             {"inspections": [visit]}}  # fmt: skip
    for name, content in files.items():
        text = yaml.safe_dump(json.loads(json.dumps(content)), allow_unicode=True)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


class Elements(HTMLParser):
    """Every element of a page with its attributes; the text of scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
