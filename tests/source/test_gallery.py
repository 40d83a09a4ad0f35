"""The gallery of findings: a code without an example fails, and an example without a code."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from khtgdv.diagnostics import CODES
from khtgdv.source.find import find
from khtgdv.source.load.targets import load_targets
from tools import gallery

if TYPE_CHECKING:
    from tests.conftest import Run


def test_every_code_has_an_example_and_every_example_a_code() -> None:
    assert gallery.examples().keys() == CODES.keys()
    expected = {path.stem for path in gallery.INVALID.glob("*.txt")}
    assert expected == CODES.keys()


@pytest.mark.parametrize("code", CODES)
def test_an_example_is_told_as_expected(code: str) -> None:
    expected = (gallery.INVALID / f"{code}.txt").read_text(encoding="utf-8")
    assert f"[{code}]" in expected
    assert gallery.said(code) == expected


def test_reading_leaves_nothing_to_the_garbage_collector() -> None:
    """Many plans are read while it is switched off, broken ones among them."""
    paths = sorted(gallery.INVALID.glob("*.yaml"))
    found = find((gallery.INVALID / "year-mismatch",), None, gallery.INVALID)
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
    page = gallery.PAGE.read_text(encoding="utf-8")
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == list(CODES)
    ran = run("validate", gallery.INVALID / "unclosed-quote.yaml")
    assert ran.status == 1
