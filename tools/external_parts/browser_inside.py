"""Look into pages with Selenium; run by `browser.py` in an environment that has it.

    python browser_inside.py CHROMIUM CHROMEDRIVER AXE PROFILE PAGE…

Prints as JSON what every page shows, as a phone, a laptop, and in the dark, and what keys do there.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
VIEWPORTS = {"điện thoại": (390, 844, "light"), "máy tính": (1366, 768, "light"),
         "nền tối": (1366, 768, "dark")}  # fmt: skip
_PAGE_SCRIPT = """
return {
  headings: [...document.querySelectorAll('h1,h2,h3')].map(h => h.innerText),
  tables: document.querySelectorAll('table').length,
  overflows: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  text: document.body.innerText,
  policy: document.querySelector('meta[http-equiv]').content,
  card: [...(document.querySelector('tr[data-r]')?.cells ?? [])]
    .filter(cell => cell.matches('.k-id, .deadline, .k-state'))
    .map(cell => cell.getBoundingClientRect().toJSON()),
  screen: [innerWidth, innerHeight],
}"""
# Follow every figure: the rows that are seen on the page, and in the place where it leads.
_LINKS_SCRIPT = """
const seen = (place) => new Set([...place.querySelectorAll('tr[data-r]')]
  .filter(row => row.offsetParent).map(row => row.dataset.r)).size;
const found = [...document.querySelectorAll('a[data-f]')].map(link => {
  link.click();
  const target = document.querySelector(link.getAttribute('href'));
  return [link.ariaLabel, link.textContent.trim(), seen(document), seen(target)];
});
document.getElementById('bo-loc')?.click();
return found;"""
_STATE_SCRIPT = """
return {
  rows: new Set([...document.querySelectorAll('tr[data-r]')].filter(row => row.offsetParent)
    .map(row => row.dataset.r)).size,
  told: document.getElementById('dang-xem').innerText,
  focus: document.activeElement.id || document.activeElement.name,
}"""
_MOST_TABS = 400
AXE_SCRIPT = (
    "axe.run().then(found => arguments[0](found.violations), e => arguments[0]([{id: `${e}`}]))"
)


def main() -> None:
    """Open every page in every look."""
    chromium, chromedriver, axe, profile, *pages = sys.argv[1:]
    browser = start_browser(chromium, chromedriver, profile)
    try:
        code = Path(axe).read_text(encoding="utf-8")
        facts = [
            _inspect_page(browser, Path(page), look, code) for page in pages for look in VIEWPORTS
        ]
    finally:
        browser.quit()
    print(json.dumps(facts))


def start_browser(chromium: str, chromedriver: str, profile: str) -> Any:
    """Return Chromium with a profile of its own, which keeps what it logs."""
    from selenium import webdriver  # type: ignore[import-not-found]
    from selenium.webdriver.chrome.service import Service  # type: ignore[import-not-found]

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service(chromedriver))


def look_as(browser: Any, viewport: str) -> None:
    """Give the window the size and the colours of a viewport."""
    width, height, scheme = VIEWPORTS[viewport]
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}  # noqa: PLR2004
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)


def _inspect_page(browser: Any, page: Path, viewport: str, axe: str) -> dict[str, Any]:
    look_as(browser, viewport)
    browser.get_log("performance")
    browser.get(page.as_uri())
    page_facts = browser.execute_script(_PAGE_SCRIPT)
    page_facts["links"] = browser.execute_script(_LINKS_SCRIPT)
    page_facts["keys"] = _use_keys(browser)
    requests = [url for url in requests_of(browser) if url.partition("#")[0] != page.as_uri()]
    console = [entry["message"] for entry in browser.get_log("browser")]
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})  # for axe, not for the page
    browser.get(page.as_uri())
    browser.execute_script(axe)
    violations = browser.execute_async_script(AXE_SCRIPT)
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
    browser.get_log("browser")
    findings = [{"id": v["id"], "impact": v.get("impact", "critical"), "help": v.get("help", "")}
            for v in violations]  # fmt: skip
    return {"page": page.name, "look": viewport, "requests": requests, "console": console,
            "axe": findings, **page_facts}  # fmt: skip


def _use_keys(browser: Any) -> dict[str, Any]:
    """Pick a department, follow a figure, clear both, with keys alone; return what is seen."""
    from selenium.webdriver.common.by import By  # type: ignore[import-not-found]
    from selenium.webdriver.common.keys import Keys  # type: ignore[import-not-found]

    if not browser.find_elements(By.CSS_SELECTOR, "select[name=d]"):
        return {}
    steps = (
        ("department", "select[name=d]", Keys.ARROW_DOWN),
        ("figure", "a[data-f]", Keys.ENTER),
        ("cleared", "#bo-loc", Keys.ENTER),
    )
    facts: dict[str, Any] = {"before": browser.execute_script(_STATE_SCRIPT)}
    for name, selector, key in steps:
        if name == "figure" and not browser.find_elements(By.CSS_SELECTOR, selector):
            continue
        browser.execute_script("document.querySelector('.skip').focus()")
        facts[name] = {"reached": tab_to(browser, selector, Keys.TAB)}
        browser.switch_to.active_element.send_keys(key)
        facts[name] |= browser.execute_script(_STATE_SCRIPT)
    return facts


def tab_to(browser: Any, selector: str, tab: str) -> bool:
    """Press the tabulator until something has the focus; tell whether it came to that."""
    for _ in range(_MOST_TABS):
        if browser.execute_script(f"return document.activeElement.matches('{selector}')"):
            return True
        browser.switch_to.active_element.send_keys(tab)
    return False


def requests_of(browser: Any) -> list[str]:
    """Return the addresses the page has asked for."""
    messages = (json.loads(entry["message"])["message"] for entry in browser.get_log("performance"))
    return [
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    ]


if __name__ == "__main__":
    main()
