"""check-jsonschema, which CI uses: the plan fits the schemas, broken samples do not."""

from __future__ import annotations

from pathlib import Path

from tools.external_parts.kit import Kit, expect, script_of
from tools.external_parts.samples import INVALID_SAMPLES, VALID_SAMPLES

_NAMES = ("plan", "tasks", "inspections")


def check(kit: Kit) -> None:
    """Validate the schemas themselves, the shipped files, then samples right and wrong."""
    python = kit.venv("check-jsonschema", "check-jsonschema==0.39.0")
    program = script_of(python.parent.parent, "check-jsonschema")
    schemas = [_schema_path(kit, name) for name in _NAMES]
    kit.run_checked(program, "--check-metaschema", *schemas)
    for name, schema in zip(_NAMES, schemas, strict=True):
        files = sorted((kit.root / "data").glob(f"{name}_*.yaml"))
        expect(files, f"không có tệp {name}_*.yaml")
        kit.run_checked(program, "--schemafile", schema, *files)
    valid_paths = [
        _write_sample(kit, f"right-{number}", text) for number, text in enumerate(VALID_SAMPLES)
    ]
    kit.run_checked(program, "--schemafile", _schema_path(kit, "tasks"), *valid_paths)
    for number, (name, text, _, _) in enumerate(INVALID_SAMPLES):
        path = _write_sample(kit, f"wrong-{number}", text)
        result = kit.run(program, "--schemafile", _schema_path(kit, "tasks"), path)
        expect(
            result.returncode == 1,
            f"{name}: mã {result.returncode}\n{result.stdout}{result.stderr}",
        )


def _schema_path(kit: Kit, name: str) -> Path:
    return kit.root / "schemas" / f"{name}.schema.json"


def _write_sample(kit: Kit, name: str, text: str) -> Path:
    path = kit.scratch / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path
