"""What lint says of the plan that was signed: every finding was read against the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import Run

# What the issue that asked for lint names outright: a rule, a row, words of the message.
NAMED = [
    ("duplicate-row", "T04-09", "T04-08"),
    ("duplicate-row", "T03-03", "T02-03"),
    ("duplicate-row", "T02-08", "T01-08"),
    ("duplicate-row", "T02-07", "T01-07"),
    ("repeated-ordinal", "T06-06", "T02-15"),
    ("malformed-roman", "T01-12", "VIV"),
    ("unbalanced-mark", "T01-20", "“"),
    ("unbalanced-mark", "T05-01", "("),
    ("mixed-quotes", "T12-02", "thẳng"),
    ("doubled-word", "T02-11", "sở"),
    ("doubled-word", "T03-08", "sở"),
    ("doubled-word", "T03-11", "Ban hành"),
    ("term-differs", "T01-14", "2026 - 2031"),
    ("wrong-year", "T03-02", "2025"),
    ("wrong-year", "T10-07", "2025"),
    ("wrong-year", "T12-09", "2025"),
    ("missing-word", "TX-23", "triển thực"),
    ("document-number", "TX-17", "CT"),
    ("document-number", "T06-03", "TW"),
    ("document-number", "T08-02", "TW"),
    ("mixed-tone-marks", "T01-15", "uỷ"),
    ("unit-inspected-twice", "KT-02", "Kiến An"),
    ("unit-inspected-twice", "KT-02", "Phú Thái"),
]


@pytest.mark.parametrize(("rule", "row", "words"), NAMED)
def test_it_finds(rule: str, row: str, words: str, run: Run) -> None:
    rows = run("lint", "--data", "data", "--rule", rule, "-f", "json").json["tables"]["findings"]
    assert any(each["id"] == row and words in each["message"] for each in rows)


def test_deadlines(run: Run) -> None:
    rows = run("lint", "--data", "data", "-f", "json").json["tables"]["findings"]
    early = [row["id"] for row in rows if row["code"] == "deadline-before-signing"]
    without = [row["id"] for row in rows if row["code"] == "missing-deadline"]
    assert len(early) == 15
    assert all(row.startswith("T01-") for row in early)
    assert without == ["T01-22", "T04-02", "T04-03", "T12-10"]


def test_all_of_it(run: Run, snapshot: SnapshotAssertion) -> None:
    ran = run("lint", "--data", "data")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == snapshot


def test_strict_and_annotations(run: Run, snapshot: SnapshotAssertion) -> None:
    ran = run("lint", "--data", "data", "--rule", "wrong-year", "--strict", "--format", "github")
    assert ran.status == 1
    assert ran.out == snapshot
    assert run("lint", "--data", "data", "--strict", "--rule", "citation-differs").status == 0
