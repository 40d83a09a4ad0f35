"""What uv noted of a tool becomes the words that install the same tool, with more."""

from __future__ import annotations

from pathlib import Path

import pytest

from khtgdv.cli.installation.uv_receipt import install_again

MORE = ("typst>=0.14",)
ADDRESS = "https://git.co-quan.vn/khtgdv.git"


def receipt(folder: Path, text: str) -> Path:
    (folder / "uv-receipt.toml").write_text(f"[tool]\n{text}\n", encoding="utf-8")
    return folder


# What uv writes, and what stands last in the command: where the tool comes from.
SOURCES = (
    ('{ name = "khtgdv" }', ("khtgdv",)),
    ('{ name = "khtgdv", specifier = ">=1" }', ("khtgdv>=1",)),
    ('{ name = "khtgdv", extras = ["docx", "pdf"] }', ("khtgdv[docx,pdf]",)),
    (f'{{ name = "khtgdv", git = "{ADDRESS}" }}', (f"khtgdv @ git+{ADDRESS}",)),
    (
        f'{{ name = "khtgdv", extras = ["pdf"], git = "{ADDRESS}?subdirectory=a%2Fb&rev=v1" }}',
        (f"khtgdv[pdf] @ git+{ADDRESS}@v1#subdirectory=a/b",),
    ),
    ('{ name = "khtgdv", url = "https://a.vn/k.whl" }', ("khtgdv @ https://a.vn/k.whl",)),
)


@pytest.mark.parametrize(("noted", "typed"), SOURCES)
def test_a_tool_is_installed_from_where_it_was(
    tmp_path: Path, noted: str, typed: tuple[str, ...]
) -> None:
    words = install_again(receipt(tmp_path, f"requirements = [{noted}]"), MORE)
    assert words == ("tool", "install", "--with", *MORE, *typed)


@pytest.mark.parametrize(
    ("key", "option"), [("directory", ()), ("path", ()), ("editable", ("--editable",))]
)
def test_a_folder_or_file_must_still_be_there(
    tmp_path: Path, key: str, option: tuple[str, ...]
) -> None:
    source = tmp_path / "thư mục nguồn"
    text = (
        f'requirements = [{{ name = "khtgdv", extras = ["all"], {key} = "{source.as_posix()}" }}]'
    )
    assert install_again(receipt(tmp_path, text), MORE) == ()
    source.mkdir()
    again = ("tool", "install", "--with", *MORE, *option, f"{source.as_posix()}[all]")
    assert install_again(tmp_path, MORE) == again


def test_what_a_tool_was_installed_with_stays(tmp_path: Path) -> None:
    place = tmp_path.as_posix()
    others = f'{{ name = "humanize", specifier = "<5" }}, {{ name = "own", editable = "{place}" }}'
    text = f'requirements = [{{ name = "khtgdv" }}, {others}]\npython = "3.12"'
    assert install_again(receipt(tmp_path, text), MORE) == (
        "tool", "install", "--python", "3.12", "--with", "humanize<5",
        "--with-editable", place, "--with", *MORE, "khtgdv",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", ["requirements = []", "requirements = 3", 'python = "3.12"', "= không phải TOML"]
)
def test_a_note_that_says_nothing_of_use(tmp_path: Path, text: str) -> None:
    assert install_again(receipt(tmp_path, text), MORE) == ()


def test_an_environment_that_is_no_tools(tmp_path: Path) -> None:
    assert install_again(tmp_path, MORE) == ()
