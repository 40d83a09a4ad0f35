"""Writes values as YAML by ruamel.yaml: python write_yaml_ruamel.py JOBS.json, as write_yaml.cjs.

It runs in an environment that has ruamel.yaml and nothing of khtgdv.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Write what a file of jobs asks for to standard output."""
    jobs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    written = [
        {name: _dump(json.loads(text), dict(job["options"])) for name, text in job["texts"].items()}
        for job in jobs
    ]
    sys.stdout.write(json.dumps(written))


def _dump(values: object, options: dict[str, Any]) -> str:
    from ruamel.yaml import YAML  # type: ignore[import-not-found]

    writer = YAML(typ=options.pop("typ", "rt"), pure=True)
    if indent := options.pop("indent", None):
        writer.indent(**indent)
    for name, value in options.items():
        setattr(writer, name, value)
    stream = io.StringIO()
    writer.dump(values, stream)
    return stream.getvalue()


if __name__ == "__main__":
    main()
