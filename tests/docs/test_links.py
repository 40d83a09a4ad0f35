"""Whoever follows a link or a path of the documents arrives, and every page can be found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.markdown import anchors, links, pages

pytestmark = pytest.mark.uncounted

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("su-dung", "quan-tri", "tra-cuu")
# What people read that may name a page: the program's own words, the tools', the configuration.
SPEAKING = ("*.md", "*.yaml", "*.toml", "Makefile", ".ci/*", "docs/**/*.*", "schemas/*",
            "src/**/*.py", "tools/**/*.py", "bench/**/*.py", "bench/*.sh")  # fmt: skip
NAMED = re.compile(r"(?<![\w/])docs/[\w./-]*\w")  # tests/docs/ is another folder

Rule = Callable[[Path], Iterator[str]]


def links_lead_somewhere(root: Path) -> Iterator[str]:
    for page in pages(root):
        for link in links(page):
            if not link.path.exists() or not link.path.is_relative_to(root):
                yield f"{name(page, root)}: {link.text} leads nowhere"
            elif link.anchor and link.anchor not in anchors(link.path):
                yield f"{name(page, root)}: {link.text} names no heading"


def every_page_is_reached(root: Path) -> Iterator[str]:
    door = root / "docs" / "README.md"
    seen, waiting = {door}, [door]
    while waiting:
        found = {link.path for link in links(waiting.pop()) if link.path.suffix == ".md"}
        waiting += [page for page in found - seen if page.exists()]
        seen |= found
    yield from (f"{name(page, root)} is not reached" for page in docs(root) if page not in seen)


def the_first_page_shows_the_doors(root: Path) -> Iterator[str]:
    shown = {link.path for link in links(root / "README.md")}
    doors = [root / "docs" / part / "README.md" for part in ("", *PARTS)]
    yield from (f"README.md: no {name(door, root)}" for door in doors if door not in shown)


def every_part_lists_its_pages(root: Path) -> Iterator[str]:
    for page in docs(root):
        door = page.parent / "README.md"
        if page not in {door, *(link.path for link in links(door))}:
            yield f"{name(page, root)} is not in the index beside it"


def named_pages_are_there(root: Path) -> Iterator[str]:
    for path in sorted({path for pattern in SPEAKING for path in root.glob(pattern)}):
        for found in NAMED.findall(path.read_text(encoding="utf-8", errors="replace")):
            if not (root / found).exists():
                yield f"{name(path, root)} names {found}"


def docs(root: Path) -> list[Path]:
    return [page for page in pages(root) if page.is_relative_to(root / "docs")]


def name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


RULES: tuple[Rule, ...] = (
    links_lead_somewhere,
    every_page_is_reached,
    the_first_page_shows_the_doors,
    every_part_lists_its_pages,
    named_pages_are_there,
)
PAGE = "docs/su-dung/trang.md"
# A small project that keeps every rule; what stands in code is neither a link nor a heading.
CLEAN = {
    "README.md": "[Mọi trang](docs/README.md)\n"
    + "".join(f"- [{part}](docs/{part}/README.md)\n" for part in PARTS),
    "docs/README.md": "".join(f"[{part}]({part}/README.md)\n" for part in PARTS),
    "docs/su-dung/README.md": "[Một](trang.md#gõ-lệnh-khtgdv-1) [xa](https://a.vn/b.md)\n",
    "docs/quan-tri/README.md": "[tệp](ci/a.yml) `[b](mat.md)`\n```\n[c](mat.md)\n# Mất\n```\n",
    "docs/quan-tri/ci/a.yml": "# xem docs/quan-tri/ci/a.yml\n",
    "docs/tra-cuu/README.md": "[về]\n\n[về]: ../README.md\n",
    PAGE: "# Gõ lệnh: `khtgdv`\n## Gõ lệnh khtgdv\n",
    "src/a/b.py": f'"""Xem {PAGE}."""\n',
}
# For each rule: one file that breaks it, and what is then said.
PLANTED: tuple[tuple[Rule, str, str, str], ...] = (
    (links_lead_somewhere, "CHANGELOG.md", "[a](mat.md)", "CHANGELOG.md: mat.md leads nowhere"),
    (links_lead_somewhere, "CHANGELOG.md", '![a](mat.svg "b")', ": mat.svg leads nowhere"),
    (links_lead_somewhere, "CHANGELOG.md", "[a]\n\n[a]: mat.md", ": mat.md leads nowhere"),
    (links_lead_somewhere, "CHANGELOG.md", "[a](docs/mat/)", ": docs/mat/ leads nowhere"),
    (links_lead_somewhere, "CHANGELOG.md", "[a](..)", ": .. leads nowhere"),
    (links_lead_somewhere, "CHANGELOG.md", "# Có\n[a](#có) [a](#mất)", ": #mất names no heading"),
    (links_lead_somewhere, PAGE, "# Gõ lệnh", "trang.md#gõ-lệnh-khtgdv-1 names no heading"),
    (every_page_is_reached, "docs/su-dung/lac.md", "", "docs/su-dung/lac.md is not reached"),
    (
        the_first_page_shows_the_doors,
        "README.md",
        CLEAN["README.md"].replace("- [tra-cuu](docs/tra-cuu/README.md)", ""),
        "README.md: no docs/tra-cuu/README.md",
    ),
    (every_part_lists_its_pages, "docs/quan-tri/lac.md", "", "quan-tri/lac.md is not in the index"),
    (named_pages_are_there, "src/a/b.py", '"""Xem docs/mat.md."""', "b.py names docs/mat.md"),
    (named_pages_are_there, ".hooks.yaml", "# docs/mat.md", ".hooks.yaml names docs/mat.md"),
    (named_pages_are_there, PAGE, "`docs/mat.md`", "trang.md names docs/mat.md"),
)


def project_of(files: dict[str, str], root: Path) -> Path:
    for file, text in files.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_documents_keep(rule: Rule) -> None:
    assert {"README.md", "CONTRIBUTING.md", "CHANGELOG.md"} <= {page.name for page in pages(ROOT)}
    assert {page.parent.name for page in docs(ROOT)} == {"docs", *PARTS}
    assert list(rule(ROOT)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_clean_project_breaks_no_rule(rule: Rule, tmp_path: Path) -> None:
    assert list(rule(project_of(CLEAN, tmp_path))) == []


@pytest.mark.parametrize(("rule", "file", "text", "said"), PLANTED)
def test_a_planted_violation_is_found(
    rule: Rule, file: str, text: str, said: str, tmp_path: Path
) -> None:
    [violation] = rule(project_of(CLEAN | {file: text}, tmp_path))
    assert said in violation


def test_every_rule_has_a_planted_violation() -> None:
    assert {rule for rule, *_ in PLANTED} == set(RULES)
