"""The small plan of this folder, seen at the close of March 2026 on 10 April."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from tests.conftest import Ran, Run

PLAN = Path(__file__).parent / "plan"


class Report(Protocol):
    """A report of the small plan; `columns` is the width of the screen, None a pipe."""

    def __call__(self, *arguments: str, columns: int | None = None) -> Ran: ...


@pytest.fixture(scope="session")
def report(run: Run) -> Report:
    """Run a command on the small plan, at the close of March unless it says otherwise."""

    def call(*arguments: str, columns: int | None = None) -> Ran:
        asked = {"--month", "--as-of"} & {*arguments}
        at = () if asked else ("--month", "3")
        env = {} if columns is None else {"COLUMNS": str(columns)}
        ran = run(*arguments, *at, "--data", PLAN, env=env, today="2026-04-10")
        assert (ran.status, ran.err) == (0, "")
        return ran

    return call
