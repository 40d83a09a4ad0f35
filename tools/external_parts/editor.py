"""yaml-language-server, which VS Code and vim run: it reads our files with our schemas."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from tools.external_parts.kit import Kit, expect, which
from tools.external_parts.lsp import LanguageServer, Message
from tools.external_parts.samples import INVALID_SAMPLES, MODELINE, SCHEMA_PATH, VALID_SAMPLES

VERSION = "1.25.0"
_LEAD_LINE = "    lead: "


def check(kit: Kit) -> None:
    """Diagnostics, completion, hover, snippets and the first line, on files as people have them."""
    home = kit.npm("yaml-language-server", VERSION)
    folder = kit.scratch / "kế hoạch của cơ quan"
    for name in ("data", "schemas"):
        shutil.copytree(kit.root / name, folder / name)
    server = home / "bin" / "yaml-language-server"
    with LanguageServer((which("node"), str(server), "--stdio"), folder) as editor:
        for part in (
            _check_shipped,
            _check_valid,
            _check_invalid,
            _check_modeline,
            _check_completion,
            _check_hover,
            _check_snippets,
        ):
            part(editor, folder)
        _check_schema_command(editor, folder, kit)


def _check_shipped(editor: LanguageServer, folder: Path) -> None:
    paths = sorted((folder / "data").glob("*.yaml"))
    expect(paths, "không có tệp dữ liệu nào")
    for path in paths:
        diagnostics = editor.show(path, path.read_text(encoding="utf-8"))
        expect(not diagnostics, f"{path.name}: {_diagnostics_text(diagnostics)}")


def _check_valid(editor: LanguageServer, folder: Path) -> None:
    for text in VALID_SAMPLES:
        diagnostics = _show_sample(editor, folder, text)
        expect(not diagnostics, f"báo nhầm: {_diagnostics_text(diagnostics)}\n{text}")


def _check_invalid(editor: LanguageServer, folder: Path) -> None:
    for name, text, line, message in INVALID_SAMPLES:
        diagnostics = _show_sample(editor, folder, text)
        messages = [(one["range"]["start"]["line"], one["message"]) for one in diagnostics]
        is_reported = any(at == line and message in said for at, said in messages)
        expect(is_reported, f"{name}: cần dòng {line}: {message}; nhưng được {messages}")
        english_messages = [said for _, said in messages if said.isascii()]
        expect(not english_messages, f"{name}: câu tiếng Anh {english_messages}")
        print(f"  {name}: {line}: {next(said for at, said in messages if at == line)}")


def _check_modeline(editor: LanguageServer, folder: Path) -> None:
    path = folder / "data" / "khác.yaml"
    text = INVALID_SAMPLES[0][1]
    expect(not editor.show(path, text), "có lỗi dù tệp không chỉ ra bản nào")
    expect(editor.show(path, MODELINE.format(SCHEMA_PATH) + text), "dòng đầu không có tác dụng")
    for prefix in ("\ufeff", "# ghi chú\n"):
        expect(
            editor.show(path, prefix + MODELINE.format(SCHEMA_PATH) + text),
            f"vô hiệu sau {prefix!r}",
        )


def _check_completion(editor: LanguageServer, folder: Path) -> None:
    text = f"tasks:\n  - id: T03-13\n{_LEAD_LINE}\n"
    _show_sample(editor, folder, text)
    items = editor.complete(_sample_path(folder), 3, len(_LEAD_LINE))
    labels = [item["label"] for item in items]
    plan = (folder / "data" / "plan_2026.yaml").read_text(encoding="utf-8")
    section = plan.split("\ndepartments:")[1].split("\ngroups:")[0]
    codes = re.findall(r"^  - code: (\S+)$", section, re.MULTILINE)
    expect(len(codes) > 1 and labels[: len(codes)] == codes, f"gợi ý {labels}, cần {codes} trước")
    print(f"  gợi ý sau lead: {', '.join(labels)}")


def _check_hover(editor: LanguageServer, folder: Path) -> None:
    _show_sample(editor, folder, VALID_SAMPLES[0])
    for line, words in ((3, "Nội dung nhiệm vụ, nguyên văn."), (4, "Đơn vị chủ trì: mã, tên")):
        hover_text = editor.hover(_sample_path(folder), line, 5)
        expect(words in hover_text, f"rê chuột ở dòng {line + 1}: {hover_text!r}")
    _show_sample(editor, folder, VALID_SAMPLES[-1])
    expect(
        "Hủy: ngày và lý do." in editor.hover(_sample_path(folder), 5, 5),
        "không giải thích cancelled",
    )


def _check_snippets(editor: LanguageServer, folder: Path) -> None:
    row = "tasks:\n  - id: T03-13\n"
    places = (
        ("Nhiệm vụ mới", "tasks:\n  ", 2, 2, "- id: "),
        ("Gia hạn", f"{row}    extensions:\n      - ", 4, 8, "to: "),
        ("Hủy", f"{row}    cancelled:\n      ", 4, 6, "on: "),
        ("Ghi một kỳ", f"{row}    log:\n      ", 4, 6, "${1:2026-03}: "),
    )
    for label, text, line, column, begins in places:
        _show_sample(editor, folder, text)
        items = editor.complete(_sample_path(folder), line, column)
        bodies = [item["insertText"] for item in items if item["label"] == label]
        expect(len(bodies) == 1 and bodies[0].startswith(begins), f"{label}: {bodies}")


def _check_schema_command(editor: LanguageServer, folder: Path, kit: Kit) -> None:
    """`khtgdv schema --output` names the first line by which an editor finds its files."""
    command = (sys.executable, "-m", "khtgdv", "schema", "--data", "data", "--output")
    for output in ("lược-đồ", "lược đồ mới"):
        result = kit.run(*command, output, cwd=folder)
        expect(result.returncode == 0, result.stderr)
        line = re.search(r"tasks_<năm>\.yaml: (# .*)", result.stderr)
        expect(line, f"không chỉ ra dòng đầu: {result.stderr}")
        text = f"{line[1] if line else ''}\n{INVALID_SAMPLES[0][1]}"
        expect(
            editor.show(_sample_path(folder), text),
            f"{output}: dòng đầu không có tác dụng:\n{text}",
        )


def _show_sample(editor: LanguageServer, folder: Path, text: str) -> list[Message]:
    return editor.show(_sample_path(folder), MODELINE.format(SCHEMA_PATH) + text)


def _sample_path(folder: Path) -> Path:
    return folder / "data" / "tasks_2027.yaml"


def _diagnostics_text(diagnostics: list[Message]) -> str:
    return "; ".join(
        f"dòng {one['range']['start']['line'] + 1}: {one['message']}" for one in diagnostics
    )
