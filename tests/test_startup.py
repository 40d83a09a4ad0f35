"""What a command imports: a screen must come up at once, so what it does not need stays away.

Each line of the tables runs in a fresh interpreter and names the libraries that may not be there.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from syrupy.assertion import SnapshotAssertion

pytestmark = pytest.mark.uncounted

HEAVY = {
    "pydantic", "pydantic_core", "yaml", "rich", "dateutil", "jinja2", "json", "csv", "typer",
    "difflib", "filelock", "email", "importlib.metadata", "pyarrow", "tempfile", "calendar",
    "inspect", "rich.table", "hashlib", "typing",
}  # fmt: skip
# Our own modules that only a file with trouble needs, or a report that reads what rows say.
HEAVY |= {
    f"khtgdv.source.{name}"
    for name in (
        "text.encodings",
        "text.known_keys",
        "text.spaces",
        "load.hints",
        "yaml.line_slips",
        "yaml.recovery",
        "yaml.syntax_errors",
    )
}
HEAVY |= {
    "khtgdv.language.citations", "khtgdv.language.suggestions", "khtgdv.schedule.words.reading"
}  # fmt: skip
# What is not the standard library's.
LIBRARIES = {
    "annotated_types", "click", "dateutil", "filelock", "jinja2", "platformdirs", "pydantic",
    "pydantic_core", "pygments", "rich", "shellingham", "six", "typer", "yaml",
}  # fmt: skip
READING = {"pydantic", "pydantic_core", "yaml"}
TYPER = {"typer", "difflib", "inspect", "typing"}
TABLES = {"rich", "rich.table", "inspect", "typing"}
_RUN = """
import sys
from khtgdv.cli.main import run
status = run(sys.argv[1:])
loaded = sorted(sys.modules)
import json
print("@" + json.dumps([status, loaded]), file=sys.__stderr__)
"""
_IMPORT = """
import sys, importlib
importlib.import_module(sys.argv[1])
loaded = sorted(sys.modules)
import json
print("@" + json.dumps([0, loaded]), file=sys.__stderr__)
"""
TAB = {"_KHTGDV_COMPLETE": "complete_bash", "COMP_CWORD": "2"}

# A command line, what the environment adds, and all the heavy libraries it may import where the
# plan has not changed since it was last looked at.
COMMANDS: dict[str, tuple[list[str], Mapping[str, str], set[str]]] = {
    "version": (["--version"], {}, TYPER),
    "help": (["--help"], {}, TYPER),
    "help of a command": (["overdue", "--help"], {}, TYPER),
    # it may be a department of the plan
    "a command that is none": (["lits"], {}, TYPER | READING),
    "TAB after show": ([], {**TAB, "COMP_WORDS": "khtgdv show T0"}, set()),
    "TAB after department": ([], {**TAB, "COMP_WORDS": "khtgdv department "}, set()),
    "TAB after done": ([], {**TAB, "COMP_WORDS": "khtgdv done "}, set()),
    "TAB where a command goes": ([], {**TAB, "COMP_WORDS": "khtgdv o", "COMP_CWORD": "1"}, set()),
    "list as json": (["list", "-f", "json"], {}, set()),
    "list as csv": (["list", "-f", "csv"], {}, {"csv"}),
    "export as json": (["export", "-f", "json"], {}, set()),
    "overdue as csv": (["overdue", "-f", "csv"], {}, {"csv"}),
    "workload as md": (
        ["workload", "-f", "md"],
        {},
        set(),
    ),
    "help of a command that writes": (["done", "--help"], {}, TYPER),
    "help of edit": (["edit", "--help"], {}, TYPER),
    "validate": (["validate"], {}, set()),
    "overdue": (["overdue"], {}, TABLES),
    "nothing": ([], {}, TABLES),
    "a row": (["show", "T03-12"], {}, TABLES),
}
# Modules that hold or show a plan that was read: they need no reader.
MODULES: dict[str, set[str]] = {
    "khtgdv.plan.model": READING | {"rich", "dateutil", "typer", "json", "csv"},
    "khtgdv.schedule.status": READING | {"rich", "dateutil", "typer", "json", "csv"},
    "khtgdv.schedule.occurrences": READING | {"rich", "dateutil", "typer", "json", "csv"},
    "khtgdv.query.arrange": READING | {"rich", "dateutil", "typer", "json", "csv"},
    "khtgdv.query.filters": READING | {"rich", "dateutil", "typer", "json", "csv"},
    "khtgdv.query.selection": READING | {"rich", "dateutil", "typer", "json", "csv"},
    **{
        f"khtgdv.reports.{name}": READING | {"rich", "dateutil", "typer", "json", "csv"}
        for name in (
            "clarity", "export", "focus", "glossary", "references", "inspected_units",
            "department", "doctor", "findings", "inspections", "listing", "overdue", "registry",
            "show", "summary", "upcoming", "workload",
        )
    },
    "khtgdv.render.json_text": READING | {"rich", "dateutil", "typer", "csv", "json"},
    "khtgdv.render.csv_text": READING | {"rich", "dateutil", "typer", "json"},
    "khtgdv.render.parquet_file": READING | {"rich", "dateutil", "typer", "csv", "pyarrow"},
    "khtgdv.render.markdown": READING | {"rich", "dateutil", "typer", "json", "csv"},
    "khtgdv.render.terminal": READING | {"dateutil", "typer", "calendar", "rich.table"},
    "khtgdv.cli.main": HEAVY,
    "khtgdv.cli.arguments.command_table": HEAVY,
    "khtgdv.cli.arguments.quick": HEAVY,
}  # fmt: skip


# Commands whose modules are all written down. Each costs a start a fiftieth of a bare Python:
# one that is added to a list is added with a reason, in the commit that adds it.
WRITTEN_DOWN = (
    "help", "list as json", "list as csv", "overdue as csv", "workload as md", "validate",
    "overdue", "a row", "nothing",
)  # fmt: skip


def loaded_by(program: str, arguments: list[str], env: Mapping[str, str]) -> tuple[int, set[str]]:
    """Run a program in a fresh interpreter; return its status and the heavy libraries it loaded."""
    status, modules = all_loaded_by(program, arguments, env)
    return status, HEAVY & modules


def all_loaded_by(
    program: str, arguments: list[str], env: Mapping[str, str]
) -> tuple[int, set[str]]:
    """Run a program in a fresh interpreter; return its status and all modules it loaded."""
    # A child that measures its coverage would import what coverage needs.
    unset = ("KHTGDV_", "COLUMNS", "GITHUB_ACTIONS", "COVERAGE_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unset)}
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program, *arguments],
        env={**kept, "KHTGDV_TODAY": "2026-03-31", "TERM": "dumb", **env},
        capture_output=True,
        check=True,
    )
    status, modules = json.loads(ran.stderr.decode().rpartition("@")[2])
    return status, set(modules)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_imports_no_more_than_it_needs(name: str) -> None:
    arguments, env, allowed = COMMANDS[name]
    loaded_by(_RUN, ["validate"], {})
    status, loaded = loaded_by(_RUN, arguments, env)
    assert status == (2 if name == "a command that is none" else 0)
    assert loaded <= allowed


def _written_down(modules: set[str]) -> list[str]:
    """Return our own modules, and the libraries of others: the standard's differ by its version."""
    ours = [name for name in modules if name.partition(".")[0] == "khtgdv"]
    others = {name.partition(".")[0] for name in modules} & LIBRARIES
    return [*sorted(others), *sorted(ours)]


@pytest.mark.parametrize("name", WRITTEN_DOWN)
def test_a_command_imports_what_is_written_down(name: str, snapshot: SnapshotAssertion) -> None:
    arguments, env, _ = COMMANDS[name]
    loaded_by(_RUN, ["validate"], {})
    _, loaded = all_loaded_by(_RUN, arguments, env)
    assert "\n".join(_written_down(loaded)) == snapshot


@pytest.mark.parametrize("module", MODULES)
def test_a_module_needs_no_reader(module: str) -> None:
    _, loaded = loaded_by(_IMPORT, [module], {})
    assert not loaded & MODULES[module]


def test_the_table_would_notice() -> None:
    _, loaded = loaded_by(_IMPORT, ["khtgdv.source.load.load"], {})
    assert loaded >= {"yaml"}
    _, loaded = loaded_by(_RUN, ["overdue"], {"KHTGDV_CACHE": "off"})
    assert loaded >= {"yaml", "rich", "pydantic_core"}


def test_reading_a_sound_plan_needs_the_parser_and_the_core_of_pydantic() -> None:
    arguments = ["overdue", "-f", "json"]
    assert loaded_by(_RUN, arguments, {"KHTGDV_CACHE": "off"}) == (
        0,
        {"yaml", "pydantic_core", "inspect", "typing", "khtgdv.schedule.words.reading"},
    )
