"""The manual's page of installation, typed into a shell: pipx, uv, an environment of one's own.

Each block of the page in an empty home; then khtgdv writes a Word file, or is gone. Left out is
what needs an administrator or the address of an office, and what sets up the person's own shell.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from tools.external_parts.kit import Kit, UnavailableError, expect

_PAGE = "docs/su-dung/cai-dat.md"
_BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_LEFT_OUT = re.compile(r"^(?:sudo |pipx ensurepath|uv tool update-shell|.*git\+).*\n", re.MULTILINE)
_INSTALL = 'pipx install "./khtgdv[all]"\n'
_PAPER = "khtgdv report Q1 --output bao-cao.docx"


def check(kit: Kit) -> None:
    """Type each block of the page; at its end khtgdv does its work, or is there no more."""
    if os.name == "nt":
        raise UnavailableError("các lệnh được gõ vào sh")
    programs = kit.venv("pipx-uv", "pipx", "uv").parent
    folder = kit.scratch / "nơi tải về"
    source = kit.copy("nơi tải về/khtgdv")
    kit.fetch(programs / "uv", "build", "--quiet", "--wheel", "--out-dir", folder, source)
    [wheel] = folder.glob("*.whl")
    text = (kit.root / _PAGE).read_text(encoding="utf-8")
    expect(wheel.name in text, f"trang phải nêu tên tệp {wheel.name}")
    blocks = [_LEFT_OUT.sub("", block) for block in _BLOCK.findall(text)]
    expect(len(blocks) == len(("pipx", "wheel", "uv", "venv", "upgrade", "removal")), f"{blocks}")
    for number, block in enumerate(blocks):
        env = _empty_home(kit.scratch / f"nhà {number}", programs)
        gone = "pipx uninstall" in block
        kit.fetch("/bin/sh", "-ec", f"{_INSTALL if gone else ''}{block}", cwd=folder, env=env)
        ran = kit.run("/bin/sh", "-c", f"rm -f *.docx; {_PAPER}", cwd=folder, env=env)
        written = (folder / "bao-cao.docx").exists()
        expect(written is not gone, f"{block}{ran.stderr}")
        print(f"  {block.strip().splitlines()[0]}", flush=True)


def _empty_home(home: Path, programs: Path) -> dict[str, str]:
    """Return the variables of a person whose home is empty, with pipx and uv on the path."""
    home.mkdir()
    settings = Path.home() / ".config" / "pip" / "pip.conf"  # where packages come from stays
    own = [home / ".local" / "bin", home / "khtgdv-rieng" / "bin", programs]
    return {
        "HOME": str(home),
        "PATH": os.pathsep.join([*map(str, own), os.environ["PATH"]]),
        "PIP_CONFIG_FILE": os.environ.get("PIP_CONFIG_FILE", str(settings)),
    }
