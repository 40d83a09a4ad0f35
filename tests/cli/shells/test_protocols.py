"""What the TAB key offers, through the protocol of each shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.arguments.command_names import HELP
from khtgdv.cli.arguments.command_table import COMMANDS
from khtgdv.cli.shells.scripts import SCRIPTS
from khtgdv.schedule.status import STATE_LABELS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.conftest import Run, WritePlan

CODES = ["LLCT-LSD", "KG-VHVN", "TT-TH", "TT-BCXB", "DVCCQNN", "DT-CH", "VP"]
PLACES = ["Kiến An", "Kiến Thụy", "Kiên Hải", 'Đảo "Xa" D\'Or', "Cát $Hải & Bà"]


def typer_bash(words: str) -> dict[str, str]:
    """Return what a script of Typer sets; the last word is the one being typed."""
    count = len(words.split(" ")) - 1
    return {
        "_KHTGDV_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(count),
    }


def asked(run: Run, shell: str, line: str, cwd: Path | None = None, **more: str) -> list[str]:
    """Return the lines of an answer to one of our own scripts."""
    name = "COMP_LINE" if shell == "bash" else "_TYPER_COMPLETE_ARGS"
    env = {"_KHTGDV_COMPLETE": f"complete_{shell}", name: line, **more}
    ran = run(cwd=cwd, env=env)
    assert (ran.status, ran.err) == (0, "")
    return ran.out.splitlines()


@pytest.fixture
def plan(write_plan: WritePlan) -> Path:
    row = {"id": "KT-01", "content": "a", "units": [{"names": PLACES}], "due_text": "x"}
    return write_plan([], [row])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("khtgdv ove", ["overdue"]),
        ("khtgdv ", [*COMMANDS, HELP]),
        ("khtgdv zz", []),
        ("khtgdv xo", ["xong", "xoa"]),
        ("khtgdv xong T09-0", ["T09-01", "T09-02", "T09-03", "T09-04", "T09-05"]),
        ("khtgdv phong tt", ["TT-TH", "TT-BCXB"]),
        ("khtgdv quá hạn -d tt", ["TT-TH", "TT-BCXB"]),
        ("khtgdv show t09-05", ["T09-05"]),
        ("khtgdv show T01-01 KT", ["KT-01", "KT-02", "KT-03", "KT-04"]),
        ("khtgdv department ", [*CODES, "all"]),
        ("khtgdv overdue -d D", ["DVCCQNN", "DT-CH"]),
        ("khtgdv list --state ", list(STATE_LABELS)),
        ("khtgdv list --depa", ["--department"]),
    ],
)
def test_a_script_of_typer_goes_on(words: str, expected: list[str], run: Run) -> None:
    ran = run(env=typer_bash(words))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.split() == expected


def test_bash_cuts_words_at_the_equals_sign(run: Run) -> None:
    env = {"_KHTGDV_COMPLETE": "complete_bash", "COMP_CWORD": "4"}
    ran = run(env={**env, "COMP_WORDS": "khtgdv\nlist\n--state\n=\ncomp"})
    assert ran.out.split() == ["completed", "completed-late"]
    assert run(env={**env, "COMP_WORDS": "khtgdv ove", "COMP_CWORD": "x"}).status == 0


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("khtgdv ove", ["overdue "]),
        ("khtgdv update KT-01 --set lead_", ["lead_text="]),
        ("khtgdv list --columns id,tas", ["id,task"]),
        ("khtgdv list --state=compl", ["completed ", "completed-late "]),
        ("khtgdv visit KT-01 kiến t", ["Thụy "]),
        ("khtgdv visit KT-01 kiến\\ t", ["Kiến\\ Thụy "]),
        ("khtgdv visit KT-01 'kiến t", ["Kiến Thụy"]),
        ("khtgdv visit KT-01 kien", ["Kiến\\ An ", "Kiến\\ Thụy ", "Kiên\\ Hải ", " "]),
        ("khtgdv visit KT-01 kiến", ["Kiến\\ An ", "Kiến\\ Thụy ", "Kiên\\ Hải ", " "]),
        ("khtgdv visit KT-01 dao", ['Đảo\\ \\"Xa\\"\\ D\\\'Or ']),
        ("khtgdv visit KT-01 'dao", ["Đảo \"Xa\" D'\\''Or"]),
        ('khtgdv visit KT-01 "dao', ['Đảo \\"Xa\\" D\'Or']),
        ('khtgdv visit KT-01 "cát', ["Cát \\$Hải & Bà"]),
        ("khtgdv visit KT-01 cát", ["Cát\\ \\$Hải\\ \\&\\ Bà "]),
        ("khtgdv validate x", ["\tfiles"]),
        ("khtgdv use ", ["\tfolders"]),
    ],
)
def test_bash_gets_words_as_they_stand_in_a_line(
    line: str, lines: list[str], run: Run, plan: Path
) -> None:
    assert asked(run, "bash", line, plan) == lines


def test_bash_tells_where_the_cursor_is(run: Run, plan: Path) -> None:
    line = "khtgdv visit KT-01 Kiến Thụy"
    point = str(len("khtgdv visit KT-01 Kiế"))
    assert asked(run, "bash", line, plan, COMP_POINT=point)[:2] == ["Kiến\\ An ", "Kiến\\ Thụy "]


def test_zsh_gets_commands(run: Run, plan: Path) -> None:
    [line] = asked(run, "zsh", "khtgdv visit KT-01 dao", plan)
    assert line == (
        "_khtgdv_words=('Đảo \"Xa\" D'\\''Or'); _khtgdv_shown=('Đảo \"Xa\" D'\\''Or'); "
        "compadd -U -l -V khtgdv  -d _khtgdv_shown -a _khtgdv_words"
    )
    [line] = asked(run, "zsh", "khtgdv list --state sch", plan)
    assert "_khtgdv_shown=('scheduled  -- chưa đến kỳ')" in line
    [line] = asked(run, "zsh", "khtgdv update KT-01 --set lead_", plan)
    assert "-S ''" in line
    assert asked(run, "zsh", "khtgdv validate x", plan) == ["_files"]
    assert asked(run, "zsh", "khtgdv use x", plan) == ["_files -/"]
    assert asked(run, "zsh", "khtgdv zz", plan) == [""]


def test_fish_gets_words_as_they_were_begun(run: Run, plan: Path) -> None:
    assert asked(run, "fish", "khtgdv visit KT-01 kien t", plan) == ["Thụy"]
    assert asked(run, "fish", "khtgdv visit KT-01 dao", plan) == ['Dao "Xa" D\'Or']
    assert asked(run, "fish", "khtgdv visit KT-01 Đảo", plan) == ['Đảo "Xa" D\'Or']
    assert asked(run, "fish", "khtgdv list --state sch", plan) == ["scheduled\tchưa đến kỳ"]
    assert asked(run, "fish", "khtgdv validate x", plan) == ["\tfiles"]


def test_the_first_script_of_fish_asks_whether_there_is_anything(run: Run) -> None:
    env = {"_KHTGDV_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    assert run(env={**env, "_TYPER_COMPLETE_ARGS": "khtgdv show T09-0"}).status == 0
    assert run(env={**env, "_TYPER_COMPLETE_ARGS": "khtgdv show zz"}).status == 1
    env["_TYPER_COMPLETE_FISH_ACTION"] = "get-args"
    assert "\tfiles" not in run(env={**env, "_TYPER_COMPLETE_ARGS": "khtgdv validate "}).out


@pytest.mark.parametrize(
    ("line", "word", "lines"),
    [
        ("khtgdv list --state sch", "sch", ["scheduled:::chưa đến kỳ"]),
        ("khtgdv visit KT-01 dao", "dao", ["'Đảo \"Xa\" D''Or'::: "]),
        ("khtgdv visit KT-01 'Kiến T", "'Kiến T", ["'Kiến Thụy'::: "]),
        ("khtgdv schema", "", ["plan:::tệp plan_…", "tasks:::tệp tasks_…",
                               "inspections:::tệp inspections_…"]),
        ("khtgdv validate x", "x", [":::files"]),
    ],
)  # fmt: skip
def test_powershell(line: str, word: str, lines: list[str], run: Run, plan: Path) -> None:
    more = {"_TYPER_COMPLETE_WORD_TO_COMPLETE": word, "_KHTGDV_PATHS": "1"}
    assert asked(run, "powershell", line, plan, **more) == lines
    assert asked(run, "pwsh", line, plan, **more) == lines


@pytest.mark.parametrize("shell", SCRIPTS)
def test_a_shell_may_ask_for_its_script(shell: str, run: Run) -> None:
    ran = run(env={"_KHTGDV_COMPLETE": f"source_{shell}"})
    assert (ran.status, ran.out) == (0, SCRIPTS[shell])


@pytest.mark.parametrize(
    "env", [{"_KHTGDV_COMPLETE": value} for value in ("", "x", "complete_tcsh", "source_tcsh")]
)
def test_nothing_for_others(env: Mapping[str, str], run: Run) -> None:
    ran = run(env=env)
    assert (ran.status, ran.out, ran.err) == (0, "", "")


def test_trouble_is_never_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("khtgdv.cli.completion.answer.answer", fail)
    assert asked(run, "bash", "khtgdv ove") == []
    assert asked(run, "zsh", "khtgdv ove") == [""]


def test_words_that_cannot_stand_on_a_line_are_left_out(run: Run, write_plan: WritePlan) -> None:
    row = '- {id: T01-01, task: a, lead: VP, leader: "A\\tB"}\n'
    folder = write_plan(row + '- {id: T01-02, task: a, lead: VP, leader: "A\x1b[31m"}\n')
    assert asked(run, "fish", "khtgdv list --leader ", folder) == ["A\\tB"]


def test_nothing_is_written(run: Run, plan: Path, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in plan.rglob("*")}
    own = {"KHTGDV_CACHE": str(tmp_path / "cache"), "KHTGDV_STATE": str(tmp_path / "state")}
    for line in ("khtgdv done ", "khtgdv visit KT-01 ", "khtgdv undo ", "khtgdv list --plan "):
        asked(run, "bash", line, plan, **own)
    assert {path: path.stat().st_mtime_ns for path in plan.rglob("*")} == before
    assert not (tmp_path / "cache").exists()
    assert not (tmp_path / "state").exists()
