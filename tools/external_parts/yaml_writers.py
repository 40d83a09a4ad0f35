"""Programs that write YAML: what they make of a plan's values is valid and says the same."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from tools import dumps
from tools.external_parts.kit import Kit, UnavailableError, expect, which

_WIDTHS = (40, 60, 80, 120, 1000)
Options = dict[str, Any]


class _Writer(NamedTuple):
    """A program: its name and version, its options in turn, whether it is given YAML or values."""

    name: str
    version: str
    options: tuple[Options, ...]
    takes_yaml: bool = False


_JS_YAML: tuple[Options, ...] = (
    *({"lineWidth": width} for width in (*_WIDTHS, -1)),
    {"lineWidth": 40, "flowLevel": 0},
    {"lineWidth": 60, "flowLevel": 2},
    {"flowLevel": 3, "indent": 4, "sortKeys": True},
    {"lineWidth": 50, "forceQuotes": True},
)
_YAML: tuple[Options, ...] = (
    *({"lineWidth": width} for width in (*_WIDTHS, 0)),
    *(
        {"lineWidth": 40, "defaultStringType": kind, "defaultKeyType": "PLAIN"}
        for kind in ("QUOTE_DOUBLE", "QUOTE_SINGLE", "BLOCK_LITERAL", "BLOCK_FOLDED")
    ),
    {"lineWidth": 40, "defaultStringType": "QUOTE_DOUBLE"},
    {"lineWidth": 50, "collectionStyle": "flow"},
    {"lineWidth": 60, "indent": 4, "indentSeq": False, "blockQuote": False},
    {"version": "1.1", "directives": True, "sortMapEntries": True},
)
_PRETTIER: tuple[Options, ...] = (
    *({"printWidth": width, "proseWrap": "always"} for width in _WIDTHS),
    {"printWidth": 40, "singleQuote": True, "bracketSpacing": False},
    {"tabWidth": 4, "proseWrap": "never"},
)
_RUAMEL: tuple[Options, ...] = (
    *({"width": width} for width in _WIDTHS),
    {"typ": "safe", "width": 40, "default_flow_style": True},
    # Where it folds what it escapes it loses letters and adds blanks, also to its own reader.
    {"typ": "safe", "width": 100_000, "default_flow_style": False, "allow_unicode": False},
    {"typ": "safe", "width": 80},
    {"width": 50, "indent": {"mapping": 4, "sequence": 6, "offset": 3}, "explicit_start": True},
    {"width": 70, "version": [1, 2], "explicit_end": True},
)
_WRITERS = (
    _Writer("js-yaml", "5.5.0", _JS_YAML),
    _Writer("js-yaml", "4.1.0", _JS_YAML),
    _Writer("yaml", "2.9.1", _YAML),
    _Writer("prettier", "3.10.1", _PRETTIER, takes_yaml=True),
    _Writer("ruamel.yaml", "0.19.1", _RUAMEL),
)


def check(kit: Kit) -> None:
    """Have each program write both plans in every way; one that is not to be had is told last."""
    missing = []
    for writer in _WRITERS:
        try:
            count = _check_writer(kit, writer)
        except UnavailableError as error:
            missing.append(f"{writer.name} {writer.version}: {error}")
        else:
            print(f"  {writer.name} {writer.version}: {count} bản ghi, không lỗi", flush=True)
    if missing:
        raise UnavailableError("; ".join(missing))


def _check_writer(kit: Kit, writer: _Writer) -> int:
    jobs = [
        {"name": writer.name, "options": options, "texts": _input(plan, writer)}
        for plan in dumps.FOLDERS
        for options in writer.options
    ]
    plans = [plan for plan in dumps.FOLDERS for _ in writer.options]
    path = kit.scratch / "jobs.json"
    path.write_text(json.dumps(jobs), encoding="utf-8")
    written = json.loads(kit.run_checked(*_command(kit, writer), path))
    expect(len(written) == len(jobs), f"{writer.name}: thiếu bản ghi")
    for plan, job, texts in zip(plans, jobs, written, strict=True):
        folder = kit.scratch / "bản ghi"
        folder.mkdir(exist_ok=True)
        wrong = dumps.difference(plan, texts, folder)
        expect(not wrong, f"{writer.name} {writer.version} {plan} {job['options']}: {wrong}")
    return len(jobs)


def _input(plan: str, writer: _Writer) -> dict[str, str]:
    if writer.takes_yaml:
        return dumps.texts(plan)
    return {name: json.dumps(values) for name, values in dumps.values(plan).items()}


def _command(kit: Kit, writer: _Writer) -> tuple[Any, ...]:
    scripts = kit.root / "tools/external_parts"
    if writer.name == "ruamel.yaml":
        python = kit.venv("ruamel", f"ruamel.yaml=={writer.version}")
        return python, scripts / "write_yaml_ruamel.py"
    return which("node"), scripts / "write_yaml.cjs", kit.npm(writer.name, writer.version)
