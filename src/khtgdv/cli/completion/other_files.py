"""What other files have to offer: records that can be taken back, the tables of an office file."""

from __future__ import annotations

from pathlib import Path

from khtgdv.cli.completion.offers import Offer, shortened
from khtgdv.errors import KhtgdvError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.cli.completion.asked import Asked
    from khtgdv.importer.files.grid import Grid
    from khtgdv.source.undo.store import Pile

_SHEET = "trang tính "  # what the importer calls a sheet, before its name


def kept_records(asked: Asked) -> Iterator[Offer]:
    """Yield how many records can be taken back or made again, and which is the last of them."""
    from khtgdv.cli.system.plan_files import state_folder
    from khtgdv.source.undo.store import kept_steps

    places = asked.search.folders if asked.search else ()
    if len(places) != 1:
        return
    pile: Pile = "redo" if asked.command == "redo" else "undo"
    try:
        for count, step in enumerate(kept_steps(state_folder(), places[0].folder, pile), 1):
            yield Offer(
                (str(count),),
                shortened("; ".join(m.partition("\n")[0] for m in step.note.messages)),
            )
    except (KhtgdvError, OSError):
        return


def sheets(asked: Asked) -> Iterator[Offer]:
    """Yield the sheets of the workbooks that the line names."""
    names = (grid.name for grid in _grids(asked) if grid.name.startswith(_SHEET))
    yield from (Offer((name.removeprefix(_SHEET),)) for name in names)


def tables(asked: Asked) -> Iterator[Offer]:
    """Yield the numbers of the tables of the files that the line names."""
    for number, grid in enumerate(_grids(asked), 1):
        yield Offer((str(number),), shortened(grid.name))


def _grids(asked: Asked) -> Iterator[Grid]:
    from khtgdv.importer.files.readers import read_table_file
    from khtgdv.source.find import path_on_disk

    for path in asked.values.get("files", ()):
        try:
            yield from read_table_file(path_on_disk(Path(path))).grids
        except (KhtgdvError, OSError, ImportError):
            continue
