"""What is pasted along with a text goes; every letter, figure and sign of its writer stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.pasted import clean_pasted, odd_words

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

ODD = "\t\u00a0\u1680\u2003\u200a\u202f\u205f\u3000\u00ad\u200b\u200d\u200e"
ODD += "\u2010\u2011\u2060\ufeff\uf0b7\uf0ff\ue000"
LINE_ENDS = ("\r\n", "\r", "\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
TEXTS = st.lists(
    st.sampled_from([*ODD, *LINE_ENDS, " ", "-", "ấ", "Đ", "b", "1", "“", ";"]), max_size=20
).map("".join)
CLEANED = {
    "một\thai": ("một hai", "1 TAB"),
    "a \u00a0\t b": ("a b", "1 TAB, 1 dấu cách đặc biệt"),
    "a\u200bb\u00ad": ("ab", "2 ký tự ẩn"),
    "\uf0b7 a \uf0fc b\ue123": ("• a ✓ b", "3 dấu đầu dòng riêng của Word"),
    "15\u2011BC \u2010 a": ("15-BC - a", "2 gạch nối đặc biệt"),
    "a\r\nb\x0bc": ("a b c", "2 dấu xuống dòng"),
    "hai  dấu cách": ("hai  dấu cách", ""),
    "a\u202eb\x1b": ("a\u202eb\x1b", ""),
}


@pytest.mark.parametrize("text", CLEANED)
def test_what_is_made_of_a_text_and_what_is_told(text: str) -> None:
    assert clean_pasted(text) == CLEANED[text]


def test_lines_are_kept_where_they_mean_something() -> None:
    assert clean_pasted("a\r\nb\u2028c\td", keep_lines=True) == ("a\nb\nc d", "1 TAB")
    assert clean_pasted("a\r\nb", keep_lines=True) == ("a\nb", "")


@given(TEXTS)
def test_nothing_of_the_writer_is_lost(text: str) -> None:
    clean, found = clean_pasted(text)
    assert not set(clean) & set("".join((ODD, *LINE_ENDS)))
    assert clean_pasted(clean) == (clean, "")
    kept = re.sub("[ •]", "", clean)
    assert kept == re.sub("[^-ấĐb1“;]", "", re.sub("[\u2010\u2011]", "-", text))
    assert bool(found) == bool(set(text) & set("".join((ODD, *LINE_ENDS))))
    assert odd_words(clean) == ""
    assert clean.split() == clean_pasted(text, keep_lines=True)[0].split()


OF_THE_NOTE = "1 dấu cách đặc biệt, 1 dấu đầu dòng riêng của Word"
ROW = "  - {id: T03-01, task: Một, lead: VP, start: 2026-03, due: 2026-03}\n"


def test_what_is_typed_is_freed_of_it_wherever_it_is_typed(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(ROW)
    ran = run(
        "update", "T03\u00ad-01\u00a0", "--set", "product=a\tb",
        "--note", "gửi\u00a0trước\n\uf0b7 hai", cwd=folder,
    )  # fmt: skip
    assert (ran.status, ran.err.splitlines()) == (
        0,
        [
            "MÃ…: chữ dán vào đã được làm sạch (1 dấu cách đặc biệt, 1 ký tự ẩn)",
            f"--note: chữ dán vào đã được làm sạch ({OF_THE_NOTE})",
            "--set: chữ dán vào đã được làm sạch (1 TAB)",
        ],
    )
    written = (folder / "tasks_2026.yaml").read_text(encoding="utf-8")
    assert "product: a b" in written
    assert "gửi trước\\n• hai" in written
    result = "1\u00a0-BC\r\n"
    done = run("done", "T03-01", "--on", "31/3/2026\u200b", "--result", result, cwd=folder)
    assert done.status == 0
    assert "result: 1 -BC}\n" in (folder / "tasks_2026.yaml").read_text(encoding="utf-8")


def test_the_paper_s_own_lines_stay(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(ROW)
    words = ["--set", "task=Một\r\nhai\u00a0ba", "--set", "assignee=Bà\nB"]
    assert run("update", "T03-01", *words, cwd=folder).status == 0
    added = run("add", "--month", "3", "--task", "Ba\nbốn", "--lead", "VP", cwd=folder)
    assert added.status == 0
    tasks = run("list", "-f", "json", cwd=folder).json["tables"]["tasks"]
    assert [task["task"] for task in tasks] == ["Một\nhai ba", "Ba\nbốn"]
    assert tasks[0]["assignee"] == "Bà B"


def test_a_path_is_what_the_disk_calls_it(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(ROW, folder="Kế\u00a0hoạch")
    ran = run("list", "--data", folder, "-o", folder / "a\u00a0b.csv")
    assert (ran.status, "làm sạch" in ran.err) == (0, False)
    assert (folder / "a\u00a0b.csv").is_file()


def test_what_steers_a_terminal_is_refused_as_ever(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(ROW)
    for text in ("a\u202eb", "a\x1b[31m"):
        assert run("update", "T03-01", "--note", text, cwd=folder).status == 2


@pytest.mark.parametrize("written", ['"Đầu\\tgiữa\u00a0sau HẾT"', '"Đầu\tgiữa \uf0b7 sau HẾT"'])
def test_none_of_it_is_lost_in_any_output(
    written: str, run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    folder = write_plan(ROW.replace("Một", written))
    checked = run("validate", folder)
    assert (checked.status, "[pasted-character]" in checked.out) == (0, True)
    for width in (40, 60, 80, 120):
        env = {"COLUMNS": str(width)}
        for command in (["list"], ["overdue"], ["show", "T03-01"], ["department", "VP"]):
            shown = run(*command, "--data", folder, env=env).out
            assert "\t" not in shown
            assert {"Đầu", "giữa", "sau", "HẾT"} <= set(shown.split())
    for form in ("md", "csv", "json", "html", "ics"):
        run("list", "--data", folder, "-o", tmp_path / f"a.{form}", "--force")
        text = (tmp_path / f"a.{form}").read_text(encoding="utf-8-sig")
        assert all(word in text for word in ("Đầu", "giữa", "sau", "HẾT"))


def test_one_character_alone_is_what_was_meant(run: Run, write_plan: WritePlan) -> None:
    assert run("list", "\t", "--data", write_plan(ROW)).err == ""


def test_a_key_without_a_value_holds_nothing_odd(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan("  - id: T03-01\n    task: Một\u00a0hai\n    lead: VP\n    product:\n")
    checked = run("validate", folder).out
    assert checked.count("[pasted-character]") == 1
    assert "[empty-value]" in checked


def test_a_hyphen_of_word_in_a_file_is_a_finding(run: Run, write_plan: WritePlan) -> None:
    checked = run("validate", write_plan(ROW.replace("Một", "Báo cáo 15\u2011BC"))).out
    assert "có 1 gạch nối đặc biệt trong chữ [pasted-character]" in " ".join(checked.split())
