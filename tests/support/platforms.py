"""The systems that a test is for."""

import sys

import pytest

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="as POSIX has it")
