"""How khtgdv is layered, stated by reading the imports of every module in src/khtgdv.

The tables come first: to add a layer, a library or a shared helper is to change one of them.
Imports inside functions and under `if TYPE_CHECKING:` count like any other.
"""

import ast
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = "khtgdv"
SOURCE = Path(__file__).resolve().parent.parent / "src" / PACKAGE

# A module imports only from layers before its own, and from its own package. The package's
# `__init__` stands before all of them, `__main__` with `cli`.
LAYERS = (
    "frozen",
    "errors",
    "text",
    "fields",
    "periods",
    "values",
    "workdays",
    "diagnostics",
    "document",
    "made",
    "model",
    "units",
    "citations",
    "abbreviations",
    "wording",
    "suggestions",
    "occurrences",
    "schedule",
    "standings",
    "clarity",
    "source",
    "query",
    "checks",
    "reports",
    "render",
    "cli",
)

# Earlier layers that a layer may not see all the same: a format knows the document only.
UNSEEN = {
    "render": frozenset(
        {
            "model",
            "units",
            "occurrences",
            "schedule",
            "standings",
            "source",
            "query",
            "checks",
            "reports",
        }
    )
}

# Packages whose modules do not import each other, with the helpers that they share. The package's
# own `__init__`, which holds its table, imports them all.
SHARED: dict[str, frozenset[str]] = {
    "checks": frozenset({"corpus", "joints", "ordinals", "registry", "silencing", "syllables"}),
    "reports": frozenset(
        {
            "figures",
            "frame",
            "periodic_figures",
            "periodic_other",
            "periodic_tables",
            "links",
            "planrows",
            "printed",
            "repeated",
            "rows",
            "shorts",
        }
    ),
    "render": frozenset(
        {"axis", "formats", "grid", "heat", "html.template", "json_text", "paper", "ruled"}
    ),
}

# Where each third-party library may be imported: modules, or packages with all that is in them.
HOMES = {
    "docx": ("render.docx_file",),
    "jinja2": ("render.html",),
    "typst": ("render.pdf_file",),
    "xlsxwriter": ("render.xlsx_file",),
    "dateutil": ("occurrences",),
    "icalendar": ("render.ics_text",),
    "filelock": ("source.store",),
    "platformdirs": ("cli",),
    "pyarrow": ("render.parquet_file",),
    "pydantic": ("source",),
    "pydantic_core": ("fields", "source"),
    "rich": ("render.terminal", "render.grid", "render.ruled", "cli"),
    "typer": ("cli",),
    "yaml": ("source.yaml", "source.pure"),
}

CLOCK = frozenset({"now", "today", "utcnow"})
ENVIRONMENT = frozenset({"environ", "environb", "getenv", "getenvb", "putenv", "unsetenv"})
LONGEST_FILE = 300
LONGEST_MEDIAN_FUNCTION = 10


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the package; `name` is dotted and leaves the package's own name out."""

    name: str
    file: str
    is_package: bool
    text: str
    tree: ast.Module

    @property
    def layer(self) -> str:
        first = self.name.partition(".")[0]
        return "cli" if first == "__main__" else first


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module: of khtgdv (`inside`, named like a Module) or of somebody else."""

    name: str
    inside: bool
    line: int

    @property
    def layer(self) -> str:
        return self.name.partition(".")[0]


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


def every_module_has_a_layer(modules: Modules) -> Iterator[str]:
    for module in modules.values():
        if module.name and module.layer not in LAYERS:
            yield f"{module.file}: no layer of that name"


def layers_import_only_earlier_layers(modules: Modules) -> Iterator[str]:
    depth = {"": -1} | {layer: number for number, layer in enumerate(LAYERS)}
    for module, found in each_import(modules):
        same = module.layer == found.layer
        if found.inside and not same and depth.get(found.layer, 99) >= depth.get(module.layer, 99):
            yield f"{module.file}:{found.line}: imports the later layer {found.layer}"


def formats_know_only_the_document(modules: Modules) -> Iterator[str]:
    for module, found in each_import(modules):
        if found.inside and found.layer in UNSEEN.get(module.layer, ()):
            yield f"{module.file}:{found.line}: must not know {found.layer}"


def siblings_do_not_import_each_other(modules: Modules) -> Iterator[str]:
    for module, found in each_import(modules):
        if not found.inside or found.layer != module.layer or module.is_package:
            continue
        helpers = SHARED.get(module.layer)
        if helpers is not None and found.name.partition(".")[2] not in helpers:
            yield f"{module.file}:{found.line}: imports its sibling {found.name}"


def libraries_stay_at_home(modules: Modules) -> Iterator[str]:
    for module, found in each_import(modules):
        if found.inside or found.layer in sys.stdlib_module_names:
            continue
        if not is_in(module.name, HOMES.get(found.layer, ())):
            yield f"{module.file}:{found.line}: {found.layer} is not at home here"


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
        for node in ast.walk(module.tree) if module.layer != "cli" else ():
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


def function_lengths(module: Module) -> Iterator[int]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            yield node.end_lineno - node.lineno + 1


RULES: tuple[Rule, ...] = (
    every_module_has_a_layer,
    layers_import_only_earlier_layers,
    formats_know_only_the_document,
    siblings_do_not_import_each_other,
    libraries_stay_at_home,
    only_the_cli_reads_the_clock,
    only_the_cli_reads_the_environment,
    files_are_short,
    functions_are_short,
)

# A small package that keeps every rule.
CLEAN = {
    "__init__.py": '__version__ = "1"\n',
    "__main__.py": "from khtgdv.cli.main import main\n",
    "text.py": "import re\n",
    "model.py": "import json\nfrom khtgdv import text\n",
    "source/yaml.py": "import yaml\nfrom .. import __version__\n",
    "source/load.py": "from pydantic import TypeAdapter\nfrom .yaml import read\nimport os.path\n",
    "reports/__init__.py": "from khtgdv.reports import late, near\n",
    "reports/late.py": "from ..model import Task\n",
    "reports/near.py": "from khtgdv.model import Task\n",
    "cli/main.py": "import os\nimport typer\nfrom datetime import date\n"
    "TODAY = os.environ.get('DAY') or date.today()\nfrom khtgdv.reports import late\n",
}

# For each rule: one file that breaks it, and what is then said.
PLANTED: tuple[tuple[Rule, str, str, str], ...] = (
    (every_module_has_a_layer, "extra.py", "", "extra.py: no layer"),
    (layers_import_only_earlier_layers, "text.py", "import khtgdv.model", "text.py:1: imports"),
    (layers_import_only_earlier_layers, "text.py", "from . import model", "text.py:1: imports"),
    (layers_import_only_earlier_layers, "text.py", "from .model import Task", "text.py:1: imports"),
    (layers_import_only_earlier_layers, "source/a.py", "from ..cli import main", "layer cli"),
    (layers_import_only_earlier_layers, "source/__init__.py", "from ..cli import main", "cli"),
    (
        layers_import_only_earlier_layers,
        "text.py",
        "def late():\n    from khtgdv.cli.main import main",
        "text.py:2: imports the later layer cli",
    ),
    (
        layers_import_only_earlier_layers,
        "text.py",
        "import importlib\nimportlib.import_module('khtgdv.cli.main')",
        "text.py:2: imports the later layer cli",
    ),
    (formats_know_only_the_document, "render/csv.py", "from ..model import Task", "know model"),
    (siblings_do_not_import_each_other, "reports/x.py", "from .late import a", "reports.late"),
    (siblings_do_not_import_each_other, "reports/x.py", "from . import late", "reports.late"),
    (siblings_do_not_import_each_other, "reports/x.py", "import khtgdv.reports.late", "sibling"),
    (libraries_stay_at_home, "source/load.py", "import yaml", "yaml is not at home"),
    (libraries_stay_at_home, "text.py", "from rich.text import Text", "rich is not at home"),
    (libraries_stay_at_home, "cli/main.py", "import requests", "requests is not at home"),
    (only_the_cli_reads_the_clock, "text.py", "import datetime as d\nd.date.today()", "text.py:2"),
    (only_the_cli_reads_the_clock, "model.py", "get = datetime.now", "model.py:1: reads the clock"),
    (only_the_cli_reads_the_environment, "text.py", "import os\nos.environ['A']", "text.py:2"),
    (only_the_cli_reads_the_environment, "text.py", "from os import getenv", "text.py:1"),
    (files_are_short, "text.py", "a = 1\n" * 301, "301 lines"),
    (functions_are_short, "text.py", "def long():\n" + "    a = 1\n" * 10, "11 lines"),
)


def package_of(files: dict[str, str], root: Path) -> Modules:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_package(root)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_khtgdv_keeps(rule: Rule) -> None:
    modules = read_package(SOURCE)
    assert {"errors", "text", "model", "cli.main"} <= modules.keys()
    assert list(rule(modules)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_clean_package_breaks_no_rule(rule: Rule, tmp_path: Path) -> None:
    assert list(rule(package_of(CLEAN, tmp_path))) == []


@pytest.mark.parametrize(("rule", "file", "text", "said"), PLANTED)
def test_a_planted_violation_is_found(
    rule: Rule, file: str, text: str, said: str, tmp_path: Path
) -> None:
    [violation] = rule(package_of(CLEAN | {file: text}, tmp_path))
    assert said in violation


def test_every_rule_has_a_planted_violation() -> None:
    assert {rule for rule, *_ in PLANTED} == set(RULES)


def test_the_tables_name_layers() -> None:
    assert {home.partition(".")[0] for homes in HOMES.values() for home in homes} <= set(LAYERS)
    assert SHARED.keys() | UNSEEN.keys() <= set(LAYERS)
