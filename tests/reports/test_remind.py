"""`remind`: who gets a letter, about what, and how it reads."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.readback import workbook_sheets

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import Run, WritePlan

SMALL = Path(__file__).parent / "plan"
TABLES = [
    "departments", "overdue", "upcoming", "recurring", "awaiting", "worded", "undated", "steps",
    "occurrences", "inspections",
]  # fmt: skip
TODAY = "2026-04-10"


def task(number: int, **facts: object) -> dict[str, object]:
    start = {} if "due_text" in facts else {"start": "2026-03"}
    return {"id": f"T03-{number:02}", "task": f"Việc {number}", "lead": "VP", **start, **facts}


def read(content: bytes) -> Any:
    return email.message_from_bytes(content, policy=email.policy.default)


@pytest.mark.parametrize("written", ["table", "md", "json"])
def test_golden(written: str, run: Run, snapshot: SnapshotAssertion) -> None:
    ran = run(
        "remind", "--month", "3", "--data", SMALL, "--format", written, env={"COLUMNS": "80"},
        today=TODAY,
    )  # fmt: skip
    assert ran.status == 0
    assert ran.out == snapshot


def test_a_draft(run: Run, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    run("remind", "--data", SMALL, "--output", tmp_path, today=TODAY)
    message = read((tmp_path / f"nhac-viec_VP_{TODAY}.eml").read_bytes())
    assert message["Subject"] == (
        "Nhắc việc Văn phòng: 1 nhiệm vụ quá hạn, 1 nhiệm vụ đến hạn từ 10/4/2026 đến "
        "31/5/2026 (ngày 10/4/2026)"
    )
    body = message.get_body(("plain",))
    assert body.get_content().replace("\r\n", "\n") == snapshot


def test_a_workbook_counts_what_each_is_reminded_of(run: Run, tmp_path: Path) -> None:
    run("remind", "--data", SMALL, "-o", tmp_path / "a.xlsx", today=TODAY)
    sheets = workbook_sheets((tmp_path / "a.xlsx").read_bytes())
    head = next(row for rows in sheets.values() for row in rows if "Có thư" in row)
    assert {"Nhiệm vụ ghi hạn bằng lời", "Tiêu đề thư"} <= set(head)


def test_json_has_every_department_and_the_rows_of_all_letters(run: Run) -> None:
    tables = run("remind", "--month", "3", "--data", SMALL, "-f", "json", today=TODAY).json[
        "tables"
    ]
    assert list(tables) == [*TABLES, "reports"]
    assert {row["department"]: row["letter"] for row in tables["departments"]} == {
        "TT-TH": True,
        "DT-CH": True,
        "LLCT-LSD": False,
        "VP": True,
    }
    for name in TABLES[1:]:
        assert sum(row[name] for row in tables["departments"]) == len(tables[name]), name
    assert [row["id"] for row in tables["overdue"]] == ["T01-03", "T03-02", "T03-01"]


@pytest.mark.parametrize(
    ("within", "ids"), [(0, []), (4, []), (5, ["T03-01"]), (20, ["T03-01", "T03-02"])]
)
def test_within_bounds_what_is_ahead(
    within: int, ids: list[str], run: Run, write_plan: WritePlan
) -> None:
    rows = [
        task(1, due="2026-04-15"),
        task(2, due="2026-04"),
        task(3, due="2026-06"),
        task(4, due="2026-04-12", completed="2026-04-01"),
    ]
    ran = run("remind", "--data", write_plan(rows), "--within", within, "-f", "json", today=TODAY)
    assert [row["id"] for row in ran.json["tables"]["upcoming"]] == ids


def test_missing_periods_carry_the_label_of_their_rule(run: Run, write_plan: WritePlan) -> None:
    rule = {"every": "month", "label": "giao ban"}
    log = {"2026-01 giao ban": "2026-01-30", "2026-03": "2026-03-30"}
    row = {"id": "TX-01", "task": "Giao ban", "lead": "VP", "repeat": [rule], "log": log}
    ran = run("remind", "--data", write_plan([row]), today=TODAY)
    assert "giao ban 2/2026" in ran.out
    assert "1 việc định kỳ còn thiếu" in ran.out


def test_daily_work_is_not_missed_on_a_day_off(run: Run, write_plan: WritePlan) -> None:
    row = {
        "id": "TX-01", "task": "Báo cáo ngày", "lead": "VP", "repeat": "day",
        "log": {"2026-04-08": "2026-04-08"},
    }  # fmt: skip
    folder = write_plan([row])
    plan = folder / "plan_2026.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(f"{text}holidays: [{{date: 2026-04-09, name: Nghỉ}}]\n", encoding="utf-8")
    rows = run("remind", "--data", folder, "--as-of", "2026-04-10", "-f", "json", today=TODAY).json
    assert [row["missing"] for row in rows["tables"]["recurring"]] == [["2026-04-10"]]
    letter = run("remind", "--data", folder, "--as-of", "2026-04-10", today=TODAY).out
    assert "10/04/2026" in letter
    assert "09/04/2026" not in letter


def test_repeated_work_that_is_due_is_reminded_of(run: Run, write_plan: WritePlan) -> None:
    daily, monthly = {"every": "day", "label": "ngày"}, {"every": "month", "label": "tháng"}
    rows: list[dict[str, object]] = [
        {"id": "TX-01", "task": "A", "lead": "VP", "repeat": [daily, monthly]},
        {"id": "TX-02", "task": "B", "lead": "VP", "repeat": [{"every": "week", "label": "tuần"}],
         "log": {"2026-W15": "2026-04-10"}},
        {"id": "TX-03", "task": "C", "lead": "TT-TH", "repeat": "day"},
    ]  # fmt: skip
    folder = write_plan(rows)
    tables = run("remind", "--data", folder, "--within", "20", "-f", "json", today=TODAY).json[
        "tables"
    ]
    assert [(row["id"], row["period"]) for row in tables["occurrences"]] == [
        ("TX-01", "2026-04"), ("TX-02", "2026-W16"), ("TX-02", "2026-W17"),
    ]  # fmt: skip
    ran = run("remind", "--data", folder, "--within", "20", "-f", "eml", today=TODAY)
    assert ran.status == 0
    text = read(ran.out.encode()).get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert "VIỆC ĐỊNH KỲ ĐẾN HẠN TRONG 20 NGÀY (3)\n1. TX-01: tháng\n" in text
    assert "tuần 16, 17/2026" in text
    assert "Không có gì để nhắc, không có thư: LLCT-LSD, KG-VHVN, TT-TH" in ran.err


def test_a_forecast_says_what_will_be_late(run: Run, write_plan: WritePlan) -> None:
    ran = run("remind", "--data", write_plan([task(1, due="2026-04")]), "--month", "5", today=TODAY)
    assert "1 nhiệm vụ sẽ quá hạn" in ran.out
    assert "Dự kiến đến hết ngày 31/5/2026" in ran.out


def test_inspections_are_those_the_department_leads_near_in_time(
    run: Run, write_plan: WritePlan
) -> None:
    visits = [
        {"id": "KT-01", "content": "Quá hạn", "lead": "VP", "start": "2026-01", "due": "2026-02"},
        {"id": "KT-02", "content": "Đang đến", "lead": "VP", "start": "2026-04", "due": "2026-05"},
        {"id": "KT-03", "content": "Còn xa", "lead": "VP", "start": "2026-09", "due": "2026-10"},
        {"id": "KT-04", "content": "Chưa ai", "start": "2026-04", "due": "2026-04"},
        {
            "id": "KT-05", "content": "Xong", "lead": "VP", "start": "2026-04", "due": "2026-04",
            "completed": "2026-04-01",
        },
    ]  # fmt: skip
    folder = write_plan([], visits)
    ran = run("remind", "--data", folder, "-f", "json", today=TODAY)
    assert [row["id"] for row in ran.json["tables"]["inspections"]] == ["KT-01", "KT-02"]
    told = run("remind", "--data", folder, today=TODAY).err
    assert "Cuộc kiểm tra chưa ghi đơn vị chủ trì, không có trong thư nào: KT-04" in told


def test_a_plan_without_its_paper_still_has_letters(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan([task(1, due="2026-03")])
    text = (folder / "plan_2026.yaml").read_text(encoding="utf-8")
    (folder / "plan_2026.yaml").write_text(text[text.index("departments:") :], encoding="utf-8")
    ran = run("remind", "--data", folder, today=TODAY)
    assert "Tính đến ngày 10/4/2026, Văn phòng còn 1 nhiệm vụ quá hạn." in ran.out


def test_offices_side_by_side_keep_their_letters_apart(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    write_plan([task(1, due="2026-03")], folder="xã/Đông")
    write_plan([task(2, due="2026-03")], folder="xã/Dong")
    out = tmp_path / "thư"
    ran = run("remind", "--data", tmp_path / "xã", "--output", out, "--format", "md", today=TODAY)
    assert ran.status == 0
    texts = [path.read_text(encoding="utf-8") for path in sorted(out.iterdir())]
    assert len(texts) == 2
    assert sorted(word for text in texts for word in ("T03-01", "T03-02") if word in text) == [
        "T03-01",
        "T03-02",
    ]
