"""check-jsonschema, which CI uses: the plan fits the schemas, broken samples do not."""

from __future__ import annotations

from pathlib import Path

from tools.external_parts.kit import Kit, expect, script_of
from tools.external_parts.samples import RIGHT, WRONG

_NAMES = ("plan", "tasks", "inspections")


def check(kit: Kit) -> None:
    """Validate the schemas themselves, the shipped files, then samples right and wrong."""
    python = kit.venv("check-jsonschema", "check-jsonschema==0.39.0")
    program = script_of(python.parent.parent, "check-jsonschema")
    schemas = [_schema(kit, name) for name in _NAMES]
    kit.must(program, "--check-metaschema", *schemas)
    for name, schema in zip(_NAMES, schemas, strict=True):
        files = sorted((kit.root / "data").glob(f"{name}_*.yaml"))
        expect(files, f"không có tệp {name}_*.yaml")
        kit.must(program, "--schemafile", schema, *files)
    right = [_written(kit, f"right-{number}", text) for number, text in enumerate(RIGHT)]
    kit.must(program, "--schemafile", _schema(kit, "tasks"), *right)
    for number, (name, text, _, _) in enumerate(WRONG):
        path = _written(kit, f"wrong-{number}", text)
        done = kit.run(program, "--schemafile", _schema(kit, "tasks"), path)
        expect(done.returncode == 1, f"{name}: mã {done.returncode}\n{done.stdout}{done.stderr}")


def _schema(kit: Kit, name: str) -> Path:
    return kit.root / "schemas" / f"{name}.schema.json"


def _written(kit: Kit, name: str, text: str) -> Path:
    path = kit.scratch / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path
