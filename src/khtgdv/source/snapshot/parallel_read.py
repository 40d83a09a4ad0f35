"""Plans read from their files for the snapshot: few of them here, many on all cores."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager, suppress

from khtgdv.frozen import replace
from khtgdv.source.cache.staleness import FileFingerprint, content_digest, read_signature
from khtgdv.source.snapshot.requests import FILE_PREFIXES, file_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import IO, BinaryIO

    from khtgdv.source.cache.staleness import Signature
    from khtgdv.source.load.result import LoadResult
    from khtgdv.source.snapshot.encode import EncodedPlan
    from khtgdv.source.snapshot.requests import PlanRequest

    PathRenderer = Callable[[Path], str]

_SINGLE_PROCESS_LIMIT = 40  # plans that one process reads before others would have started
# Plans that a process takes at a time: many, since what their rows are counted as comes in one; the
# fewer the nearer the end is, so that all processes come to it together.
_LEAST, _MOST = 16, 64
# How the interpreter itself was told to start.
_INHERITED_FLAGS = {
    "E": "ignore_environment", "I": "isolated", "S": "no_site", "s": "no_user_site",
}  # fmt: skip


def read_plan(request: PlanRequest, show: PathRenderer) -> tuple[LoadResult, list[FileFingerprint]]:
    """Read a plan's files; return also how they looked, nothing where that is not certain."""
    from khtgdv.source.load.load import load_plan_unplaced

    signatures: list[tuple[str, Signature | None, int]] = []
    with suppress(OSError):
        paths = {name: os.path.join(request.path, name) for name in file_names(request.year)}  # noqa: PTH118 - for thousands a Path is slow
        signatures = [(name, *read_signature(path)) for name, path in paths.items()]
    result = load_plan_unplaced(request.plan_folder, request.year, show)
    contents = [file.content for file in result.files] + [None]
    files = tuple(replace(file, content=None) for file in result.files)
    bare_result = replace(result, files=files)
    fingerprints = [
        FileFingerprint(
            name,
            content if request.exact or content is None else content_digest(content),
            signature,
            stat_time,
        )
        for (name, signature, stat_time), content in zip(signatures, contents, strict=False)
        if (content is None) == (signature is None)
    ]
    return bare_result, fingerprints if len(fingerprints) == len(FILE_PREFIXES) else []


def read_plans(requests: Sequence[PlanRequest], show: PathRenderer) -> Iterator[EncodedPlan]:
    """Yield plans ready to be kept, in their order."""
    cores = os.cpu_count() or 1
    plan_count = 0
    if len(requests) >= _SINGLE_PROCESS_LIMIT and cores > 1 and sys.executable:
        with suppress(OSError, WorkerError):  # what is left is read here
            for plan in _read_in_processes(requests, show, cores):
                yield plan
                plan_count += 1
    for request in requests[plan_count:]:
        yield from read_batch([request], show)


class WorkerError(Exception):
    """A process that reads plans ended before it had read them."""


def _read_in_processes(
    requests: Sequence[PlanRequest], show: PathRenderer, cores: int
) -> Iterator[EncodedPlan]:
    """Yield plans read by as many processes as there are cores; WorkerError where one ends.

    Each takes its turn, chunk by chunk, and always has the next before it has answered the last.
    """
    import pickle

    from khtgdv.source.snapshot.encode import unpack_plan
    from khtgdv.source.snapshot.messages import receive

    chunks = [pickle.dumps(chunk) for chunk in _chunks(requests, cores)]
    with ExitStack() as stack:
        workers = [stack.enter_context(_worker(show)) for _ in chunks[:cores]]
        for number, chunk in enumerate(chunks[: 2 * cores]):
            _ask(workers[number % cores], chunk)
        for number in range(len(chunks)):
            worker = workers[number % cores]
            answer = receive(_pipe(worker.stdout))
            if answer is None:
                raise WorkerError
            for later_chunk in chunks[number + 2 * cores : number + 2 * cores + 1]:
                _ask(worker, later_chunk)
            yield from map(unpack_plan, pickle.loads(answer))  # noqa: S301 - of our own process


def _chunks(requests: Sequence[PlanRequest], cores: int) -> Iterator[list[PlanRequest]]:
    """Divide what is to be read among processes that take turns."""
    start = 0
    while start < len(requests):
        size = min(_MOST, max(_LEAST, (len(requests) - start) // (4 * cores)))
        yield list(requests[start : start + size])
        start += size


@contextmanager
def _worker(show: PathRenderer) -> Iterator[subprocess.Popen[bytes]]:
    """Start a process that reads plans, and end it.

    Begun anew rather than forked: the same on every system, and safe beside threads. It imports
    from where this process does, and has none of its streams.
    """
    import pickle
    import subprocess

    program = (
        f"import sys; sys.path[:] = {sys.path!r}; "
        "from khtgdv.source.snapshot.worker import main; main()"
    )
    flags = [f"-{flag}" for flag, name in _INHERITED_FLAGS.items() if getattr(sys.flags, name)]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, *flags, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        try:
            _ask(process, pickle.dumps(show))
            yield process
        finally:
            process.kill()
            with suppress(OSError):  # what was still to be sent
                _pipe(process.stdin).close()


def _ask(worker: subprocess.Popen[bytes], message: bytes) -> None:
    from khtgdv.source.snapshot.messages import send

    send(_pipe(worker.stdin), message)


def _pipe(stream: IO[bytes] | None) -> BinaryIO:
    """Return an end of a pipe, which a worker has."""
    from typing import cast

    return cast("BinaryIO", stream)


def read_batch(requests: Sequence[PlanRequest], show: PathRenderer) -> Iterator[EncodedPlan]:
    """Yield plans ready to be kept; the last of them has what all their rows are counted as."""
    from khtgdv.source.snapshot.counts import RowCounts
    from khtgdv.source.snapshot.encode import encode_plan

    counts = RowCounts()
    for request in requests:
        result, files = read_plan(request, show)
        name = show(request.plan_folder.folder)
        plan = encode_plan(request.key, name, files, result, counts)
        yield plan if request is not requests[-1] else plan._replace(count_deltas=counts.deltas())
