"""Words of a deadline held against the keys beside them: what `validate` says, and its advice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run, WritePlan

_TABLE = Path(__file__).parent / "wordings.txt"
_LINES = _TABLE.read_text(encoding="utf-8").splitlines()
WORDINGS = [tuple(line.rsplit(" = ", 1)) for line in _LINES if line and not line.startswith("#")]
ROW = {"id": "T03-01", "task": "Việc thử.", "lead": "VP", "start": "2026-03"}
IN_WORDS, DIFFERS = "deadline-in-words", "deadline-differs"


def findings_of(run: Run, write_plan: WritePlan, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    folder = write_plan(rows)
    result = run("validate", folder, "--format", "json")
    findings: list[dict[str, Any]] = result.json["tables"]["findings"]
    return findings


def test_every_wording_that_names_a_time_is_told_and_no_other(
    run: Run, write_plan: WritePlan
) -> None:
    rows = [
        {**ROW, "id": f"T03-{number:02}", "due_text": words}
        for number, (words, _) in enumerate(WORDINGS, 1)
    ]
    findings = findings_of(run, write_plan, *rows)
    told = {finding["id"]: finding["hint"] for finding in findings}
    assert {finding["code"] for finding in findings} == {IN_WORDS}
    for row, (words, reading) in zip(rows, WORDINGS, strict=True):
        named = re.findall(r"(?:due|repeat): .+?(?= \||$)", reading)
        starts = re.findall(r"start: (\S+)", reading)
        begins_later = bool(starts) and starts[0] not in ("2026", "2026-03")
        assert (row["id"] in told) == bool(named or begins_later), words
        for line in named:
            assert line in told[row["id"]], words


@pytest.mark.parametrize("words", ["Trước ngày 15/3", "Quý II", "Tháng 6-7/2026", "Hằng tháng",
                                   "Trong tháng 3 và tháng 9", "Hằng tuần/Hằng tháng"])  # fmt: skip
def test_a_row_that_follows_the_advice_is_not_told_again(
    run: Run, write_plan: WritePlan, words: str
) -> None:
    (finding,) = findings_of(run, write_plan, {**ROW, "due_text": words})
    advice = finding["hint"].removeprefix("ghi ").partition(" (")[0]
    lines = "".join(f"    {line}\n" for line in advice.split(" và "))
    row = "".join(f"    {key}: {value}\n" for key, value in ROW.items() if f"{key}: " not in lines)
    folder = write_plan(f"  - due_text: {words}\n{row}{lines}", folder="again")
    assert run("validate", folder, "--format", "json").json["tables"]["findings"] == []


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"due_text": "Trước ngày 15/3/2026", "due": "2026-03"}, [DIFFERS]),
        ({"due_text": "Tháng 6", "due": "2026-12"}, [DIFFERS]),
        ({"due_text": "Tháng 3 (BTVTU cho ý kiến)", "due": "2026-03"}, []),
        ({"due_text": "Hằng tháng", "due": "2026-12"}, []),
        ({"due_text": "Quý II", "repeat": "quarter"}, []),
        ({"due_text": "Quý II", "waits_for": "Kế hoạch của TW"}, []),
        ({"due_text": "Trước Tết"}, []),
        ({"due_text": "Quý II", "due": "2026-31"}, ["invalid-period"]),
        ({"due_text": "Hằng tháng", "repeat": "moth"}, ["invalid-choice"]),
        ({"due_text": "Từ tháng 3"}, []),
        ({"due_text": "Từ tháng 4"}, [IN_WORDS]),
        (
            {
                "due_text": "Quý II",
                "extensions": [{"to": "2026-07", "on": "2026-04-01", "reason": "Chờ"}],
            },
            [],
        ),
    ],
)
def test_what_is_told(
    run: Run, write_plan: WritePlan, values: dict[str, Any], codes: list[str]
) -> None:
    findings = findings_of(run, write_plan, {**ROW, **values})
    assert [finding["code"] for finding in findings] == codes


def test_the_message_says_what_was_taken_for_what(run: Run, write_plan: WritePlan) -> None:
    (finding,) = findings_of(run, write_plan, {**ROW, "due_text": "Trước ngày 15/3"})
    assert finding["level"] == "warning"
    assert finding["message"] == "hạn ghi bằng lời “Trước ngày 15/3”, chưa ghi due"
    assert finding["hint"] == "ghi due: 2026-03-15 (“trước” tính đến hết ngày 15/03/2026)"


def test_a_deadline_that_differs_is_told_with_the_one_of_the_words(
    run: Run, write_plan: WritePlan
) -> None:
    row = {**ROW, "due": "2026-12", "due_text": "Tháng 6"}
    (finding,) = findings_of(run, write_plan, row)
    assert "due: 2026-06" in finding["hint"]
    assert finding["column"] == 8


def test_an_inspection_is_told_too_and_given_no_rule(run: Run, write_plan: WritePlan) -> None:
    inspections = [
        {"id": "KT-01", "content": "Cuộc kiểm tra thử.", "due_text": "Tháng 9/2026"},
        {"id": "KT-02", "content": "Cuộc kiểm tra nữa.", "due_text": "Hằng quý"},
    ]
    folder = write_plan([], inspections)
    findings = run("validate", folder, "--format", "json").json["tables"]["findings"]
    assert [(finding["id"], finding["hint"]) for finding in findings] == [
        ("KT-01", "ghi due: 2026-09")
    ]


def test_what_comes_every_second_time_needs_a_start_to_count_from(
    run: Run, write_plan: WritePlan
) -> None:
    row = {"id": "TX-01", "task": "Việc thử.", "lead": "VP", "due_text": "2 năm/lần"}
    (finding,) = findings_of(run, write_plan, row)
    assert finding["hint"] == "ghi repeat: {every: year, interval: 2} và start: 2026-01"


def test_long_words_are_quoted_in_part(run: Run, write_plan: WritePlan) -> None:
    words = f"Trước ngày 15/3 ({'rất dài ' * 20})"
    (finding,) = findings_of(run, write_plan, {**ROW, "due_text": words})
    assert len(finding["message"]) < 120
