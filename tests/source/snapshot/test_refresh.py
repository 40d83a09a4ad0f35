"""Plans through the snapshot: always what their files say, whatever happens to either."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.dates.periods import Position
from khtgdv.errors import SnapshotError
from khtgdv.query import snapshot_rows
from khtgdv.query.cells import count_rows
from khtgdv.query.selection import select_all
from khtgdv.source.cache import staleness
from khtgdv.source.cache.seal import seal_file
from khtgdv.source.find import find_plans
from khtgdv.source.load.load import load_plans as load_files
from khtgdv.source.snapshot import database, decode, encode, parallel_read, refresh
from khtgdv.source.snapshot.entries import decode_entries, encode_entries
from tests.conftest import PLAN_TEMPLATE, write_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.query.selection import Selection
    from khtgdv.source.find import PlanFolder
    from khtgdv.source.load.result import LoadResult
    from khtgdv.source.snapshot.survey import SnapshotReader

ROWS = "  - {id: T01-01, task: Việc, lead: VP, start: 2026-01, due: 2026-01}\n"
BROKEN = ("  - {id: T01-02\n", "  - {id: T01-03, task: x, lead: AI}\n", "\t- x\n", "  - [\n")


def whole(root: Path) -> LoadResult:
    return load_files(find_plans((root,), None, root).folders, lambda place: place.years, str)


def from_files(root: Path) -> LoadResult:
    """Return what loading without a snapshot tells of plans, without their rows."""
    loaded = whole(root)
    plans = tuple(replace(plan, tasks=(), inspections=()) for plan in loaded.portfolio)
    files = tuple(replace(file, content=None) for file in loaded.files)
    return replace(loaded, portfolio=plans, files=files, sources=())


def through(root: Path, cache: Path | None) -> LoadResult:
    return refresh.load_with_snapshot(
        find_plans((root,), None, root).folders, lambda place: place.years, str, cache
    )


AT = Position(date(2026, 3, 31), closed=True)
ALIKE = ("leads", "kind", "state", "deadline", "begun", "started", "start", "focus", "section")


def tally(selection: Selection) -> list[Any]:
    found: Counter[Any] = Counter()
    for rows in (selection.tasks, selection.inspections):
        for cell in count_rows(rows, AT, *ALIKE):  # type: ignore[arg-type]
            found[cell._replace(n=0)] += cell.n
    return [found, [(row.plan.name, row.work, row.status) for row in selection.rows]]


def surveyed(root: Path, cache: Path) -> SnapshotReader | None:
    places = find_plans((root,), None, root).folders
    return refresh.open_reader([(p, year) for p in places for year in p.years], str, cache)


def told(root: Path, cache: Path) -> list[Any]:
    """Return what the snapshot counts and finds, and the findings."""
    found = surveyed(root, cache)
    assert found is not None
    return [
        *tally(snapshot_rows.selection_of_snapshot(found, AT)),
        found.load_result.findings,
        found.load_result.rows_left_out,
    ]


def by_hand(loaded: LoadResult) -> list[Any]:
    return [*tally(select_all(loaded.portfolio, AT)), loaded.findings, loaded.rows_left_out]


def no_reading(*_: object) -> Any:
    raise AssertionError("the files were read")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder of three plans; one of them has trouble."""
    root = tmp_path / "units"
    for name in ("a", "b", "c"):
        write_folder(root / name, ROWS + (BROKEN[1] if name == "c" else ""), ())
    return root


@pytest.fixture(params=["every byte", "by their looks"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder for snapshots, for few plans and for many."""
    if request.param == "by their looks":
        monkeypatch.setattr(refresh, "EXACT_PLAN_LIMIT", 0)
        # More than the ticks of any file system here, less than a test can wait.
        monkeypatch.setattr(staleness, "_SETTLING_TIME", 20_000_000)
    return tmp_path / "snapshots"


def edit(rng: random.Random, files: list[Path]) -> None:
    file = rng.choice(files)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True) or [""]
    lines[rng.randrange(len(lines))] = rng.choice([ROWS, *BROKEN, "", f"# {rng.random()}\n"])
    file.write_text("".join(lines), encoding="utf-8")


def edit_keeping_size_and_time(rng: random.Random, files: list[Path]) -> None:
    file = rng.choice(files)
    before = file.stat()
    text = file.read_text(encoding="utf-8")
    changed = text.replace("VP", "XP") if "lead: VP" in text else text.replace("XP", "VP")
    file.write_text(changed, encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def touch(rng: random.Random, files: list[Path]) -> None:
    rng.choice(files).touch()


def restore(rng: random.Random, files: list[Path]) -> None:
    file = rng.choice(files)
    text = ROWS if file.name.startswith("tasks") else ""
    file.write_text(f"{file.name.partition('_')[0]}:\n{text}", encoding="utf-8")
    os.utime(file, (1_600_000_000, 1_600_000_000))


def delete(rng: random.Random, files: list[Path]) -> None:
    rng.choice(files).unlink()


def swap(rng: random.Random, files: list[Path]) -> None:
    one, other = rng.choice(files), rng.choice(files)
    if one != other and one.name == other.name:
        beside = one.with_suffix(".swap")
        one.rename(beside)
        other.rename(one)
        beside.rename(other)


def copy(rng: random.Random, files: list[Path]) -> None:
    one = rng.choice(files)
    target = rng.choice([file.parent for file in files]) / one.name
    with suppress(shutil.SameFileError):
        rng.choice([shutil.copy, shutil.copy2])(one, target)


def rewrite(rng: random.Random, files: list[Path]) -> None:
    folder = rng.choice(files).parent
    write_folder(folder, ROWS * rng.randint(0, 2), (), plan=rng.choice([PLAN_TEMPLATE, None]))


STEPS = (edit, edit_keeping_size_and_time, touch, restore, delete, swap, copy, rewrite)


def wander(root: Path, place: Path, seed: int, steps: int) -> None:
    """Do random things to the files; after each, both ways must tell the same."""
    rng = random.Random(seed)  # noqa: S311 - chance that can be repeated
    for number in range(steps):
        step = rng.choice(STEPS)
        step(rng, sorted(root.rglob("*.yaml")))
        if not list(root.rglob("tasks_*.yaml")):
            rewrite(rng, [root / "a" / "x"])
        if rng.random() < 0.1:
            time.sleep(0.03)
        expected = from_files(root)
        assert told(root, place) == by_hand(whole(root)), (seed, number, step.__name__)
        assert through(root, place) == expected, (seed, number, step.__name__)
        assert through(root, place) == expected, (seed, number, step.__name__, "again")


@pytest.mark.uncounted
@pytest.mark.parametrize("seed", range(3))
def test_random_changes_never_leave_a_stale_answer(seed: int, root: Path, place: Path) -> None:
    wander(root, place, seed, int(os.environ.get("KHTGDV_STEPS", "40")))


def test_what_did_not_change_is_not_read(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = through(root, place)
    time.sleep(0.05)
    through(root, place)
    monkeypatch.setattr("khtgdv.source.load.load.load_plan", no_reading)
    assert through(root, place) == expected
    (root / "b" / "tasks_2026.yaml").write_text(f"tasks:\n{ROWS}# đổi\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="were read"):
        through(root, place)


def test_only_what_changed_is_read_again(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    through(root, place)
    read: list[str] = []
    from khtgdv.source.load import load as module

    real = module.load_plan

    def told(place: PlanFolder, *rest: Any) -> LoadResult:
        read.append(place.name)
        return real(place, *rest)

    monkeypatch.setattr(module, "load_plan", told)
    (root / "b" / "tasks_2026.yaml").write_text(f"tasks:\n{ROWS}# đổi\n", encoding="utf-8")
    through(root, place)
    assert read == ["b"]


def test_findings_name_files_as_they_are_called_now(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    through(root, place)
    monkeypatch.chdir(root)

    def show(path: Path) -> str:
        return path.relative_to(root).as_posix()

    places = find_plans((root,), None, root).folders
    loaded = refresh.load_with_snapshot(places, lambda place: place.years, show, place)
    expected = load_files(places, lambda place: place.years, show)
    assert [file.path for file in loaded.files] == [file.path for file in expected.files]
    assert loaded.findings == expected.findings


def test_findings_name_the_file_a_link_leads_to(root: Path, place: Path, tmp_path: Path) -> None:
    link = root / "c" / "tasks_2026.yaml"
    for name in ("one", "two"):
        (tmp_path / name).write_bytes((root / "a" / "tasks_2026.yaml").read_bytes() + b"\tx\n")

    def show(path: Path) -> str:
        return str(path.resolve())

    places = find_plans((root,), None, root).folders
    for name in ("one", "two"):
        link.unlink()
        link.symlink_to(tmp_path / name)
        loaded = refresh.load_with_snapshot(places, lambda place: place.years, show, place)
        assert {Path(finding.path).name for finding in loaded.findings} == {name}


@pytest.mark.parametrize("what", ["empty", "text", "foreign", "another key", "cut", "bytes"])
def test_a_snapshot_that_is_wrong_is_made_anew(what: str, root: Path, place: Path) -> None:
    expected = through(root, place)
    [file] = place.glob("*.sqlite")
    spoil(file, what)
    assert through(root, place) == expected
    assert through(root, place) == expected
    with closing(sqlite3.connect(file)) as connection, connection:
        assert connection.execute("SELECT count(*) FROM origin").fetchone() == (3,)
    connection.close()


def spoil(file: Path, what: str) -> None:
    if what in ("empty", "text"):
        file.write_bytes(b"" if what == "empty" else b"no database at all" * 99)
    elif what == "cut":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    elif what == "foreign":
        file.unlink()
        change(file, "CREATE TABLE somebody (x)")
    elif what == "another key":
        change(file, "UPDATE about SET key = 'older'")
    else:
        change(file, "UPDATE work SET value = zeroblob(9)")


def change(file: Path, query: str) -> None:
    connection = sqlite3.connect(file)
    with connection:
        connection.execute(query)
    connection.close()


def change_unseen(file: Path, query: str) -> None:
    """Change a snapshot as only its own program could have."""
    change(file, query)
    seal_file(file, file.stat().st_size, file.read_bytes)


def test_another_version_takes_the_place_of_an_older_one(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = through(root, place)
    monkeypatch.setattr(refresh, "cache_version", lambda: "newer")
    assert through(root, place) == expected
    [file] = place.glob("*.sqlite")
    assert kept_key(file).startswith("newer\n")


def test_it_is_the_owner_s_alone(root: Path, place: Path) -> None:
    place.mkdir(mode=0o755)
    through(root, place)
    [file] = place.glob("*.sqlite")
    if os.name == "posix":
        assert (place.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)


def test_where_nothing_can_be_kept_the_files_are_read(
    root: Path, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = from_files(root)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert through(root, tmp_path / "file") == expected
    assert through(root, None) == expected
    monkeypatch.setattr(os, "geteuid", lambda: -1, raising=False)
    assert through(root, place) == expected
    assert list(place.iterdir()) == []
    monkeypatch.delattr(os, "geteuid")  # as on Windows
    assert through(root, place) == expected
    assert len(list(place.iterdir())) == 2  # the snapshot and its seal


def test_while_somebody_writes_the_files_are_read(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BUSY_TIMEOUT", 0.01)
    expected = through(root, place)
    [file] = place.glob("*.sqlite")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert through(root, place) == expected
    other.execute("ROLLBACK")
    other.execute("BEGIN IMMEDIATE")  # now reading is free, writing is not
    (root / "a" / "tasks_2026.yaml").write_text(f"tasks:\n{ROWS}# đổi\n", encoding="utf-8")
    assert through(root, place) == from_files(root)
    other.close()

    def busy(_: object) -> Any:
        raise sqlite3.OperationalError("locked")

    monkeypatch.setattr(database.Snapshot, "entries", busy)
    assert through(root, place) == from_files(root)
    assert file.exists()


def test_two_may_begin_at_once(root: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = database.Snapshot._create_tables

    def slower(self: Any, key: str) -> None:
        monkeypatch.setattr(database.Snapshot, "_create_tables", real)
        database.Snapshot(self.path, key).close()
        real(self, key)

    monkeypatch.setattr(database.Snapshot, "_create_tables", slower)
    assert through(root, place) == from_files(root)


def test_what_is_no_plan_s_file_is_never_kept(root: Path, place: Path) -> None:
    for name in ("tasks", "inspections"):
        file = root / "a" / f"{name}_2026.yaml"
        file.unlink()
        if name == "inspections":
            file.mkdir()
        else:
            file.symlink_to(root / "nowhere")
    assert through(root, place) == through(root, place) == from_files(root)
    shutil.rmtree(root / "a")
    assert through(root, place) == from_files(root)


def test_a_file_that_becomes_a_folder_is_noticed(root: Path, place: Path) -> None:
    through(root, place)
    (root / "a" / "inspections_2026.yaml").unlink()
    (root / "a" / "inspections_2026.yaml").mkdir()
    assert through(root, place) == from_files(root)


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = staleness.read_signature

    def absent(path: str) -> Any:
        return (None, 0) if path.endswith("tasks_2026.yaml") else real(path)

    monkeypatch.setattr(parallel_read, "read_signature", absent)
    assert through(root, place) == from_files(root)
    monkeypatch.undo()
    assert through(root, place) == from_files(root)


KILLED = """
import os, signal, sys
from pathlib import Path
from khtgdv.source.snapshot import database, refresh
from khtgdv.source.find import find_plans
keep = database.Snapshot._store_plan
def killed(self, number, plan):
    made = keep(self, number, plan)
    if plan.entry.folder.endswith(os.sep + "b"):
        os.kill(os.getpid(), signal.SIGKILL)
    return made
database.Snapshot._store_plan = killed
root = Path(sys.argv[1])
folders = find_plans((root,), None, root).folders
refresh.load_with_snapshot(folders, lambda place: place.years, str, Path(sys.argv[2]))
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_killed_while_it_is_made(root: Path, place: Path) -> None:
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", KILLED, str(root), str(place)], check=False
    )
    assert ran.returncode == -9
    assert through(root, place) == through(root, place) == from_files(root)


def test_a_row_that_is_broken_is_told_to_who_asks(root: Path, place: Path) -> None:
    through(root, place)
    [file] = place.glob("*.sqlite")
    change_unseen(file, "UPDATE work SET value = zeroblob(9)")
    found = surveyed(root, place)
    assert found is not None
    with pytest.raises(SnapshotError):
        list(snapshot_rows.selection_of_snapshot(found, AT).tasks)
    assert not file.exists()


def test_trouble_that_is_broken_is_read_again(root: Path, place: Path) -> None:
    expected = told(root, place)
    [file] = place.glob("*.sqlite")
    change_unseen(file, "UPDATE origin SET trouble = zeroblob(9)")
    assert surveyed(root, place) is None
    assert not file.exists()
    assert told(root, place) == expected


def test_a_plan_that_is_broken_is_told_to_who_looks(root: Path, place: Path) -> None:
    told(root, place)
    [file] = place.glob("*.sqlite")
    change_unseen(file, "UPDATE part SET value = zeroblob(9) || number")
    found = surveyed(root, place)
    assert found is not None
    selection = snapshot_rows.selection_of_snapshot(found, AT)
    assert selection.plans == ("a", "b", "c")
    with pytest.raises(SnapshotError):
        list(selection.portfolio)
    assert not file.exists()


def test_while_others_write_faster_the_files_are_read(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database.Snapshot, "write", lambda *_: None)
    assert through(root, place) == from_files(root)


def test_an_interruption_lets_go(root: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[Any] = []
    real = database.Snapshot.close

    def interrupted(*_: object) -> Any:
        raise KeyboardInterrupt

    def close(self: Any) -> None:
        closed.append(self)
        real(self)

    monkeypatch.setattr(database.Snapshot, "write", interrupted)
    monkeypatch.setattr(database.Snapshot, "close", close)
    with pytest.raises(KeyboardInterrupt):
        through(root, place)
    assert len(closed) == 1


def test_many_plans_are_put_in_order_at_once(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BULK_PLAN_COUNT", 0)
    assert told(root, place) == told(root, place) == by_hand(whole(root))
    [file] = place.glob("*.sqlite")
    with closing(sqlite3.connect(file)) as connection, connection:
        query = "SELECT count(*) FROM sqlite_schema WHERE name = 'standing_by'"
        assert connection.execute(query).fetchone() == (1,)
    connection.close()


def test_plans_that_are_gone_are_forgotten(root: Path, place: Path) -> None:
    told(root, place)
    shutil.rmtree(root / "b")
    assert told(root, place) == by_hand(whole(root))
    [file] = place.glob("*.sqlite")
    with closing(sqlite3.connect(file)) as connection, connection:
        assert connection.execute("SELECT count(*) FROM origin").fetchone() == (2,)
    connection.close()


@pytest.mark.parametrize("query", ["origin SET files", "part SET value", "origin SET trouble"])
def test_whatever_is_broken_the_files_are_read(query: str, root: Path, place: Path) -> None:
    expected = through(root, place)
    [file] = place.glob("*.sqlite")
    change_unseen(file, f"UPDATE {query} = zeroblob(9) || rowid")
    if "files" in query:
        doubt(file)
    assert through(root, place) == expected
    assert through(root, place) == expected


def doubt(file: Path) -> None:
    """Make a snapshot look at the bytes of every file again."""
    connection = sqlite3.connect(file)
    with connection:
        [(plans,)] = connection.execute("SELECT plans FROM listed")
        doubtful = [entry._replace(signatures=b"") for entry in decode_entries(plans).values()]
        connection.execute("UPDATE listed SET plans = ?", (encode_entries(doubtful),))
    connection.close()
    seal_file(file, file.stat().st_size, file.read_bytes)


def test_parts_of_many_plans_are_read_at_once(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decode, "_PART_QUERY_LIMIT", 0)
    assert through(root, place) == through(root, place) == from_files(root)


def test_looks_leave_a_doubt_where_something_odd_stands(tmp_path: Path) -> None:
    odd, sound = tmp_path / "odd", tmp_path / "sound"
    sound.touch()
    signature, _ = staleness.read_signature(str(sound))
    assert signature
    later = max(signature[:2]) + 3_000_000_000
    absent = staleness.settled_signatures([staleness.FileFingerprint("odd", None, None, later)])
    present = staleness.settled_signatures(
        [staleness.FileFingerprint("sound", b"", signature, later)]
    )
    assert staleness.read_packed_signatures([str(odd), str(sound)], 1) == [absent, present]
    odd.symlink_to(tmp_path / "nowhere")
    assert staleness.read_packed_signatures([str(odd), str(sound)], 1) == [
        staleness.read_packed_signatures([str(odd)], 1)[0],
        present,
    ]
    assert staleness.read_packed_signatures([str(odd)], 1) != [absent]
    assert staleness.settled_signatures([]) == b""


def test_what_is_known_of_rows_is_forgotten_in_time(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encode, "_STANDINGS_CACHE_LIMIT", 1)
    monkeypatch.setattr(encode, "_standings_cache", {})
    rows = "".join(
        ROWS.replace("01-01", f"01-0{n}").replace("2026-01}", f"2026-0{n}}}") for n in (2, 3)
    )
    write_folder(root / "d", rows, ())
    assert told(root, place) == by_hand(whole(root))
    assert len(encode._standings_cache) == 1


def opened_anew(root: Path, place: Path) -> database.Snapshot:
    """Open the snapshot of some plans beside whoever has it open."""
    through(root, place)
    [file] = place.glob("*.sqlite")
    return database.Snapshot(file, kept_key(file))


def kept_key(file: Path) -> str:
    """Return what a snapshot was made for."""
    connection = sqlite3.connect(file)
    [(key,)] = connection.execute("SELECT key FROM about")
    connection.close()
    return str(key)


def test_what_another_writes_is_seen(root: Path, place: Path) -> None:
    one, other = opened_anew(root, place), opened_anew(root, place)
    with one.transaction():
        known = one.entries()
    other.write([], list(known)[:1], 1)
    for each in (one, other, one):
        with each.transaction():
            assert list(each.entries()) == list(known)[1:]
    one.close()
    other.close()


def test_what_could_not_be_written_is_not_known(root: Path, place: Path) -> None:
    one = opened_anew(root, place)
    with one.transaction():
        known = one.entries()

    def broken_off() -> Iterator[encode.EncodedPlan]:
        yield from ()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        one.write(broken_off(), list(known), 1)
    with one.transaction():
        assert one.entries() == known != {}
    one.close()
