"""The plans' own files of a storage at hand, for what is asked of them before they are read."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from khtgdv.frozen import replace
from khtgdv.source.text.files import MAX_BYTES
from khtgdv.spark.addresses import is_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from khtgdv.source.find import PlanSearch
    from khtgdv.source.walk import PlanFolder
    from khtgdv.spark.listing import Listing

_MOST_PLANS = 20  # of more nobody asks which days they declare


@contextmanager
def at_hand(
    search: PlanSearch, listings: Iterable[Listing], read: Callable[[str], bytes]
) -> Iterator[PlanSearch]:
    """Have the search in folders of this machine, for a while: `read` reads what is elsewhere.

    They hold the files that declare which days a plan is of, and what a month without a year is.
    """
    listed = {folder: one for one in listings for folder in one.files}
    with TemporaryDirectory() as root:
        folders = [
            _copied(place, listed[place.path], Path(root, str(number)), read)
            if is_address(place.path) and len(search.folders) <= _MOST_PLANS
            else place
            for number, place in enumerate(search.folders)
        ]
        yield replace(search, folders=tuple(folders))


def _copied(
    place: PlanFolder, listing: Listing, folder: Path, read: Callable[[str], bytes]
) -> PlanFolder:
    sizes = listing.files[place.path]
    folder.mkdir()
    for year in place.years:
        name = f"plan_{year}.yaml"
        if 0 < sizes.get(name, 0) <= MAX_BYTES:
            (folder / name).write_bytes(read(f"{listing.address_of(place.path)}/{name}"))
    return place._replace(path=str(folder))
