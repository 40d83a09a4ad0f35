"""What the TAB key offers, through the protocol of each shell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.cli.arguments import completion
from khtgdv.cli.arguments.command_table import COMMANDS
from khtgdv.schedule.status import KIND_LABELS, STATE_LABELS
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import Run, WritePlan

CODES = ["LLCT-LSD", "KG-VHVN", "TT-TH", "TT-BCXB", "DVCCQNN", "DT-CH", "VP"]


def bash(words: str) -> dict[str, str]:
    """Return what bash sets; the last word is the one being typed."""
    count = len(words.split(" ")) - 1
    return {
        "_KHTGDV_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(count),
    }


def offered(run: Run, words: str, cwd: Path | None = None, **more: str) -> list[str]:
    ran = run(cwd=cwd, env={**bash(words), **more})
    assert (ran.status, ran.err) == (0, "")
    return ran.out.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("khtgdv ove", ["overdue"]),
        ("khtgdv ", list(COMMANDS)),
        ("khtgdv zz", []),
        ("khtgdv qua", ["qua-han"]),
        ("khtgdv xo", ["xong"]),
        ("khtgdv s", ["summary", "show", "start", "sql", "schema", "sap-den-han", "soat-tep",
                      "soat-loi-van", "sua"]),
        ("khtgdv xong T09-0", ["T09-01", "T09-02", "T09-03", "T09-04", "T09-05"]),
        ("khtgdv phong tt", ["TT-TH", "TT-BCXB"]),
        ("khtgdv quá hạn -d tt", ["TT-TH", "TT-BCXB"]),
        ("khtgdv show T09-", ["T09-01", "T09-02", "T09-03", "T09-04", "T09-05"]),
        ("khtgdv show t09-05", ["T09-05"]),
        ("khtgdv show T01-01 KT", ["KT-01", "KT-02", "KT-03", "KT-04"]),
        ("khtgdv list --id T08", ["T08-01", "T08-02"]),
        ("khtgdv department ", CODES),
        ("khtgdv overdue --department tt", ["TT-TH", "TT-BCXB"]),
        ("khtgdv overdue -d D", ["DVCCQNN", "DT-CH"]),
        ("khtgdv list --coordinating v", ["VP"]),
        ("khtgdv list --state comp", ["completed", "completed-late"]),
        ("khtgdv list --state ", list(STATE_LABELS)),
        ("khtgdv list --kind ", list(KIND_LABELS)),
        ("khtgdv list --kind REC", ["recurring"]),
        ("khtgdv list --depa", ["--department"]),
    ],
)  # fmt: skip
def test_bash(words: str, expected: list[str], run: Run) -> None:
    assert offered(run, words) == expected


SECTIONS = ["I", "II", "III", "A", "T12", "TX"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("khtgdv list --section ", SECTIONS),
        ("khtgdv add --section i", ["I", "II", "III"]),
        ("khtgdv show II-1", ["II-12", "II-12a"]),
        ("khtgdv done iii", ["III-2.1", "III-2.10"]),
        ("khtgdv department ", ["VPDU", "VP", "KT", "VHXH", "TTHCC"]),
    ],
)
def test_sections_and_their_rows(words: str, expected: list[str], run: Run) -> None:
    folder = ROOT / "tests/plans/sections"
    assert offered(run, words, KHTGDV_DATA=str(folder)) == expected


def test_sections_all_on_one_line(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan([{"id": "B-1", "task": "Một", "lead": "VP"}])
    plan = folder / "plan_2026.yaml"
    line = "sections: [{code: 'A', heading: x}, {code: 1, heading: y}]\nbodies: []\n"
    plan.write_text(line + plan.read_text(encoding="utf-8"), encoding="utf-8")
    assert offered(run, "khtgdv list --section ", cwd=folder) == ["A", "1", "B"]


@pytest.mark.parametrize(
    "env",
    [
        {"_KHTGDV_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "khtgdv show T09-0"},
        {
            "_KHTGDV_COMPLETE": "complete_fish",
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "_TYPER_COMPLETE_ARGS": "khtgdv show T09-0",
        },
        {
            "_KHTGDV_COMPLETE": "complete_powershell",
            "_TYPER_COMPLETE_ARGS": "khtgdv show T09-0",
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": "T09-0",
        },
    ],
    ids=["zsh", "fish", "powershell"],
)
def test_other_shells(env: Mapping[str, str], run: Run) -> None:
    ran = run(env=env)
    assert (ran.status, ran.err) == (0, "")
    for number in range(1, 6):
        assert f"T09-0{number}" in ran.out
    assert "T10" not in ran.out


def test_fish_asks_whether_there_is_anything(run: Run) -> None:
    env = {"_KHTGDV_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    assert run(env={**env, "_TYPER_COMPLETE_ARGS": "khtgdv show T09-0"}).status == 0
    assert run(env={**env, "_TYPER_COMPLETE_ARGS": "khtgdv show zz"}).status == 1


def test_what_the_plan_at_hand_has_is_offered(run: Run, write_plan: WritePlan) -> None:
    rows = "- id: T02-07\n  task: A\n- id: 'TX-09' # chú thích\n  task: B\n-   id: \"T02-08\"\n"
    folder = write_plan(rows, "- id: KT-05\n  content: C\n", folder="kế hoạch xã")
    assert offered(run, "khtgdv show ", folder) == ["T02-07", "TX-09", "T02-08", "KT-05"]


def test_the_data_option_chooses_the_plan(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan("- id: T05-55\n")
    assert offered(run, f"khtgdv show --data {folder} T") == ["T05-55"]
    assert offered(run, "khtgdv show T05-5", KHTGDV_DATA=str(folder)) == ["T05-55"]


def test_codes_stand_on_lines_of_their_own_or_in_braces(run: Run, write_plan: WritePlan) -> None:
    plan = (
        "departments:\n  - code: A-B\n  - code: '1C' # x\nfocus:\n  - code: \"1.1\"\n  - code: 2\n"
    )
    assert offered(run, "khtgdv department ", write_plan("[]", plan=plan)) == ["A-B", "1C"]
    assert offered(run, "khtgdv department ", write_plan("[]", folder="b")) == CODES


def test_persons_are_offered_in_one_word(run: Run, write_plan: WritePlan) -> None:
    row = "id: T01-01, task: a, lead: VP"
    folder = write_plan(
        f"  - {{{row}, leader: Lê Văn An, assignee: 'Bà Bình'}}\n"
        "  - id: T01-02\n    assignee: Ông Cao # ghi chú\n    leader: Phó Chủ tịch\n"
        "    task: leader: không phải\n"
    )
    assert offered(run, "khtgdv list --leader ", folder) == ["Lê-Văn-An", "Phó-Chủ-tịch"]
    assert offered(run, "khtgdv list --leader le-", folder) == ["Lê-Văn-An"]
    assert offered(run, "khtgdv overdue --assignee ", folder) == ["Bà-Bình", "Ông-Cao"]
    [found] = run("list", "--leader", "Lê-Văn-An", "-f", "json", cwd=folder).json["tables"]["tasks"]
    assert found["leader"] == "Lê Văn An"


def test_no_plan_and_no_file_is_no_error(run: Run, write_plan: WritePlan, tmp_path: Path) -> None:
    assert offered(run, "khtgdv show --data khong/co T") == []
    folder = write_plan("- id: T01-01\n", plan=None)
    assert offered(run, "khtgdv department ", folder) == []
    assert offered(run, "khtgdv department ", KHTGDV_DATA=str(tmp_path / "x")) == []


def test_bytes_that_are_no_text_are_no_error(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan("- id: T01-01\n")
    with (folder / "tasks_2026.yaml").open("ab") as stream:
        stream.write(b"\xff\xfe\n  - id: T01-02\n")
    assert offered(run, "khtgdv show T", folder) == ["T01-01", "T01-02"]


def test_a_file_that_cannot_be_read_is_passed_over(
    run: Run, write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_plan("- id: T01-01\n")
    real = Path.read_text

    def read_text(path: Path, *arguments: Any, **options: Any) -> str:
        if path.name.startswith("tasks"):
            raise PermissionError(13, "no")
        return real(path, *arguments, **options)

    monkeypatch.setattr(Path, "read_text", read_text)
    assert offered(run, "khtgdv show T", folder) == []


def test_words_begin_with_what_was_typed() -> None:
    assert completion.complete_states("") == list(STATE_LABELS)
    assert completion.complete_kinds("d") == ["dated"]
