"""The cases of this folder, asked of the program on its command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

FOLDER = Path(__file__).resolve().parent
CASES = sorted(path.parent.name for path in FOLDER.glob("*/case.json"))
REPORT_KEYS = {"report", "as_of", "during", "month", "recurring", "tables", "within"}
CASE_KEYS = {"about", "section", "needs", "reports", "findings"}
SPECIFICATION = FOLDER.parents[1] / "docs/tra-cuu/format.md"


def read_case(name: str) -> dict[str, Any]:
    case: dict[str, Any] = json.loads((FOLDER / name / "case.json").read_text(encoding="utf-8"))
    return case


def difference(expected: Any, answer: Any, place: str = "") -> str | None:
    """Return where an answer is not what was expected; more keys than expected are fine."""
    if isinstance(expected, dict) and isinstance(answer, dict):
        for key, value in expected.items():
            if key not in answer:
                return f"{place}: no {key}"
            if found := difference(value, answer[key], f"{place}.{key}"):
                return found
        return None
    if isinstance(expected, list) and isinstance(answer, list):
        if len(expected) != len(answer):
            return f"{place}: {len(answer)} items, not {len(expected)}: {answer}"
        pairs = zip(expected, answer, strict=True)
        differences = (difference(*pair, f"{place}[{n}]") for n, pair in enumerate(pairs))
        return next(filter(None, differences), None)
    return None if expected == answer else f"{place}: {answer!r}, not {expected!r}"


def asked(report: dict[str, Any], folder: Path) -> tuple[list[object], str]:
    """Return the command line that asks for a report, and the day of the clock."""
    words: list[object] = [report["report"], "--data", folder, "--format", "json"]
    if "as_of" in report:
        words += ["--as-of", report["as_of"]]
    if "month" in report:
        words += ["--month", report["month"]]
    if "within" in report:
        words += ["--within", report["within"]]
    if report.get("recurring"):
        words.append("--recurring")
    return words, report.get("as_of") or report["during"]


def differences(name: str, run: Run) -> list[str]:
    """Return what the program says of a case that it should not say."""
    case, found = read_case(name), []
    for report in case.get("reports", ()):
        words, today = asked(report, FOLDER / name)
        ran = run(*words, today=today)
        where = f"{report['report']} {today}"
        found.append(difference(report["tables"], ran.json["tables"] if ran.out else {}, where))
    checked = run("validate", FOLDER / name, "--format", "json", today="2026-01-01")
    answer: dict[object, Any] = {}
    for finding in checked.json["tables"]["findings"]:  # what is told twice of a place counts once
        answer.setdefault(tuple(finding[key] for key in ("path", "line", "code", "id")), finding)
    found.append(difference(case.get("findings", []), [*answer.values()], "findings"))
    return [text for text in found if text]


@pytest.mark.parametrize("name", CASES)
def test_case(name: str, run: Run) -> None:
    assert differences(name, run) == []


def test_a_case_that_is_not_met_is_seen() -> None:
    row = {"id": "T01-01", "leads": ["VP"], "cancelled": {"on": "2026-01-01", "reason": "x"}}
    answer = {"tasks": [row | {"more": 1}]}
    assert difference({"tasks": [row]}, answer) is None
    others: list[dict[str, Any]] = [
        {"tasks": []},
        {"tasks": [row | {"id": "T01-02"}]},
        {"tasks": [{"leads": ["VP", "KT"]}]},
        {"tasks": [{"cancelled": {"on": "2026-01-02"}}]},
        {"tasks": [{"unknown": None}]},
        {"other": []},
    ]
    assert all(difference(expected, answer) for expected in others)


@pytest.mark.parametrize("name", CASES)
def test_cases_are_as_the_readme_says(name: str) -> None:
    case = read_case(name)
    assert CASE_KEYS >= case.keys() >= {"about", "section", "needs"}
    assert f"# {case['section']}\n" in SPECIFICATION.read_text(encoding="utf-8").replace(
        "## ", "# "
    )
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for report in case.get("reports", ()):
        assert REPORT_KEYS >= report.keys() >= {"report", "tables"}
        assert ("as_of" in report) != ("during" in report)
        assert all(f"`{key}`" in readme for key in report)
    assert case.get("reports") or case.get("findings")
