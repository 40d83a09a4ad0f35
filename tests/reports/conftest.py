"""The small plan of this folder, seen at the close of March 2026 on 10 April."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run, RunResult

PLAN_FOLDER = Path(__file__).parent / "plan"


class Report(Protocol):
    """A report of the small plan; `columns` is the width of the screen, None a pipe."""

    def __call__(self, *arguments: str, columns: int | None = None) -> RunResult: ...


@pytest.fixture(scope="session")
def report(run: Run) -> Report:
    """Run a command on the small plan, at the close of March unless it says otherwise."""

    def call(*arguments: str, columns: int | None = None) -> RunResult:
        position_options = {"--month", "--as-of"} & {*arguments}
        position_arguments = () if position_options else ("--month", "3")
        env = {} if columns is None else {"COLUMNS": str(columns)}
        result = run(
            *arguments, *position_arguments, "--data", PLAN_FOLDER, env=env, today="2026-04-10"
        )
        # A list at the close of a month says what --month is, beside the screen only.
        assert result.status == 0
        assert result.err == "" or result.err.startswith("--month là thời điểm xem: ")
        return result

    return call
