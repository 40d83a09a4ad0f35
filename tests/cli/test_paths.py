"""Paths are what the disk calls them, whichever way their letters are composed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest

from khtgdv.source.find import path_on_disk

if TYPE_CHECKING:
    from typing import Literal

    from tests.conftest import Run, WritePlan

    Form = Literal["NFC", "NFD"]

NAME = "Phường Hòa Bình"
ROW = "  - {id: T01-01, task: Việc, lead: VP, start: 2026-01, due: 2026-01}\n"


@pytest.fixture(params=["NFC", "NFD"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give a folder whose name is in one form, where the file system keeps that."""
    folder = tmp_path / normalize(request.param, NAME)
    folder.mkdir()
    if os.listdir(tmp_path) != [folder.name]:  # noqa: PTH208 - the names alone
        pytest.skip("the file system composes names itself")
    return folder


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_command_finds_it(form: Form, made: Path, run: Run, write_plan: WritePlan) -> None:
    write_plan(ROW, (), folder=made)
    typed = made.parent / normalize(form, NAME)
    for arguments in (
        ("list", "--data", typed), ("list", f"--data={typed}"), ("validate", typed),
        ("validate", typed / "tasks_2026.yaml"), ("lint", typed), ("fmt", typed),
        ("list", "--data", typed, "--output", typed / "a.csv"),
        ("list", "--data", typed, "--format", "csv", "-o", typed / "b.csv"),
        ("done", "T01-01", "--on", "5/1/2026", "--data", typed),
        ("schema", "--data", typed, "--output", typed / "schemas"),
        ("init", typed / "mới"),
    ):  # fmt: skip
        ran = run(*arguments)
        assert ran.status == 0, (arguments, ran)
    ran = run("list", env={"KHTGDV_DATA": str(typed)}, cwd=made.parent)
    assert ran.status == 0
    assert "T01-01" in ran.out
    assert [path.name for path in made.parent.iterdir()] == [made.name]
    assert {"a.csv", "b.csv", "mới", "schemas"} <= {path.name for path in made.iterdir()}


def test_what_is_there_is_taken_as_it_was_given(tmp_path: Path) -> None:
    composed, decomposed = (tmp_path / normalize(form, NAME) for form in ("NFC", "NFD"))
    assert path_on_disk(decomposed) == decomposed
    composed.mkdir()
    assert path_on_disk(decomposed / "Ủy ban" / "x.csv") == composed / "Ủy ban" / "x.csv"
    if not decomposed.exists():
        decomposed.mkdir()
        assert path_on_disk(decomposed) == decomposed
        assert path_on_disk(composed) == composed
    assert path_on_disk(Path("/")) == Path("/")


def test_of_a_folder_that_cannot_be_listed_nothing_is_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> list[str]:
        raise PermissionError

    monkeypatch.setattr(os, "listdir", refuse)
    assert path_on_disk(tmp_path / "Ủy") == tmp_path / "Ủy"


def test_words_are_composed_as_before(run: Run, write_plan: WritePlan) -> None:
    plan = write_plan(ROW.replace("Việc", "Hội nghị"))
    ran = run("list", normalize("NFD", "hội nghị"), "--state", normalize("NFD", "quá hạn"),
              "--data", plan)  # fmt: skip
    assert "T01-01" in ran.out
