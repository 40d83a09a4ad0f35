"""PyYAML's parser in Python where it reads otherwise than the one in C, brought to read as that.

A question mark may stand in a text between brackets; a colon right before a bracket or a comma is
an error there; what an escape makes must be a character.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken

_BLANK = "\0 \t\r\n\x85\u2028\u2029"


class PureLoader(yaml.Loader):
    """The parser for machines that have none in C."""

    def scan_plain(self) -> Any:
        """Read a text without quotation marks, over its line breaks."""
        chunks: list[str] = []
        spaces: list[str] = []
        start = end = self.get_mark()
        while self.peek() != "#" and (length := self._plain_length(start)):
            self.allow_simple_key = False
            chunks += [*spaces, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(self.indent + 1, start) or []
            if not spaces or (not self.flow_level and self.column < self.indent + 1):
                break
        return ScalarToken("".join(chunks), True, start, end)  # noqa: FBT003 - PyYAML's own form

    def _plain_length(self, start: Any) -> int:
        """Return how many characters up to a blank belong to a text."""
        length = 0
        while (char := self.peek(length)) not in _BLANK:
            following = self.peek(length + 1)
            if char == ":" and following in _BLANK:
                break
            if self.flow_level and char == ":" and following in ",?[]{}":
                self.forward(length)
                problem = "found unexpected ':'"
                raise ScannerError("while scanning a plain scalar", start, problem, self.get_mark())
            if self.flow_level and char in ",[]{}":
                break
            length += 1
        return length

    def scan_flow_scalar_non_spaces(self, double: Any, start_mark: Any) -> Any:
        """Read a part of a quoted text without blanks."""
        try:
            chunks = super().scan_flow_scalar_non_spaces(double, start_mark)
            "".join(chunks).encode()
        except (ValueError, OverflowError):
            context, problem = "while parsing a quoted scalar", "found invalid Unicode character"
            raise ScannerError(context, start_mark, problem, self.get_mark()) from None
        return chunks
