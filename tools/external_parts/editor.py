"""yaml-language-server, which VS Code and vim run: it reads our files with our schemas."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from tools.external_parts.kit import Kit, expect, which
from tools.external_parts.lsp import LanguageServer, Message
from tools.external_parts.samples import MODELINE, RIGHT, SCHEMA, WRONG

VERSION = "1.25.0"
_LEAD = "    lead: "


def check(kit: Kit) -> None:
    """Diagnostics, completion, hover, snippets and the first line, on files as people have them."""
    home = kit.npm("yaml-language-server", VERSION)
    folder = kit.scratch / "kế hoạch của cơ quan"
    for name in ("data", "schemas"):
        shutil.copytree(kit.root / name, folder / name)
    server = home / "bin" / "yaml-language-server"
    with LanguageServer((which("node"), str(server), "--stdio"), folder) as editor:
        for part in (_shipped, _right, _wrong, _first_line, _completion, _hover, _snippets):
            part(editor, folder)
        _elsewhere(editor, folder, kit)


def _shipped(editor: LanguageServer, folder: Path) -> None:
    paths = sorted((folder / "data").glob("*.yaml"))
    expect(paths, "không có tệp dữ liệu nào")
    for path in paths:
        found = editor.show(path, path.read_text(encoding="utf-8"))
        expect(not found, f"{path.name}: {_words(found)}")


def _right(editor: LanguageServer, folder: Path) -> None:
    for text in RIGHT:
        found = _show(editor, folder, text)
        expect(not found, f"báo nhầm: {_words(found)}\n{text}")


def _wrong(editor: LanguageServer, folder: Path) -> None:
    for name, text, line, message in WRONG:
        found = _show(editor, folder, text)
        places = [(one["range"]["start"]["line"], one["message"]) for one in found]
        hit = any(at == line and message in said for at, said in places)
        expect(hit, f"{name}: cần dòng {line}: {message}; nhưng được {places}")
        english = [said for _, said in places if said.isascii()]
        expect(not english, f"{name}: câu tiếng Anh {english}")
        print(f"  {name}: {line}: {next(said for at, said in places if at == line)}")


def _first_line(editor: LanguageServer, folder: Path) -> None:
    path = folder / "data" / "khác.yaml"
    text = WRONG[0][1]
    expect(not editor.show(path, text), "có lỗi dù tệp không chỉ ra bản nào")
    expect(editor.show(path, MODELINE.format(SCHEMA) + text), "dòng đầu không có tác dụng")
    for head in ("\ufeff", "# ghi chú\n"):
        expect(editor.show(path, head + MODELINE.format(SCHEMA) + text), f"vô hiệu sau {head!r}")


def _completion(editor: LanguageServer, folder: Path) -> None:
    text = f"tasks:\n  - id: T03-13\n{_LEAD}\n"
    _show(editor, folder, text)
    offered = editor.complete(_path(folder), 3, len(_LEAD))
    labels = [item["label"] for item in offered]
    plan = (folder / "data" / "plan_2026.yaml").read_text(encoding="utf-8")
    section = plan.split("\ndepartments:")[1].split("\ngroups:")[0]
    codes = re.findall(r"^  - code: (\S+)$", section, re.MULTILINE)
    expect(len(codes) > 1 and labels == codes, f"gợi ý {labels}, cần {codes}")
    print(f"  gợi ý sau lead: {', '.join(labels)}")


def _hover(editor: LanguageServer, folder: Path) -> None:
    _show(editor, folder, RIGHT[0])
    for line, words in ((3, "Nội dung nhiệm vụ, nguyên văn."), (4, "Mã đơn vị chủ trì.")):
        said = editor.hover(_path(folder), line, 5)
        expect(words in said, f"rê chuột ở dòng {line + 1}: {said!r}")
    _show(editor, folder, RIGHT[-1])
    expect("Hủy: ngày và lý do." in editor.hover(_path(folder), 5, 5), "không giải thích cancelled")


def _snippets(editor: LanguageServer, folder: Path) -> None:
    row = "tasks:\n  - id: T03-13\n"
    places = (
        ("Nhiệm vụ mới", "tasks:\n  ", 2, 2, "- id: "),
        ("Gia hạn", f"{row}    extensions:\n      - ", 4, 8, "to: "),
        ("Hủy", f"{row}    cancelled:\n      ", 4, 6, "on: "),
        ("Ghi một kỳ", f"{row}    log:\n      ", 4, 6, "${1:2026-03}: "),
    )
    for label, text, line, column, begins in places:
        _show(editor, folder, text)
        offered = editor.complete(_path(folder), line, column)
        bodies = [item["insertText"] for item in offered if item["label"] == label]
        expect(len(bodies) == 1 and bodies[0].startswith(begins), f"{label}: {bodies}")


def _elsewhere(editor: LanguageServer, folder: Path, kit: Kit) -> None:
    """`khtgdv schema --output` names the first line by which an editor finds its files."""
    command = (sys.executable, "-m", "khtgdv", "schema", "--data", "data", "--output")
    for output in ("lược-đồ", "lược đồ mới"):
        done = kit.run(*command, output, cwd=folder)
        expect(done.returncode == 0, done.stderr)
        line = re.search(r"tasks_<năm>\.yaml: (# .*)", done.stderr)
        expect(line, f"không chỉ ra dòng đầu: {done.stderr}")
        text = f"{line[1] if line else ''}\n{WRONG[0][1]}"
        expect(editor.show(_path(folder), text), f"{output}: dòng đầu không có tác dụng:\n{text}")


def _show(editor: LanguageServer, folder: Path, text: str) -> list[Message]:
    return editor.show(_path(folder), MODELINE.format(SCHEMA) + text)


def _path(folder: Path) -> Path:
    return folder / "data" / "tasks_2027.yaml"


def _words(found: list[Message]) -> str:
    return "; ".join(f"dòng {one['range']['start']['line'] + 1}: {one['message']}" for one in found)
