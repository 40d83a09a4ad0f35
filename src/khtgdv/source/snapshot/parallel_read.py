"""Plans read from their files for the snapshot: few of them here, many on all cores."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from khtgdv.frozen import replace
from khtgdv.source.cache.staleness import Kept, digest, look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from khtgdv.source.cache.staleness import Signature
    from khtgdv.source.find import Place
    from khtgdv.source.load.result import Loaded
    from khtgdv.source.snapshot.encode import Prepared

    Show = Callable[[Path], str]

NAMES = ("plan", "tasks", "inspections")
_ALONE = 40  # plans that one process reads before others would have started
_AT_ONCE = 8  # plans that a process takes at a time


class Wanted(NamedTuple):
    """One year of one folder, and the key it is kept under.

    `exact` keeps the bytes of its files, else what stands for them.
    """

    place: Place
    key: tuple[str, int]
    exact: bool

    @property
    def folder(self) -> str:
        """Where the folder is, without regard to where we stand."""
        return self.key[0]

    @property
    def year(self) -> int:
        """The year."""
        return self.key[1]


@cache
def names_of(year: int) -> tuple[str, ...]:
    """Return what the files of a year's plan are called."""
    return tuple(f"{name}_{year}.yaml" for name in NAMES)


def read(wanted: Wanted, show: Show) -> tuple[Loaded, list[Kept]]:
    """Read a plan's files; return also how they looked, nothing where that is not certain."""
    from khtgdv.source.load.load import load_plan

    looks: list[tuple[str, Signature | None, int]] = []
    with suppress(OSError):
        paths = {name: os.path.join(wanted.folder, name) for name in names_of(wanted.year)}  # noqa: PTH118 - for thousands a Path is slow
        looks = [(name, *look(path)) for name, path in paths.items()]
    loaded = load_plan(wanted.place, wanted.year, show)
    contents = [file.content for file in loaded.files] + [None]
    files = tuple(replace(file, content=None) for file in loaded.files)
    bare = replace(loaded, files=files, sources=())
    kept = [
        Kept(name, content if wanted.exact or content is None else digest(content), looked, when)
        for (name, looked, when), content in zip(looks, contents, strict=False)
        if (content is None) == (looked is None)
    ]
    return bare, kept if len(kept) == len(NAMES) else []


def read_all(wanted: Sequence[Wanted], show: Show) -> Iterator[Prepared]:
    """Yield plans ready to be kept, in their order."""
    cores = os.cpu_count() or 1
    done = 0
    if len(wanted) >= _ALONE and cores > 1:
        from concurrent.futures import BrokenExecutor

        with suppress(BrokenExecutor, ImportError, OSError):  # what is left is read here
            for one in _on_all_cores(wanted, show, cores):
                yield one
                done += 1
    for one_wanted in wanted[done:]:
        yield _prepared(one_wanted, show)


def _on_all_cores(wanted: Sequence[Wanted], show: Show, cores: int) -> Iterator[Prepared]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from khtgdv.source.snapshot.encode import unpacked

    # Begun anew rather than forked: the same on every system, and safe beside threads.
    context = get_context("spawn")
    with ProcessPoolExecutor(cores, context, _start, (show,)) as pool:
        for plan in pool.map(_in_the_pool, wanted, chunksize=_AT_ONCE):
            yield unpacked(plan)


_show: Show = str


def _start(show: Show) -> None:
    """Begin a process that reads plans. The one that asked for them hears when it is to stop.

    What reading leaves behind needs nobody to look for garbage: it has no cycles.
    """
    import gc
    import signal

    global _show  # noqa: PLW0603 - what a process of the pool is given once
    _show = show
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_the_pool(wanted: Wanted) -> bytes:
    from khtgdv.source.snapshot.encode import packed

    return packed(_prepared(wanted, _show))


def _prepared(wanted: Wanted, show: Show) -> Prepared:
    from khtgdv.source.snapshot.encode import prepared

    loaded, files = read(wanted, show)
    return prepared(wanted.folder, wanted.year, show(wanted.place.folder), files, loaded)
