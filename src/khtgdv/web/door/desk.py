"""One run of the page as a value: which plans it reads, where it listens, who may come in."""

from __future__ import annotations

import secrets
from functools import partial

from khtgdv.frozen import dataclass, field
from khtgdv.web.door.keys import Keys
from khtgdv.web.door.recent import Recent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.cli.listening.listener import Confirmation

Words = tuple[tuple[str, str], ...]
"""Options by their names on the command line, each with its value, in order."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What does not change while the page is served.

    `words` are the options that choose the plans, as the command line had them. `hosts` are the
    names under which a browser may ask, each with the port. `no_writing` says why nothing may be
    recorded, where that is so. `told` are what was written lately, for the next page to say.
    """

    words: Words
    hosts: tuple[str, ...]
    no_writing: str = ""
    keys: Keys = field(default_factory=Keys)
    told: Recent[Confirmation] = field(default_factory=partial(Recent, 64))

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{self.hosts[0]}/"

    @property
    def cookie_name(self) -> str:
        """The name of the cookie: a browser shows it to every port of this machine."""
        return f"khtgdv-{self.hosts[0].rpartition(':')[2]}"

    def remember(self, confirmation: Confirmation) -> str:
        """Keep what was written for the next page to say; return the name it is kept under."""
        name = secrets.token_urlsafe(12)
        self.told.keep(name, confirmation)
        return name

    def invitation(self) -> str:
        """Return an address that lets one browser in, once."""
        return f"{self.address}open/{self.keys.invite()}"
