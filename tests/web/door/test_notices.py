"""Pages that only say why there is nothing: in words, with a way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.web.door import notices
from khtgdv.web.door.notices import Notice, notice_response

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion


def test_every_notice(snapshot: SnapshotAssertion) -> None:
    known = {name: value for name, value in vars(notices).items() if isinstance(value, Notice)}
    pages = {name: notice_response(notice) for name, notice in known.items()}
    said = (
        f"{name} {page.status_code}: {bytes(page.body).decode()}" for name, page in pages.items()
    )
    assert len(pages) > 10
    assert "\n".join(said) == snapshot
