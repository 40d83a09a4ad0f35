"""Take the pictures of the page on the desk that the manual shows: `python tools/desk_pictures.py`.

Chromium looks at `khtgdv web` on the shipped plan on a fixed day; the pictures stand in docs/hinh.
They are taken anew by hand where the page looks different: two versions of Chromium draw letters
differently, so nothing compares them.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
_FOLDER = ROOT / "docs" / "hinh"
# For each picture: the page, its form that is open, the width and height of the window.
_PICTURES = {
    "trang-tong-quan": ("", "", 1000, 640),
    "trang-nhiem-vu": ("row/T03-12", "done", 1000, 640),
    "trang-dien-thoai": ("overdue", "", 390, 640),
}


def main() -> None:
    """Serve the plan and have the pictures taken."""
    from tools.external import _cache
    from tools.external_parts.desk import served
    from tools.external_parts.kit import Kit

    with tempfile.TemporaryDirectory() as folder:
        kit = Kit(ROOT, _cache(), Path(folder))
        browser, driver = kit.apt("chromium", "chromium"), kit.apt("chromedriver", "chromedriver")
        python = kit.venv("browser", "selenium>=4.20")
        with served(kit, kit.root / "data") as address:
            words = (Path(__file__), "--inside", browser, driver, kit.scratch / "hồ sơ", address)
            print(kit.run_checked(python, *words, PYTHONPATH=str(ROOT)), end="")


def take_pictures(chromium: str, chromedriver: str, profile: str, address: str) -> None:
    """Open each page and save what is seen of it."""
    from tools.external_parts.browser_inside import start_browser

    browser: Any = start_browser(chromium, chromedriver, profile)
    try:
        browser.get(address)
        browser.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
        for name, (page, form, width, height) in _PICTURES.items():
            size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            browser.get(f"{address.partition('/open/')[0]}/{page}")
            if form:
                browser.find_element("css selector", f"#{form} summary").click()
            browser.save_screenshot(str(_FOLDER / f"{name}.png"))
            print(f"đã chụp docs/hinh/{name}.png")
    finally:
        browser.quit()


if __name__ == "__main__":
    if "--inside" in sys.argv:
        take_pictures(*sys.argv[sys.argv.index("--inside") + 1 :])
    else:
        main()
