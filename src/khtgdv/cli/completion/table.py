"""The table of what can be offered. Each line is a function, imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

from khtgdv.cli.completion.offers import listed_choices
from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.cli.completion.asked import Asked
    from khtgdv.cli.completion.offers import Offer

_PACKAGE = "khtgdv.cli.completion"


@dataclass(frozen=True, slots=True)
class Source:
    """What is offered: the module and function that know it; whether commas go on with more.

    `choices` names a closed list of `query.choices` instead, of which every word is offered.
    `paths` says that files or folders stand there, with or without words beside them.
    """

    module: str = ""
    function: str = ""
    choices: str = ""
    commas: bool = False
    paths: str = ""

    @property
    def has_offers(self) -> bool:
        """Whether words are known that may stand there."""
        return bool(self.function or self.choices)


# By the name that declarations of parameters have for it.
SOURCES: dict[str, Source] = {
    # nobody can know what will be typed
    "free": Source(),
    "files": Source(paths="files"),
    "folders": Source(paths="folders"),
    "template": Source("closed", "template_forms", paths="files"),
    # rows, and what is within them
    "rows": Source("rows", "every_row", commas=True),
    "fitting-rows": Source("rows", "rows_that_fit", commas=True),
    "fitting-row": Source("rows", "rows_that_fit"),
    "places": Source("entries", "places"),
    "log-periods": Source("entries", "log_periods"),
    # what a plan declares
    "departments": Source("plan_words", "units", commas=True),
    "department-or-all": Source("plan_words", "department_or_all", commas=True),
    "department-codes": Source("plan_words", "department_codes"),
    "units": Source("plan_words", "units"),
    "sections": Source("plan_words", "sections", commas=True),
    "new-row-section": Source("plan_words", "new_row_sections"),
    "focus": Source("plan_words", "focus_areas", commas=True),
    "leaders": Source("plan_words", "leaders"),
    "assignees": Source("plan_words", "assignees"),
    "signers": Source("plan_words", "signers"),
    "plans": Source("plan_words", "plan_names"),
    "years": Source("plan_words", "years"),
    "new-years": Source("plan_words", "new_years"),
    # times
    "days": Source("times", "days"),
    "months": Source("times", "months"),
    "weeks": Source("times", "weeks"),
    "periods": Source("times", "periods"),
    "report-periods": Source("times", "report_periods"),
    # closed lists
    "states": Source(choices="STATES", commas=True),
    "kinds": Source(choices="KINDS", commas=True),
    "columns": Source("closed", "columns", commas=True),
    "sort-keys": Source("closed", "sort_keys", commas=True),
    "formats": Source("closed", "formats"),
    "attachments": Source("closed", "attachments", commas=True),
    "alarms": Source("closed", "alarms", commas=True),
    "colors": Source("closed", "colors"),
    "paging": Source("closed", "paging"),
    "groups": Source(choices="GROUPS"),
    "question-groups": Source("closed", "question_groups"),
    "roles": Source(choices="ROLES"),
    "counts": Source(choices="COUNTS"),
    "repetitions": Source(choices="REPETITIONS"),
    "repeat-days": Source("closed", "repeat_days"),
    "parts": Source(choices="PARTS", commas=True),
    "lint-rules": Source("closed", "lint_rules"),
    "set-keys": Source("closed", "settable_keys"),
    "clear-keys": Source("closed", "clearable_keys"),
    "row-choices": Source("closed", "row_choices"),
    "figures": Source("closed", "figures"),
    "engines": Source("closed", "engines"),
    "dialects": Source("closed", "dialects"),
    "schemas": Source("closed", "schemas"),
    "shells": Source("closed", "shells"),
    "commands": Source("closed", "commands"),
    "kept-records": Source("other_files", "kept_records"),
    "sheets": Source("other_files", "sheets"),
    "tables": Source("other_files", "tables"),
}


def offers_of(name: str, asked: Asked) -> Iterable[Offer]:
    """Return what the source of a name offers."""
    source = SOURCES[name]
    if source.choices:
        from khtgdv.query import choices

        return listed_choices(getattr(choices, source.choices))
    if not source.function:
        return ()
    offers: Iterable[Offer] = getattr(
        import_module(f"{_PACKAGE}.{source.module}"), source.function
    )(asked)
    return offers
