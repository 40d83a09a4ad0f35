"""PyYAML's parser in Python where it reads otherwise than the one in C, brought to read as that.

A question mark may stand in a text between brackets; a colon right before a bracket or a comma is
an error there; what an escape makes must be a character; no comma or bracket belongs to a tag; a
comment may follow the sign of a block of text at once.
"""

from __future__ import annotations

from string import ascii_letters, digits
from typing import Any

import yaml
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken, TagToken

_LETTERS = frozenset(f"{ascii_letters}{digits}-_")
_TAG = _LETTERS | frozenset(";/?:@&=+$.!~*'()%")
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

    def scan_tag(self) -> Any:
        """Read a tag: of a handle and a name, or between angle brackets."""
        start = self.get_mark()
        if self.peek(1) == "<":
            self.forward(2)
            handle, name = None, self._tag_name(start, _TAG | frozenset(",[]"))
            self._expect(">", start)
            self.forward()
        else:
            length = 1
            while self.peek(length) in _LETTERS:
                length += 1
            length = length + 1 if self.peek(length) == "!" else 1
            handle = self.prefix(length)
            self.forward(length)
            bare = handle == "!" and self.peek() not in _TAG
            handle, name = (None, "!") if bare else (handle, self._tag_name(start, _TAG))
        self._expect(f"{_BLANK}," if self.flow_level else _BLANK, start)
        return TagToken((handle, name), start, self.get_mark())

    def _tag_name(self, start: Any, letters: frozenset[str]) -> str:
        name = ""
        while (char := self.peek()) in letters:
            if char == "%":
                name += self.scan_uri_escapes("tag", start)
            else:
                name += char
                self.forward()
        if not name:
            self._expect("", start)
        return name

    def _expect(self, chars: str, start: Any) -> None:
        if self.peek() not in chars or not chars:
            problem = "found a character that ends no tag"
            raise ScannerError("while scanning a tag", start, problem, self.get_mark())

    def scan_block_scalar_indicators(self, _start_mark: Any) -> tuple[bool | None, int | None]:
        """Read what follows `|` or `>`: what becomes of the last line breaks, the indentation."""
        chomping = increment = None
        while True:
            char = self.peek()
            if chomping is None and char in "+-":
                chomping = char == "+"
            elif increment is None and char in "123456789":
                increment = int(char)
            else:
                return chomping, increment
            self.forward()
