"""Laws of reading over random edits of the files that ship with the program.

KHTGDV_EXAMPLES sets how many are tried; `make fuzz` tries many more, of every size.
"""

from __future__ import annotations

import os
import re
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khtgdv.source.find import PlanFolder
from khtgdv.source.load.load import load_plans
from tools import fuzz

if TYPE_CHECKING:
    from pathlib import Path

    from khtgdv.source.load.result import LoadResult
    from tests.conftest import Run

pytestmark = pytest.mark.uncounted

LONG = os.environ.get("KHTGDV_EXAMPLES", "")  # a long run tries other edits each time
EXAMPLES = settings(max_examples=int(LONG or "60"), derandomize=not LONG, print_blob=True)
FILES = {path.name: path.read_bytes() for path in sorted(fuzz.DATA.glob("*.yaml"))}
CHANCE = Random(3)  # noqa: S311 - chance that can be repeated
SHORT = {
    name: data if name.startswith("plan") else fuzz.sample_rows(CHANCE, data)
    for name, data in FILES.items()
}
_ROW = re.compile(r"^  - id: (\S+)\n(?:    .*\n|\n)*", re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kế hoạch")
    for name, data in SHORT.items():
        (path / name).write_bytes(data)
    return path


def read(folder: Path) -> LoadResult:
    return load_plans(
        [PlanFolder(str(folder), "d", (2026,))], lambda place: place.years, lambda p: p.name
    )


def rows(loaded: LoadResult) -> dict[str, Any]:
    (plan,) = loaded.portfolio
    return {row.id: row for row in (*plan.tasks, *plan.inspections)}


def blocks(data: bytes) -> dict[str, str]:
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    return {match[1]: match[0].rstrip() for match in _ROW.finditer(f"{text}\n")}


@EXAMPLES
@given(
    dice=st.integers(0, 2**64).map(Random),
    name=st.sampled_from(sorted(SHORT)),
    times=st.integers(1, 4),
)
def test_reading_never_stops_and_never_guesses(
    dice: Random, name: str, times: int, folder: Path, run: Run
) -> None:
    healthy = rows(read(folder))
    data = SHORT[name]
    for _ in range(times):
        data = dice.choice(fuzz.MUTATIONS)(dice, data) or b"\n"
    try:
        (folder / name).write_bytes(data)
        loaded = read(folder)
        assert run("validate", "--data", folder).status == (1 if loaded.findings else 0)
    finally:
        (folder / name).write_bytes(SHORT[name])
    assert_within(loaded)
    assert_unchanged(loaded, healthy, {**SHORT, name: data})


def assert_within(loaded: LoadResult) -> None:
    """Make sure that each finding stands within its file."""
    lines = {file.path: file.line_count for file in loaded.files}
    for found in loaded.findings:
        assert 1 <= found.span.line <= max(1, lines[found.path])
        assert 1 <= found.span.column <= len(found.excerpt) + found.excerpt_start + 1


def assert_unchanged(loaded: LoadResult, healthy: dict[str, Any], files: dict[str, bytes]) -> None:
    """Make sure that rows nobody touched are as they were, or that something was said."""
    before = {key: block for data in SHORT.values() for key, block in blocks(data).items()}
    after = {key: block for data in files.values() for key, block in blocks(data).items()}
    found = rows(loaded)
    named = {finding.row_name for finding in loaded.findings}
    for key in [key for key, block in before.items() if after.get(key) == block]:
        assert key in found or loaded.findings, f"{key} is gone in silence"
        assert key not in found or key in named or found[key] == healthy[key]
