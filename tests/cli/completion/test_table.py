"""Every parameter of every command says what is offered for it, and what is offered is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.arguments.command_table import COMMANDS, command_function
from khtgdv.cli.arguments.option_groups import parameters
from khtgdv.cli.completion.asked import Asked
from khtgdv.cli.completion.table import SOURCES, offers_of
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.cli.arguments.option_groups import Parameter
    from tests.conftest import Run

# What nobody can know beforehand: words of one's own, and numbers.
FREE = {
    "after", "agency", "appendix", "authority", "department of init", "document", "due_text",
    "host", "interval", "limit", "master", "note", "number", "plan_title", "port", "product",
    "progress", "reason", "responsibility", "result", "task", "text", "unit", "within",
}  # fmt: skip
ROWS = {"MÃ", "MÃ…", "[MÃ]"}


def every_parameter() -> Iterator[tuple[str, Parameter]]:
    for command in COMMANDS:
        for parameter in parameters(command_function(command)):
            yield command, parameter


def undeclared() -> Iterator[str]:
    """Yield each parameter with a value that does not say what is offered, or nothing wrongly."""
    for command, parameter in every_parameter():
        offered = parameter.declaration.complete
        name = f"{parameter.name} of {command}"
        if parameter.type_hint is bool:
            if offered:
                yield f"{command} {parameter.name}: a switch has no value"
        elif offered not in SOURCES:
            yield f"{command} {parameter.name}: says nothing"
        elif (offered == "free") is not (parameter.name in FREE or name in FREE):
            yield f"{command} {parameter.name}: free, and no text of one's own"


def test_every_parameter_says_what_is_offered() -> None:
    assert list(undeclared()) == []


def test_every_code_of_a_row_has_rows_offered() -> None:
    codes = [
        (command, p.declaration.complete)
        for command, p in every_parameter()
        if p.declaration.metavar in ROWS and command != "sql"
    ]
    assert len(codes) > 20
    assert {source for _, source in codes} == {"rows", "fitting-rows", "fitting-row"}


def test_every_line_of_the_table_is_used() -> None:
    used = {p.declaration.complete for _, p in every_parameter()}
    assert set(SOURCES) - used == {"commands"}  # those of `help`


# Of each closed list a command line that takes a word of it.
LINES: dict[str, tuple[str, ...]] = {
    "states": ("list", "--state"),
    "kinds": ("list", "--kind"),
    "months": ("list", "--month"),
    "periods": ("list", "--due"),
    "days": ("list", "--as-of"),
    "weeks": ("calendar", "--week"),
    "report-periods": ("report", "-f", "json"),
    "departments": ("list", "-d"),
    "department-or-all": ("department",),
    "sections": ("list", "--section"),
    "focus": ("list", "--focus"),
    "plans": ("list", "--plan"),
    "years": ("list", "--year"),
    "rows": ("list", "--id"),
    "fitting-row": ("show",),
    "columns": ("list", "--columns"),
    "sort-keys": ("list", "--sort"),
    "formats": ("list", "--limit", "1", "--format"),
    "groups": ("overdue", "--by"),
    "roles": ("workload", "--role"),
    "counts": ("workload", "--count"),
    "parts": ("clarity", "--missing"),
    "lint-rules": ("lint", "--explain"),
    "alarms": ("list", "--format", "ics", "--alarm"),
    "attachments": ("remind", "-d", "VP", "--format", "eml", "--attach"),
    "colors": ("list", "--color"),
    "paging": ("list", "--pager"),
    "question-groups": ("sql", "overdue", "--by"),
    "department-codes": ("sql", "overdue", "-d"),
    "dialects": ("sql", "overdue", "--dialect"),
    "schemas": ("schema",),
    "shells": ("completion",),
    "commands": ("help",),
}
SLOW = {
    "report-periods": 25, "rows": 19, "fitting-row": 19, "periods": 15, "weeks": 19, "formats": 3,
}  # fmt: skip


@pytest.mark.uncounted
@pytest.mark.parametrize("source", LINES)
def test_every_spelling_that_is_offered_is_taken(
    source: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHTGDV_TODAY", TODAY)
    line = LINES[source]
    offers = tuple(offers_of(source, Asked(line[0], "", {})))
    assert offers
    if source == "formats":
        offers = offers[:4]  # the others are files
    words = [word for offer in offers for word in offer.words][:: SLOW.get(source, 1)]
    refused = {word: ran.err for word in words if (ran := run(*line, word)).status}
    assert refused == {}
