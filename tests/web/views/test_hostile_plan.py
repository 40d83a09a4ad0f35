"""A plan whose every text is hostile, and visits that are: pages show it, nothing comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from khtgdv.web.views.pages import PAGES
from tests.support.desk import Browser, words_of
from tests.support.hostile import HARM, Elements, write_hostile_plan

if TYPE_CHECKING:
    from pathlib import Path

ROWS = ("T03-01", "T03-02", "T03-03", "KT-01")
PATHS = (*(f"/{page}" for page in PAGES), "/department?department=VP", "/undo",
         "/workload?by=leader", "/show", *(f"/row/{row}" for row in ROWS))  # fmt: skip


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return Browser(write_hostile_plan(tmp_path / "data"))


def require_harmless(response: Any) -> None:
    """Fail where a page has an element or an attribute that is none of ours."""
    elements = Elements(response.text).found
    assert not [
        tag for tag, _ in elements if tag in ("script", "iframe", "object", "embed", "base")
    ]
    for _, attributes in elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("href", "action", "src", "formaction"):
            place = attributes.get(name)
            assert place is None or place.startswith(("/", "#")), place
            assert place is None or not place.startswith("//"), place


@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_element_of_a_plan(browser: Browser, path: str) -> None:
    require_harmless(browser.get(path))


def test_the_words_are_shown_as_they_are(browser: Browser) -> None:
    assert HARM in words_of(browser.get("/row/T03-01"))
    assert HARM in words_of(browser.get("/list"))


@pytest.mark.parametrize(
    "path",
    [
        "/list?text=%s", "/list?department=%s", "/list?state=%s&leader=%s", "/overdue?as-of=%s",
        "/list?sort=%s", "/calendar?month=%s", "/list?format=%s", "/row/%s", "/row/T03-01?plan=%s",
        "/undo?told=%s&plan=%s", "/%s", "/list?%s=1", "/changes?from=%s", "/list?columns=%s",
    ],
)  # fmt: skip
def test_an_address_is_shown_as_it_is(browser: Browser, path: str) -> None:
    require_harmless(browser.get(path.replace("%s", quote(HARM, safe=""))))


@pytest.mark.parametrize("field", ["on", "result"])
def test_what_is_typed_is_shown_as_it_is(browser: Browser, field: str) -> None:
    form = "/row/T03-02/done"
    response = browser.send("/row/T03-02", form, **{field: HARM})
    require_harmless(response)
    assert HARM in words_of(response) or field == "on"
    require_harmless(browser.get("/undo"))
    require_harmless(browser.get("/row/T03-02"))


@pytest.mark.parametrize("seen", ['{"task": ["<script>"]}', '{"<script>": "{}"}', '{"a": null}'])
def test_what_was_seen_is_no_markup(browser: Browser, seen: str) -> None:
    response = browser.send("/row/T03-02", "/row/T03-02/done", seen=seen)
    assert response.status_code == 422
    require_harmless(response)
