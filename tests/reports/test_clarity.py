"""Is the plan itself clear: the audit, the documents cited, short forms, focus areas, units."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.language.clarity import PART_LABELS, clarity_answers
from khtgdv.language.suggestions import suggest_focus_links, suggest_product
from tests.conftest import PLAN_TEMPLATE

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from khtgdv.plan.model import Plan
    from tests.conftest import MakeRow, Run, WritePlan

SCREENS = {
    "clarity": ("clarity", "--limit", "6"),
    "clarity-missing": ("clarity", "--missing", "time"),
    "references": ("references",),
    "glossary": ("glossary",),
    "glossary-text": ("glossary", "du luan"),
    "focus": ("summary", "--by", "focus", "--limit", "5"),
    "list-focus": ("list", "--focus", "1.3"),
    "units": ("inspections", "--units"),
    "show": ("show", "T01-07", "KT-04"),
}


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("columns", [80, 140], ids=["80", "140"])
def test_screen(name: str, columns: int, run: Run, snapshot: SnapshotAssertion) -> None:
    env = {"COLUMNS": str(columns)}
    ran = run(*SCREENS[name], "--data", "data", env=env, today="2026-03-31")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == snapshot


def tables(run: Run, *arguments: object) -> dict[str, list[dict[str, Any]]]:
    ran = run(*arguments, "--format", "json", today="2026-03-31")
    assert ran.status == 0, ran.err
    found: dict[str, list[dict[str, Any]]] = ran.json["tables"]
    return found


def test_the_contract_of_clarity(run: Run) -> None:
    found = tables(run, "clarity", "--data", "data")
    assert list(found) == ["departments", "tasks"]
    assert len(found["tasks"]) == 165
    assert {key for key in found["tasks"][0] if key in PART_LABELS} == set(PART_LABELS)
    assert found["tasks"][0]["id"] == "T02-09"
    assert found["tasks"][0]["lacking"] == [
        "person", "coordination", "time", "product", "responsibility", "authority",
    ]  # fmt: skip
    assert found["tasks"][0]["time"] == "unclear"
    stated = [row["stated"] for row in found["tasks"]]
    assert stated == sorted(stated)
    first = found["departments"][0]
    assert (first["department"], first["total"], first["coordination"]) == ("LLCT-LSD", 14, 4)
    assert first["shares"]["coordination"] == pytest.approx(0.2857)


def test_every_answer(make_task: MakeRow) -> None:
    bare = clarity_answers(make_task(start="2026-01"), "undated")
    assert bare == {
        "content": "stated", "lead": "stated", "person": "not-in-paper", "coordination": "blank",
        "time": "blank", "product": "not-in-paper", "responsibility": "not-in-paper",
        "authority": "not-in-paper",
    }  # fmt: skip
    full = make_task(
        coordinating=["Sở Y tế"], assignee="An", product="Báo cáo", responsibility="An",
        authority="Trưởng Ban",
    )  # fmt: skip
    assert set(clarity_answers(full, "dated").values()) == {"stated"}
    assert (
        clarity_answers(full, "recurring")["time"]
        == clarity_answers(full, "continuous")["time"]
        == "stated"
    )
    assert clarity_answers(full, "awaiting")["time"] == "unclear"
    assert clarity_answers(full, "worded")["time"] == "unclear"
    assert clarity_answers(full, "on-demand")["time"] == "stated"


def test_missing_takes_keys_and_words(run: Run) -> None:
    every = tables(run, "clarity", "--data", "data", "--missing", "product")["tasks"]
    assert len(every) == 165
    for word in ("time", "Thời gian", "thoi gian"):
        rows = tables(run, "clarity", "--data", "data", "--missing", word)["tasks"]
        assert {row["id"] for row in rows} == {
            "T01-22", "T01-26", "T02-09", "T03-02", "T04-02", "T04-03", "T12-10",
        }  # fmt: skip
    both = tables(run, "clarity", "--data", "data", "--missing", "time,coordination")["tasks"]
    assert {row["id"] for row in both} == {"T02-09", "T04-02"}
    assert tables(run, "clarity", "--data", "data", "--missing", "assignee")["tasks"]
    ran = run("clarity", "--missing", "prodct")
    assert ran.status == 2
    assert 'Có phải "product"?' in ran.err
    assert "Chọn: content (việc), lead (chủ trì)" in run("clarity", "--missing", "#").err


def test_a_department_without_rows_has_no_share(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan("- {id: TX-01, task: Việc, lead: VP}\n")
    rows = tables(run, "clarity", "--data", folder)["departments"]
    assert [row["share"] for row in rows] == [None] * 6 + [0.375]
    assert "–" in run("clarity", "--data", folder).out


def test_suggestions_are_written_only_when_asked(
    run: Run, plan_folder: Path, tmp_path: Path
) -> None:
    file = plan_folder / "tasks_2026.yaml"
    before = file.read_bytes()
    env = {"KHTGDV_STATE": str(tmp_path / "state"), "KHTGDV_DATA": str(plan_folder)}
    run("clarity", env=env)
    dry = run("clarity", "--apply-suggestions", "--dry-run", "-d", "LLCT-LSD", env=env)
    assert file.read_bytes() == before
    assert "+    product: Hướng dẫn" in dry.out
    ran = run("clarity", "--apply-suggestions", "-d", "LLCT-LSD", env=env)
    assert ran.status == 0
    assert ran.out.startswith(dry.out)
    assert "Mới xem thử" not in ran.err
    rows = tables(run, "list", "-d", "LLCT-LSD", "--data", plan_folder)["tasks"]
    assert {row["id"]: row["product"] for row in rows if row["product"]}["T01-02"] == "Hướng dẫn"
    again = run("clarity", "--apply-suggestions", "-d", "LLCT-LSD", env=env)
    assert (again.status, again.out) == (0, "")
    assert "Không có sản phẩm nào để gợi ý." in again.err
    assert run("undo", env=env).status == 0
    assert file.read_bytes() == before


def test_dry_run_needs_something_to_try(run: Run) -> None:
    assert run("clarity", "--dry-run").status == 2


def test_the_shipped_plan_takes_no_suggestions(run: Run, tmp_path: Path) -> None:
    ran = run("clarity", "--apply-suggestions", cwd=tmp_path)
    assert ran.status == 1
    assert "không ghi được" in ran.err


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("Xây dựng Kế hoạch chuyển đổi số", "Kế hoạch"),
        ("Xây dựng kế hoạch triển khai Đề án nâng cao chất lượng", "Kế hoạch"),
        ("Xây dựng Đề án vị trí việc làm", "Đề án"),
        ("Tham mưu sơ kết 05 năm thực hiện Chỉ thị số 06-CT/TW về gia đình", "Báo cáo sơ kết"),
        ("Tham mưu Xây dựng Chỉ thị về thông tin", "Dự thảo Chỉ thị"),
        ("Tổ chức chiến dịch “Hội nghị không giấy” (kế hoạch riêng)", None),
        ("Theo dõi việc thực hiện Kế hoạch số 08-KH/TU", None),
        ("Theo dõi, nắm tình hình tôn giáo", "Báo cáo"),
        ("Triển khai thực hiện Kết luận số 204-KL/TW", None),
        ("Tổ chức Hội nghị báo cáo viên", "Hội nghị"),
    ],
)
def test_products_by_the_wording(text: str, suggested: str | None) -> None:
    assert suggest_product(text) == suggested


def test_references(run: Run) -> None:
    rows = tables(run, "references", "--data", "data")["references"]
    assert list(rows[0]) == [
        "document", "kind", "number", "date", "issuer", "count", "rows", "plan",
    ]  # fmt: skip
    by_number = {row["number"]: row for row in rows}
    assert by_number["12-QĐ/TU"] == {
        "document": "Quyết định số 12-QĐ/TU", "kind": "Quyết định", "number": "12-QĐ/TU",
        "date": "2025-10-15", "issuer": "Ban Thường vụ Thành ủy", "count": 1, "rows": ["T01-03"],
        "plan": "31-KH/BTGDVTU",
    }  # fmt: skip
    assert by_number["02-CT/TW"]["rows"] == ["T06-03", "T08-02"]
    assert by_number["70-CTr/TU"]["kind"] == "Chương trình hành động"
    assert len(rows) == 18


def test_references_of_the_state_and_of_no_kind(run: Run, write_plan: WritePlan) -> None:
    rows = [
        {"id": "TX-01", "task": "Theo Nghị định 30/2020/NĐ-CP và số 7-CV/TU", "lead": "VP"},
        {"id": "TX-02", "task": "Theo Nghị định số 30/2020/NĐ-CP, ngày 05/3/2020", "lead": "VP"},
    ]
    found = tables(run, "references", "--data", write_plan(rows))["references"]
    assert [(row["document"], row["date"], row["rows"]) for row in found] == [
        ("Nghị định số 30/2020/NĐ-CP", "2020-03-05", ["TX-01", "TX-02"]),
        ("số 7-CV/TU", None, ["TX-01"]),
    ]


def test_search_finds_either_form(run: Run) -> None:
    for text in ("dư luận xã hội", "DLXH", "du luan xa hoi"):
        ids = {row["id"] for row in tables(run, "list", text, "--data", "data")["tasks"]}
        assert {"T01-07", "T03-01", "TX-26"} <= ids


def test_short_forms_explained(run: Run) -> None:
    found = tables(run, "show", "T01-07", "--data", "data")
    assert [(row["short"], row["full"]) for row in found["abbreviations"]] == [
        ("DLXH", "dư luận xã hội"), ("ĐH", "đại hội"),
    ]  # fmt: skip
    rows = {row["short"]: row for row in tables(run, "glossary", "--data", "data")["abbreviations"]}
    assert rows["KH"]["rows"] == ["T02-09", "T03-02"]  # not the sign in 08-KH/TU
    assert rows["CNXH"]["count"] == 0


def test_a_plan_without_short_forms(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan("- {id: TX-01, task: Việc DLXH, lead: VP}\n")
    assert "khóa abbreviations" in run("glossary", "--data", folder).out
    assert len(tables(run, "list", "dlxh", "--data", folder)["tasks"]) == 1
    assert tables(run, "list", "dư luận", "--data", folder)["tasks"] == []


def test_focus_filter(run: Run, write_plan: WritePlan) -> None:
    rows: list[dict[str, object]] = [
        {"id": "TX-01", "task": "Việc một", "lead": "VP", "focus": ["1.4"]},
        {"id": "TX-02", "task": "Việc hai", "lead": "VP"},
        {"id": "TX-03", "task": "Việc ba", "lead": "TT-TH", "focus": ["1.4"]},
    ]
    folder = write_plan(rows)
    for code in ("1.4", "ii.1.4", " 1.4 "):
        found = tables(run, "list", "--focus", code, "--data", folder)
        assert [row["id"] for row in found["tasks"]] == ["TX-01", "TX-03"]
        assert found["suggestions"] == []
    ran = run("list", "--focus", "1.9", "--data", folder)
    assert ran.status == 2
    assert "Các nhiệm vụ trọng tâm: 1.4" in ran.err
    found = tables(run, "summary", "--by", "focus", "--data", folder)
    assert [(row["focus"], row["total"], row["suggested"]) for row in found["focus"]] == [
        ("1.4", 2, 0)
    ]
    assert run("inspections", "--focus", "1.4", "--data", folder).status == 0


def test_a_plan_without_focus_areas(run: Run, write_plan: WritePlan) -> None:
    plan = PLAN_TEMPLATE.format(year=2026).partition("focus:")[0]
    folder = write_plan("- {id: TX-01, task: Việc, lead: VP}\n", plan=plan)
    assert "chưa ghi mục nào" in run("list", "--focus", "1.4", "--data", folder).err
    assert (
        "chưa ghi nhiệm vụ trọng tâm nào" in run("summary", "--by", "focus", "--data", folder).out
    )


def test_suggested_links_respect_the_other_filters(run: Run) -> None:
    every = tables(run, "list", "--focus", "1.4", "--data", "data")["suggestions"]
    some = tables(run, "list", "--focus", "1.4", "-d", "TT-TH", "--data", "data")["suggestions"]
    assert {row["focus"] for row in every} == {"1.4"}
    assert some == [row for row in every if row["lead"] == "TT-TH"] != []
    scores = [row["score"] for row in every]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_links_are_of_the_words(shipped: Plan) -> None:
    found = {link.task.id: link.focus for link in suggest_focus_links(shipped, shipped.tasks)}
    assert found["T01-02"] == "1.3"
    assert found["T03-06"] == found["TX-12"] == "1.4"
    assert found["T12-05"] == "1.5"
    assert "T11-09" not in found  # tài sản: no area speaks of it


def test_units(run: Run, write_plan: WritePlan) -> None:
    found = tables(run, "inspections", "--units", "--data", "data")["units"]
    again = {row["unit"]: row["inspections"] for row in found if row["count"] > 1}
    assert again == {"Kiến An": ["KT-01", "KT-02"], "Phú Thái": ["KT-01", "KT-02"]}
    inspections = [
        {"id": "KT-01", "content": "Kiểm tra", "units": [{"names": ["A", "B"]}],
         "visits": {"A": "2026-03-02", "B": "2026-05-02"}},
    ]  # fmt: skip
    folder = write_plan((), inspections)
    rows = tables(run, "inspections", "--units", "--data", folder)["units"]
    assert [row["visits"] for row in rows] == [{"KT-01": "2026-03-02"}, None]
    assert (
        "2 đơn vị, đã kiểm tra 1 đơn vị"
        in run("inspections", "--units", "--data", folder, "--as-of", "2026-03-31").out
    )


def test_short_forms_stand_in_the_order_of_the_alphabet(run: Run) -> None:
    shorts = [row["short"] for row in tables(run, "glossary", "--data", "data")["abbreviations"]]
    after = dict(pairwise(shorts))
    assert (after["DLXH"], after["BBT"], after["TP"]) == ("ĐH", "BCĐ", "TTĐN")
