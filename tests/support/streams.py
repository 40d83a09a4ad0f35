"""A stream that refuses whatever is written to it."""

from __future__ import annotations

import io
from typing import Any


class RefusingStream(io.RawIOBase):
    """A stream that refuses every byte with an error of some number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def writable(self) -> bool:
        return True

    def write(self, _: Any, /) -> int:
        raise OSError(self.number, "refused")
