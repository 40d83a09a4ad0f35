"""Whatever an office writes about itself is text on its papers, whole and inside the sheet."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from pypdf import PdfReader

from khtgdv.render.letter_widths import text_width
from tests.support.readback import read_back, without_blanks

if TYPE_CHECKING:
    from pathlib import Path

    from pypdf import PageObject

    from tests.conftest import Run

HOSTILE = (
    '#import "x": *', "#panic()", "$x$ @ref // /* ~ ```", "</w:t><w:br/>", "&amp; &#60; ]]> <!--",
    "{{ 7 * 7 }} {% raw %}", "=cmd|'/c calc'!A1", "[bold]x[/phòng]", "_a_ *b* \\n \\u0041",
    "<script>alert(1)</script>", "Xạ\u0301y Z\u0303 đ\u0302 😀 \uf0b7", "w" * 150,
)  # fmt: skip
DEPARTMENTS = [f"D-{place}" for place in range(len(HOSTILE))]


def hostile(place: int) -> str:
    """Return a hostile text, another for each place; texts that follow each other differ."""
    return f"{HOSTILE[place % len(HOSTILE)]} §{place}§"


def plan_file(form: str, first: int) -> dict[str, Any]:
    """Return a plan file with hostile texts in every key, from one of them on."""
    return {
        "plan": {
            "year": 2026, "number": hostile(first), "date": "2026-01-05",
            "title": hostile(first + 1), "agency": hostile(first + 2),
            "signer": hostile(first + 3), "signer_title": hostile(first + 4),
            "place": hostile(first + 5),
        },
        "office": {
            "form": form, "parent": hostile(first + 6), "name": hostile(first + 7),
            "place": hostile(first + 8), "symbol": hostile(first + 9),
            "recipients": [hostile(first + 10), hostile(first + 11)],
            "signers": [{
                "authority": hostile(first + 12), "title": hostile(first + 13),
                "name": hostile(first + 14),
            }],
        },
        "departments": [
            {"code": code, "name": hostile(place), "aliases": [hostile(place + 50)]}
            for place, code in enumerate(DEPARTMENTS, first + 20)
        ],
        "groups": [{"name": hostile(first + 15), "members": DEPARTMENTS[:2]}],
        "focus": [{"code": "1", "text": hostile(first + 16)}],
        "bodies": [{"name": hostile(first + 17), "duty": hostile(first + 18)}],
        "abbreviations": [{"short": "BTV", "full": hostile(first + 19)}],
    }  # fmt: skip


@pytest.fixture(params=[("party", 0), ("state", 4), ("other", 8)], ids=lambda param: param[0])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """Return the folder of such a plan, and its file."""
    plan = plan_file(*request.param)
    path = tmp_path / "kế hoạch"
    path.mkdir()
    tasks = [
        {
            "id": f"T03-{n:02}",
            "task": f"Việc BTV {n}",
            "lead": code,
            "start": "2026-03",
            "due": "2026-03",
        }
        for n, code in enumerate(DEPARTMENTS, 1)
    ]
    for name, content in (("plan", plan), ("tasks", {"tasks": tasks})):
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)
        (path / f"{name}_2026.yaml").write_text(text, "utf-8")
    return path, plan


@pytest.mark.uncounted
@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_an_office_is_literal_on_its_papers(
    name: str, folder: tuple[Path, dict[str, Any]], run: Run, tmp_path: Path
) -> None:
    path, plan = folder
    office = plan["office"]
    names = [department["name"] for department in plan["departments"]]
    wanted = {
        "report Q1": [
            office["parent"], office["name"], office["place"], *office["recipients"],
            *office["signers"][0].values(), *names,
        ],
        "list": [office["parent"], office["name"], office["place"], plan["plan"]["number"], *names],
        "glossary": [plan["abbreviations"][0]["full"]],
    }  # fmt: skip
    for report, texts in wanted.items():
        out = tmp_path / f"a.{name}"
        ran = run(*report.split(), "--data", path, "-o", out)
        assert ran.status == 0, ran.err
        said = read_back(name, out.read_bytes()).casefold()
        assert [text for text in texts if printed(name, text) not in said] == []
        if name == "pdf":
            assert beyond_the_sheet(out) == []


def printed(name: str, text: str) -> str:
    """Return a text as a format prints it; PDF has no picture of a smiling face."""
    signs = {"\uf0b7": "•"} | ({"😀": "□"} if name == "pdf" else {})
    for sign, other in signs.items():
        text = text.replace(sign, other)
    return without_blanks(text).casefold()


def beyond_the_sheet(path: Path) -> list[str]:
    """Return the texts that begin or end beyond the edges of their page."""
    return [
        text
        for page in PdfReader(io.BytesIO(path.read_bytes())).pages
        for text, left, right in texts_of(page)
        if not 0 < left <= right < float(page.mediabox.width)
    ]


def texts_of(page: PageObject) -> list[tuple[str, float, float]]:
    """Return the texts of a page with where they begin and about where they end, in points."""
    found: list[tuple[str, float, float]] = []

    def see(
        text: str, matrix: list[float], text_matrix: list[float], _: object, size: float
    ) -> None:
        if text.strip():
            left = matrix[4] + text_matrix[4]
            width = text_width(text.strip(), abs(size * text_matrix[0])) * 72 / 25.4
            found.append((text, left, left + width))

    page.extract_text(visitor_text=see)
    return found
