"""One line of a plan spoilt, each in turn and in each way: it is named, and costs its row only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.source.find import PlanFolder
from khtgdv.source.load.load import load_plans
from tests.source.yaml.test_line_slips import HEALTHY, IDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FILES = {path.name: path.read_text(encoding="utf-8") for path in sorted(HEALTHY.iterdir())}
SPOILT: dict[str, Callable[[str], str]] = {
    "one blank more": lambda line: f" {line}",
    "two blanks more": lambda line: f"  {line}",
    "one blank less": lambda line: line.removeprefix(" "),
    "two blanks less": lambda line: line.removeprefix("  "),
    "at the margin": lambda line: line.lstrip(),
    "a TAB before it": lambda line: f"\t{line.lstrip()}",
    "no colon": lambda line: line.replace(":", "", 1),
    "no blank after the colon": lambda line: line.replace(": ", ":", 1),
    "a colon of another alphabet": lambda line: line.replace(":", "\uff1a", 1),
    "no dash": lambda line: line.replace("- ", "  ", 1),
    "no blank after the dash": lambda line: line.replace("- ", "-", 1),
    "two dashes": lambda line: line.replace("- ", "- - ", 1),
    "a quotation mark opened": lambda line: line.replace(": ", ': "', 1),
    "an apostrophe opened": lambda line: line.replace(": ", ": '", 1),
    "a bracket left open": lambda line: line.removesuffix("]"),
    "a bracket not opened": lambda line: line.replace("[", "", 1),
    "a key in capitals": lambda line: f"{line.partition(':')[0].upper()}:{line.partition(':')[2]}",
}


def spoilt(how: str) -> Iterator[tuple[str, int, str]]:
    """Yield each file with one of its lines spoilt: its name, the line, the text."""
    for name, text in FILES.items():
        lines = text.split("\n")
        for number, line in enumerate(lines):
            new = SPOILT[how](line)
            if line.strip() and new.lstrip() and new != line and not new.endswith("::"):
                yield name, number + 1, "\n".join([*lines[:number], new, *lines[number + 1 :]])


def row_of(text: str, line: int) -> set[str]:
    """Return the ID of the row that a line belongs to; every ID for what stands above all rows."""
    above = [words for words in text.split("\n")[:line] if words.startswith("  - id: ")]
    return {above[-1].removeprefix("  - id: ")} if above else IDS


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_line_is_named_and_costs_its_row(how: str, tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    for name, line, text in spoilt(how):
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
        loaded = load_plans(
            [PlanFolder(str(tmp_path), "d", (2026,))], lambda place: place.years, lambda p: p.name
        )
        (tmp_path / name).write_text(FILES[name], encoding="utf-8", newline="\n")
        (plan,) = loaded.portfolio
        lost = IDS - {row.id for row in (*plan.tasks, *plan.inspections)}
        told = [abs(found.span.line - line) for found in loaded.findings if found.path == name]
        assert min(told, default=0) <= 1, f"{name}:{line} is named, or the line right below it"
        assert told or not lost, f"{name}:{line} costs no row in silence"
        glued = row_of(FILES[name], line - 1) if how == "no dash" else set()
        assert lost <= row_of(FILES[name], line) | glued, f"{name}:{line} costs no other row"
