"""Plans read from their files for the snapshot: few of them here, many on all cores."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from khtgdv.frozen import replace
from khtgdv.source.cache.staleness import FileFingerprint, content_digest, read_signature

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from khtgdv.source.cache.staleness import Signature
    from khtgdv.source.find import PlanFolder
    from khtgdv.source.load.result import LoadResult
    from khtgdv.source.snapshot.encode import EncodedPlan

    PathRenderer = Callable[[Path], str]

FILE_PREFIXES = ("plan", "tasks", "inspections")
_SINGLE_PROCESS_LIMIT = 40  # plans that one process reads before others would have started
_CHUNK_SIZE = 8  # plans that a process takes at a time


class PlanRequest(NamedTuple):
    """One year of one folder, and the key it is kept under.

    `exact` keeps the bytes of its files, else what stands for them.
    """

    plan_folder: PlanFolder
    key: tuple[str, int]
    exact: bool

    @property
    def path(self) -> str:
        """Where the folder is, without regard to where we stand."""
        return self.key[0]

    @property
    def year(self) -> int:
        """The year."""
        return self.key[1]


@cache
def file_names(year: int) -> tuple[str, ...]:
    """Return what the files of a year's plan are called."""
    return tuple(f"{name}_{year}.yaml" for name in FILE_PREFIXES)


def read_plan(request: PlanRequest, show: PathRenderer) -> tuple[LoadResult, list[FileFingerprint]]:
    """Read a plan's files; return also how they looked, nothing where that is not certain."""
    from khtgdv.source.load.load import load_plan

    signatures: list[tuple[str, Signature | None, int]] = []
    with suppress(OSError):
        paths = {name: os.path.join(request.path, name) for name in file_names(request.year)}  # noqa: PTH118 - for thousands a Path is slow
        signatures = [(name, *read_signature(path)) for name, path in paths.items()]
    result = load_plan(request.plan_folder, request.year, show)
    contents = [file.content for file in result.files] + [None]
    files = tuple(replace(file, content=None) for file in result.files)
    bare_result = replace(result, files=files, sources=())
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
    if len(requests) >= _SINGLE_PROCESS_LIMIT and cores > 1:
        from concurrent.futures import BrokenExecutor

        with suppress(BrokenExecutor, ImportError, OSError):  # what is left is read here
            for plan in _read_in_processes(requests, show, cores):
                yield plan
                plan_count += 1
    for request in requests[plan_count:]:
        yield _read_and_encode(request, show)


def _read_in_processes(
    requests: Sequence[PlanRequest], show: PathRenderer, cores: int
) -> Iterator[EncodedPlan]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from khtgdv.source.snapshot.encode import unpack_plan

    # Begun anew rather than forked: the same on every system, and safe beside threads.
    context = get_context("spawn")
    with ProcessPoolExecutor(cores, context, _init_worker, (show,)) as pool:
        for plan in pool.map(_read_in_worker, requests, chunksize=_CHUNK_SIZE):
            yield unpack_plan(plan)


_worker_show: PathRenderer = str


def _init_worker(show: PathRenderer) -> None:
    """Begin a process that reads plans. The one that asked for them hears when it is to stop.

    What reading leaves behind needs nobody to look for garbage: it has no cycles.
    """
    import gc
    import signal

    global _worker_show  # noqa: PLW0603 - what a process of the pool is given once
    _worker_show = show
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read_in_worker(request: PlanRequest) -> bytes:
    from khtgdv.source.snapshot.encode import pack_plan

    return pack_plan(_read_and_encode(request, _worker_show))


def _read_and_encode(request: PlanRequest, show: PathRenderer) -> EncodedPlan:
    from khtgdv.source.snapshot.encode import encode_plan

    result, files = read_plan(request, show)
    return encode_plan(request.path, request.year, show(request.plan_folder.folder), files, result)
