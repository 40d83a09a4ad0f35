"""The page of licences: what khtgdv is delivered with, as the packages installed here say.

What is delivered is what requirements/all.txt locks; its fonts are those that typst carries.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_ENTRY = re.compile(r"^([\w.-]+)==([\w.]+)(?: ; ([^\\\n]+))?", re.MULTILINE)
_OSI = "License :: OSI Approved :: "
_LONGEST_NAME = 60  # letters; a longer field is the licence's own text
# Of packages that only another system installs nothing is installed here.
_OTHER_SYSTEMS = {"colorama": "BSD-3-Clause"}
# The fonts in typst's wheel, parts of which every PDF carries.
_FONTS = (
    ("Libertinus Serif", "SIL Open Font License 1.1", "chữ"),
    ("DejaVu Sans Mono", "Bitstream Vera, phần bổ sung thuộc phạm vi công cộng", "dấu, ký hiệu"),
    ("New Computer Modern Math", "GUST Font License", "dấu, ký hiệu"),
)
_HEAD = """\
# Giấy phép

Trang này do `make docs` viết từ những gói đã cài, theo `requirements/all.txt`. khtgdv dùng
giấy phép MIT (tệp `LICENSE`). Bản cài đặt kèm theo các thư viện sau, không sửa đổi:

| Thư viện | Phiên bản | Giấy phép | Dùng cho |
|---|---|---|---|
"""
_FONT_HEAD = """
Phông chữ nằm trong gói typst; tệp PDF chỉ mang những chữ nó dùng:

| Phông | Giấy phép | Dùng cho |
|---|---|---|
"""


def page() -> str:
    """Return the page; PackageNotFoundError where a package it tells of is not installed."""
    needed = {name for name, *_ in _locked("run")}
    rows = [
        f"| {name} | {version} | {licence(name, marker)} | "
        f"{'mọi lệnh' if name in needed else 'định dạng xuất thêm'} |\n"
        for name, version, marker in _locked("all")
    ]
    fonts = [f"| {' | '.join(font)} |\n" for font in _FONTS]
    return _HEAD + "".join(rows) + _FONT_HEAD + "".join(fonts)


def _locked(name: str) -> list[tuple[str, str, str]]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return [(found[0], found[1], found[2].strip()) for found in _ENTRY.findall(text)]


def licence(name: str, marker: str) -> str:
    """Return the licence of a package in a few words."""
    if marker and name in _OTHER_SYSTEMS:
        return _OTHER_SYSTEMS[name]
    about: PackageMetadata = metadata(name)
    classifiers = [text.removeprefix(_OSI) for text in _field(about, "Classifier")
                   if text.startswith(_OSI)]  # fmt: skip
    kinds = (_field(about, "License-Expression"), classifiers, _field(about, "License"))
    named = (", ".join(texts) for texts in kinds)
    short = (text for text in named if 0 < len(text) <= _LONGEST_NAME and "\n" not in text)
    return next(short, "chưa rõ")


def _field(about: PackageMetadata, key: str) -> list[str]:
    return about.get_all(key) or []
