"""Broken plans: each mistake is named with its line, and the healthy rows stay.

An example is a change of one healthy plan; the code and the line are what must be found.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.diagnostics import CODES, WARNING_CODES
from khtgdv.source.text import files
from khtgdv.source.text.sourcefile import Mark, SourceFile
from khtgdv.source.yaml import builder, parser

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import Run, RunResult

PLAN = """\
plan:
  year: 2026
  number: 01-KH/THU
  date: 2026-01-05
  title: Kế hoạch thử
  agency: Ban thử
departments:
  - code: TT-TH
    name: Phòng TT - TH
    aliases: [Phòng TT-TH]
  - code: VP
    name: Văn phòng
groups:
  - name: Các phòng
    members: [TT-TH, VP]
focus:
  - code: "1.4"
    text: Trọng tâm
"""
TASKS = """\
tasks:
  - id: T01-01
    task: Việc đầu
    lead: TT-TH
    start: 2026-01
    due: 2026-02
  - id: T03-02
    task: >-
      Việc giữa của
      năm
    lead: VP
    start: 2026-03
    due: 2026-04
    notes: [một, hai]
  - id: TX-01
    task: Việc cuối
    lead: VP
    repeat:
      - {every: quarter, label: giao ban}
      - {every: quarter, in: [1], label: sơ kết}
    log:
      2026-Q1 giao ban: 2026-03-30
"""
INSPECTIONS = """\
inspections:
  - id: KT-01
    content: Kiểm tra
    units:
      - kind: Phường
        names: [Kiến An, Hải Dương]
    visits:
      Kiến An: 2026-05-05
    related: [T01-01]
"""
MIDDLE = "      năm\n    lead: VP\n"
END = "    notes: [một, hai]\n"


def folder(
    path: Path, tasks: str | bytes = TASKS, plan: str = PLAN, more: str = INSPECTIONS
) -> Path:
    path.mkdir(exist_ok=True)
    raw = tasks if isinstance(tasks, bytes) else tasks.encode()
    (path / "tasks_2026.yaml").write_bytes(raw)
    (path / "plan_2026.yaml").write_bytes(plan.encode())
    (path / "inspections_2026.yaml").write_bytes(more.encode())
    return path


def after_lead(line: str) -> str:
    """Return the tasks with a line added to the second row, as line 12."""
    return TASKS.replace(MIDDLE, f"{MIDDLE}    {line}\n")


# What is wrong with the tasks: the file, the code, the line, and whether the row T03-02 is lost.
BROKEN: dict[str, tuple[str, str, int, bool]] = {
    "unknown key": (after_lead("leed: VP"), "unknown-key", 12, False),
    "duplicate key": (after_lead("lead: TT-TH"), "duplicate-key", 12, True),
    "duplicate note": (after_lead("notes: [ba]"), "duplicate-key", 15, False),
    "duplicate id": (TASKS.replace("T03-02", "T01-01"), "duplicate-id", 7, True),
    "bad id": (TASKS.replace("T03-02", "T3-2"), "invalid-id", 7, True),
    "no lead": (TASKS.replace(MIDDLE, "      năm\n"), "missing-key", 7, True),
    "empty lead": (TASKS.replace(MIDDLE, "      năm\n    lead:\n"), "missing-key", 11, True),
    "unknown lead": (
        TASKS.replace(MIDDLE, "      năm\n    lead: TTTH x\n"),
        "unknown-department",
        11,
        True,
    ),
    "lead of two": (
        TASKS.replace(MIDDLE, "      năm\n    lead: Phòng TT-TH; Sở Y tế\n"),
        "unknown-department",
        11,
        True,
    ),
    "octal month": (TASKS.replace("due: 2026-04", "due: 08"), "invalid-period", 13, True),
    "month 13": (TASKS.replace("due: 2026-04", "due: 2026-13"), "invalid-period", 13, True),
    "no such day": (after_lead("completed: 2026-02-30"), "invalid-date", 12, True),
    "week": (TASKS.replace("due: 2026-04", "due: 2026-W07"), "invalid-period", 13, True),
    "words for a date": (after_lead("completed: hôm qua"), "invalid-date", 12, True),
    "percent": (after_lead("progress: 101"), "invalid-number", 12, False),
    "truth": (after_lead("assignee: no"), "ambiguous-text", 12, False),
    "sexagesimal": (TASKS.replace("[một, hai]", "[một, 1:30]"), "ambiguous-text", 14, False),
    "reason is a number": (
        after_lead("extensions: [{to: 2026-05, on: 2026-04-01, reason: 08}]"),
        "ambiguous-text",
        12,
        False,
    ),
    "empty": (after_lead("product:"), "empty-value", 12, False),
    "blank": (after_lead('product: "  "'), "blank-text", 12, False),
    "too many rules": (
        TASKS.replace("repeat:\n", f"repeat: [{'month, ' * 21}]\n    notes:\n"),
        "wrong-shape",
        18,
        False,
    ),
    "text for a list": (TASKS.replace("[một, hai]", "một"), "wrong-shape", 14, False),
    "list for a text": (after_lead("product: [a]"), "wrong-shape", 12, False),
    "text for a mapping": (after_lead("cancelled: 2026-05-01"), "wrong-shape", 12, True),
    "extension without reason": (
        after_lead("extensions: [{to: 2026-05, on: 2026-04-01}]"),
        "missing-key",
        12,
        True,
    ),
    "extension with more": (
        after_lead("extensions: [{to: 2026-05, on: 2026-04-01, reason: a, x: b}]"),
        "unknown-key",
        12,
        True,
    ),
    "extension with nothing": (
        after_lead("extensions: [{to: 2026-05, on: 2026-04-01, reason: }]"),
        "missing-key",
        12,
        True,
    ),
    "choice": (
        TASKS.replace("every: quarter, in", "every: quater, in"),
        "invalid-choice",
        20,
        False,
    ),
    "too short": (TASKS.replace("in: [1]", "in: []"), "wrong-shape", 20, False),
    "escape in quotes": (after_lead(r'product: "a\x1b[31m"'), "control-character", 12, False),
    "bidi": (after_lead("product: a\u202eb"), "control-character", 12, False),
    "zero width in a text": (
        TASKS.replace("Việc giữa", "Việc\u200b giữa"),
        "control-character",
        9,
        True,
    ),
    "lone CR": (after_lead("product: a\rb"), "control-character", 12, False),
    "NFD": (TASKS.replace("Việc giữa", "Vie\u0323\u0302c giữa"), "nfd-text", 9, False),
    "alias": (after_lead("product: *x"), "alias", 12, False),
    "anchor": (after_lead("product: &x a"), "alias", 12, False),
    "anchored list": (after_lead("product: &x [a]"), "alias", 12, False),
    "merge": (after_lead("<<: {a: b}"), "merge-key", 12, True),
    "tag": (after_lead("product: !!python/object:os.system a"), "tag", 12, False),
    "complex key": (after_lead("? [a]\n    : b"), "wrong-shape", 12, True),
    "alias as key": (after_lead("*x : b"), "alias", 12, True),
    "deep": (after_lead("product: " + "[" * 60), "too-deep", 12, True),
    "documents": (TASKS + "---\ntasks: []\n", "several-documents", 23, False),
    "tab": (after_lead("product: a\tb"), "tab-character", 12, False),
    "syntax": (after_lead("product: a: b"), "syntax-error", 12, True),
    "unclosed list": (TASKS.replace("hai]", "hai"), "unclosed-bracket", 14, True),
    "bad escape": (after_lead(r'product: "a\q"'), "syntax-error", 12, True),
    "strange indentation": (after_lead("  product: a"), "wrong-indent", 12, True),
    "unclosed quote": (after_lead('product: "a'), "unclosed-quote", 12, True),
    "quote closed later": (
        after_lead('product: "a').replace("Việc cuối", 'Việc "cuối"'),
        "unclosed-quote",
        12,
        True,
    ),
    "swallowed": (
        after_lead('product: "a').replace("Việc cuối", 'Việc cuối"'),
        "unclosed-quote",
        12,
        True,
    ),
    "conflict": (
        after_lead("product: a").replace(
            "    product: a\n", "<<<<<<< HEAD\n    product: a\n=======\n    product: b\n>>>>>>> x\n"
        ),
        "conflict-marker",
        12,
        True,
    ),
    "far date": (after_lead("completed: 2031-01-01"), "date-out-of-range", 12, True),
    "due before start": (
        TASKS.replace("due: 2026-04", "due: 2026-02"),
        "due-before-start",
        13,
        True,
    ),
    "extended before start": (
        after_lead("extensions: [{to: 2026-01, on: 2026-03-01, reason: a}]"),
        "extension-before-start",
        12,
        True,
    ),
    "extended after the end": (
        after_lead(
            "completed: 2026-04-01\n    extensions: [{to: 2026-06, on: 2026-05-01, reason: a}]"
        ),
        "extension-after-close",
        13,
        False,
    ),
    "completed and cancelled": (
        after_lead("completed: 2026-04-01\n    cancelled: {on: 2026-04-02, reason: a}"),
        "completed-and-cancelled",
        13,
        False,
    ),
    "completed first": (
        after_lead("started: 2026-04-02\n    completed: 2026-04-01"),
        "completed-before-started",
        13,
        True,
    ),
    "progress alone": (after_lead("progress: 40"), "progress-without-started", 12, False),
    "completed twice": (
        after_lead("completed: 2026-04-01\n    completed: 2026-04-02"),
        "duplicate-key",
        13,
        True,
    ),
    "unknown key without a value": (after_lead("xyz:"), "unknown-key", 12, False),
    "focus": (after_lead('focus: ["9.9"]'), "unknown-focus", 12, False),
    "log without repeat": (
        after_lead("log: {2026-01: 2026-01-31}"),
        "log-without-repeat",
        12,
        False,
    ),
    "log of nothing": (
        TASKS.replace("2026-Q1 giao ban", "2026-03"),
        "unknown-occurrence",
        22,
        False,
    ),
    "log of nothing near": (
        TASKS.replace("2026-Q1 giao ban", "x"),
        "unknown-occurrence",
        22,
        False,
    ),
    "log of two": (TASKS.replace("2026-Q1 giao ban", "2026-Q1"), "ambiguous-occurrence", 22, False),
    "bad key": (TASKS.replace("2026-Q1 giao ban", '"\\x1b"'), "control-character", 22, False),
    "row is a text": (
        TASKS.replace("  - id: TX-01", "  - văn bản\n  - id: TX-01"),
        "wrong-shape",
        15,
        False,
    ),
    "row is nothing": (
        TASKS.replace("  - id: TX-01", "  -\n  - id: TX-01"),
        "wrong-shape",
        15,
        False,
    ),
    "row is an alias": (
        TASKS.replace("  - id: TX-01", "  - *x\n  - id: TX-01"),
        "alias",
        15,
        False,
    ),
    "top key": (f"tasksx: []\n{TASKS}", "unknown-key", 1, False),
}


@pytest.mark.parametrize("name", BROKEN)
def test_named_with_its_line(name: str, run: Run, tmp_path: Path) -> None:
    text, code, line, lost = BROKEN[name]
    data = folder(tmp_path / "kế hoạch", text)
    ran = run("validate", "--data", data, "--format", "json", "--strict")
    found = [(f["code"], f["line"]) for f in ran.json["tables"]["findings"]]
    assert ran.status == 1
    assert run("validate", "--data", data).status == (0 if code in WARNING_CODES else 1)
    assert (code, line) in found
    shown = run("validate", "--data", data, "--color", "always")
    assert f"[{code}]" in shown.out
    assert_clean(shown.out.replace("\x1b[", ""))
    looked = run("list", "--data", data, "--format", "json")
    ids = [row["id"] for row in looked.json["tables"]["tasks"]]
    assert ("T03-02" not in ids) == lost
    assert looked.status == (0 if code in WARNING_CODES else 1)
    assert (f"tasks_2026.yaml:{line}" in looked.err) == (code not in WARNING_CODES)


def assert_clean(text: str) -> None:
    assert not [char for char in text if ord(char) < 32 and char != "\n"]


def test_every_code_is_known() -> None:
    assert {code for _, code, _, _ in BROKEN.values()} <= CODES.keys()


def codes(ran: RunResult) -> list[str]:
    return [finding["code"] for finding in ran.json["tables"]["findings"]]


WHOLE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty-file"),
    "comment only": (b"# gi\n", "empty-file"),
    "a text": (b"xin\n", "wrong-shape"),
    "a list": (b"- a\n", "wrong-shape"),
    "a mapping below": (b"tasks: {a: b}\n", "wrong-shape"),
    "no list": (b"tasks:\n", "empty-value"),
    "no top key": (b"{}\n", "missing-key"),
    "top key twice": (b"tasks: []\ntasks: []\n", "duplicate-key"),
    "utf-16": ("tasks: []".encode("utf-16"), "not-utf8"),
    "utf-16-le": (TASKS.encode("utf-16-le"), "not-utf8"),
    "utf-16-be": (TASKS.encode("utf-16-be"), "not-utf8"),
    "old Macintosh": (TASKS.replace("\n", "\r").encode(), "control-character"),
    "cp1258": (TASKS.encode().replace("đ".encode(), b"\xf0"), "not-utf8"),
    "one line of many": (TASKS.encode().replace("Việc".encode(), b"Vi\xeac"), "not-utf8"),
    "nothing but nul": (b"\x00", "control-character"),
    "nul": (b"tasks: []\n\x00", "control-character"),
    "100,000 levels": (b"tasks: " + b"[" * 100_000, "too-deep"),
    "100,000 keys": (b"tasks: " + b"{a: " * 100_000, "too-deep"),
    "a TAB below 100,000 levels": (b"tasks: " + b"[" * 100_000 + b"\t", "tab-character"),
    "a long tag": (TASKS.replace("task: Việc đầu", f"task: !{'a' * 2000} b").encode(), "tag"),
    "anchors": (b"a: &a [x,x]\nb: &b [*a,*a]\n", "alias"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_file(name: str, run: Run, tmp_path: Path) -> None:
    raw, code = WHOLE[name]
    data = folder(tmp_path / "d", raw, more="inspections: []\n")
    ran = run("validate", "--data", data, "--format", "json")
    assert ran.status == 1
    assert code in codes(ran)
    assert_clean(run("validate", "--data", data).out)
    assert run("overdue", "--data", data).status == (0 if code in WARNING_CODES else 1)


@pytest.mark.parametrize("opened", ["    notes:\n      ", "    notes: ", "    notes: [a, "])
def test_more_levels_than_a_parser_takes(opened: str, run: Run, tmp_path: Path) -> None:
    text = TASKS.replace(END, f"{opened}{'[' * 2000}\n")
    ran = run("validate", "--data", folder(tmp_path / "d", text), "--format", "json")
    (found,) = ran.json["tables"]["findings"]
    levels = 4 if "[" in opened else 3
    last = opened.rsplit("\n", maxsplit=1)[-1]
    assert (found["code"], found["column"]) == ("too-deep", len(last) + 33 - levels)


def test_depth_that_nobody_sees_is_told_at_the_last_value() -> None:
    told = SourceFile("tệp", "a: [1, 2]\nb\n")
    assert builder.Builder(told, told.text).depth_trouble(Mark(0, 0, 0, 1)).mark == Mark(0, 0, 0, 1)


def test_a_tab_is_told_first_where_the_row_is_too_deep_as_well(run: Run, tmp_path: Path) -> None:
    text = TASKS.replace(END, f"    product: a\tb\n    notes: {'[' * 80}\n")
    found = codes(run("validate", "--data", folder(tmp_path / "d", text), "--format", "json"))
    assert found == ["tab-character"]


def test_too_many_findings_are_told_once_however_they_come() -> None:
    file, other = SourceFile("tệp", "a"), SourceFile("tệp", "a")
    for told, times in ((file, 1), (other, 1100)):
        for _ in range(times):
            told.report("blank-text", Mark(0, 0, 0, 1), "trống")
    file.add_findings(other.findings)
    assert [found.code for found in file.findings[-2:]] == ["blank-text", "too-many-findings"]
    assert len(file.findings) == len(other.findings) == 1001


def test_too_many_findings_of_every_kind(run: Run, tmp_path: Path) -> None:
    text = TASKS.replace(END, f"{END}    product: a\u202eb\n") + "  - x\n" * 1500 + "  - {id: T}\n"
    data = folder(tmp_path / "d", text)
    found = codes(run("validate", "--data", data, "--format", "json"))
    assert (len(found), found[-1]) == (1001, "too-many-findings")


def test_what_is_healthy_has_no_finding(run: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "d", TASKS.replace("\n", "\r\n").encode("utf-8-sig"))
    ran = run("validate", "--data", data)
    assert (ran.status, ran.out) == (0, "Không có lỗi: 3 tệp, 4 trên 4 dòng kế hoạch dùng được\n")


@pytest.mark.parametrize("where", ["# a\tb\n", '    product: "a\tb"\n', "    product: a #\tb\n"])
def test_a_tab_where_it_may_stand(where: str, run: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "d", TASKS.replace(END, f"{END}{where}"))
    ran = run("validate", "--data", data, "--format", "json")
    assert "tab-character" not in codes(ran)


def test_an_error_behind_the_last_line_is_told_at_its_end(run: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "d", f"{TASKS}  - id: T05-01\n    notes: [một,")
    ran = run("validate", "--data", data, "--format", "json")
    (found,) = ran.json["tables"]["findings"]
    assert found["line"] <= TASKS.count("\n") + 2


def test_a_tab_before_a_syntax_error(run: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "d", TASKS.replace(END, f"{END}\t[}}\n"))
    assert "tab-character" in codes(run("validate", "--data", data, "--format", "json"))


PLANS: dict[str, tuple[str, str]] = {
    "year": (PLAN.replace("year: 2026", "year: 2027"), "year-mismatch"),
    "two names": (PLAN.replace("name: Văn phòng", "name: Phòng TT-TH"), "duplicate-unit"),
    "no plan": (PLAN.replace("plan:\n", "zzz:\n"), "missing-key"),
    "a member": (PLAN.replace("members: [TT-TH, VP]", "members: [TT-HT, X]"), "unknown-department"),
    "a code": (PLAN.replace("code: VP", "code: vp"), "invalid-id"),
    "an empty list": (
        PLAN.split("departments:", maxsplit=1)[0] + "departments: []\n",
        "wrong-shape",
    ),
    "no departments": (PLAN.replace("departments:", "zzz:"), "missing-key"),
    "plan is a text": (PLAN.replace("plan:\n", "plan: x\nkhac:\n"), "wrong-shape"),
    "syntax": (PLAN.replace("focus:", "focus"), "syntax-error"),
}


@pytest.mark.parametrize("name", PLANS)
def test_the_plans_own_file(name: str, run: Run, tmp_path: Path) -> None:
    text, code = PLANS[name]
    data = folder(tmp_path / "d", plan=text)
    ran = run("validate", "--data", data, "--format", "json")
    assert code in codes(ran)
    assert len(codes(ran)) <= 3, "no cascade"
    looked = run("list", "--data", data, "--format", "json")
    assert (looked.status, len(looked.json["tables"]["tasks"])) == (1, 3)


def test_a_missing_plan_file_names_init(run: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "d")
    (data / "plan_2026.yaml").unlink()
    ran = run("validate", "--data", data)
    assert "[missing-plan-file]" in ran.out
    assert "init" in ran.out


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("Kiến An: 2026", "Kiến Ann: 2026", "unknown-visit", 8),
        ("Kiến An: 2026", "Xyz: 2026", "unknown-visit", 8),
        ("[T01-01]", "[T09-01]", "unknown-task", 9),
        ("KT-01", "KT-1", "invalid-id", 2),
        ("names: [Kiến An, Hải Dương]", "name: a", "missing-key", 5),
        ("inspections:", "zzz:", "missing-key", 1),
    ],
)
def test_inspections(  # noqa: PLR0913, PLR0917 - the four parts of an example
    old: str, new: str, code: str, line: int, run: Run, tmp_path: Path
) -> None:
    data = folder(tmp_path / "d", more=INSPECTIONS.replace(old, new))
    ran = run("validate", "--data", data, "--format", "json")
    assert (code, line) in [(f["code"], f["line"]) for f in ran.json["tables"]["findings"]]


def test_all_mistakes_in_one_run_and_in_order(run: Run, tmp_path: Path) -> None:
    tasks = after_lead("progress: 101").replace("lead: TT-TH", "lead: TT-HT")
    data = folder(
        tmp_path / "d", tasks, PLAN.replace("1.4", "  "), INSPECTIONS.replace("Kiến An:", "A:")
    )
    ran = run("validate", "--data", data, "--format", "json")
    assert codes(ran) == ["blank-text", "unknown-department", "invalid-number", "unknown-visit"]


def test_a_syntax_error_costs_its_row_only(run: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "d", after_lead("product: a: b"))
    ran = run("list", "--data", data, "--format", "json")
    assert [row["id"] for row in ran.json["tables"]["tasks"]] == ["T01-01", "TX-01"]
    assert "tasks_2026.yaml: chỉ đọc được đến dòng 6, bỏ qua dòng 7-15" in ran.err
    assert "Dữ liệu có 1 lỗi, loại 1 dòng" in ran.err


def test_what_stands_before_an_error_in_the_last_row_is_kept(run: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "d", TASKS.replace("Việc cuối", '"Việc cuối'))
    ran = run("list", "--data", data, "--format", "json")
    assert [row["id"] for row in ran.json["tables"]["tasks"]] == ["T01-01", "T03-02"]
    assert "tasks_2026.yaml: chỉ đọc được đến dòng 14\n" in ran.err


OFFICE = {
    "word": (b"PK\x03\x04\x14\0\x06\0", "Word, Excel"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1", "Word, Excel"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "rtf": (b"{\\rtf1 a}", "RTF"),
}


@pytest.mark.parametrize("name", OFFICE)
def test_a_file_of_another_program_is_named(name: str, run: Run, tmp_path: Path) -> None:
    data, kind = OFFICE[name]
    ran = run("validate", "--data", folder(tmp_path / "d", data), "--format", "json")
    (found,) = [f for f in ran.json["tables"]["findings"] if f["code"] == "not-utf8"]
    assert kind in found["message"]
    assert found["line"] == 1


@pytest.mark.parametrize("codec", ["utf-32", "utf-32-be"])
def test_wide_characters_are_read(codec: str, run: Run, tmp_path: Path) -> None:
    mark = "" if codec == "utf-32" else "\ufeff"
    data = folder(tmp_path / "d", (mark + TASKS).encode(codec))
    ran = run("validate", "--data", data, "--format", "json")
    assert [(f["code"], f["message"]) for f in ran.json["tables"]["findings"]] == [
        ("not-utf8", "tệp lưu bằng bảng mã UTF-32")
    ]


def test_line_ends_made_twice(run: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "d", TASKS.replace("\n", "\r\r\n"))
    assert codes(run("validate", "--data", data, "--format", "json")) == ["control-character"]
    assert run("list", "--data", data, "--format", "json").json["tables"]["tasks"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_that_leads_to_itself(run: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "d")
    (data / "tasks_2026.yaml").unlink()
    (data / "tasks_2026.yaml").symlink_to("tasks_2026.yaml")
    ran = run("validate", "--data", data)
    assert ran.status == 1
    assert "tasks_2026.yaml:1:1: lỗi: không đọc được tệp: liên kết dẫn lòng vòng" in ran.out
    assert run("overdue", "--data", data).status == 1


def test_many_wrong_words_in_a_long_list(run: Run, tmp_path: Path) -> None:
    names = ", ".join(f"Phường {number}" for number in range(3000))
    visits = "".join(f"      Phườg {number}: 2026-05-05\n" for number in range(1500))
    more = INSPECTIONS.replace("Kiến An, Hải Dương", names).replace(
        "      Kiến An: 2026-05-05\n", visits
    )
    ran = run("validate", "--data", folder(tmp_path / "d", more=more), "--format", "json")
    found = ran.json["tables"]["findings"]
    assert len(found) == 1001
    assert found[0]["hint"] != found[-2]["hint"], "guesses were made, and came to an end"


def test_a_large_file_is_read_on_after_one_mistake(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parser, "_WORK", 10)
    one = TASKS.replace("lead: TT-TH", "lead TT-TH")
    for text, left in ((one, ["T03-02", "TX-01"]), (one.replace("due: 2026-04", "due"), [])):
        data = folder(tmp_path / "d", text)
        looked = run("list", "--data", data, "--format", "json")
        assert [row["id"] for row in looked.json["tables"]["tasks"]] == left


def test_a_file_of_directives(run: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "d", "# a\n%YAML 1.2\n")
    assert codes(run("validate", "--data", data, "--format", "json")) == ["syntax-error"]
    assert run("overdue", "--data", data).status == 1


def test_many_wrong_entries_in_a_log(run: Run, tmp_path: Path) -> None:
    entries = "".join(f"      2026-W07 {number}: 2026-02-10\n" for number in range(1500))
    data = folder(tmp_path / "d", f"{TASKS}{entries}")
    ran = run("validate", "--data", data, "--format", "json")
    assert len(ran.json["tables"]["findings"]) == 1001


def test_a_long_list_of_names_is_not_told_for_each_mistake(run: Run, tmp_path: Path) -> None:
    more = "".join(f"  - code: X{number}\n    name: Phòng {number}\n" for number in range(50))
    data = folder(
        tmp_path / "d", after_lead("focus: [x]"), PLAN.replace("groups:", f"{more}groups:")
    )
    text = (data / "tasks_2026.yaml").read_text(encoding="utf-8").replace("lead: VP", "lead: Q", 1)
    (data / "tasks_2026.yaml").write_text(text, encoding="utf-8")
    told = run("validate", "--data", data).out
    assert "các mã đơn vị: có 52 mục, xem tệp kế hoạch" in told
    assert "chọn một trong: 1.4" in told


def test_a_file_that_cannot_be_read_is_told_beside_a_report(run: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "d", b"PK\x03\x04")
    looked = run("overdue", "--data", data)
    assert looked.status == 1
    assert "tasks_2026.yaml: không đọc được từ đầu tệp" in looked.err
    assert "Dữ liệu có 1 lỗi, 1 tệp không đọc được: " in looked.err


def test_a_large_file_is_refused_unread(run: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "d")
    os.truncate(data / "tasks_2026.yaml", 50 * 2**20)
    assert codes(run("validate", "--data", data, "--format", "json")) == ["too-large"]


@pytest.mark.parametrize("line", ["\n", "- \r", "\n\r"])
def test_a_file_of_too_many_lines_is_refused(line: str, run: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "d", TASKS + line * 200_001)
    assert codes(run("validate", "--data", data, "--format", "json")) == ["too-large"]
    assert "tệp có hơn 200000 dòng, quá mức một kế hoạch cần" in run("validate", data).out
    assert run("list", "--data", data).status == 1


@pytest.mark.uncounted
def test_a_large_office_is_no_large_file() -> None:
    facts = "    started: 2026-01-05\n    completed: 2026-01-20\n    result: 12-BC/VP\n"
    row = "  - id: T01-{}\n    task: >-\n      {}\n      {}\n    lead: VP\n    coordinating: [VP]\n"
    dates = "    start: 2026-01\n    due: 2026-01\n"
    words = "Tham mưu Ban Thường vụ Thành ủy ban hành văn bản lãnh đạo, chỉ đạo công tác."
    rows = (row.format(number, words, words) + dates + facts + "\n" for number in range(10, 16_510))
    text = "tasks:\n" + "".join(rows)
    assert len(text.encode()) < files.MAX_BYTES
    assert text.count("\n") < files.MAX_LINES
    file = SourceFile("t.yaml", text)
    root, stopped = parser.parse_root(file)
    assert (stopped, file.findings) == (None, [])
    assert isinstance(root, parser.MappingNode)
    assert len(root["tasks"]) == 16_500


def test_conflicts_in_every_row(run: Run, tmp_path: Path) -> None:
    both = "<<<<<<< a\n    task: a\n=======\n    task: b\n>>>>>>> b\n    lead: VP\n"
    rows = "".join(f"  - id: T04-{number:02}\n{both}" for number in range(1, 301))
    data = folder(tmp_path / "d", TASKS + rows)
    looked = run("list", "--data", data, "--format", "json")
    ids = [row["id"] for row in looked.json["tables"]["tasks"]]
    assert (looked.status, ids) == (1, ["T01-01", "T03-02", "TX-01"])
    assert "loại 300 dòng" in looked.err


def test_a_large_syntax_error_is_told_by_the_fast_parser(run: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "d", TASKS + "  # đệm cho đủ dài\n" * 90_000 + "  x: : :\n")
    assert "syntax-error" in codes(run("validate", "--data", data, "--format", "json"))


def test_a_file_of_too_many_values_is_refused_as_a_whole(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parser, "MAX_EVENTS", 60)
    data = folder(tmp_path / "d")
    assert codes(run("validate", "--data", data, "--format", "json")) == ["too-large"]
    assert "giá trị, quá mức một kế hoạch cần" in run("validate", data).out
    looked = run("list", "--data", data, "--format", "json")
    assert (looked.status, looked.json["tables"]["tasks"]) == (1, [])
    assert "loại 3 dòng" in looked.err


def test_two_rows_of_one_id_on_one_line(run: Run, tmp_path: Path) -> None:
    rows = ", ".join(f"{{id: T01-01, task: {task}, lead: VP}}" for task in ("a", "b"))
    ran = run("validate", "--data", folder(tmp_path / "d", f"tasks: [{rows}]\n"))
    assert "tasks_2026.yaml:1:47: lỗi: mã T01-01 đã có ở " in ran.out


def test_a_folder_in_place_of_a_file(run: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "d")
    (data / "tasks_2026.yaml").unlink()
    (data / "tasks_2026.yaml").mkdir()
    assert codes(run("validate", "--data", data, "--format", "json")) == ["unreadable-file"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no FIFO among its files")
def test_a_fifo(run: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "d")
    (data / "tasks_2026.yaml").unlink()
    os.mkfifo(data / "tasks_2026.yaml")
    assert codes(run("validate", "--data", data, "--format", "json")) == ["unreadable-file"]


@pytest.mark.parametrize(
    ("error", "words"),
    [(PermissionError(13, ""), "không có quyền"), (OSError(5, ""), "báo lỗi 5")],
)
def test_an_unreadable_file(
    error: OSError, words: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = folder(tmp_path / "d")
    opened = Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> object:
        if path.name == "tasks_2026.yaml":
            raise error
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert words in run("validate", "--data", data).out


def test_a_file_that_changes_while_it_is_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = folder(tmp_path / "d")
    opened = Path.open

    def grow(path: Path, *arguments: Any, **options: Any) -> object:
        stream = opened(path, *arguments, **options)
        if path.name == "tasks_2026.yaml" and "rb" in arguments:
            path.write_text("tasks: []\n", encoding="utf-8")
        return stream

    monkeypatch.setattr(Path, "open", grow)
    said = run("validate", "--data", data).out
    assert "tệp thay đổi trong lúc đọc" in said
    assert "chờ chương trình kia lưu xong rồi chạy lại" in said


def test_what_is_said(run: Run, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    broken: dict[str, tuple[str | bytes, str]] = {
        **{f"tasks: {name}": (text, PLAN) for name, (text, _, _, _) in BROKEN.items()},
        **{f"file: {name}": (raw, PLAN) for name, (raw, _) in WHOLE.items()},
        **{f"plan: {name}": (TASKS, text) for name, (text, _) in PLANS.items()},
    }
    said = []
    for number, (name, (tasks, plan)) in enumerate(broken.items()):
        folder(tmp_path / str(number), tasks, plan)
        ran = run("validate", cwd=tmp_path / str(number), env={"COLUMNS": "200"})
        said.append(f"[{name}]\n{ran.out}{ran.err}")
    assert "\n".join(said) == snapshot
