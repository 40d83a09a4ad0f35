"""Where plans were found: kept, and never believed where anything may have changed."""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path

import pytest

from khtgdv.source.cache import folders, staleness
from khtgdv.source.find import find_plans


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep few folders, too, and believe a folder's times as soon as they are seen."""
    monkeypatch.setattr(folders, "_MIN_FOLDERS", 1)
    monkeypatch.setattr(folders, "_FOLDER_TIMES_RELIABLE", True)
    monkeypatch.setattr(staleness, "_SETTLING_TIME", -60_000_000_000)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def units(tmp_path: Path) -> Path:
    for name in ("a/x", "a/y", "b/z"):
        plan(tmp_path / "units" / name, 2026)
    return tmp_path / "units"


def plan(folder: Path, year: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"tasks_{year}.yaml").write_text("tasks: []\n", encoding="utf-8")


def found(root: Path, cache: Path | None) -> list[tuple[str, tuple[int, ...]]]:
    return [(place.name, place.years) for place in find_plans((root,), None, root, cache).folders]


def unlisted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where a folder is listed."""

    def listed(path: str) -> list[str]:
        pytest.fail(f"{path} was listed")

    monkeypatch.setattr(os, "listdir", listed)


def test_nothing_is_listed_twice(units: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = found(units, cache)
    unlisted(monkeypatch)
    assert found(units, cache) == first == [("a/x", (2026,)), ("a/y", (2026,)), ("b/z", (2026,))]


def test_a_file_that_was_only_written_to_changes_nothing(
    units: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = found(units, cache)
    with (units / "a/x/tasks_2026.yaml").open("a", encoding="utf-8") as file:
        file.write("# sửa\n")
    unlisted(monkeypatch)
    assert found(units, cache) == first


@pytest.mark.uncounted
def test_random_changes_are_all_seen(
    units: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        staleness, "_SETTLING_TIME", 20_000_000
    )  # more than a file system's clock needs
    chance = random.Random(8)  # noqa: S311 - chance that can be repeated
    for _ in range(150):
        _change(units, chance)
        time.sleep(chance.choice((0, 0, 0.03)))
        assert found(units, cache) == found(units, None)


def _change(units: Path, chance: random.Random) -> None:
    """Make, delete or rename a plan or a file; put old times back, as a restore does."""
    place = units / chance.choice("abc") / chance.choice("xyz")
    other = units / chance.choice("abc") / chance.choice("xyz")
    times = os.stat(units)  # noqa: PTH116 - like the rest of it
    match chance.randrange(4):
        case 0:
            plan(place, chance.choice((2025, 2026)))
        case 1 if place.exists() and len(list(units.glob("*/*/tasks_*.yaml"))) > 2:
            (place / "tasks_2025.yaml").unlink(missing_ok=True)
        case 2 if place.exists() and len(list(units.glob("*/*/tasks_2026.yaml"))) > 1:
            shutil.rmtree(place)
            plan(units / "c/z", 2026)
        case 3 if place.exists() and not other.exists():
            other.parent.mkdir(exist_ok=True)
            place.rename(other)
    os.utime(units, ns=(times.st_atime_ns, times.st_mtime_ns))


def test_the_same_words_for_another_folder(
    tmp_path: Path, units: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(tmp_path / "elsewhere/units/only", 2026)
    monkeypatch.chdir(tmp_path)
    assert found(Path("units"), cache) == found(units, None)
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert found(Path("units"), cache) == [("only", (2026,))]


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 200])
def test_a_damaged_file_is_made_anew(units: Path, cache: Path, damage: bytes) -> None:
    first = found(units, cache)
    [file] = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage + whole[len(damage) :] if damage else damage)
    assert found(units, cache) == first
    assert file.read_bytes() == whole


def test_another_version_finds_anew(
    units: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = found(units, cache)
    monkeypatch.setattr(folders, "cache_version", lambda: "other")
    assert folders.load_plan_folders(cache, [str(units)]) is None
    assert found(units, cache) == first
    assert folders.load_plan_folders(cache, [str(units)]) is not None


def test_a_folder_that_just_changed_is_not_kept(
    units: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staleness, "_SETTLING_TIME", 60_000_000_000)
    found(units, cache)
    assert folders.load_plan_folders(cache, [str(units)]) is None


def test_nothing_is_kept_of_few_or_where_times_cannot_be_trusted(
    units: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "_FOLDER_TIMES_RELIABLE", False)
    found(units, cache)
    monkeypatch.setattr(folders, "_FOLDER_TIMES_RELIABLE", True)
    monkeypatch.setattr(folders, "_MIN_FOLDERS", 50)
    found(units, cache)
    assert folders.load_plan_folders(cache, [str(units)]) is None


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(units: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert found(units, tmp_path / "file") == found(units, None)


def test_only_the_owner_reads_it(units: Path, cache: Path) -> None:
    found(units, cache)
    [file] = cache.iterdir()
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
        assert cache.stat().st_mode & 0o777 == 0o700
