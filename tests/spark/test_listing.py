"""The plans told from a list of files are those that a walk down the folders finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.errors import UsageError
from khtgdv.source.find import find_plans
from khtgdv.spark.listing import Listing, folder_tasks, search_listings

if TYPE_CHECKING:
    from pathlib import Path

TREES = [
    ["tasks_2026.yaml"],
    ["a/plan_2026.yaml", "a/tasks_2025.yaml", "a/b/tasks_2026.yaml"],
    ["a/x/tasks_2026.yaml", "b/x/tasks_2026.yaml", "b/tasks 2026.yml", "c/inspections_2026.yaml"],
    ["1/2/3/4/5/6/tasks_2026.yaml", "1/2/3/4/5/6/7/8/tasks_2026.yaml", "Bản sao tasks_2026.yaml"],
    [f"xã {n}/tasks_2026.yaml" for n in range(30)],
]


def show(path: Path) -> str:
    return f"~/{path}"


@pytest.mark.parametrize("tree", TREES)
def test_a_list_says_what_a_walk_says(tree: list[str], tmp_path: Path) -> None:
    for name in tree:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    walked = find_plans((tmp_path,), None, tmp_path)
    listing = Listing(str(tmp_path), [(name, 0) for name in reversed(tree)])
    listed = search_listings([listing], str)
    assert listed == walked


def test_an_address_is_shown_as_it_is() -> None:
    listings = [
        Listing(root, [("xã/tasks_2026.yaml", 7), ("xã/plan 2026.yml", 1), ("b.txt", 2)])
        for root in ("s3a://kho/a", "b")
    ]
    search = search_listings(listings, show)
    assert [place.path for place in search.folders] == ["s3a://kho/a/xã", "b/xã"]
    assert [f.path for f in search.findings] == [
        "s3a://kho/a/xã/plan 2026.yml",
        "~/b/xã/plan 2026.yml",
    ]
    one, other = folder_tasks(search, listings, lambda place: place.years, show)
    assert (one.shown, other.shown) == ("s3a://kho/a/xã", "~/b/xã")
    assert one.files == {"tasks_2026.yaml": 7}
    assert one.partitions != other.partitions
    assert one.partitions.keys() == {2026}


def test_a_root_without_a_plan_is_refused() -> None:
    with pytest.raises(UsageError, match="Không có kế hoạch nào trong s3a://kho"):
        search_listings([Listing("s3a://kho", [("a/b.txt", 1)])], show)
