"""The text of a paper that an office signs and sends: it stands upright, before its tables."""

from __future__ import annotations

from collections.abc import Mapping

from khtgdv.frozen import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    # A numbered part, a heading in it, a paragraph, an item of a list, an item of an item.
    ParagraphKind = Literal["section", "heading", "text", "item", "subitem"]

# What only a person can write, in whatever sentence.
TO_BE_WRITTEN = "[…]"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, and what it is in the text."""

    kind: ParagraphKind
    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: in whose name and as what, line by line, and the name below."""

    lines: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class IssuedText:
    """A paper that goes out: what it is called, its text, who signs it and who gets it.

    `number` is its number with a blank for what is not known yet, `enclosed` the words by which a
    table says what it goes with. `appendices` are the names of the tables that go with it, in
    their order, with the titles that they have there.
    """

    kind: str
    subject: str
    number: str
    enclosed: str
    paragraphs: tuple[Paragraph, ...]
    signature: Signature
    recipients: tuple[str, ...] = ()
    appendices: Mapping[str, str] = field(default_factory=dict)
