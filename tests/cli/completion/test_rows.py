"""Rows are offered where a command takes them, and nowhere else: held to what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.cli.completion.answer import answer
from khtgdv.cli.completion.rows import ROWS_THAT_FIT

if TYPE_CHECKING:
    from tests.conftest import Run, WritePlan

TASKS = """\
  - id: T01-01
    task: Việc mở
    lead: VP
    due: 2026-12
  - id: T01-02
    task: Việc xong, chưa có số
    lead: VP
    completed: 2026-02-01
  - {id: T01-03, task: "Việc xong, {có} số", lead: VP, completed: 2026-02-01, result: 5-BC/X}
  - id: T01-04
    task: >-
      Việc hủy
    lead: VP
    cancelled:
      on: 2026-02-01
      reason: x
  - task: Việc đã bắt đầu, id đứng sau
    id: "T01-05"
    lead: VP
    started: 2026-02-01
  - id: T01-06
    task: Việc chia bước
    lead: VP
    steps:
      - {text: Một, due: 2026-03, completed: 2026-02-02}
      - {text: Hai, due: 2026-05}
  - {id: TX-01, task: Giao ban, lead: VP, repeat: month, log: {2026-01: 2026-01-30}}
  - id: TX-02
    task: Báo cáo
    lead: VP
    repeat: month
    log: {}
  - {id: T02-01, task: Thêm sau, lead: VP, added: 2026-02-03, due: 2026-12}
  - {id: T02-02, task: Thêm sau rồi xong, lead: VP, added: 2026-02-03, completed: 2026-02-04}
"""
INSPECTIONS = """\
  - id: KT-01
    content: Kiểm tra
    units:
      - {kind: Phường, names: [Kiến An, Nam Triệu]}
    due_text: x
    due: 2026-12
    visits: {Kiến An: 2026-02-02}
  - id: KT-02
    content: Đã đến hết
    units:
      - names: [Phú Thái]
    due_text: x
    due: 2026-12
    visits:
      Phú Thái: 2026-02-02
  - {id: KT-03, content: Chưa đến, units: [{names: [An Lão]}], due_text: x, due: 2026-12}
"""
IDS = [
    "T01-01", "T01-02", "T01-03", "T01-04", "T01-05", "T01-06", "TX-01", "TX-02", "T02-01",
    "T02-02", "KT-01", "KT-02", "KT-03",
]  # fmt: skip
MORE = {
    "extend": ["--to", "2027-02", "--reason", "x"],
    "cancel": ["--reason", "x"],
    "log": ["2026-02"],
}
PLACES = {"KT-01": "Nam Triệu", "KT-02": "Phú Thái", "KT-03": "An Lão"}
VISITED = {**PLACES, "KT-01": "Kiến An"}


@pytest.fixture
def plan(write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_plan(TASKS, INSPECTIONS)
    monkeypatch.setenv("KHTGDV_DATA", str(folder))
    monkeypatch.setenv("KHTGDV_TODAY", "2026-11-24")
    return folder


def offered(*words: str) -> list[str]:
    *before, typed = words
    return [suggestion.word for suggestion in answer(before, typed).suggestions]


def taken(run: Run, plan: Path, command: str, *options: str) -> list[str]:
    """Return the rows that a command takes: nothing is written."""
    places = VISITED if "--remove" in options else PLACES
    more = MORE.get(command, [])
    if command == "log" and "--remove" in options:
        more = ["2026-01"]
    found = []
    for row in IDS:
        own = [places.get(row, "x")] if command == "visit" else more
        if run(command, row, *own, *options, "--dry-run", cwd=plan).status == 0:
            found.append(row)
    return found


@pytest.mark.parametrize(
    ("command", "options"),
    [
        *((command, ()) for command in ROWS_THAT_FIT),
        ("done", ("--result", "9-BC/X")),
        ("log", ("--remove",)),
        ("visit", ("--remove",)),
    ],
)
def test_just_those_rows_are_offered_that_a_command_takes(
    command: str, options: tuple[str, ...], plan: Path, run: Run
) -> None:
    assert offered(command, *options, "") == taken(run, plan, command, *options)


@pytest.mark.usefixtures("plan")
def test_other_commands_take_every_row() -> None:
    for words in (("show",), ("update",), ("history",), ("edit",), ("list", "--id")):
        assert offered(*words, "") == IDS


@pytest.mark.usefixtures("plan")
def test_steps_are_offered_once_their_row_is_typed() -> None:
    assert offered("done", "t01-06") == ["T01-06", "T01-06.2"]
    assert offered("done", "T01-06.") == ["T01-06.2"]
    assert offered("reopen", "T01-06") == ["T01-06.1"]
    assert offered("update", "T01-06.") == ["T01-06.1", "T01-06.2"]
    assert offered("extend", "T01-06") == ["T01-06"]
    assert offered("done", "T01-06.2", "T01-06") == ["T01-06"]


@pytest.mark.usefixtures("plan")
def test_rows_are_typed_as_people_do() -> None:
    assert offered("show", "t01-") == IDS[:6]
    assert offered("show", "t1-5") == ["T01-05"]
    assert offered("show", "t105") == ["T01-05"]
    assert offered("show", "T0105") == ["T01-05"]
    assert offered("show", "zz") == []


@pytest.mark.usefixtures("plan")
def test_what_the_line_names_is_not_offered_again() -> None:
    assert offered("done", "T01-01", "T01") == ["T01-05", "T01-06"]
    assert offered("done", "t01-01,T01-05", "T01") == ["T01-06"]
    assert offered("done", "T01-01,t01") == ["T01-01,T01-05", "T01-01,T01-06"]
    assert offered("list", "--id", "T01-01, t01-05") == ["T01-01, T01-05"]


@pytest.mark.usefixtures("plan")
def test_a_row_has_its_words_beside_it() -> None:
    helps = {s.word: s.help for s in answer(["show"], "").suggestions}
    assert helps["T01-03"] == "Việc xong, {có} số"
    assert helps["T01-04"] == "Việc hủy"
    assert helps["T01-05"] == "Việc đã bắt đầu, id đứng sau"
    assert helps["KT-03"] == "Chưa đến"


def test_a_broken_file_gives_what_its_lines_say(
    write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (
        "- {id: T01-09, task: x\n- task: không mã\n- id: T01-01\n  # ghi chú\n  task: A\n"
        "- id: T01-02\n  task: 'B\n  lead: [\n- id: T01-03\n  x: {\n"
    )
    folder = write_plan(rows)
    monkeypatch.setenv("KHTGDV_DATA", str(folder))
    assert offered("done", "") == ["T01-09", "T01-01", "T01-02", "T01-03"]
    with (folder / "tasks_2026.yaml").open("ab") as stream:
        stream.write(b"\xff\xfe\n- id: T01-04\n")
    assert offered("done", "T01-0")[-1] == "T01-04"


@pytest.mark.usefixtures("plan")
def test_a_file_that_cannot_be_read_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name.startswith("tasks"):
            raise PermissionError(13, "no")
        return real(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert offered("show", "") == IDS[-3:]
