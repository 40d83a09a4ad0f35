"""Chromium uses the page on the desk as a clerk does: looks, records, takes back, keys alone.

The page is served by the checkout's own `khtgdv web` on a copy of the plan; Selenium drives two
browsers from an environment of its own, in which `desk_inside.py` runs. Afterwards the files must
differ in just the lines that were recorded.
"""

from __future__ import annotations

import difflib
import json
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.external_parts.kit import clean_environment, expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.external_parts.kit import Kit

TODAY = "2026-03-31"
# What the visit leaves in the files: two rows done, one with its number, one extended, a place
# visited; what the second browser recorded; what was taken back is not there.
_LINES = {
    "+ completed: 2026-03-30", "+ result: 145-BC/BTGDVTU", "+ completed: 2026-03-31",
    "+ extensions:", "+ - to: 2026-05", "+ on: 2026-03-31", "+ reason: chờ ý kiến",
    "+ visits:", "+ Kiến An: 2026-03-31", "+ started: 2026-03-31",
}  # fmt: skip


def check(kit: Kit) -> None:
    """Serve a plan, use it in browsers, and look at the files."""
    browser = kit.apt("chromium", "chromium")
    driver = kit.apt("chromedriver", "chromium-driver")
    axe = kit.npm("axe-core", "4.11.0") / "axe.min.js"
    python = kit.venv("browser", "selenium>=4.20")
    plan = Path(shutil.copytree(kit.root / "data", kit.scratch / "kế hoạch"))
    script = Path(__file__).with_name("desk_inside.py")
    with served(kit, plan) as address:
        output = kit.run_checked(
            python, script, browser, driver, axe, kit.scratch / "hồ sơ", address,
            PYTHONPATH=str(kit.root),
        )  # fmt: skip
    facts = json.loads(output)
    _check_pages(facts["pages"])
    _check_records(facts)
    lines = changed_lines(kit.root / "data", plan)
    expect(set(lines) == _LINES, f"các dòng đã đổi: {lines}")
    print(f"  {len(facts['pages'])} trang, {len(lines)} dòng đã ghi, đúng các dòng ấy")


@contextmanager
def served(kit: Kit, plan: Path, *options: str) -> Iterator[str]:
    """Serve a plan with the checkout's own khtgdv; yield the address that opens it."""
    env = clean_environment() | {
        "KHTGDV_TODAY": TODAY, "PYTHONPATH": str(kit.root / "src"), "PYTHONUNBUFFERED": "1",
        "KHTGDV_STATE": str(kit.scratch / "state"),
    }  # fmt: skip
    command = [sys.executable, "-m", "khtgdv", "web", "--no-open", "--data", str(plan), *options]
    process = subprocess.Popen(
        command, cwd=kit.scratch, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )  # fmt: skip
    assert process.stdout  # noqa: S101 - it was asked for
    try:
        address = process.stdout.readline().strip()
        expect(address.startswith("http://127.0.0.1:"), f"không mở được trang: {address!r}")
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _check_pages(pages: list[dict[str, Any]]) -> None:
    """Fail where a page is not as it should be."""
    for page in pages:
        name = f"{page['page']} ({page['look']})"
        expect(not page["console"], f"{name}: {page['console']}")
        expect(not page["foreign"], f"{name}: gọi ra ngoài {page['foreign']}")
        expect(not page["overflows"], f"{name}: trang rộng hơn màn hình")
        violations = [f"{v['id']}: {v['help']}: {v['where']}" for v in page["axe"]]
        expect(not violations, f"{name}: axe-core: {violations}")


def _check_records(facts: dict[str, Any]) -> None:
    """Fail where the page did not say what was recorded, refused or taken back."""
    told: dict[str, str] = facts["told"]
    expected = {
        "done": "hoàn thành ngày 30/03/2026",
        "done by keys": "hoàn thành ngày 31/03/2026",
        "refused": "ở sau hôm nay",
        "extended": "gia hạn đến 5/2026",
        "visited": "đã kiểm tra Kiến An",
        "second browser": "bắt đầu thực hiện ngày 31/03/2026",
        "meanwhile": "lúc mở trang chưa ghi; bây giờ 31/03/2026",
        "undone": "Đã hoàn tác",
    }
    for name, words in expected.items():
        expect(words in told.get(name, ""), f"{name}: {told.get(name)!r}")
    expect(facts["filtered"] == ["DT-CH"], f"lọc theo đơn vị: {facts['filtered']}")
    expect(facts["stranger"] == "403", f"trình duyệt lạ: {facts['stranger']}")


def changed_lines(before: Path, after: Path) -> list[str]:
    """Return the lines that differ between two plan folders."""
    lines: list[str] = []
    for path in sorted(before.glob("*.yaml")):
        old, new = (
            file.read_text(encoding="utf-8").splitlines() for file in (path, after / path.name)
        )
        found = difflib.unified_diff(old, new, n=0, lineterm="")
        lines += [
            f"{line[0]} {line[1:].strip()}"
            for line in found
            if line[0] in "+-" and not line.startswith(("+++", "---"))
        ]
    names, new_names = ({path.name for path in folder.iterdir()} for folder in (before, after))
    expect(names == new_names, f"tệp trong kế hoạch: {names ^ new_names}")
    return lines
