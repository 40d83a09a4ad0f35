"""The gallery of findings: a code without an example fails, and an example without a code."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from khtgdv.diagnostics import CODES
from khtgdv.source.find import find_plans
from khtgdv.source.load.targets import load_targets
from tools import gallery

if TYPE_CHECKING:
    from tests.conftest import Run


def test_every_code_has_an_example_and_every_example_a_code() -> None:
    assert gallery.examples().keys() == CODES.keys()
    expected = {path.stem for path in gallery.INVALID_FOLDER.glob("*.txt")}
    assert expected == CODES.keys()


@pytest.mark.parametrize("code", CODES)
def test_an_example_is_told_as_expected(code: str) -> None:
    expected = (gallery.INVALID_FOLDER / f"{code}.txt").read_text(encoding="utf-8")
    assert f"[{code}]" in expected
    assert gallery.validate_output(code) == expected


@pytest.mark.uncounted
def test_reading_leaves_nothing_to_the_garbage_collector() -> None:
    """Many plans are read while it is switched off, broken ones among them."""
    paths = sorted(gallery.INVALID_FOLDER.glob("*.yaml"))
    found = find_plans((gallery.INVALID_FOLDER / "year-mismatch",), None, gallery.INVALID_FOLDER)
    codes = {finding.code for finding in load_targets(found, tuple(paths), None, str).findings}
    gc.collect()
    gc.disable()
    try:
        load_targets(found, tuple(paths), None, str)
        assert gc.collect() == 0
    finally:
        gc.enable()
    assert len(codes) > len(CODES) * 0.8


def test_the_page_shows_every_code(run: Run) -> None:
    page = gallery.PAGE_PATH.read_text(encoding="utf-8")
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == list(CODES)
    ran = run("validate", gallery.INVALID_FOLDER / "unclosed-quote.yaml")
    assert ran.status == 1
