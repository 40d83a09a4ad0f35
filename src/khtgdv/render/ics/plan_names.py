"""What plans are known by in one calendar."""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256

from khtgdv.text import encode_utf8

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from khtgdv.document.row_version import RowVersion


def distinct_plan_ids(
    versions: Iterable[RowVersion], tell: Callable[[str], object]
) -> dict[tuple[str, str], str]:
    """Return by folder and ID what a plan is known by: its ID, which its paper gives it.

    Plans whose papers say the same are told: the first folder keeps the ID, the others have their
    own place in it, so that no row takes the place of another.
    """
    folders: defaultdict[str, set[str]] = defaultdict(set)
    for version in versions:
        folders[version.plan_id].add(version.folder)
    names: dict[tuple[str, str], str] = {}
    for plan_id, of_plan in folders.items():
        first, *others = sorted(of_plan)
        names[first, plan_id] = plan_id
        for folder in others:
            digest = sha256(encode_utf8(folder)).hexdigest()[:8]
            names[folder, plan_id] = f"{plan_id}-{digest}"
            tell(
                f"{first} và {folder} cùng cơ quan, cùng số kế hoạch: trong lịch, mã nhận dạng "
                "các việc của thư mục sau phải theo tên thư mục. Ghi office.name để phân biệt."
            )
    return names
