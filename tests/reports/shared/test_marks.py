"""A draft and the sample say what they are in their first lines, on screen and on paper."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest

from tests.conftest import PLAN_TEMPLATE, write_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

DRAFT = PLAN_TEMPLATE.format(year=2026).replace(
    "  number: 01-KH/THU\n  date: 2026-01-05\n", "  status: draft\n"
)
ROWS = "- {id: T01-01, task: Việc thử., lead: VP, start: 2026-01, due: 2026-03}\n"
SCREENS = (
    ("summary",), ("list",), ("show", "T01-01"), ("overdue",), ("upcoming",), ("workload",),
    ("department", "VP"), ("department", "all"), ("calendar",), ("timeline",),
    ("report", "2026-03"), ("remind",), ("clarity",), ("references",), ("glossary",),
    ("doctor",), ("inspections",), ("changes", "--from", "2026-03-01"),
)  # fmt: skip


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """Return a plan folder whose plan is not signed yet."""
    return write_folder(tmp_path / "plan", ROWS, plan=DRAFT)


@pytest.mark.parametrize("arguments", SCREENS, ids=" ".join)
@pytest.mark.parametrize("format_name", ["table", "md", "html"])
def test_every_screen_of_a_draft_says_so(
    run: Run, draft: Path, arguments: tuple[str, ...], format_name: str
) -> None:
    ran = run(*arguments, "--data", draft, "--format", format_name)
    first_lines = ran.out.partition("<body")[2] or ran.out
    assert "DỰ THẢO" in first_lines[:3000], ran.err
    assert "None" not in ran.out
    assert first_lines.count("DỰ THẢO · DỰ THẢO") == 0


@pytest.mark.parametrize("cache", ["", "off"])
@pytest.mark.parametrize("arguments", [("overdue",), ("remind",), ("report", "2026-03")])
def test_every_paper_of_a_draft_says_so(
    run: Run, draft: Path, tmp_path: Path, arguments: tuple[str, ...], cache: str
) -> None:
    env = {"KHTGDV_CACHE": cache} if cache else {}
    path = tmp_path / "giấy.docx"
    assert run(*arguments, "--data", draft, "--output", path, env=env).status == 0
    paper = docx.Document(io.BytesIO(path.read_bytes()))
    words = "\n".join(part.text for part in paper.paragraphs)
    assert "DỰ THẢO" in words[:300]
    assert "ế hoạch dự thảo 2026" in words
    assert "None" not in words


def test_letters_of_a_draft_say_so_once(run: Run, draft: Path) -> None:
    ran = run("remind", "--data", draft, "--format", "md")
    assert ran.out.startswith("# DỰ THẢO · Nhắc việc")
    assert ran.out.count("DỰ THẢO") == 1


def test_a_signed_plan_beside_a_draft_is_told_apart(run: Run, draft: Path) -> None:
    write_folder(draft, ROWS.replace("2026", "2025"), year=2025)
    ran = run("overdue", "--data", draft)
    assert ran.out.startswith("CÓ KẾ HOẠCH DỰ THẢO · ")
    assert "01-KH/THU" in ran.out
    assert "DỰ THẢO" not in run("overdue", "--data", draft, "--year", "2025").out


def test_the_sample_says_so_and_how_to_have_ones_own(run: Run, tmp_path: Path) -> None:
    ran = run("overdue", cwd=tmp_path)
    assert ran.out.startswith("KẾ HOẠCH MẪU · ")
    assert ran.err.count("khtgdv init") == 1
    path = tmp_path / "giấy.docx"
    run("department", "VP", "--output", path, cwd=tmp_path)
    paper = docx.Document(io.BytesIO(path.read_bytes()))
    assert "KẾ HOẠCH MẪU" in "\n".join(part.text for part in paper.paragraphs)[:300]


def test_a_plan_of_ones_own_has_no_marks(run: Run) -> None:
    ran = run("overdue")
    assert "KẾ HOẠCH MẪU" not in ran.out
    assert "DỰ THẢO" not in ran.out


def test_a_calendar_of_a_draft_has_its_uids(run: Run, draft: Path) -> None:
    ran = run("list", "--data", draft, "--format", "ics")
    assert ran.status == 0
    assert "UID:T01-01@du-thao-2026" in ran.out
    assert "X-WR-CALNAME:DỰ THẢO" in ran.out
