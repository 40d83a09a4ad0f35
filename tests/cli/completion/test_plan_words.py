"""Words that only this plan has: departments, sections, persons, plans, years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.completion.answer import answer
from tests.cli.completion.test_rows import offered
from tests.conftest import ROOT, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

CODES = ["LLCT-LSD", "KG-VHVN", "TT-TH", "TT-BCXB", "DVCCQNN", "DT-CH", "VP"]
GROUPS = ["Các phòng CM", "VP và các phòng"]


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHTGDV_TODAY", TODAY)
    monkeypatch.setenv("KHTGDV_DATA", str(ROOT / "data"))


def use(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
    monkeypatch.setenv("KHTGDV_DATA", ":".join(map(str, folders)))


def test_departments_by_code_and_name() -> None:
    assert offered("department", "") == [*CODES, "all"]
    assert offered("list", "-d", "") == [*CODES, *GROUPS]
    assert offered("list", "-d", "tt") == ["TT-TH", "TT-BCXB"]
    assert offered("list", "-d", "van p") == ["Văn phòng"]
    assert offered("list", "-d", "Phòng tt") == ["Phòng TT - TH", "Phòng TT, BC-XB"]
    assert offered("list", "-d", "đoàn") == ["DT-CH"]
    assert offered("list", "-d", "các") == ["Các phòng CM"]
    assert offered("list", "-d", "phòng", "tt", "-", "t") == ["TH"]


def test_departments_in_a_list() -> None:
    assert offered("list", "-d", "VP,tt-") == ["VP,TT-TH", "VP,TT-BCXB"]
    assert offered("list", "-d", "VP,v") == ["VP,VP và các phòng"]
    assert offered("list", "-d", "Phòng TT, bc") == ["Phòng TT, BC-XB"]


def test_codes_alone_where_only_codes_are_taken() -> None:
    assert offered("sql", "overdue", "-d", "v") == ["VP"]
    assert offered("sql", "overdue", "-d", "van") == []


def test_declarations_in_every_style(
    write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = (
        "plan: {year: 2026}\ndepartments:\n  - name: Phòng Một\n    code: A-B # chú thích\n"
        "    aliases:\n      - Phòng 1\n      - 'Tổ \"Một\"'\n  - {code: '1C', name: \"Hai, ba\"}\n"
        'focus:\n  - code: "1.1"\n    text: >-\n      Việc lớn\n      của năm\n  - {code: 2.1}\n'
    )
    use(monkeypatch, write_plan("[]", plan=plan))
    assert offered("department", "") == ["A-B", "1C", "all"]
    assert offered("department", "tổ") == ['Tổ "Một"']
    assert offered("department", "hai") == ["Hai, ba"]
    assert [(s.word, s.help) for s in answer(["list", "--focus"], "").suggestions] == [
        ("1.1", "Việc lớn của năm"),
        ("2.1", ""),
    ]
    assert offered("list", "--focus", "II.1") == ["1.1"]


def test_sections_with_their_headings(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, ROOT / "tests/plans/sections")
    assert offered("list", "--section", "") == ["I", "II", "III", "A", "T12", "TX"]
    assert offered("list", "--section", "ha") == ["Hạ tầng số"]
    assert offered("add", "--section", "t1") == ["T12", "T10", "T11"]
    assert offered("show", "II-1") == ["II-12", "II-12a"]
    assert offered("done", "iii") == ["III-2.1", "III-2.10"]


def test_sections_all_on_one_line(write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_plan([{"id": "B-1", "task": "Một", "lead": "VP"}])
    plan = folder / "plan_2026.yaml"
    line = "sections: [{code: 'A', heading: x}, {code: 1, heading: y}]\nbodies: []\n"
    plan.write_text(line + plan.read_text(encoding="utf-8"), encoding="utf-8")
    use(monkeypatch, folder)
    assert offered("list", "--section", "") == ["A", "1", "B"]


def test_persons_whom_rows_name(
    run: Run, write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = "id: T01-01, task: a, lead: VP"
    folder = write_plan(
        f"  - {{{row}, leader: Lê Văn An, assignee: 'Bà Bình'}}\n"
        "  - id: T01-02\n    assignee: Ông Cao # ghi chú\n    leader: Phó Chủ tịch\n"
        "    task: leader: không phải\n"
    )
    use(monkeypatch, folder)
    assert offered("list", "--leader", "") == ["Lê Văn An", "Phó Chủ tịch"]
    assert offered("list", "--leader", "le") == ["Lê Văn An"]
    assert offered("list", "--leader", "an") == ["Lê Văn An"]
    assert offered("list", "--leader", "Lê-Văn") == ["Lê Văn An"]
    assert offered("update", "T01-01", "--assignee", "") == ["Bà Bình", "Ông Cao"]
    [found] = run("list", "--leader", "Lê Văn An", "-f", "json", cwd=folder).json["tables"]["tasks"]
    assert found["leader"] == "Lê Văn An"


def test_those_who_may_sign() -> None:
    assert offered("report", "3", "--signer", "") == ["Nguyễn Quang Phúc"]
    assert offered("report", "3", "--signer", "phuc") == ["Nguyễn Quang Phúc"]
    assert [s.help for s in answer(["report", "--signer"], "").suggestions] == ["TRƯỞNG BAN"]


def test_what_is_not_declared_is_not_offered(
    write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = "plan:\n  year: 2026\noffice:\n  signers:\n    - title: X\n    - name: Bà Y\n"
    use(monkeypatch, write_plan("[]", plan=plan))
    assert offered("list", "--plan", "") == []
    assert offered("report", "3", "--signer", "") == ["Bà Y"]


def test_plans_and_years(write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch) -> None:
    assert offered("list", "--plan", "") == ["31-KH/BTGDVTU"]
    one, two = write_plan("[]", folder="xã A"), write_plan("[]", folder="xã B")
    write_plan("[]", folder="xã B", year=2027)
    use(monkeypatch, one, two)
    assert offered("list", "--plan", "xa") == ["xã A", "xã B"]
    assert offered("list", "--year", "") == ["2026", "2027"]
    assert offered("rollover", "--data", str(one), "--year", "") == ["2027", "2028"]
    assert offered("init", "moi", "--empty", "--year", "") == ["2026", "2027"]


def test_the_data_option_chooses_the_plan(write_plan: WritePlan) -> None:
    folder = write_plan("- id: T05-55\n", folder="kế hoạch xã")
    write_plan("- id: T05-66\n", folder="kế hoạch xã", year=2027)
    assert offered("show", "--data", str(folder), "T") == ["T05-55", "T05-66"]
    assert offered("show", f"--data={folder}", "--year", "2027", "T") == ["T05-66"]


def test_no_plan_is_no_error(
    write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert offered("show", "--data", "khong/co", "T") == []
    assert offered("list", "--month", "3/")  # of this year
    use(monkeypatch, write_plan("- id: T01-01\n", plan=None))
    assert offered("list", "-d", "") == []
    assert offered("list", "--plan", "") == []
    use(monkeypatch, tmp_path / "x")
    assert offered("list", "--month", "3/")  # of this year
    for option in ("-d", "--plan", "--year", "--leader", "--section"):
        assert offered("list", option, "") == []
    assert offered("undo", "") == []
