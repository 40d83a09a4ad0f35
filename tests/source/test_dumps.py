"""What a YAML writer makes of a plan's values is a valid file that says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.source.text.sourcefile import SourceFile
from khtgdv.source.yaml.parser import MappingNode, parse_text
from tests.conftest import PLAN_TEMPLATE
from tests.support.dumps import style
from tools import dumps

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

VALUES = {plan: dumps.values(plan) for plan in dumps.FOLDERS}


@pytest.mark.uncounted
@pytest.mark.parametrize("seed", range(36))
@pytest.mark.parametrize("plan", dumps.FOLDERS)
def test_a_dump_of_a_plan_is_valid(plan: str, seed: int, tmp_path: Path) -> None:
    written = {name: style(seed).text(values) for name, values in VALUES[plan].items()}
    assert dumps.difference(plan, written, tmp_path) == ""


def test_a_difference_is_told(tmp_path: Path) -> None:
    written = dumps.texts("recorded")
    assert dumps.difference("recorded", written, tmp_path) == ""
    tasks = written["tasks_2026.yaml"]
    for old, new, told in (
        ("progress: 60", "progress: 61", "tasks"),
        ("    lead: TT-TH", "   lead: TT-TH", "[wrong-indent]"),
    ):
        spoilt = written | {"tasks_2026.yaml": tasks.replace(old, new)}
        assert told in dumps.difference("recorded", spoilt, tmp_path)


ROW = "task: Việc một, lead: VP, start: 2026-01, due: 2026-02"
# Layouts that writers have for the same row, each of them valid YAML.
LAYOUTS = {
    "complex keys": "? tasks\n: - ? id\n    : T01-01\n    ? task\n    : Việc một\n    ? lead\n"
    "    : VP\n    ? start\n    : 2026-01\n    ? due\n    : 2026-02\n",
    "version, begin and end": f"%YAML 1.2 # bản\n---\ntasks:\n- {{id: T01-01, {ROW}}}\n...\n",
    "begin on the line of the value": f"--- {{tasks: [{{id: T01-01, {ROW}}}]}}\n",
    "JSON": '{"tasks":[{"id":"T01-01","task":"Vi\\u1ec7c m\\u1ed9t","lead":"VP","start":"2026-01",'
    '"due":"2026-02"}]}',
    "a text folded at the margin": '{tasks: [{id: T01-01, task: "Việc\nmột",\n'
    "lead: VP, start: 2026-01, due: 2026-02}]}\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_of_one_row(layout: str, run: Run, tmp_path: Path) -> None:
    files = {"plan_2026.yaml": PLAN_TEMPLATE.format(year=2026), "tasks_2026.yaml": LAYOUTS[layout]}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run("validate", "--data", tmp_path, "--strict").status == 0
    (row,) = run("list", "--data", tmp_path, "-f", "json").json["tables"]["tasks"]
    assert (row["id"], row["task"], row["lead"], row["start"], row["due"]) == (
        "T01-01", "Việc một", "VP", "2026-01", "2026-02",
    )  # fmt: skip


# Texts that look like something else where a line begins with them.
WORDS = {
    "keys": '{tasks: [{id: T01-01, task: "Việc\nlead: VP\nid: T09-09", lead: VP}]}',
    "marks of git": '{tasks: [{id: T01-01, task: "hai bản\n<<<<<<< a\n=======\n>>>>>>> b",'
    " lead: VP}]}",
    "odd blanks": "tasks:\n- id: T01-01\n  task: Việc\n    lead:\u00a0VP\n    due:\u00a0x\n"
    "  lead: VP\n",
}


@pytest.mark.parametrize("name", WORDS)
def test_words_at_the_beginning_of_a_line(name: str) -> None:
    file = SourceFile("tasks_2026.yaml", WORDS[name])
    row = parse_text(file).root
    assert isinstance(row, MappingNode)
    assert row["tasks"][0] == {
        "id": "T01-01",
        "task": {
            "keys": "Việc lead: VP id: T09-09",
            "marks of git": "hai bản <<<<<<< a ======= >>>>>>> b",
            "odd blanks": "Việc lead:\u00a0VP due:\u00a0x",
        }[name],
        "lead": "VP",
    }
    assert file.findings == []


# What is no part of a text by the rules of YAML, however far its quotation mark reaches.
SLIPS = {
    "keys": ('tasks:\n- id: T01-01\n  task: "Việc\n  lead: VP"\n', "unclosed-quote"),
    "keys in braces": ('tasks:\n- {id: T01-01, task: "Việc\nlead: VP"}\n', "unclosed-quote"),
    "marks of git": ('tasks:\n- id: T01-01\n  task: "a\n<<<<<<< a\n  b"\n', "conflict-marker"),
    "marks of git in brackets": ("{tasks: [\n<<<<<<< a\n{id: T01-01}\n]}\n", "conflict-marker"),
    "odd blanks": ("tasks:\n- id:\u00a0T01-01\n  task:\u00a0Việc\n  lead: VP\n", "odd-space"),
    "version twice": ("%YAML 1.1\n%YAML 1.2\n---\ntasks: []\n", "syntax-error"),
    "version without a document": ("%YAML 1.1\ntasks: []\n", "syntax-error"),
    "version without anything": ("%YAML 1.1\n", "syntax-error"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_still_an_error(name: str) -> None:
    text, code = SLIPS[name]
    file = SourceFile("tasks_2026.yaml", text)
    parse_text(file)
    assert code in {finding.code for finding in file.errors}


def test_a_suspicion_keeps_nobody_from_writing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan_2026.yaml").write_text(PLAN_TEMPLATE.format(year=2026), encoding="utf-8")
    tasks = tmp_path / "tasks_2026.yaml"
    tasks.write_text(
        "tasks:\n- id: T01-01\n  task: Việc một của Ban\n    - phối hợp\n  lead: VP\n"
        "  start: 2026-01\n  due: 2026-02\n",
        encoding="utf-8",
    )
    checked = run("validate", "--data", tmp_path)
    assert (checked.status, "[joined-item]" in checked.out) == (0, True)
    assert "cảnh báo không phải là lỗi" in checked.out.splitlines()[-1]
    strict = run("validate", "--data", tmp_path, "--strict")
    assert (strict.status, "mã kết thúc 1" in strict.out.splitlines()[-1]) == (1, True)
    assert run("done", "T01-01", "--on", "2026-02-02", "--data", tmp_path).status == 0
    assert run("fmt", "--data", tmp_path).status == 0
    assert "Việc một của Ban - phối hợp" in tasks.read_text(encoding="utf-8")
    assert run("validate", "--data", tmp_path, "--strict").status == 0
    tasks.write_text(tasks.read_text(encoding="utf-8") + "    progress: 5\n    result: 1,5\n")
    both = run("validate", "--data", tmp_path)
    assert (both.status, "vì có lỗi" in both.out.splitlines()[-1]) == (1, True)
