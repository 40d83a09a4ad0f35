"""The command line of `lint`: what it takes, what it refuses, how it ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from khtgdv.checks.registry import ALL_RULES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

BAD = "- {id: T01-01, task: Công nhận mô hình năm 2025., lead: VP, start: 2026-06, due: 2026-06}\n"


def test_rules_by_name(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(BAD)
    ran = run("lint", folder, "--rule", "wrong-year, punctuation", "--rule", "typing-slip")
    assert (ran.status, ran.err) == (0, "")
    assert "[wrong-year]" in ran.out
    assert ran.out.endswith("1 chỗ cần xem trong 1 tệp: năm ngoài kế hoạch 1\n")
    assert "của kế hoạch · năm ngoài kế hoạch [wrong-year]" in ran.out
    assert run("lint", folder, "--rule", "Nam ngoai ke hoach").out == ran.out
    ran = run("lint", folder, "--rule", "wrong-yaer")
    assert ran.status == 2
    assert 'Không có quy tắc "wrong-yaer".' in ran.err
    assert 'Có phải "wrong-year"?' in ran.err
    assert run("lint", "--explain", "#").status == 2


def test_nothing_found(run: Run, write_plan: WritePlan) -> None:
    ran = run("lint", "--data", write_plan(BAD), "--rule", "typing-slip", "--strict")
    assert (ran.status, ran.out) == (0, "Không thấy gì phải sửa theo 1 quy tắc\n")


def test_a_path_that_is_not_there(run: Run, tmp_path: Path) -> None:
    ran = run("lint", tmp_path / "không có")
    assert ran.status == 2
    assert "Kiểm tra lại đường dẫn." in ran.err


def test_a_plan_with_errors_ends_with_1(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan("- {id: T01-01, task: Họp., lead: VP, start: 2026-06, due: 2026-03}\n")
    ran = run("lint", "--data", folder)
    assert ran.status == 1
    assert "[deadline-before-start]" in ran.out
    assert "khtgdv validate" in ran.err


def test_several_plans_and_formats(run: Run, write_plan: WritePlan, tmp_path: Path) -> None:
    write_plan(BAD, folder="units/một")
    write_plan(BAD, folder="units/hai")
    answer = run("lint", "--data", tmp_path / "units", "-f", "json").json
    assert answer["report"] == "lint"
    assert [row["code"] for row in answer["tables"]["findings"]] == ["wrong-year"] * 2
    out = tmp_path / "soát.csv"
    assert run("lint", "--data", tmp_path / "units", "-o", out).status == 0
    assert out.read_text(encoding="utf-8-sig").startswith("path,line,column,level,code")


def test_the_embedded_plan(run: Run, tmp_path: Path) -> None:
    ran = run("lint", "--rule", "malformed-roman", cwd=tmp_path)
    assert "VIV" in ran.out
    assert "kế hoạch mẫu kèm chương trình" in ran.err


def test_a_plan_that_stands_alone_is_named_by_its_number(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(BAD)
    plans = [
        json.loads(run(command, "--data", folder, "--format", "json").out)["plan"]
        for command in ("lint", "validate")
    ]
    assert plans[0] == plans[1]
    assert plans[0] != [folder.name]


def test_headings_of_sections_are_words_of_the_plan(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan([{"id": "I-1", "task": "Họp.", "lead": "VP", "due": "2026-06"}])
    plan = folder / "plan_2026.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(f"{text}sections: [{{code: I, heading: Hạ tầng tầng số}}]\n", encoding="utf-8")
    ran = run("lint", folder, "--rule", "doubled-word")
    assert "= I\n" in ran.out
    assert ran.out.endswith("1 chỗ cần xem trong 1 tệp: lặp chữ 1\n")


def test_the_rules_are_listed(run: Run) -> None:
    ran = run("lint", "--list")
    assert ran.status == 0
    footer = f"{len(ALL_RULES)} quy tắc; giải thích từng quy tắc: khtgdv lint --explain QUY-TẮC"
    assert ran.out.splitlines()[-1] == footer
