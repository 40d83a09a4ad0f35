"""Break the shipped files at random, many times: khtgdv must always answer, and in time.

    python tools/fuzz.py --count 100000 --seed 1 --jobs 2

Each case changes one to four places of one file, its bytes or its lines (tools/row_law.py). It has
some rows of that file, and runs `validate` on the folder; some are held to the laws of other
commands too (tools/fuzz_laws.py), with `--all` each of them. Status 0 or 1, no control character
but line ends, no more than five seconds: what breaks that is saved to a folder that the last lines
name. A case depends on the seed and its number only. KHTGDV_FUZZ is how many there are where
`--count` does not say.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import multiprocessing
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from khtgdv.cli.main import run

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.fuzz_laws import LAWS, contents, wrong_answer  # noqa: E402
from tools.row_law import mutate_bytes  # noqa: E402

DATA = ROOT / "data"
TODAY = "2026-06-15"
LIMIT = 5.0
_WHOLE_EVERY = 10  # one case in so many has all rows of its file
_ROW_COUNT = 8
_ROW_START = re.compile(rb"^  - ", re.MULTILINE)
_RELATED = re.compile(rb"^    related: .*\n", re.MULTILINE)
_SPECIAL_TEXTS = [
    *"[]{}:,-?&*!|>'\"%@`#~\t\\\r", ": ", " #", "- ", "? ", "<<: ", "&a ", "*a ", "!!python/x ",
    "---\n",
    "...\n", "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "\ufeff", "\u0085", "\u2028", "\u202e",
    "\x00", "\x1b[31m", "%YAML 1.2\n", "[" * 50, "{a: " * 50, "no", "08", "1:30", "2026-02-30",
    '"\\x1b"', '"\\UFFFFFFFF"', '"\\ud800"', "\\N", "e\u0302\u0301", "\ufffd", "null",
    "|+\n", ">-\n",
]  # fmt: skip


def flip_byte(rng: random.Random, data: bytes) -> bytes:
    """Change one byte."""
    offset = rng.randrange(len(data))
    return data[:offset] + bytes([rng.randrange(256)]) + data[offset + 1 :]


def cut_bytes(rng: random.Random, data: bytes) -> bytes:
    """Leave some bytes out."""
    offset = rng.randrange(len(data))
    width: int = rng.choice([1, 1, 2, 10, 500])
    return data[:offset] + data[offset + width :]


def truncate(rng: random.Random, data: bytes) -> bytes:
    """End the file early."""
    return data[: rng.randrange(1, len(data) + 1)]


def insert_special(rng: random.Random, data: bytes) -> bytes:
    """Put something that YAML gives a meaning anywhere."""
    offset = rng.randrange(len(data))
    word: str = rng.choice(_SPECIAL_TEXTS)
    return data[:offset] + word.encode() + data[offset:]


def insert_letters(rng: random.Random, data: bytes) -> bytes:
    """Put random characters anywhere."""
    offset = rng.randrange(len(data))
    text = "".join(chr(rng.choice([rng.randrange(0x250), rng.randrange(0xD800)])) for _ in "abc")
    return data[:offset] + text.encode() + data[offset:]


def mix_lines(rng: random.Random, data: bytes) -> bytes:
    """Swap, repeat, drop or indent some lines."""
    rows = data.split(b"\n")
    index, other_index = rng.randrange(len(rows)), rng.randrange(len(rows))
    block = rows[index : index + rng.choice([1, 1, 5, 12])]
    match rng.randrange(5):
        case 0:
            rows[index], rows[other_index] = rows[other_index], rows[index]
        case 1:
            rows[other_index:other_index] = block
        case 2:
            del rows[index : index + len(block)]
        case 3:
            rows[index] = b" " * rng.randrange(1, 5) + rows[index]
        case _:
            rows[index] = rows[index][rng.randrange(1, 4) :]
    return b"\n".join(rows)


def replace_value(rng: random.Random, data: bytes) -> bytes:
    """Put something else in place of a value."""
    matches = list(re.finditer(rb": ([^\n]+)", data))
    if not matches:
        return data
    match = rng.choice(matches)
    new: str = rng.choice(
        [*_SPECIAL_TEXTS, "", "[]", "{}", "[a, b]", "{a: b}", "2026-13", "VP", "x" * 500]
    )
    return data[: match.start(1)] + new.encode() + data[match.end(1) :]


def recode(rng: random.Random, data: bytes) -> bytes:
    """Save in another encoding, or with other line ends."""
    text = data.decode("utf-8", "replace")
    kind: str = rng.choice(["utf-16", "utf-16-be", "cp1258", "utf-8-sig", "\r\n", "\r"])
    if kind.isspace():
        return text.replace("\n", kind).encode()
    return text.encode(kind, "replace")


MUTATIONS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    flip_byte, cut_bytes, insert_special, insert_special, insert_special, insert_letters,
    mix_lines, mix_lines, mix_lines, replace_value, replace_value, truncate, recode,
    mutate_bytes, mutate_bytes, mutate_bytes, mutate_bytes,
)  # fmt: skip


class TooSlowError(Exception):
    """A case took longer than the limit."""


@dataclass
class Tally:
    """What some cases came to."""

    cases: int = 0
    with_findings: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, -1)
    failures: list[str] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        """Return both as one."""
        return Tally(
            self.cases + other.cases,
            self.with_findings + other.with_findings,
            self.codes + other.codes,
            max(self.slowest, other.slowest),
            self.failures + other.failures,
        )


def mutate(seed: int, number: int, files: dict[str, bytes]) -> tuple[str, bytes]:
    """Return the name of the file that a case changes, and its new bytes."""
    rng = random.Random(f"{seed}/{number}")  # noqa: S311 - chance that can be repeated
    name = rng.choice(sorted(files))
    data = files[name] if number % _WHOLE_EVERY == 0 else sample_rows(rng, files[name])
    for _ in range(rng.randrange(1, 5)):
        data = rng.choice(MUTATIONS)(rng, data) or b"\n"
    return name, data


def sample_rows(rng: random.Random, data: bytes) -> bytes:
    """Return the head of a file and some of its rows: a case in a tenth of the time.

    What they say of rows that are left out is left out too, so that a case begins without an error.
    """
    starts = [match.start() for match in _ROW_START.finditer(data)]
    first = rng.randrange(len(starts))
    ends = [*starts[first + _ROW_COUNT : first + _ROW_COUNT + 1], len(data)]
    return data[: starts[0]] + _RELATED.sub(b"", data[starts[first] : ends[0]])


def fuzz(seed: int, numbers: range, save: Path, *, every_law: bool = False) -> Tally:
    """Run some cases; what fails is saved. `every_law` holds each case to all laws."""
    files = {path.name: path.read_bytes() for path in DATA.glob("*.yaml")}
    tally = Tally()
    with tempfile.TemporaryDirectory() as place, _time_limit() as start_timer:
        folder = Path(place) / "plan"
        folder.mkdir()
        rng = random.Random(seed)  # noqa: S311 - chance that can be repeated
        base_files = {name: sample_rows(rng, data) for name, data in files.items()}
        base_files["plan_2026.yaml"] = files["plan_2026.yaml"]
        write_files(folder, base_files)
        for number in numbers:
            name, data = mutate(seed, number, files)
            (folder / name).write_bytes(data)
            start = time.perf_counter()
            if problem := _run_case(folder, number, tally, start_timer, every_law=every_law):
                save.mkdir(parents=True, exist_ok=True)
                (save / f"{number}-{name}").write_bytes(data)
                tally.failures.append(f"{save / str(number)}-{name}: {problem}")
            tally.cases += 1
            tally.slowest = max(tally.slowest, (time.perf_counter() - start, number))
            write_files(folder, base_files)
    return tally


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder hold some files, as they were, and no others."""
    for path in contents(folder):
        if path.name not in files:
            path.unlink()
    for name, data in files.items():
        if not (folder / name).exists() or (folder / name).read_bytes() != data:
            (folder / name).write_bytes(data)


@contextlib.contextmanager
def _time_limit() -> Iterator[Callable[[], None]]:
    """Give a function that sets the clock of the next case, where the system has one."""
    alarm = getattr(signal, "setitimer", None)
    if alarm is None:
        yield lambda: None
        return

    def too_slow(_number: int, _frame: object) -> None:
        raise TooSlowError

    previous = signal.signal(signal.SIGPROF, too_slow)
    try:
        yield lambda: alarm(signal.ITIMER_PROF, LIMIT)
    finally:
        alarm(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)


def _run_case(
    folder: Path, number: int, tally: Tally, start_timer: Callable[[], None], *, every_law: bool
) -> str | None:
    """Run one case; return what is wrong with the answer, None where nothing is."""
    mutated = {path.name: data for path, data in contents(folder).items()}

    def run_on_folder(*arguments: str) -> tuple[int, str, str]:
        start_timer()
        return run_command(*arguments, folder=folder)

    try:
        status, out, _ = run_on_folder("validate")
        if problem := wrong_answer("validate", status, out, (0, 1)):
            return problem
        _count(status, out, tally)
        for place, (every, law) in enumerate(LAWS):
            if every_law or number % every == place % every:
                if problem := law(folder, run_on_folder, number):
                    return problem
                write_files(folder, mutated)
    except TooSlowError:
        return "too slow"
    except Exception as error:  # noqa: BLE001 - any exception is what is looked for
        return f"{type(error).__name__}: {error}"
    return None


def _count(status: int, out: str, tally: Tally) -> None:
    tally.codes.update(
        re.findall(r"^[^\n]*: (?:lỗi|cảnh báo): .* \[([a-z0-9-]+)\]$", out, re.MULTILINE)
    )
    tally.with_findings += status


def run_command(*arguments: str, folder: Path) -> tuple[int, str, str]:
    """Return the exit status and the two outputs of a command on a folder."""
    out, err = io.BytesIO(), io.BytesIO()
    streams = io.TextIOWrapper(out, "utf-8"), io.TextIOWrapper(err, "utf-8")
    names = ("GITHUB_ACTIONS", "KHTGDV_DATA", "COLUMNS")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    environment |= {"KHTGDV_CACHE": "off", "KHTGDV_TODAY": TODAY}
    environment |= {"KHTGDV_STATE": str(folder.parent / "state")}
    with (
        patch.dict(os.environ, environment | {"KHTGDV_DEBUG": "1"}, clear=True),
        patch.object(sys, "stdout", streams[0]),
        patch.object(sys, "stderr", streams[1]),
    ):
        status = run([*arguments, "--data", str(folder)])
    for stream in streams:
        stream.flush()
    return status, out.getvalue().decode(), err.getvalue().decode()


def _job(job: tuple[int, range, Path, bool]) -> Tally:
    seed, numbers, save, every_law = job
    return fuzz(seed, numbers, save, every_law=every_law)


def main() -> int:
    """Run the cases asked for and print what they came to; 1 where one failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=int(os.environ.get("KHTGDV_FUZZ", "2000")))
    parser.add_argument("--all", action="store_true", help="hold each case to every law")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--save", type=Path, default=Path(tempfile.gettempdir()) / "khtgdv-fuzz")
    arguments = parser.parse_args()
    start = time.perf_counter()
    jobs = [
        (arguments.seed, range(n, arguments.count, arguments.jobs), arguments.save, arguments.all)
        for n in range(arguments.jobs)
    ]
    if arguments.jobs == 1:
        tally = _job(jobs[0])
    else:
        with multiprocessing.Pool(arguments.jobs) as pool:
            tally = sum(pool.map(_job, jobs), Tally())
    _print(tally, time.perf_counter() - start)
    return 1 if tally.failures else 0


def _print(tally: Tally, seconds: float) -> None:
    share = tally.with_findings / max(tally.cases, 1)
    print(f"{tally.cases} cases in {seconds:.0f} s, {share:.1%} with findings")
    print(f"slowest: case {tally.slowest[1]}, {tally.slowest[0]:.3f} s")
    print(json.dumps(dict(tally.codes.most_common()), indent=1))
    for failure in tally.failures[:20]:
        print(failure)
    print(f"failures: {len(tally.failures)}")


if __name__ == "__main__":
    sys.exit(main())
