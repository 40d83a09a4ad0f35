"""A plan that has something hostile in each key of the schema that takes free text.

Each text ends with a mark of its own (`§7§`), so that whatever shows the mark must show the text.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOSTILE = (
    "{{ 7 * 7 }}", "{% for x in y %}", "{# lời #}", "</w:t><w:br/>", "&amp; &#60; ]]> <!--",
    '#import "x": *', "$x^2$ @ref // /* ~", "=cmd|'/c calc'!A1", "@SUM(1)", "[red]x[/phòng]",
    "_a_ *b* `c`", "\\n \\u0041", "<script>alert(1)</script>", 'a"b;c,d\'e', "w" * 60,
    "http://x.vn internal:Sheet1!A1", "{'{{':'}}'}", "%s %(x)s {0}", "#panic() #eval(1)",
)  # fmt: skip
_FREE = "\\S"  # the pattern of what takes any text


class Texts:
    """Hands out hostile texts, and remembers which key got which."""

    def __init__(self) -> None:
        self.by_key: dict[str, str] = {}

    def __call__(self, key: str) -> str:
        number = len(self.by_key)
        self.by_key[key] = f"{HOSTILE[number % len(HOSTILE)]} §{number}§"
        return self.by_key[key]


def write_plan(folder: Path) -> dict[str, str]:
    """Write such a plan; return its texts by their keys."""
    folder.mkdir()
    text = Texts()
    files = {
        "plan": _plan_file(text),
        "tasks": {"tasks": list(_tasks(text))},
        "inspections": {"inspections": list(_inspections(text))},
    }
    for name, content in files.items():
        written = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)
        (folder / f"{name}_2026.yaml").write_text(written, encoding="utf-8")
    return text.by_key


def _all(text: Texts, prefix: str, keys: str, **more: Any) -> dict[str, Any]:
    """Return hostile texts for some keys, and what other keys have."""
    return {**more, **{key: text(f"{prefix}.{key}") for key in keys.split()}}


def _plan_file(text: Texts) -> dict[str, Any]:
    one = partial(_all, text)
    return {
        "plan": one("plan", "number title agency signer signer_title place",
                    year=2026, date="2026-01-05"),
        "office": one("office", "parent name place symbol", form="party",
                      recipients=[text("office.recipients[]")],
                      signers=[one("office.signers[]", "authority title name")]),
        "departments": [one("departments[]", "name place", code="VP",
                            aliases=[text("departments[].aliases[]")]),
                        {"code": "KT", "name": "Phòng Kinh tế"}],
        "groups": [one("groups[]", "name place", members=["VP", "KT"],
                       aliases=[text("groups[].aliases[]")])],
        "sections": [one("sections[]", "heading", code="I")],
        "focus": [one("focus[]", "code text place")],
        "bodies": [one("bodies[]", "name duty place")],
        "abbreviations": [one("abbreviations[]", "full place", short="BTVX"),
                          one("abbreviations[]", "short", full="lời")],
        "holidays": [one("holidays[]", "name note", date="2026-04-30")],
        "working_days": [one("working_days[]", "name note", date="2026-05-02")],
    }  # fmt: skip


def _tasks(text: Texts) -> Iterator[dict[str, Any]]:
    key, facts = "tasks[]", {"lead": "VP", "start": "2026-03", "due": "2026-03"}
    words = "lead_text due_text leader assignee product responsibility authority from"
    yield {
        "id": "I-1", "task": f"Trình BTVX {text(f'{key}.task')}", **facts, **_all(text, key, words),
        "coordinating": [text(f"{key}.coordinating[]")], "notes": [text(f"{key}.notes[]")],
        "focus": [text.by_key["focus[].code"]], "extensions": [_extension(text, key)],
        "steps": [_all(text, f"{key}.steps[]", "text result", due="2026-03",
                       completed="2026-03-05")],
    }  # fmt: skip
    ended, gone = {"completed": "2026-03-20"}, {"on": "2026-03-02"}
    yield {"id": "T03-02", "task": "Hai", **facts, **_all(text, key, "result", **ended)}
    cancelled = _all(text, f"{key}.cancelled", "reason", **gone)
    yield {"id": "T03-03", "task": "Ba", **facts, "cancelled": cancelled}
    waiting = _all(text, key, "waits_for", lead="VP", start="2026-03")
    yield {"id": "T03-04", "task": "Bốn", **waiting}
    one = _all(text, f"{key}.repeat", "label", every="month")
    log = {"2026-01": "2026-01-30"}
    yield {"id": "TX-01", "task": "Năm", "lead": "VP", "repeat": one, "log": log}
    several = _all(text, f"{key}.repeat[]", "label", every="month")
    rules = [several, {"every": "quarter", "label": "quý"}]
    log = {f"2026-01 {several['label']}": "2026-01-30"}
    yield {"id": "TX-02", "task": "Sáu", "lead": "VP", "repeat": rules, "log": log}


def _extension(text: Texts, key: str) -> dict[str, Any]:
    return _all(text, f"{key}.extensions[]", "reason document", to="2026-05", on="2026-03-20")


def _inspections(text: Texts) -> Iterator[dict[str, Any]]:
    key, facts = "inspections[]", {"lead": "VP", "start": "2026-03", "due": "2026-03"}
    unit = text(f"{key}.units[].names[]")
    yield {
        "id": "KT-01", **facts, **_all(text, key, "content due_text result"),
        "team": [text(f"{key}.team[]")], "notes": [text(f"{key}.notes[]")],
        "units": [{"kind": text(f"{key}.units[].kind"), "names": [unit]}],
        "visits": {unit: "2026-03-25"}, "extensions": [_extension(text, key)],
        "completed": "2026-04-02",
    }  # fmt: skip
    cancelled = _all(text, f"{key}.cancelled", "reason", on="2026-03-02")
    yield {"id": "KT-02", "content": "Hai", **facts, "cancelled": cancelled}


def free_keys(schema: dict[str, Any]) -> set[str]:
    """Return the keys of a schema that take free text, written as `tasks[].steps[].text`."""
    return set(_free_keys(schema, schema, "", ()))


def _free_keys(
    schema: dict[str, Any], node: dict[str, Any], path: str, seen: tuple[str, ...]
) -> Iterator[str]:
    if reference := node.get("$ref"):
        if reference in seen:
            return
        seen, node = (*seen, reference), schema["definitions"][reference.rpartition("/")[2]]
    if node.get("type") == "string" and node.get("pattern") == _FREE:
        yield path
    for part in (*node.get("anyOf", ()), *node.get("allOf", ()), *node.get("oneOf", ())):
        yield from _free_keys(schema, part, path, seen)
    for name, value in node.get("properties", {}).items():
        yield from _free_keys(schema, value, f"{path}.{name}".lstrip("."), seen)
    if isinstance(node.get("items"), dict):
        yield from _free_keys(schema, node["items"], f"{path}[]", seen)
