"""Whatever stands in any key of the plan's files is shown as it stands, in every format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khtgdv.render.formats import FORMATS
from tests.support.hostile_keys import free_keys, write_plan
from tests.support.readback import read_back, without_blanks

if TYPE_CHECKING:
    from tests.conftest import Run

SCHEMAS = Path(__file__).parents[2] / "schemas"
PAPERS = sorted(FORMATS.keys() - {"ics", "parquet"})
COLUMNS = (
    "id,task,lead,lead_text,coordinating,due_text,state,leader,assignee,product,responsibility,"
    "authority,result,notes,extensions,cancelled,steps,waits_for,from,focus,repeat,log,section"
)
REPORTS = (
    "show I-1 T03-02 T03-03 T03-04 TX-01 TX-02 KT-01 KT-02", f"list --columns {COLUMNS}",
    "report Q1", "summary --by focus", "glossary", "inspections", "calendar --month 4",
    "calendar --month 5",
)  # fmt: skip
# What names are found by, what lint compares with, where the paper says so, other plans' signers.
NOT_ON_PAPER = {
    *(f"{key}.place" for key in ("plan", "departments[]", "groups[]", "focus[]", "bodies[]")),
    "abbreviations[].place", "departments[].aliases[]", "groups[].aliases[]", "groups[].name",
    "bodies[].name", "bodies[].duty", "holidays[].note", "working_days[].note", "plan.signer",
    "plan.signer_title", "tasks[].steps[].result",
}  # fmt: skip
CODES = {"groups[].members[]"}
ROWS = {"tasks[]", "inspections[]"}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("plan") / "data"
    return folder, write_plan(folder)


def test_the_plan_has_every_key_that_takes_free_text(plan: tuple[Path, dict[str, str]]) -> None:
    keys = {
        key
        for path in SCHEMAS.glob("*.schema.json")
        for key in free_keys(json.loads(path.read_text(encoding="utf-8")))
    }
    assert len(keys) > 60
    assert keys - CODES == plan[1].keys()


def test_the_plan_is_valid(plan: tuple[Path, dict[str, str]], run: Run) -> None:
    assert run("validate", plan[0]).status == 0


def shown_whole(said: str, texts: dict[str, str]) -> set[str]:
    """Return the keys whose texts are shown; wherever the mark of one is, all of it must be."""
    said = said.casefold()
    seen: set[str] = set()
    for key, text in texts.items():
        shown = said.count(text[text.index("§") :])
        assert said.count(without_blanks(text).casefold()) == shown, (key, text)
        seen |= {key} if shown else set()
    return seen


@pytest.mark.parametrize("form", ["party", "state", "other"])
def test_each_text_is_literal_in_a_template_of_word(
    form: str, plan: tuple[Path, dict[str, str]], run: Run, tmp_path: Path
) -> None:
    folder, texts = plan
    out = tmp_path / "a.docx"
    ran = run("report", "Q1", "--template", form, "--data", folder, "-o", out, today="2026-04-10")
    assert ran.status == 0, ran.err
    seen = shown_whole(read_back("docx", out.read_bytes()), texts)
    assert {key for key in texts if key.startswith("office.")} <= seen


@pytest.mark.parametrize("name", PAPERS)
def test_each_text_is_literal(
    name: str, plan: tuple[Path, dict[str, str]], run: Run, tmp_path: Path
) -> None:
    folder, texts = plan
    seen: set[str] = set()
    for number, report in enumerate(REPORTS):
        out = tmp_path / f"{number}.{name}"
        options = ("--data", folder, "-f", name, "-o", out)
        ran = run(*report.split(), *options, env={"COLUMNS": "20000"}, today="2026-04-10")
        assert ran.status == 0, ran.err
        seen |= shown_whole(read_back(name, out.read_bytes()), texts)
    missing = texts.keys() - seen
    assert not {key for key in missing if key.partition(".")[0] in ROWS} - NOT_ON_PAPER
    assert name not in ("docx", "pdf") or missing == NOT_ON_PAPER
