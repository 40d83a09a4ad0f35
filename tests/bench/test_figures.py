"""How figures are gathered, kept and written."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest

from bench.measure import Measurement, make_workspace, median, run_in_turn
from bench.memory import descendants, pss
from bench.number_format import (
    format_count,
    format_duration,
    format_memory,
    format_number,
    format_ratio,
)
from bench.programs.peer import Peer, Question, last_number
from bench.results import load
from bench.round import PeerComparison
from bench.work import Work
from tests.bench.example import RESULTS

if TYPE_CHECKING:
    from pathlib import Path


def test_the_median_of_the_times_and_the_largest_of_the_peaks() -> None:
    assert median([Measurement(3, 10), Measurement(1, 30), Measurement(2, 20)]) == Measurement(
        2, 30
    )


def test_jobs_take_turns_and_a_slow_one_ends_earlier() -> None:
    order: list[str] = []

    def job(name: str, seconds: float) -> Measurement:
        order.append(name)
        return Measurement(seconds, 0)

    found = run_in_turn({"a": partial(job, "a", 1), "b": partial(job, "b", 5)}, 3, time_limit=5)
    assert order == ["a", "b", "a", "a"]
    assert {name: len(figures) for name, figures in found.items()} == {"a": 3, "b": 1}


@pytest.mark.skipif(sys.platform == "win32", reason="the bench runs where there is wait4")
def test_a_process_is_measured(tmp_path: Path) -> None:
    where = make_workspace(tmp_path, GREETING="chào")
    program = "import os; print(os.environ['GREETING']); x = bytearray(60_000_000)"
    figure = where.run([sys.executable, "-X", "utf8", "-c", program])
    assert where.output.read_text(encoding="utf-8") == "chào\n"
    assert 55 < figure.mib < 200
    figure, shown = where.run_on_terminal(
        [sys.executable, "-c", "import sys; sys.stderr.write('50 %')"]
    )
    assert shown == b"50 %"
    assert figure.seconds > 0


@pytest.mark.skipif(sys.platform == "win32", reason="the bench runs where there is wait4")
def test_a_program_that_fails_is_told_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"(?s)-c.*: 1\n.*never"):
        make_workspace(tmp_path).run([sys.executable, "-c", "raise SystemExit('never')"])


def test_a_home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TASKRC", "mine")
    env = make_workspace(tmp_path).env
    assert "TASKRC" not in env
    assert env["HOME"] == str(tmp_path / "home")


def test_processes_below_a_process_and_their_memory(tmp_path: Path) -> None:
    for pid, children in {1: "2 3", 2: "4", 3: "", 4: ""}.items():
        task = tmp_path / str(pid) / "task" / str(pid)
        task.mkdir(parents=True)
        (task / "children").write_text(children, encoding="ascii")
    (tmp_path / "4" / "smaps_rollup").write_text("Rss: 9 kB\nPss:   700 kB\n", encoding="ascii")
    assert sorted(descendants(1, tmp_path)) == [2, 3, 4]
    assert [pss(pid, tmp_path) for pid in (4, 5)] == [700, 0]


def test_numbers_are_written_as_in_vietnamese() -> None:
    assert [format_count(165), format_count(544_500)] == ["165", "544.500"]
    assert [
        format_number(6.04),
        format_number(6.26),
        format_number(9.96),
        format_number(1757.4),
    ] == [
        "6",
        "6,3",
        "10",
        "1.757",
    ]
    assert [
        format_duration(6.3),
        format_duration(135),
        format_duration(999.6),
        format_duration(15_663),
    ] == [
        "6,3 ms",
        "135 ms",
        "1 giây",
        "16 giây",
    ]
    assert [format_memory(13), format_memory(1843.2)] == ["13 MiB", "1,8 GiB"]
    assert [format_ratio(6.51), format_ratio(9)] == ["6,5x", "9x"]


def test_results_are_kept(tmp_path: Path) -> None:
    RESULTS.save(tmp_path / "build" / "bench.json")
    assert load(tmp_path / "build" / "bench.json") == RESULTS


def _write(work: Work, folder: Path) -> None:
    (folder / "late").write_text(str(work.expected().overdue), encoding="utf-8")


_SHOW = ("-c", "print(open('{folder}/late').read())")
_BREAK = ("-c", "raise SystemExit('no')")


@pytest.mark.skipif(sys.platform == "win32", reason="the bench runs where there is wait4")
def test_programs_are_asked_in_turn_and_their_answers_held_against_the_right_one(
    tmp_path: Path,
) -> None:
    right = Question("right", "", _SHOW, "overdue", last_number)
    wrong = Question("wrong", "", _SHOW, "open", last_number)
    broken = Question("broken", "", _BREAK, "rows", last_number)
    slow = Question("slow", "", _SHOW, "overdue", last_number, max_rows=100)
    peer = Peer("a", (sys.executable,), (), _write, (right, wrong, broken, slow))
    absent = Peer("b", ("no-such-program",), (), _write, (right,))
    told: list[str] = []
    found = PeerComparison(tmp_path / "work", 1, told.append)
    costs = found.measure([peer, absent])
    expected = Work(1).expected()
    assert [(c.question, c.answer, c.expected) for c in costs] == [
        ("right", expected.overdue, expected.overdue),
        ("wrong", expected.overdue, expected.open),
    ]
    assert all(cost.ms > 0 and cost.ratio > 0 and cost.rows == 165 for cost in costs)
    assert found.failed[0].startswith("broken, 165 dòng: ")
    assert any(text.startswith("165 dòng: KHÔNG ĐO ĐƯỢC broken") for text in told)
    assert not (tmp_path / "work").exists()
