"""Comments that silence: each removes exactly the findings it names, where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PLAN_TEMPLATE, write_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

ROWS = """\
  - id: T01-01
    task: >-
      Công nhận các mô hình của năm 2025 tại cơ sở sở
      và xây dung kế hoạch.
    lead: VP
    coordinating:
      - Phòng TT- TH
      - Sở Nội vụ  # một ghi chú khác
    start: 2026-10
    due: 2026-10
  - {id: T10-02, task: Công nhận mô hình của năm 2025., lead: VP, start: 2026-10, due: 2026-10}
"""


def lint(run: Run, folder: Path, *arguments: str) -> list[tuple[str, str | None, int]]:
    ran = run("lint", "--data", folder, "-f", "json", *arguments)
    assert ran.status == 0, ran.err
    rows: list[dict[str, Any]] = ran.json["tables"]["findings"]
    return [(row["code"], row["id"], row["line"]) for row in rows]


def with_line(text: str, number: int, comment: str, *, beside: bool = False) -> str:
    """Return a text with a comment above one of its lines, or at the line's end."""
    lines = text.splitlines()
    if beside:
        lines[number] += f" {comment}"
    else:
        lines.insert(number, comment)
    return "\n".join(lines) + "\n"


Case = tuple[int, bool, str, list[tuple[str, str]]]
# The line of the comment, whether it stands beside it, and the rows and rules it must remove.
CASES: list[Case] = [
    (1, False, "wrong-year", [("wrong-year", "T01-01")]),
    (1, True, "wrong-year", [("wrong-year", "T01-01")]),
    (0, False, "doubled-word", [("doubled-word", "T01-01")]),
    (0, True, "typing-slip", [("typing-slip", "T01-01")]),
    (6, True, "name-spacing", [("name-spacing", "T01-01")]),
    (6, False, "name-spacing", [("name-spacing", "T01-01")]),
    (5, False, "name-spacing", [("name-spacing", "T01-01")]),
    (10, True, "wrong-year", [("wrong-year", "T10-02")]),
    (10, False, "wrong-year", [("wrong-year", "T10-02")]),
    (1, True, "wrong-year, doubled-word",
     [("wrong-year", "T01-01"), ("doubled-word", "T01-01")]),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_it_removes_exactly(case: Case, run: Run, tmp_path: Path) -> None:
    line, beside, rules, gone = case
    before = lint(run, write_folder(tmp_path / "a", ROWS))
    text = with_line(ROWS, line, f"# khtgdv: bỏ qua {rules}: đã xem", beside=beside)
    after = lint(run, write_folder(tmp_path / "b", text))
    left = [(code, row or "") for code, row, _ in after]
    assert sorted(left + gone) == sorted((code, row or "") for code, row, _ in before)


@given(line=st.integers(0, 10), rule=st.sampled_from(["wrong-year", "name-spacing", "punctuation"]))
def test_it_never_touches_another_rule(
    line: int, rule: str, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = ROWS.splitlines()
    if lines[line].startswith("      ") and line in {2, 3}:
        line = 1  # a comment in the words of a folded text is no comment
    folder = tmp_path_factory.mktemp("law")
    before = lint(run, write_folder(folder / "a", ROWS))
    text = with_line(ROWS, line, f"  # khtgdv: bỏ qua {rule}: đã xem")
    after = lint(run, write_folder(folder / "b", text))
    others = [(code, row) for code, row, _ in before if code != rule]
    assert [(c, r) for c, r, _ in after if c not in {rule, "unused-silencing"}] == others
    removed = sum(c == rule for c, _, _ in before) - sum(c == rule for c, _, _ in after)
    unused = [c for c, _, _ in after if c == "unused-silencing"]
    assert (removed > 0) != bool(unused)


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("# khtgdv: bỏ qua typing-slip, wrong-year", "missing-reason"),
        ("# khtgdv: bỏ qua wrong-year:   ", "missing-reason"),
        ("# khtgdv: bỏ qua wrong-yaer: đã xem", "unknown-rule"),
        ("# khtgdv: bo qua zzz: đã xem", "unknown-rule"),
        ("# khtgdv: tắt hết", "unknown-rule"),
        ("#khtgdv: bỏ qua : đã xem", "unknown-rule"),
        ("# KHTGDV: bỏ qua punctuation: đã xem", "unused-silencing"),
    ],
)
def test_a_comment_that_says_nothing_is_told(
    comment: str, code: str, run: Run, tmp_path: Path
) -> None:
    before = lint(run, write_folder(tmp_path / "a", ROWS))
    after = lint(run, write_folder(tmp_path / "b", with_line(ROWS, 0, comment)))
    assert [each[0] for each in after if each[2] == 2] == [code]
    assert len(after) == len(before) + 1


def test_words_that_only_look_like_a_comment(run: Run, tmp_path: Path) -> None:
    row = "- {id: T01-01, task: 'Việc # khtgdv: bỏ qua zzz: a', lead: VP, start: 2026-01}\n"
    assert "unknown-rule" not in {code for code, _, _ in lint(run, write_folder(tmp_path, row))}


def test_a_comment_after_the_last_row_and_in_an_empty_file(run: Run, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "a", ROWS + "# khtgdv: bỏ qua wrong-year: đã xem\n")
    assert "unused-silencing" in {code for code, _, _ in lint(run, folder)}


def test_comments_count_in_the_plan_file(run: Run, tmp_path: Path) -> None:
    plan = PLAN_TEMPLATE.format(year=2026).replace("Nhiệm vụ trọng tâm thử", "Xây dung kế hoạch")
    told = lint(run, write_folder(tmp_path / "a", (), plan=plan))
    assert [code for code, _, _ in told] == ["typing-slip"]
    quiet = plan.replace("focus:\n", "focus:\n  # khtgdv: bỏ qua typing-slip: đã xem\n")
    assert lint(run, write_folder(tmp_path / "b", (), plan=quiet)) == []


def test_a_file_with_a_syntax_error_keeps_its_findings(run: Run, tmp_path: Path) -> None:
    text = with_line(ROWS, 1, "# khtgdv: bỏ qua wrong-year: đã xem") + "  - {id: T10-03, task: [}\n"
    ran = run("lint", "--data", write_folder(tmp_path / "a", text), "-f", "json")
    assert ran.status == 1
    codes = [row["code"] for row in ran.json["tables"]["findings"]]
    assert codes.count("wrong-year") == 2
    assert "unused-silencing" not in codes


def test_an_unused_one_is_only_told_where_its_rule_ran(run: Run, tmp_path: Path) -> None:
    comment = "# khtgdv: bỏ qua punctuation: đã xem"
    folder = write_folder(tmp_path / "a", with_line(ROWS, 0, comment))
    assert lint(run, folder, "--rule", "malformed-roman") == []
    assert [code for code, _, _ in lint(run, folder, "--rule", "unused-silencing")] == [
        "unused-silencing"
    ]
