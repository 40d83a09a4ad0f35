"""Use the page on the desk with Selenium; run by `desk.py` in an environment that has it.

    python desk_inside.py CHROMIUM CHROMEDRIVER AXE PROFILE ADDRESS

Prints as JSON what every page shows, what it said of each record, what a second browser was told.
"""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.external_parts.browser_inside import (
    AXE_SCRIPT,
    VIEWPORTS,
    look_as,
    requests_of,
    start_browser,
    tab_to,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECONDS = 30  # for a page to come
_PAGES = (
    "", "overdue", "list", "upcoming", "department?department=VP", "workload", "persons",
    "calendar", "timeline", "inspections", "changes", "validate", "lint", "undo", "row/T03-12",
    "row/KT-02", "row/TX-28", "list?department=x",
)  # fmt: skip
_OVERFLOWS = "return document.documentElement.scrollWidth > document.documentElement.clientWidth"
_DEPARTMENTS = (
    "return [...new Set([...document.querySelectorAll('tbody tr')].map(r => r.cells[2].innerText))]"
)


@dataclass
class Clerk:
    """A browser at the page, and what it was told."""

    browser: Any
    base: str
    told: dict[str, str] = field(default_factory=dict)

    def open(self, path: str) -> None:
        """Open a page by its path."""
        self.browser.get(f"{self.base}{path}")

    def find(self, selector: str) -> Any:
        """Return an element."""
        return self.browser.find_element("css selector", selector)

    def follow(self, selector: str) -> None:
        """Click what leads to another page, and wait for that page."""
        with self.leaving():
            self.find(selector).click()

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """Wait until the page that is shown now has gone, and the next one is there."""
        from selenium.webdriver.support.expected_conditions import (  # type: ignore[import-not-found]
            staleness_of,
        )
        from selenium.webdriver.support.wait import WebDriverWait  # type: ignore[import-not-found]

        page = self.find("html")
        yield
        wait = WebDriverWait(self.browser, _SECONDS)
        wait.until(staleness_of(page))
        wait.until(
            lambda browser: browser.execute_script("return document.readyState") == "complete"
        )

    def fill(self, form: str, **fields: str) -> None:
        """Open a form of the row that is shown, fill it."""
        details = self.find(f"details#{form}")
        if not details.get_attribute("open"):
            self.find(f"details#{form} summary").click()
        for name, text in fields.items():
            box = self.find(f"details#{form} [name={name}]")
            box.clear()
            box.send_keys(text)

    def send(self, form: str, name: str) -> None:
        """Send a form; keep what the page says then."""
        self.follow(f"details#{form} button")
        self.keep(name)

    def keep(self, name: str) -> None:
        """Keep what the page says of what was done."""
        boxes = self.browser.find_elements("css selector", ".written, .trouble")
        self.told[name] = " ".join(box.text for box in boxes)


def main() -> None:
    """Use the page, then print what was seen."""
    chromium, chromedriver, axe, profile, address = sys.argv[1:]
    browser = start_browser(chromium, chromedriver, f"{profile} 1")
    other = start_browser(chromium, chromedriver, f"{profile} 2")
    try:
        base = f"{address.partition('/open/')[0]}/"
        other.get(base)
        stranger = "403" if "chưa được mở" in other.page_source else other.title
        browser.get(address)
        clerk = Clerk(browser, base)
        facts: dict[str, Any] = {"stranger": stranger, "filtered": _look(clerk)}
        _record(clerk)
        _record_by_keys(clerk)
        _meet(clerk, Clerk(other, base, clerk.told))
        _take_back(clerk)
        facts |= {"told": clerk.told, "pages": _inspect(clerk, Path(axe))}
    finally:
        browser.quit()
        other.quit()
    print(json.dumps(facts))


def _look(clerk: Clerk) -> list[str]:
    """Choose a department above the list; return the departments of the rows shown."""
    from selenium.webdriver.support.select import Select  # type: ignore[import-not-found]

    clerk.open("list")
    Select(clerk.find("#chon-department")).select_by_value("DT-CH")
    clerk.follow(".choices button")
    departments: list[str] = clerk.browser.execute_script(_DEPARTMENTS)
    return departments


def _record(clerk: Clerk) -> None:
    """Record a row as done after a mistake, extend another, visit a place."""
    clerk.follow("a[href='/row/T03-12']")
    clerk.fill("done", on="1/4/2026", result="145-BC/BTGDVTU")
    clerk.send("done", "refused")
    clerk.fill("done", on="30/3/2026")
    clerk.send("done", "done")
    clerk.open("row/T03-13")
    clerk.fill("extend", to="5/2026", reason="chờ ý kiến")
    clerk.send("extend", "extended")
    clerk.open("row/KT-02")
    clerk.fill("visit")
    clerk.find("details#visit [value='Kiến An']").click()
    clerk.send("visit", "visited")


def _record_by_keys(clerk: Clerk) -> None:
    """Open a row from the list and record that it is done, without a mouse."""
    from selenium.webdriver.common.keys import Keys  # type: ignore[import-not-found]

    clerk.open("list?department=DT-CH&due=3")
    for selector, key in (
        ('a[href="/row/T03-14"]', Keys.ENTER),
        ("details#done summary", Keys.ENTER),
        ("details#done button", Keys.ENTER),
    ):
        tab_to(clerk.browser, selector, Keys.TAB)
        with nullcontext() if "summary" in selector else clerk.leaving():
            clerk.browser.switch_to.active_element.send_keys(key)
    clerk.keep("done by keys")


def _meet(clerk: Clerk, other: Clerk) -> None:
    """Have both browsers open a row; the second records, the first comes too late."""
    clerk.open("")
    clerk.follow(".end button")
    other.browser.get(clerk.find("code").text)
    clerk.open("row/T03-15")
    clerk.fill("start")
    other.open("row/T03-15")
    other.fill("start")
    other.send("start", "second browser")
    clerk.send("start", "meanwhile")


def _take_back(clerk: Clerk) -> None:
    """Record a note and take it back by the button that stands there."""
    clerk.open("row/T03-01")
    clerk.fill("note", note="ghi nhầm")
    clerk.send("note", "note")
    clerk.follow(".written button")
    clerk.keep("undone")


def _inspect(clerk: Clerk, axe: Path) -> list[dict[str, Any]]:
    """Open every page in every look; return what is wrong with each."""
    code = axe.read_text(encoding="utf-8")
    return [_page_facts(clerk, page, look, code) for page in _PAGES for look in VIEWPORTS]


def _page_facts(clerk: Clerk, page: str, look: str, axe: str) -> dict[str, Any]:
    browser = clerk.browser
    look_as(browser, look)
    clerk.open(page)
    overflows = browser.execute_script(_OVERFLOWS)
    foreign = [
        url
        for url in requests_of(browser)
        if not url.startswith((clerk.base, "data:", "chrome://"))
    ]
    # A page that tells of a mistake has the status of one, which the console repeats.
    console = [entry["message"] for entry in browser.get_log("browser")
               if "the server responded with a status of 4" not in entry["message"]]  # fmt: skip
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})  # for axe, not for the page
    clerk.open(page)
    browser.execute_script(
        f"{axe};document.querySelectorAll('details').forEach(d => d.open = true)"
    )
    violations = browser.execute_async_script(AXE_SCRIPT)
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
    browser.get_log("browser")
    findings = [
        {"id": v["id"], "help": v.get("help", ""),
         "where": [node["html"][:120] for node in v.get("nodes", [])[:2]]}
        for v in violations
    ]  # fmt: skip
    return {"page": page, "look": look, "overflows": overflows, "foreign": foreign,
            "console": console, "axe": findings}  # fmt: skip


if __name__ == "__main__":
    main()
