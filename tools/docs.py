"""Write the parts of the documents that come from the code, or with --check say which are stale.

- After a line `<!-- chạy: khtgdv … -->` the block that follows is what that command prints.
- Between `<!-- số: … -->` and `<!-- hết -->` stands how many there are; at the end of each page of
  the manual the pages before and after it.
- In docs/tra-cuu/, lenh.md is the reference of commands, khoa.md the keys of the files,
  lint.md the rules of lint with what they say, giay-phep.md the licences of what is delivered,
  loi.md the gallery of findings, whose texts are in tests/plans/invalid/*.txt too.
- schemas/ are the JSON Schemas, docs/hinh/ the pictures.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import os
import re
import shlex
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-04-15"
COLUMNS = "100"
_PICTURE_LINES = 26
_COMMAND_BLOCK = re.compile(
    r"(<!-- chạy: khtgdv ([^\n]*?) ?-->\n```[a-z]*\n)(.*?)(```\n)", re.DOTALL
)


def main() -> int:
    """Write or check every generated document; 1 where one is stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check: bool = parser.parse_args().check
    _prepare()
    stale = [path for path, text in sorted(generated_documents().items()) if _is_stale(path, text)]
    for path in stale:
        name = path.relative_to(ROOT).as_posix()
        print(f"{name}: tài liệu đã cũ, chạy make docs" if check else f"đã viết {name}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(generated_documents()[path], encoding="utf-8", newline="\n")
    return 1 if check and stale else 0


def _prepare() -> None:
    os.environ.update(KHTGDV_TODAY=TODAY, COLUMNS=COLUMNS, KHTGDV_DATA="data", KHTGDV_CONFIG="off")
    for name in ("NO_COLOR", "GITHUB_ACTIONS"):
        os.environ.pop(name, None)
    os.chdir(ROOT)


def _is_stale(path: Path, text: str) -> bool:
    return not path.exists() or path.read_text(encoding="utf-8") != text


def generated_documents() -> dict[Path, str]:
    """Return every document that is generated, whole or in part, as it should be."""
    pages = {
        path: _with_command_outputs(path)
        for path in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]
    }
    pages[ROOT / "docs/tra-cuu/lenh.md"] = _import_tool("commands").page()
    pages[ROOT / "docs/tra-cuu/khoa.md"] = _import_tool("keys").page()
    pages[ROOT / "docs/tra-cuu/giay-phep.md"] = _import_tool("licences").page()
    pages |= _import_tool("gallery").pages()
    pages[ROOT / "docs/tra-cuu/lint.md"] = _import_tool("lint_pages").page()
    pages[ROOT / "docs/hinh/qua-han.svg"] = _picture("overdue --month 3")
    screens = _import_tool("screen_pictures").pictures()
    pages |= {ROOT / f"docs/hinh/{name}.svg": text for name, text in screens.items()}
    pages[ROOT / "docs/hinh/kien-truc.svg"] = _import_tool("house").svg(ROOT / "src/khtgdv")
    schema = importlib.import_module("khtgdv.source.editors.schema")
    pages = {path: _finished(path, text) for path, text in pages.items()}
    pages |= {ROOT / "schemas" / name: text for name, text in schema.schema_texts().items()}
    return pages


def _finished(path: Path, text: str) -> str:
    """Return a document with its figures, and a page of the manual with the line at its end."""
    if path.suffix != ".md":
        return text
    counted: str = _import_tool("counts").with_counts(text)
    if path.parent.parent != ROOT / "docs":
        return counted
    finished: str = _import_tool("navigation").with_navigation(path, counted)
    return finished


def _picture(arguments: str) -> str:
    """Return a picture of the first lines that a command prints."""
    lines = command_output(arguments).splitlines()[:_PICTURE_LINES]
    typed = f"$ khtgdv {arguments}"
    label = "Cửa sổ lệnh: nhiệm vụ quá hạn đến hết tháng 3"
    svg: str = _import_tool("picture").svg(label, [typed, "", *lines, "…"])
    return svg


def _import_tool(name: str) -> ModuleType:
    sys.path[:0] = [str(ROOT / "tools"), str(ROOT)]
    return importlib.import_module(name)


def command_output(arguments: str, *, color: bool = False) -> str:
    """Return what a command prints on standard output."""
    run = importlib.import_module("khtgdv.cli.main").run
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    words = [*shlex.split(arguments), *(["--color", "always"] if color else [])]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        run(words)
    out.seek(0)
    return out.read()


def _with_command_outputs(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return _COMMAND_BLOCK.sub(lambda match: f"{match[1]}{_output_block(match[2])}{match[4]}", text)


def _output_block(arguments: str) -> str:
    return command_output(arguments).rstrip("\n") + "\n"


if __name__ == "__main__":
    sys.exit(main())
