"""Closed lists of words, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.checks.registry import RULES
from khtgdv.cli.arguments.command_names import HELP, short_name
from khtgdv.cli.arguments.command_table import COMMANDS
from khtgdv.cli.completion import closed
from khtgdv.cli.completion.answer import answer
from khtgdv.cli.shells.scripts import SCRIPTS
from khtgdv.cli.system import environment
from khtgdv.query.choices import GROUPS, KINDS, STATES
from khtgdv.render.formats import FORMATS
from khtgdv.reports.shared.rows import TASK_COLUMNS
from khtgdv.source.edit.settings import KEY_LABELS
from khtgdv.source.editors.schema import FILE_MODELS
from khtgdv.source.new_plans.next_plan import ROW_CHOICES
from tests.cli.completion.test_rows import offered
from tests.conftest import ROOT

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import WritePlan


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHTGDV_TODAY", "2026-03-31")
    monkeypatch.setenv("KHTGDV_DATA", str(ROOT / "data"))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("list|--state|", list(STATES)),
        ("list|--state|COMP", ["completed", "completed-late"]),
        ("list|--state|quá", ["quá hạn"]),
        ("list|--state|hoan thanh q", ["hoàn thành quá hạn"]),
        ("list|--state|overdue,chưa", ["overdue,chưa đến kỳ", "overdue,chưa báo cáo"]),
        ("list|--kind|", list(KINDS)),
        ("list|--kind|rec", ["recurring"]),
        ("list|-f|", list(FORMATS)),
        ("list|-f|w", ["word", "web"]),
        ("export|-f|", ["json", "csv", "parquet"]),
        ("export|--engine|", ["khtgdv", "spark"]),
        ("list|--color|", ["auto", "always", "never"]),
        ("list|--pager|n", ["never"]),
        ("remind|--attach|", ["docx", "pdf", "xlsx", "ics", "none"]),
        ("remind|--attach|pdf,lị", ["pdf,lịch"]),
        ("list|--columns|id,lea", ["id,lead", "id,lead_text", "id,leads", "id,leader"]),
        ("list|--columns|id,nhi", ["id,Nhiệm vụ"]),
        ("list|--sort|lead,-dea", ["lead,-deadline"]),
        ("workload|--columns|2026-0", [f"2026-0{month}" for month in range(1, 10)]),
        ("department|VP|--columns|task", ["task"]),
        ("calendar|--columns|period", ["period", "periods"]),
        ("changes|--columns|wh", ["what"]),
        ("report|3|--columns|on_t", ["on_time", "on_time_share"]),
        ("overdue|--by|", list(GROUPS)),
        ("summary|--by|trong", ["trọng tâm"]),
        ("sql|overdue|--by|", ["plan", "department", "month", "focus", "section"]),
        ("sql|", ["summary", "overdue", "upcoming", "workload", "report"]),
        ("sql|report|q", ["Q1"]),
        ("sql|overdue|s", []),
        ("sql|overdue|--dialect|", ["duckdb", "spark"]),
        ("workload|--role|", ["lead", "coordinating", "both"]),
        ("workload|--count|b", ["bắt đầu"]),
        ("clarity|--missing|", ["content", "lead", "person", "coordination", "time", "product",
                                "responsibility", "authority"]),
        ("clarity|--missing|product,sả", []),
        ("lint|--rule|", list(RULES)),
        ("lint|--explain|thieu ch", ["thiếu chữ"]),
        ("add|--repeat|nua", ["nửa năm"]),
        ("add|--on|", ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "first working day",
                       "last working day"]),
        ("rollover|--rows|", ["regular", "unfinished", "all"]),
        ("schema|", ["plan", "tasks", "inspections"]),
        ("completion|", ["bash", "zsh", "fish", "powershell", "pwsh"]),
        ("department|VP|--template|", ["party", "state", "other"]),
        ("|", [*COMMANDS, HELP]),
        ("help|ove", ["overdue"]),
        ("ove", ["overdue"]),
        ("qua", ["qua-han"]),
        ("quá|h", ["hạn"]),
        ("quá", ["quá hạn"]),
        ("zz", []),
        ("-d|VP|ove", ["overdue"]),
        ("-d|v", ["VP", "VP và các phòng"]),
        ("list|--stat", ["--state"]),
        ("list|--trang", ["--state"]),
        ("list|--state=comp", ["--state=completed", "--state=completed-late"]),
        ("T09-0", ["T09-01", "T09-02", "T09-03", "T09-04", "T09-05"]),
    ],
)  # fmt: skip
def test_words(line: str, words: list[str]) -> None:
    assert offered(*line.split("|")[: None if line != "|" else 1]) == words


@pytest.mark.parametrize(
    "line", ["list|--alarm|", "remind|--attach|", "list|--color|", "list|--pager|", "sql|"]
)
def test_what_a_word_means_stands_beside_it(line: str, snapshot: SnapshotAssertion) -> None:
    *before, last = line.split("|")
    assert {s.word: s.help for s in answer(before, last).suggestions} == snapshot


@pytest.mark.parametrize(
    "line",
    ["list|--color|", "list|--pager|", "list|--template|", "schema|", "rollover|--rows|", "sql|",
     "add|--on|", "completion|", "export|--engine|", "list|--alarm|"],
)  # fmt: skip
def test_every_word_is_explained(line: str) -> None:
    *before, last = line.split("|")
    assert all(s.help for s in answer(before, last).suggestions)


def test_lists_that_stand_twice_are_the_same() -> None:
    assert tuple(closed.SCHEMAS) == tuple(FILE_MODELS)
    assert tuple(closed.SHELLS) == tuple(SCRIPTS)
    assert tuple(closed.ROW_CHOICES) == ROW_CHOICES


def test_a_word_that_nobody_explained_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "COLOR_CHOICES", ("auto", "dark"))
    found = {s.word: s.help for s in answer(["list", "--color"], "").suggestions}
    assert found == {"auto": "màn hình tự chọn", "dark": ""}


def test_every_command_has_its_vietnamese_name() -> None:
    for name in COMMANDS:
        assert short_name(name) in offered(short_name(name))


def test_every_column_of_a_row_is_offered() -> None:
    assert {column.key for column in TASK_COLUMNS} <= set(offered("list", "--columns", ""))


def test_keys_to_set_and_their_values() -> None:
    assert offered("update", "T03-01", "--set", "") == [f"{key}=" for key in KEY_LABELS]
    assert all(s.goes_on for s in answer(["update", "T03-01", "--set"], "d").suggestions)
    assert offered("update", "T03-01", "--set", "lead=v") == ["lead=VP", "lead=VP và các phòng"]
    assert offered("update", "T03-01", "--set", "due=q") == [f"due=Q{n}" for n in (1, 2, 3, 4)]
    assert offered("update", "T03-01", "--set", "task=x") == []


def test_keys_that_a_row_has_are_cleared(
    write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_plan("- {id: T01-01, task: a, lead: VP, assignee: Bà B}\n")
    monkeypatch.setenv("KHTGDV_DATA", str(folder))
    assert offered("update", "t01-01", "--clear", "") == ["assignee"]
    assert offered("update", "T09-99", "--clear", "lead_") == ["lead_text"]


def test_options_are_explained_and_stand_once() -> None:
    found = {s.word: s.help for s in answer(["overdue"], "--").suggestions}
    assert found["--recurring"] == "Mọi lịch của việc định kỳ."
    assert found["--help"] == "Cách dùng lệnh này."
    left = offered("overdue", "--recurring", "-d", "VP", "--month", "3", "--")
    assert "--recurring" not in left
    assert "--month" not in left
    assert "--department" in left
    assert offered("overdue", "") == offered("overdue", "--")
    assert offered("overdue", "--recurring=x", "--mon") == ["--month"]
    assert "--version" in offered("--")
    assert offered("overdue", "x", "--xyz", "--mon") == ["--month"]


def test_what_is_free_has_nothing_offered() -> None:
    assert offered("done", "T03-12", "--result", "") == []
    assert offered("cancel", "T03-12", "--reason", "x") == []
    assert answer(["list"], "abc").suggestions == ()


@pytest.mark.parametrize(
    ("line", "paths"),
    [
        ("list|-o|", "files"), ("list|--data|", "folders"), ("use|", "folders"),
        ("validate|", "files"), ("import|", "files"), ("department|VP|--template|", "files"),
        ("list|--state|", ""), ("done|", ""), ("list|--output=x", "files"),
    ],
)  # fmt: skip
def test_files_where_files_go(line: str, paths: str) -> None:
    *words, typed = line.split("|")
    assert answer(words, typed).paths == paths
