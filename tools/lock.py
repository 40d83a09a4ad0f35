"""Resolve the dependencies of pyproject.toml anew and write requirements/*.txt.

The versions come from one fresh virtual environment; which of them a system needs comes from the
packages' own metadata, walked once for every Python and every system that khtgdv supports. So the
same files serve Linux, macOS and Windows, wherever this script is run.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from packaging.dependency_groups import resolve_dependency_groups
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "darwin": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "win32": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
TARGETS = frozenset(product(PYTHONS, SYSTEMS))

# Each file, with the files that it includes: a version stands in one file only.
FILES: dict[str, tuple[str, ...]] = {"run": (), "build": (), "dev": ("run", "build")}
HEADER = "# Written by `make lock` from pyproject.toml; do not edit.\n"

LIST_INSTALLED = """
import importlib.metadata as m, json
print(json.dumps([
    [d.metadata["Name"], d.version, d.metadata["Requires-Python"] or "", d.requires or []]
    for d in m.distributions()
]))
"""


@dataclass(frozen=True, slots=True)
class Package:
    """What is installed under one name, and what it asks for."""

    version: str
    requires_python: SpecifierSet
    requires: tuple[Requirement, ...]


Target = tuple[str, str]
Installed = dict[str, Package]
Lock = dict[str, set[Target]]


class LockError(Exception):
    """The versions found do not serve every system."""


def requirements_by_file() -> dict[str, list[Requirement]]:
    """Read the requirements of each file from pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    texts = {
        "run": project["project"]["dependencies"],
        "build": resolve_dependency_groups(project["dependency-groups"], "build"),
        "dev": [
            *resolve_dependency_groups(project["dependency-groups"], "dev"),
            *(text for texts in extras.values() for text in texts if "khtgdv[" not in text),
        ],
    }
    return {name: [Requirement(text) for text in texts[name]] for name in FILES}


def applies(requirement: Requirement, target: Target, extras: Iterable[str]) -> bool:
    """Say whether the requirement's marker holds on the target, under any of the extras."""
    if requirement.marker is None:
        return True
    python, system = target
    environment = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        **SYSTEMS[system],
    }
    return any(
        requirement.marker.evaluate({**environment, "extra": extra}) for extra in ("", *extras)
    )


def closure(
    roots: Iterable[Requirement], installed: Installed, target: Target
) -> Iterator[Requirement]:
    """Walk from the roots to all that the target needs; what is not installed is yielded too."""
    pending = [root for root in roots if applies(root, target, ())]
    visited: set[tuple[str, frozenset[str]]] = set()
    while pending:
        requirement = pending.pop()
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if key in visited:
            continue
        visited.add(key)
        yield requirement
        if package := installed.get(key[0]):
            pending += [r for r in package.requires if applies(r, target, requirement.extras)]


def list_installed(python: Path) -> Installed:
    """Read the metadata of everything in the environment."""
    result = subprocess.run([python, "-c", LIST_INSTALLED], check=True, capture_output=True)
    return {
        canonicalize_name(name): Package(
            version, SpecifierSet(requires_python), tuple(Requirement(text) for text in requires)
        )
        for name, version, requires_python, requires in json.loads(result.stdout)
    }


def install(python: Path, requirements: Iterable[Requirement]) -> None:
    """Install the newest versions allowed, whatever system their markers name."""
    texts = [str(requirement).partition(";")[0].strip() for requirement in requirements]
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, *texts], check=True)


def missing(roots: Iterable[Requirement], installed: Installed) -> list[Requirement]:
    """List what some target needs and the environment does not hold."""
    roots = list(roots)
    return [
        requirement
        for target in sorted(TARGETS)
        for requirement in closure(roots, installed, target)
        if canonicalize_name(requirement.name) not in installed
    ]


def resolve(roots: list[Requirement]) -> Installed:
    """Install the roots, and then what only other systems need, into a fresh environment."""
    with tempfile.TemporaryDirectory() as folder:
        builder = venv.EnvBuilder(with_pip=True)
        builder.create(folder)
        python = Path(builder.ensure_directories(folder).env_exe)
        install(python, roots)
        while missing_requirements := missing(roots, installed := list_installed(python)):
            install(python, missing_requirements)
    return installed


def targets_of(roots: list[Requirement], installed: Installed) -> Lock:
    """Find the targets that need each package."""
    lock: Lock = {}
    for target in TARGETS:
        for requirement in closure(roots, installed, target):
            lock.setdefault(canonicalize_name(requirement.name), set()).add(target)
    return lock


def python_marker(pythons: set[str]) -> str:
    """Write a marker for the oldest or the newest Pythons."""
    names = [name for name in PYTHONS if name in pythons]
    if names == list(PYTHONS):
        return ""
    if names == list(PYTHONS[: len(names)]):
        return f'python_version < "{PYTHONS[len(names)]}"'
    if names == list(PYTHONS[-len(names) :]):
        return f'python_version >= "{names[0]}"'
    raise LockError(f"no marker for {names}")


def marker(targets: set[Target]) -> str:
    """Write the marker that holds on exactly these targets."""
    pythons, systems = {python for python, _ in targets}, {system for _, system in targets}
    if set(product(pythons, systems)) != targets:
        raise LockError(f"no marker for {sorted(targets)}")
    names = [f'sys_platform == "{system}"' for system in SYSTEMS if system in systems]
    system_marker = "" if len(names) == len(SYSTEMS) else " or ".join(names)
    parts = [f"({system_marker})" if len(names) > 1 else system_marker, python_marker(pythons)]
    return " and ".join(part for part in parts if part.strip("()"))


def line(name: str, package: Package, targets: set[Target]) -> str:
    """Write the line of one package."""
    for python, _ in targets:
        if f"{python}.99" not in package.requires_python:
            raise LockError(f"{name} {package.version} is not for Python {python}: lock with that")
    condition = marker(targets)
    return f"{name}=={package.version}" + (f" ; {condition}" if condition else "") + "\n"


def pages(installed: Installed) -> Iterator[tuple[str, str]]:
    """Write the text of each file."""
    locks = {name: targets_of(roots, installed) for name, roots in requirements_by_file().items()}
    for name, included in FILES.items():
        lines = [
            line(package, installed[package], targets)
            for package, targets in sorted(locks[name].items())
            if not any(targets <= locks[other].get(package, set()) for other in included)
        ]
        yield name, HEADER + "".join([*(f"-r {other}.txt\n" for other in included), *lines])


def main() -> int:
    """Write the files, or none of them."""
    try:
        texts = dict(
            pages(resolve([root for roots in requirements_by_file().values() for root in roots]))
        )
    except (LockError, subprocess.CalledProcessError) as error:
        print(f"tools/lock.py: {error}", file=sys.stderr)
        return 1
    for name, text in texts.items():
        (ROOT / "requirements" / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
