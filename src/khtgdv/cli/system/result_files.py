"""Files that are written for people: put in their place as a whole, never over a plan's."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from khtgdv.errors import UsageError
from khtgdv.text import escape_unsafe, nfc, replace_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# As a system that does not tell capitals apart, or drops what ends a name, would still find it.
_PLAN_FILE_NAME = re.compile(r"(?:plan|tasks|inspections)_[0-9]{4}\.ya?ml")
_YAML_SUFFIXES = (".yaml", ".yml")
# A top key of a plan's file at the beginning of a line: nothing that khtgdv writes has one.
_PLAN_KEY = re.compile(
    rb"^(?:\xef\xbb\xbf)?\{?[\"']?(?:tasks|inspections|plan)[\"']?[ \t]*:", re.MULTILINE
)
_LOOKED_AT = 2**18  # bytes
_UNSAFE_IN_NAME = re.compile(r'(?:[. ]*["*/:<>?\\|\n\t])+[. ]*')  # with the dots of a path
_RESERVED_NAME = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|con(?:in|out)\$)(?:\..*)?")
MAX_STEM_BYTES = 200  # of the 255 of most file systems; a mark of its own and a suffix follow


def refuse_plan_file(output: Path, plan_folders: Iterable[Path]) -> None:
    """Raise UsageError where a result would take the place of a file of a plan, ours or another's.

    Whatever path, link or spelling leads there. `plan_folders` are those that are read.
    """
    from khtgdv.source.find import is_file

    target = Path(os.path.realpath(output))
    if (
        any(map(_is_plan_file_name, (output.name, target.name)))
        or (target.suffix.lower() in _YAML_SUFFIXES and _is_plan_folder(target.parent))
        or (is_file(target) and (_reads_as_plan(target) or _is_one_of(target, plan_folders)))
    ):
        name = escape_unsafe(str(output))
        raise UsageError(f"{name} là tệp của kế hoạch.", "Chọn một tên tệp khác.")


def _is_plan_file_name(name: str) -> bool:
    """Tell whether some system would take a name for that of a plan's file."""
    plain_name = nfc(name).casefold().partition(":")[0].rstrip(" .")
    return _PLAN_FILE_NAME.fullmatch(plain_name) is not None


def _is_plan_folder(folder: Path) -> bool:
    from khtgdv.source.find import years_in

    return bool(years_in(folder))


def _reads_as_plan(path: Path) -> bool:
    """Tell whether a file holds a plan, under whatever name: a copy, a link's other end."""
    with suppress(OSError), path.open("rb") as stream:
        return _PLAN_KEY.search(stream.read(_LOOKED_AT)) is not None
    return True  # what cannot be looked at is not written over


def _is_one_of(target: Path, plan_folders: Iterable[Path]) -> bool:
    """Tell whether a file is one of some plans', under another name."""
    from khtgdv.source.find import plan_file_paths

    target_stat = target.stat()
    for folder in plan_folders:
        for path in plan_file_paths(folder):
            with suppress(OSError):
                if os.path.samestat(path.stat(), target_stat):
                    return True
    return False


def replace_file(target: Path, data: bytes) -> None:
    """Put a file in its place as a whole: a run that breaks off leaves the old one."""
    if target.exists() and not target.is_file():
        target.write_bytes(data)  # a device or a pipe has to stay what it is
        return
    import tempfile

    old_stat = target.stat() if target.exists() else None
    mode = old_stat.st_mode & 0o7777 if old_stat else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=".khtgdv-", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        if old_stat and hasattr(os, "chown"):
            with suppress(OSError):  # what a group shares stays the group's, where that may be
                os.chown(temporary, -1, old_stat.st_gid)
        temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def file_stem(text: str, max_bytes: int = MAX_STEM_BYTES) -> str:
    """Return a file's name for what has a name of any kind: one name, on every system.

    A department's code comes out as it is; what would be a path, hide itself, steer a terminal or
    name a device does not.
    """
    stem = _UNSAFE_IN_NAME.sub("-", replace_unsafe(nfc(text), lambda _: "-")).strip(" .-")
    if len(data := stem.encode()) > max_bytes:
        from hashlib import sha256

        cut = data[:max_bytes].decode(errors="ignore").rstrip(" .-")
        stem = f"{cut}~{sha256(data).hexdigest()[:8]}"
    return f"_{stem}" if _RESERVED_NAME.fullmatch(stem.casefold()) else stem or "khong-ten"


def distinct_stems(names: Iterable[str], max_bytes: int = MAX_STEM_BYTES) -> dict[str, str]:
    """Return a file's name for each name: no two that a system takes for one."""
    taken: set[str] = set()
    stems: dict[str, str] = {}
    for name in names:
        stem = unique = file_stem(name, max_bytes)
        number = 1
        while unique.casefold() in taken:
            number += 1
            unique = f"{stem}-{number}"
        taken.add(unique.casefold())
        stems[name] = unique
    return stems
