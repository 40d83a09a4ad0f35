"""The rights of an ordinary user, for tests that need a file or folder to be refused.

Root may read and write whatever the mode says, which hides what everybody else meets. On Linux that
comes from capabilities of the thread: without them root is the owner of its files and no more. So
such a test runs in place, with the interpreter and the temporary folders it already has.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION_3 = 0x20080522  # linux/capability.h: two sets of 32 bits
PR_GET_SECUREBITS, PR_SET_SECUREBITS = 27, 28
NO_ROOT, NO_SETUID_FIXUP = 1, 4  # a program started has no capabilities; access(2) asks the same
WORDS = 2


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Word(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def is_root() -> bool:
    """Say whether the tests run as root, for whom no mode is a refusal."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


@contextmanager
def ordinary_rights() -> Iterator[None]:
    """Give this thread, and programs it starts, an ordinary user's rights for a while.

    Skips the test where root's rights cannot be given up (root outside Linux) or where modes refuse
    nothing (Windows).
    """
    if sys.platform == "win32":
        pytest.skip("modes refuse nothing there")
    if not is_root():
        yield
        return
    if sys.platform != "linux":
        pytest.skip("root may do anything there")
    libc = ctypes.CDLL(None, use_errno=True)
    header = ctypes.byref(_Header(VERSION_3, 0))
    words, none = (_Word * WORDS)(), (_Word * WORDS)()
    bits = libc.prctl(PR_GET_SECUREBITS, 0, 0, 0, 0)
    _succeed(libc.capget(header, words))
    for word, empty in zip(words, none, strict=True):
        empty.permitted, empty.inheritable = word.permitted, word.inheritable
    _succeed(libc.prctl(PR_SET_SECUREBITS, bits | NO_ROOT | NO_SETUID_FIXUP, 0, 0, 0))
    _succeed(libc.capset(header, none))
    try:
        yield
    finally:
        _succeed(libc.capset(header, words))
        _succeed(libc.prctl(PR_SET_SECUREBITS, bits, 0, 0, 0))


def _succeed(status: int) -> None:
    if status != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
