"""The note that uv leaves in the environment of a tool, and the command that gives it more.

`uv tool install` leaves out what it is not told again; so the command names all of it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from urllib.parse import parse_qs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_NOTE = "uv-receipt.toml"
_REVISIONS = ("rev", "tag", "branch")


def install_again(prefix: Path, requirements: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of `uv` that install a tool with all that it has, and more.

    None where the environment is no tool's, or where what it was installed from is gone.
    """
    try:
        tool = tomllib.loads((prefix / _NOTE).read_text(encoding="utf-8"))["tool"]
        own, *others = tool["requirements"]
        if any(_is_gone(each) for each in tool["requirements"]):
            return ()
        python = ("--python", tool["python"]) if "python" in tool else ()
        earlier = [word for each in others for word in _words("--with", each)]
        more = [word for each in requirements for word in ("--with", each)]
        return ("tool", "install", *python, *earlier, *more, *_words("", own))
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _is_gone(requirement: dict[str, Any]) -> bool:
    """Tell whether a requirement came from a folder or file that is no longer there."""
    place = _place(requirement)
    return place is not None and not Path(place).exists()


def _place(requirement: dict[str, Any]) -> str | None:
    keys = ("directory", "editable", "path")
    return next((requirement[key] for key in keys if key in requirement), None)


def _words(option: str, requirement: dict[str, Any]) -> tuple[str, ...]:
    """Return a requirement as it is typed behind an option; the tool's own has none."""
    if "editable" in requirement:
        option = f"{option}-editable" if option else "--editable"
    return (option, _as_typed(requirement)) if option else (_as_typed(requirement),)


def _as_typed(requirement: dict[str, Any]) -> str:
    extras = f"[{','.join(requirement['extras'])}]" if "extras" in requirement else ""
    if place := _place(requirement):
        return f"{place}{extras}"
    name = f"{requirement['name']}{extras}"
    if "git" in requirement:
        return f"{name} @ git+{_git_address(requirement['git'])}"
    if "url" in requirement:
        return f"{name} @ {requirement['url']}"
    return f"{name}{requirement.get('specifier', '')}"


def _git_address(address: str) -> str:
    """Return uv's address of a repository in the form in which it is typed: `…@rev`."""
    repository, _, query = address.partition("?")
    values = {key: texts[0] for key, texts in parse_qs(query).items()}
    revision = next((f"@{values[key]}" for key in _REVISIONS if key in values), "")
    folder = f"#subdirectory={values['subdirectory']}" if "subdirectory" in values else ""
    return f"{repository}{revision}{folder}"
