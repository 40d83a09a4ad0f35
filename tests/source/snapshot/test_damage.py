"""A damaged snapshot gives the right answer or none: what is damaged is told from the files."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from khtgdv.source.cache import seal
from khtgdv.source.snapshot import database
from tests.conftest import PLAN_TEMPLATE, write_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

pytestmark = pytest.mark.uncounted

DAMAGES = int(os.environ.get("KHTGDV_DAMAGES", "320"))
COMMANDS = (
    ("overdue", "--format", "json"),
    ("summary", "--format", "json"),
    ("workload", "--format", "csv"),
    ("list", "--format", "csv"),
    ("department", "VP", "--format", "json"),
    ("validate",),
)
ROWS = "".join(
    f"  - {{id: T{month:02}-{row:02}, task: Việc {row}, lead: {lead}, start: 2026-{month:02},"
    f" due: 2026-{month:02}{', completed: 2026-0' + str(month) + '-20' if row == 2 else ''}}}\n"
    for month in range(1, 10)
    for row, lead in enumerate(("VP", "TT-TH", "LLCT-LSD"), 1)
)
PAGE = 4096


def flip(rng: random.Random, data: bytes) -> bytes:
    place = rng.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :]


def cut(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data))]


def empty_page(rng: random.Random, data: bytes) -> bytes:
    place = rng.randrange(max(len(data) // PAGE, 1)) * PAGE
    return data[:place] + b"\0" * len(data[place : place + PAGE]) + data[place + PAGE :]


def shuffle_page(rng: random.Random, data: bytes) -> bytes:
    place = rng.randrange(max(len(data) // PAGE, 1)) * PAGE
    return data[:place] + rng.randbytes(len(data[place : place + PAGE])) + data[place + PAGE :]


def count_again(rng: random.Random, data: bytes) -> bytes:
    """Change a byte that stands for a small number, as most counts and moments do."""
    places = [n for n in range(PAGE, len(data)) if 0 < data[n] < 5] or [0]
    place = rng.choice(places)
    return data[:place] + bytes([data[place] + 1]) + data[place + 1 :]


KINDS = (flip, flip, count_again, count_again, cut, empty_page, shuffle_page)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "plan", ROWS, (), plan=PLAN_TEMPLATE)


def answer(run: Run, command: tuple[str, ...], plan: Path, cache: Path | str) -> tuple[str, int]:
    result = run(*command, "--data", plan, env={"KHTGDV_CACHE": str(cache)})
    return result.out + result.err, result.status


def files_of(cache: Path) -> tuple[Path, Path]:
    [snapshot] = cache.glob("*.sqlite")
    return snapshot, snapshot.with_name(f"{snapshot.name}.seal")


@pytest.mark.parametrize("limit", [seal._LIMIT, 0], ids=["by its bytes", "by its looks"])
def test_no_damage_changes_an_answer(
    limit: int, plan: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal, "_LIMIT", limit)
    cache = tmp_path / "cache"
    expected = {command: answer(run, command, plan, "off") for command in COMMANDS}
    assert expected == {command: answer(run, command, plan, cache) for command in COMMANDS}
    files = files_of(cache)
    whole = [file.read_bytes() for file in files]
    rng = random.Random(16)  # noqa: S311 - chance that can be repeated
    for number in range(DAMAGES if limit else DAMAGES // 8):
        which = 1 if number % 12 == 0 else 0
        for file, data in zip(files, whole, strict=True):
            file.write_bytes(data)
        damaged = rng.choice(KINDS)(rng, whole[which])
        files[which].write_bytes(damaged)
        command = COMMANDS[number % len(COMMANDS)]
        assert answer(run, command, plan, cache) == expected[command], (number, command)


@pytest.mark.parametrize("limit", [seal._LIMIT, 0], ids=["by its bytes", "by its looks"])
def test_what_nobody_touched_is_believed(
    limit: int, plan: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal, "_LIMIT", limit)
    answer(run, COMMANDS[0], plan, tmp_path / "cache")
    before = [file.stat().st_mtime_ns for file in files_of(tmp_path / "cache")]

    def refuse(*_: object) -> None:
        raise AssertionError("written anew")

    monkeypatch.setattr(database.Snapshot, "write", refuse)
    for command in COMMANDS:
        answer(run, command, plan, tmp_path / "cache")
    assert [file.stat().st_mtime_ns for file in files_of(tmp_path / "cache")] == before


def test_a_change_that_keeps_the_time_of_a_small_file_is_noticed(
    plan: Path, tmp_path: Path, run: Run
) -> None:
    expected = answer(run, COMMANDS[0], plan, tmp_path / "cache")
    file, _ = files_of(tmp_path / "cache")
    data, times = file.read_bytes(), file.stat()
    file.write_bytes(data.replace(b"VP", b"VQ"))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert answer(run, COMMANDS[0], plan, tmp_path / "cache") == expected


def test_where_sqlite_cannot_give_its_bytes_the_looks_tell(
    plan: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_serialize(value: object, name: str, *default: object) -> object:
        return None if name == "serialize" else getattr(value, name, *default)

    monkeypatch.setattr(database, "getattr", without_serialize, raising=False)
    expected = answer(run, COMMANDS[0], plan, tmp_path / "cache")
    file, _ = files_of(tmp_path / "cache")
    assert answer(run, COMMANDS[0], plan, tmp_path / "cache") == expected
    file.write_bytes(file.read_bytes().replace(b"VP", b"VQ"))
    assert answer(run, COMMANDS[0], plan, tmp_path / "cache") == expected
