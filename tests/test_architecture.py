"""How khtgdv is built, stated by reading the imports of every module in src/khtgdv.

The tables come first: to add a package, a library or a kind of plug-in is to change one of them.
Imports inside functions and under `if TYPE_CHECKING:` count like any other.
"""

import ast
import graphlib
import re
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.uncounted

PACKAGE = "khtgdv"
ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / PACKAGE

# The floors of the house, from the ground up: packages, and the single modules at the root. A
# module imports only from floors above its own line, and from its own package. The package's
# `__init__` stands before all of them, `__main__` with `cli`.
FLOORS = (
    "hints",
    "frozen",
    "tuples",
    "errors",
    "text",
    "pasted",
    "wrapping",
    "keystrokes",
    "fields",
    "diagnostics",
    "dates",
    "plan",
    "schedule.words",
    "schedule",
    "language",
    "document",
    "source.cache",
    "source",
    "source.text",
    "source.yaml",
    "source.load",
    "source.layout",
    "source.edit",
    "source.undo",
    "source.new_plans",
    "source.snapshot",
    "source.history",
    "source.editors",
    "query.times",
    "query",
    "importer.files",
    "importer",
    "checks",
    "checks.rules",
    "reports.shared",
    "reports.issued",
    "dataset",
    "reports.periodic",
    "reports",
    "worksheet",
    "render",
    "render.html",
    "render.ics",
    "render.mail",
    "render.template",
    "spark",
    "cli.listening",
    "cli.fonts",
    "cli.installation",
    "cli.system",
    "cli.results",
    "cli.arguments",
    "cli.typed",
    "cli.completion",
    "cli.shells",
    "cli",
    "web.door",
    "web.views",
    "web",
    "cli.commands",
)

# Earlier floors that a floor may not see all the same. A format knows the document only. The page
# knows no plan and writes none: it runs the commands of the command line, which look and record.
UNSEEN = {
    "render": (
        "plan",
        "schedule",
        "language",
        "source",
        "query",
        "checks",
        "reports",
        "worksheet",
    ),
    "web": (
        "plan",
        "language",
        "source",
        "query",
        "importer",
        "worksheet",
        "checks",
        "reports",
        "cli.arguments",
        "cli.pipeline",
        "cli.write_pipeline",
        "cli.commands",
    ),
}

# Packages whose modules are plug-ins of one kind: these do not import each other, but for the
# helpers they share. Only such packages may hold more than FULL_FOLDER files.
PLUGINS: dict[str, frozenset[str]] = {
    "checks.rules": frozenset(),
    "reports": frozenset(),
    "render": frozenset(
        {
            "axis",
            "cells",
            "column_widths",
            "docx_styles",
            "docx_table",
            "form_workbook",
            "formats",
            "grid",
            "json_text",
            "letter_widths",
            "paper",
            "paper_tables",
            "pdf_breaks",
            "pdf_template",
            "ruled",
            "screen_widths",
            "sheet_cells",
            "sheet_formulas",
            "sheet_names",
            "sheet_tables",
            "signs",
            "span_cells",
            "table_lines",
            "upright",
            "docx_sections",
            "docx_file",
            "docx_upright",
            "pdf_upright",
        }
    ),
    "cli.commands": frozenset(),
}
FULL_FOLDER, FULL_PLUGINS = 15, 40
# Folders of tests of what is not in the package: the data, the benchmark, the documents.
OUTSIDE = frozenset({"data", "bench", "docs", "conformance"})

# Where each third-party library may be imported: modules, or packages with all that is in them.
HOMES = {
    "anyio": ("web",),
    "docx": (
        "importer.files.docx_tables",
        "render.docx_file",
        "render.docx_sections",
        "render.docx_styles",
        "render.template.filling",
    ),
    "docxtpl": ("render.template.filling",),
    "jinja2": ("render.template.filling", "render.html", "web.views.layout"),
    "markupsafe": ("render.template.places",),
    "starlette": ("web",),
    "uvicorn": ("web.server", "web.door.protocol"),
    "typst": ("render.pdf_file",),
    "xlsxwriter": ("render.form_workbook", "render.xlsx_file"),
    "dateutil": ("dates.repetition", "render.ics.recurrence"),
    "icalendar": ("render.ics.calendar",),
    "filelock": ("source.edit.locks",),
    "holidays": ("source.new_plans.public_holidays",),
    "platformdirs": ("cli",),
    "python_calamine": ("importer.files.xlsx_tables", "worksheet.sheets"),
    "py4j": ("spark.job",),
    "pyarrow": ("render.parquet_file", "spark.parts"),
    "pyspark": ("spark.job",),
    "pydantic": ("source",),
    "pydantic_core": ("fields", "source"),
    "shellingham": ("cli.installation",),
    "rich": ("render.terminal", "render.grid", "render.cells", "render.ruled"),
    "typer": ("cli",),
    "yaml": ("source.yaml",),
}

# What reads the annotations of the model, or nothing but files: the rest has no time for `typing`.
TYPING_MODULES = frozenset(
    {
        "plan.row_values",
        "plan.time_values",
        "plan.values",
        "source.editors.schema",
        "source.load.validate",
        "source.load.validators",
        "source.yaml.nodes",
    }
)

CLOCK = frozenset({"now", "today", "utcnow"})
ENVIRONMENT = frozenset({"environ", "environb", "getenv", "getenvb", "putenv", "unsetenv"})
LONGEST_FILE = 300
LONGEST_MEDIAN_FUNCTION, LONGEST_USUAL_FUNCTION = 7, 18


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the package; `name` is dotted and leaves the package's own name out."""

    name: str
    file: str
    is_package: bool
    text: str
    tree: ast.Module

    @property
    def floor(self) -> str:
        return "cli" if self.name == "__main__" else floor_of(self.name)


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module: of khtgdv (`inside`, named like a Module) or of somebody else."""

    name: str
    inside: bool
    line: int

    @property
    def floor(self) -> str:
        return floor_of(self.name)

    @property
    def library(self) -> str:
        return self.name.partition(".")[0]


def floor_of(name: str) -> str:
    """Return the package of a module that has a floor of its own, else an empty text."""
    parts = name.split(".")
    heads = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((head for head in heads if head in FLOORS), "")


Modules = dict[str, Module]
Rule = Callable[[Modules], Iterator[str]]


def read_package(root: Path) -> Modules:
    modules = (read_module(root, path) for path in sorted(root.rglob("*.py")))
    return {module.name: module for module in modules}


def read_module(root: Path, path: Path) -> Module:
    parts = path.relative_to(root).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    text = path.read_text(encoding="utf-8")
    name = ".".join(parts[:-1] if is_package else parts)
    return Module(name, path.relative_to(root).as_posix(), is_package, text, ast.parse(text))


def imports_of(module: Module, modules: Modules) -> Iterator[Import]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield to_import(alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            yield from imports_from(node, module, modules)
        elif isinstance(node, ast.Call) and (name := dynamic_import(node)):
            yield to_import(name, node.lineno)


def imports_from(node: ast.ImportFrom, module: Module, modules: Modules) -> Iterator[Import]:
    """`from a import b` imports the module `a.b` if there is one, else something out of `a`."""
    base = to_import(absolute(node, module), node.lineno)
    for alias in node.names:
        below = f"{base.name}.{alias.name}".lstrip(".")
        if base.inside and below in modules:
            yield Import(below, inside=True, line=node.lineno)
        else:
            yield base


def absolute(node: ast.ImportFrom, module: Module) -> str:
    if not node.level:
        return node.module or ""
    path = [PACKAGE, *module.name.split(".")] if module.name else [PACKAGE]
    up = node.level - module.is_package
    return ".".join([*path[: len(path) - up], *filter(None, [node.module])])


def dynamic_import(node: ast.Call) -> str | None:
    """Return what `import_module("…")` names outright."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    first = node.args[0] if node.args else None
    if name in {"import_module", "__import__"} and isinstance(first, ast.Constant):
        return str(first.value)
    return None


def to_import(name: str, line: int) -> Import:
    top, _, rest = name.partition(".")
    return Import(rest if top == PACKAGE else name, inside=top == PACKAGE, line=line)


def each_import(modules: Modules) -> Iterator[tuple[Module, Import]]:
    for module in modules.values():
        for found in imports_of(module, modules):
            yield module, found


def is_in(name: str, homes: tuple[str, ...]) -> bool:
    return any(name == home or name.startswith(f"{home}.") for home in homes)


def every_module_has_a_floor(modules: Modules) -> Iterator[str]:
    for module in modules.values():
        package = module.name if module.is_package else module.name.rpartition(".")[0]
        own = package or module.name
        if module.name and own not in FLOORS and own != "__main__":
            yield f"{module.file}: no floor of that name"


def packages_import_only_earlier_ones(modules: Modules) -> Iterator[str]:
    depth = {"": -1} | {floor: number for number, floor in enumerate(FLOORS)}
    for module, found in each_import(modules):
        if found.inside and depth[found.floor] > depth[module.floor]:
            yield f"{module.file}:{found.line}: imports the later package {found.floor}"


def modules_form_no_circle(modules: Modules) -> Iterator[str]:
    graph: dict[str, set[str]] = {name: set() for name in modules}
    for module, found in each_import(modules):
        if found.inside and found.name != module.name:
            graph[module.name].add(found.name)
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        yield f"{' -> '.join(error.args[1])}: import each other"


def floors_know_only_what_they_may(modules: Modules) -> Iterator[str]:
    for module, found in each_import(modules):
        unseen = UNSEEN.get(module.floor.partition(".")[0], ())
        if found.inside and is_in(found.name, unseen):
            yield f"{module.file}:{found.line}: must not know {found.name}"


def plugins_do_not_import_each_other(modules: Modules) -> Iterator[str]:
    for module, found in each_import(modules):
        package, _, name = found.name.rpartition(".")
        if not found.inside or package != module.floor or module.is_package:
            continue
        if package in PLUGINS and name not in PLUGINS[package]:
            yield f"{module.file}:{found.line}: imports its sibling {found.name}"


def folders_are_small(modules: Modules) -> Iterator[str]:
    for folder, count in Counter(str(Path(m.file).parent) for m in modules.values()).items():
        room = FULL_PLUGINS if folder.replace("/", ".") in PLUGINS else FULL_FOLDER
        if count > room:
            yield f"{folder}: {count} files, more than {room}"


def packages_say_what_they_are(modules: Modules) -> Iterator[str]:
    """Look for one sentence of what comes in and what goes out, and nothing that costs time."""
    for module in modules.values():
        if module.is_package and module.name:
            docstring = ast.get_docstring(module.tree) or ""
            if (
                len(module.tree.body) != 1
                or len(docstring) < len("a in, b out")
                or ". " in docstring
            ):
                yield f"{module.file}: one sentence is wanted"


def libraries_stay_at_home(modules: Modules) -> Iterator[str]:
    for module, found in each_import(modules):
        if found.inside or found.library in sys.stdlib_module_names:
            continue
        if not is_in(module.name, HOMES.get(found.library, ())):
            yield f"{module.file}:{found.line}: {found.library} is not at home here"


def typing_is_for_type_checkers(modules: Modules) -> Iterator[str]:
    """Look for its imports when a module is: under `if TYPE_CHECKING:` and in functions it may."""
    for module in modules.values():
        for node in module.tree.body:
            name = node.module if isinstance(node, ast.ImportFrom) else None
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [name]
            if "typing" in names and module.name not in TYPING_MODULES:
                yield f"{module.file}:{node.lineno}: imports typing at run time"


def only_the_cli_reads_the_clock(modules: Modules) -> Iterator[str]:
    for module, node in attributes_outside_cli(modules):
        if node.attr in CLOCK and name_of(node.value) in {"date", "datetime"}:
            yield f"{module.file}:{node.lineno}: reads the clock"


def only_the_cli_reads_the_environment(modules: Modules) -> Iterator[str]:
    for module, node in attributes_outside_cli(modules):
        if node.attr in ENVIRONMENT and name_of(node.value) == "os":
            yield f"{module.file}:{node.lineno}: reads the environment"


def attributes_outside_cli(modules: Modules) -> Iterator[tuple[Module, ast.Attribute]]:
    """Yield every `a.b`; `from a import b` counts as one."""
    for module in modules.values():
        for node in ast.walk(module.tree) if not is_in(module.floor, ("cli",)) else ():
            if isinstance(node, ast.Attribute):
                yield module, node
            elif isinstance(node, ast.ImportFrom):
                owner = ast.Name(node.module or "")
                for alias in node.names:
                    yield module, ast.Attribute(owner, alias.name, lineno=node.lineno)


def name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def files_are_short(modules: Modules) -> Iterator[str]:
    for module in modules.values():
        if (length := len(module.text.splitlines())) > LONGEST_FILE:
            yield f"{module.file}: {length} lines, more than {LONGEST_FILE}"


def functions_are_short(modules: Modules) -> Iterator[str]:
    lengths = [length for module in modules.values() for length in function_lengths(module)]
    if lengths and (median := statistics.median(lengths)) > LONGEST_MEDIAN_FUNCTION:
        yield f"median function: {median} lines, more than {LONGEST_MEDIAN_FUNCTION}"
    elif lengths and (usual := sorted(lengths)[len(lengths) * 9 // 10]) > LONGEST_USUAL_FUNCTION:
        yield f"nine functions of ten: {usual} lines, more than {LONGEST_USUAL_FUNCTION}"


def function_lengths(module: Module) -> Iterator[int]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            yield node.end_lineno - node.lineno + 1


RULES: tuple[Rule, ...] = (
    every_module_has_a_floor,
    packages_import_only_earlier_ones,
    modules_form_no_circle,
    floors_know_only_what_they_may,
    plugins_do_not_import_each_other,
    libraries_stay_at_home,
    typing_is_for_type_checkers,
    only_the_cli_reads_the_clock,
    only_the_cli_reads_the_environment,
    folders_are_small,
    packages_say_what_they_are,
    files_are_short,
    functions_are_short,
)

# A small package that keeps every rule.
CLEAN = {
    "__init__.py": '__version__ = "1"\n',
    "__main__.py": "from khtgdv.cli.main import main\n",
    "text.py": "import re\nif TYPE_CHECKING:\n    from typing import Any\n",
    "plan/__init__.py": '"""Texts in, a plan out."""\n',
    "plan/model.py": "import json\nfrom khtgdv import text\n",
    "source/yaml/parser.py": "import yaml\nfrom ... import __version__\n",
    "source/load/load.py": "from pydantic import TypeAdapter\nfrom ..yaml.parser import read\n"
    "import os.path\n",
    "reports/shared/rows.py": "from ...plan.model import Task\n",
    "reports/late.py": "from .shared.rows import Task\n",
    "reports/near.py": "from khtgdv.plan.model import Task\n",
    "cli/main.py": "import os\nimport typer\nfrom datetime import date\n"
    "TODAY = os.environ.get('DAY') or date.today()\nfrom khtgdv.reports import late\n",
}
LATER = packages_import_only_earlier_ones

# For each rule: one file that breaks it, and what is then said.
PLANTED: tuple[tuple[Rule, str, str, str], ...] = (
    (every_module_has_a_floor, "extra.py", "", "extra.py: no floor"),
    (every_module_has_a_floor, "source/odd/a.py", "", "source/odd/a.py: no floor"),
    (LATER, "text.py", "import khtgdv.plan.values", "text.py:1: imports"),
    (LATER, "text.py", "from .plan import values", "text.py:1: imports"),
    (LATER, "text.py", "from .plan.values import Task", "text.py:1: imports"),
    (LATER, "source/load/a.py", "from ...cli import main", "package cli"),
    (LATER, "source/load/a.py", "from ..edit import undo", "package source.edit"),
    (LATER, "source/__init__.py", "from ..cli import main", "cli"),
    (LATER, "text.py", "def late():\n    from khtgdv.cli import b", "text.py:2: imports the later"),
    (LATER, "text.py", "import importlib\nimportlib.import_module('khtgdv.cli.b')", "text.py:2"),
    (modules_form_no_circle, "plan/a.py", "from . import a2", "import each other"),
    (floors_know_only_what_they_may, "render/csv.py", "from ..plan.model import Task", "know plan"),
    (
        floors_know_only_what_they_may,
        "web/views/a.py",
        "from khtgdv.source.edit import actions",
        "know source",
    ),
    (floors_know_only_what_they_may, "web/app.py", "import khtgdv.cli.pipeline", "cli.pipeline"),
    (
        floors_know_only_what_they_may,
        "render/html/a.py",
        "import khtgdv.source.find",
        "know source",
    ),
    (plugins_do_not_import_each_other, "reports/x.py", "from .late import a", "reports.late"),
    (plugins_do_not_import_each_other, "reports/x.py", "from . import late", "reports.late"),
    (plugins_do_not_import_each_other, "reports/x.py", "import khtgdv.reports.late", "sibling"),
    (libraries_stay_at_home, "source/load/load.py", "import yaml", "yaml is not at home"),
    (libraries_stay_at_home, "text.py", "from rich.text import Text", "rich is not at home"),
    (libraries_stay_at_home, "cli/main.py", "import requests", "requests is not at home"),
    (typing_is_for_type_checkers, "text.py", "import typing", "text.py:1: imports typing"),
    (typing_is_for_type_checkers, "text.py", "from typing import Any", "text.py:1: imports typing"),
    (only_the_cli_reads_the_clock, "text.py", "import datetime as d\nd.date.today()", "text.py:2"),
    (only_the_cli_reads_the_clock, "plan/model.py", "get = datetime.now", "reads the clock"),
    (only_the_cli_reads_the_environment, "text.py", "import os\nos.environ['A']", "text.py:2"),
    (only_the_cli_reads_the_environment, "text.py", "from os import getenv", "text.py:1"),
    (packages_say_what_they_are, "plan/__init__.py", "import os", "plan/__init__.py: one"),
    (files_are_short, "text.py", "a = 1\n" * 301, "301 lines"),
    (functions_are_short, "text.py", "def long():\n" + "    a = 1\n" * 7, "median function: 8"),
    (
        functions_are_short,
        "text.py",
        "def a(): ...\ndef b(): ...\ndef long():\n" + "    a = 1\n" * 18,
        "nine functions of ten: 19 lines",
    ),
)


def package_of(files: dict[str, str], root: Path) -> Modules:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_package(root)


@pytest.fixture(scope="module")
def khtgdv() -> Modules:
    modules = read_package(SOURCE)
    assert {"errors", "text", "plan.model", "cli.main"} <= modules.keys()
    return modules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_khtgdv_keeps(rule: Rule, khtgdv: Modules) -> None:
    assert list(rule(khtgdv)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_clean_package_breaks_no_rule(rule: Rule, tmp_path: Path) -> None:
    assert list(rule(package_of(CLEAN, tmp_path))) == []


@pytest.mark.parametrize(("rule", "file", "text", "message"), PLANTED)
def test_a_planted_violation_is_found(
    rule: Rule, file: str, text: str, message: str, tmp_path: Path
) -> None:
    more = {"plan/a2.py": "from . import a"} if rule is modules_form_no_circle else {}
    [violation] = rule(package_of(CLEAN | more | {file: text}, tmp_path))
    assert message in violation


@pytest.mark.parametrize(("package", "count"), [("plan", 16), ("reports", 41)])
def test_a_full_folder_is_found(package: str, count: int, tmp_path: Path) -> None:
    files = {f"{package}/m{number}.py": "" for number in range(count)}
    [violation] = folders_are_small(package_of(files, tmp_path))
    assert f"{count} files" in violation


def test_every_rule_has_a_planted_violation() -> None:
    assert {rule for rule, *_ in PLANTED} | {folders_are_small} == set(RULES)


def test_the_tables_name_packages() -> None:
    tops = {floor.partition(".")[0] for floor in FLOORS}
    assert {home.partition(".")[0] for homes in HOMES.values() for home in homes} <= tops
    assert PLUGINS.keys() <= set(FLOORS)
    assert UNSEEN.keys() <= tops


def test_tests_stand_where_what_they_test_stands() -> None:
    """`tests/source/load/` tests `src/khtgdv/source/load/`; other folders hold data and helpers."""
    tests = ROOT / "tests"
    folders = {path.parent.relative_to(tests) for path in tests.rglob("test_*.py")}
    missing = {f for f in folders if not (SOURCE / f).is_dir() and f.parts[0] not in OUTSIDE}
    assert missing == set()


def test_the_map_names_what_is_there() -> None:
    """Every path between backticks in ARCHITECTURE.md is a file or folder of the project."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+/[a-z_/.]*)`", text))
    bases = (SOURCE, ROOT, SOURCE / "source/snapshot")
    missing = {n for n in named if not any(_there(base / n) for base in bases)}
    assert len(named) > 50
    assert missing == set()


def _there(path: Path) -> bool:
    return path.exists() or path.with_suffix(".py").exists()
