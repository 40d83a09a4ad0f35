"""The gallery of findings: a code without an example fails, and an example without a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.diagnostics import CODES
from khtgdv.source import yaml
from tools import gallery

if TYPE_CHECKING:
    from tests.conftest import Run


def test_every_code_has_an_example_and_every_example_a_code() -> None:
    assert gallery.examples().keys() == CODES.keys()
    expected = {path.stem for path in gallery.INVALID.glob("*.txt")}
    assert expected == CODES.keys()


@pytest.mark.parametrize("loader", [0, 1], ids=["C", "pure"])
@pytest.mark.parametrize("code", CODES)
def test_an_example_is_told_as_expected(
    code: str, loader: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml, "LOADERS", (yaml.LOADERS[loader], yaml.LOADERS[1]))
    expected = (gallery.INVALID / f"{code}.txt").read_text(encoding="utf-8")
    assert f"[{code}]" in expected
    assert gallery.said(code) == expected


def test_the_page_shows_every_code(run: Run) -> None:
    page = gallery.PAGE.read_text(encoding="utf-8")
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == list(CODES)
    ran = run("validate", gallery.INVALID / "unclosed-quote.yaml")
    assert ran.status == 1
