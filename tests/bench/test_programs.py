"""What is written into the files of other programs, and what is read out of their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from icalendar import Calendar

from bench.programs import backlog, calcurse, journal, khtgdv, org, taskwarrior, vdir
from bench.programs.peer import count_lines, last_number

if TYPE_CHECKING:
    from pathlib import Path

    from bench.work import WorkRow


def test_taskwarrior_keeps_what_is_done_in_a_file_of_its_own(
    rows: list[WorkRow], tmp_path: Path
) -> None:
    taskwarrior.write_files(rows, tmp_path)
    pending = (tmp_path / "pending.data").read_text(encoding="utf-8").splitlines()
    assert pending == [
        _pending("0", "T01-01 Xây dựng Kế hoạch “A”; trình B, C", "TT-TH", 'due:"1769903999" '),
        _pending("2", "TX-01 Việc thường xuyên", "VP"),
    ]
    assert (
        (tmp_path / "completed.data")
        .read_text(encoding="utf-8")
        .startswith('[description:"xa-0001/T02-02 Một &dquot;chữ&dquot; &open;ngoặc&close; \\\\" ')
    )


def _pending(number: str, text: str, project: str, due: str = "") -> str:
    return (
        f'[description:"xa-0001/{text}" {due}entry:"1767311999" project:"{project}" '
        f'status:"pending" uuid:"00000000-0000-4000-8000-00000000000{number}"]'
    )


def test_a_journal_clears_what_is_done(rows: list[WorkRow], tmp_path: Path) -> None:
    journal.write(rows, tmp_path)
    assert (tmp_path / "plan.journal").read_text(encoding="utf-8") == (
        "2026-01-31 xa-0001/T01-01 Xây dựng Kế hoạch “A”, trình B, C\n    (TT-TH)  1\n\n"
        '2026-02-28 * xa-0001/T02-02 Một "chữ" [ngoặc] \\\n    (VP)  1\n\n'
        "2099-12-31 xa-0001/TX-01 Việc thường xuyên\n    (VP)  1\n\n"
    )


def test_todoman_has_a_list_for_each_department(rows: list[WorkRow], tmp_path: Path) -> None:
    vdir.write_todos(rows, tmp_path)
    files = {path.relative_to(tmp_path).as_posix(): path for path in tmp_path.rglob("*.ics")}
    assert sorted(files) == ["todo/TT-TH/0.ics", "todo/VP/1.ics", "todo/VP/2.ics"]
    late, done, regular = (read(files[name], "VTODO") for name in sorted(files))
    assert late["SUMMARY"] == "xa-0001/T01-01 Xây dựng Kế hoạch “A”; trình B, C"
    assert done["SUMMARY"] == 'xa-0001/T02-02 Một "chữ" [ngoặc] \\'
    assert (late.get("STATUS"), done["STATUS"]) == (None, "COMPLETED")
    assert str(late["DUE"].dt) == "2026-01-31"
    assert "DUE" not in regular


def test_khal_has_a_calendar_of_what_is_not_done(rows: list[WorkRow], tmp_path: Path) -> None:
    vdir.write_events(rows, tmp_path)
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.ics"))
    assert files == ["done/1.ics", "open/0.ics"]
    assert str(read(tmp_path / "open/0.ics", "VEVENT")["DTSTART"].dt) == "2026-01-31"


def read(path: Path, kind: str) -> Any:
    (found,) = Calendar.from_ical(path.read_bytes()).walk(kind)
    return found


def test_org_mode(rows: list[WorkRow], tmp_path: Path) -> None:
    org.write(rows, tmp_path)
    assert (tmp_path / "plan.org").read_text(encoding="utf-8") == (
        "* TODO xa-0001/T01-01 Xây dựng Kế hoạch “A”; trình B, C :TT_TH:\n"
        "  DEADLINE: <2026-01-31>\n"
        '* DONE xa-0001/T02-02 Một "chữ" [ngoặc] \\ :VP:\n'
        "  CLOSED: [2026-02-07] DEADLINE: <2026-02-28>\n"
        "* TODO xa-0001/TX-01 Việc thường xuyên :VP:\n"
    )
    assert f'"{tmp_path}/plan.org"' in (tmp_path / "agenda.el").read_text(encoding="utf-8")


def test_backlog(rows: list[WorkRow], tmp_path: Path) -> None:
    backlog.write(rows, tmp_path)
    tasks = tmp_path / "backlog" / "tasks"
    done = (tasks / "task-2 - xa-0001-T02-02.md").read_text(encoding="utf-8")
    assert 'title: "xa-0001/T02-02 Một \\"chữ\\" [ngoặc] \\\\"\nstatus: Done\n' in done
    assert "labels:\n  - VP\ndependencies: []\ndue_date: '2026-02-28'\n" in done
    assert "status: To Do" in (tasks / "task-1 - xa-0001-T01-01.md").read_text(encoding="utf-8")


def test_calcurse_marks_what_is_done(rows: list[WorkRow], tmp_path: Path) -> None:
    calcurse.write(rows, tmp_path)
    assert (tmp_path / "apts").read_text(encoding="utf-8") == (
        "01/31/2026 [1] o TT-TH xa-0001/T01-01 Xây dựng Kế hoạch “A”; trình B, C\n"
        '02/28/2026 [1] x VP xa-0001/T02-02 Một "chữ" [ngoặc] \\\n'
    )


SUMMARY = """
Project  Remaining Avg age Complete 0%                        100%
-------- --------- ------- -------- ------------------------------
TT-TH           12    10mo      41% ============
VP              14    10mo      50% ===============

2 projects
"""


def test_answers_are_counted() -> None:
    assert taskwarrior.sum_remaining(SUMMARY) == 26
    assert taskwarrior.task_count("ID Due\n-- ---\n 1 2026\n\n14 tasks\n") == 14
    assert taskwarrior.task_count("") == 0
    assert last_number("   7  TT-TH\n   2  VP\n-----\n   9\n") == 9
    assert count_lines("a\n\n b\n") == 2
    assert count_lines("[ ] 1 a\n[X] 2 b\n", "[ ]") == 1


def test_our_own_answers_are_counted() -> None:
    assert khtgdv.sum_overdue('{"tables": {"groups": [{"overdue": 3}, {"overdue": 4}]}}') == 7
    table = (
        '\ufefftable,id,task\r\noverdue,T01-01,a\r\noverdue,T01-02,"b\nc"\r\nawaiting,T02-01,d\r\n'
    )
    assert khtgdv.count_overdue_rows(table) == 2


def test_slow_programs_are_not_asked_about_the_whole_country() -> None:
    slow = (vdir.TODOMAN, vdir.KHAL, backlog.PEER, org.PEER)
    assert {peer.questions[0].max_rows for peer in slow} == {16_500}
