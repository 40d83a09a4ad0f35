"""Every rule has a page: it finds the wrong example there and lets the right one be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.checks.registry import RULES, SILENCING_RULES, rule_page
from tests.support.lint_pages import examples, folder_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

ALL = {**RULES, **SILENCING_RULES}


def found(run: Run, folder: Path, *arguments: str) -> list[str]:
    ran = run("lint", "--data", folder, "--format", "json", *arguments)
    assert ran.status == 0, ran.err
    return [row["code"] for row in ran.json["tables"]["findings"]]


@pytest.mark.parametrize("rule", ALL)
def test_the_wrong_example_is_found(rule: str, run: Run, tmp_path: Path) -> None:
    folder = folder_of(examples(rule_page(rule))["Sai"], tmp_path / "sai")
    assert rule in found(run, folder)
    assert set(found(run, folder, "--rule", rule)) == {rule}


@pytest.mark.parametrize("rule", ALL)
def test_the_right_example_is_let_be(rule: str, run: Run, tmp_path: Path) -> None:
    folder = folder_of(examples(rule_page(rule))["Đúng"], tmp_path / "đúng")
    assert rule not in found(run, folder)


@pytest.mark.parametrize("rule", ALL)
def test_a_page_reads_well(rule: str, run: Run) -> None:
    first, blank, *_ = rule_page(rule).splitlines()
    assert first.endswith(".")
    assert blank == ""
    assert run("lint", "--explain", rule).out == f"{rule_page(rule)}\n"


def test_list_names_every_rule(run: Run) -> None:
    rows = run("lint", "--list", "-f", "json").json["tables"]["rules"]
    assert [row["rule"] for row in rows] == list(ALL)
    assert [row["name"] for row in rows] == [rule.name for rule in ALL.values()]
    assert len({row["name"] for row in rows}) == len(ALL)
    shown = run("lint", "--list", "--wide").out
    assert all(f"{row['rule']} " in shown and row["meaning"] in shown for row in rows)


def test_a_level_is_an_error_or_a_warning(run: Run) -> None:
    rows = run("lint", "--data", "data", "-f", "json").json["tables"]["findings"]
    assert {row["level"] for row in rows} == {"error", "warning"}
    assert all(row["level"] == ALL[row["code"]].level for row in rows)
