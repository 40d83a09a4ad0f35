"""The programs that khtgdv is measured beside, and whether they are installed.

bench/peers.sh installs them; one that is not there is named loudly and not measured.
"""

from __future__ import annotations

import os
import shutil
import subprocess

from bench.measure import ROOT
from bench.programs import backlog, calcurse, journal, khtgdv, org, taskwarrior, vdir
from bench.programs.peer import Peer

OUR_PEER = khtgdv.PEER
PEERS = (
    taskwarrior.PEER,
    journal.LEDGER,
    journal.HLEDGER,
    calcurse.PEER,
    vdir.TODOMAN,
    vdir.KHAL,
    backlog.PEER,
    org.PEER,
)
# Where bench/peers.sh puts what Debian does not have.
_LOCAL_FOLDERS = (ROOT / "build/peers/node_modules/.bin", ROOT / "build/peers/venv/bin")


def find_program(peer: Peer) -> str | None:
    """Return the program, or None where it is not installed."""
    path = os.pathsep.join([*map(str, _LOCAL_FOLDERS), os.environ.get("PATH", os.defpath)])
    return next(filter(None, (shutil.which(name, path=path) for name in peer.commands)), None)


def versions() -> dict[str, str]:
    """Return the version of each program, empty where it is not installed."""
    return {peer.name: version_of(peer) for peer in PEERS}


def version_of(peer: Peer) -> str:
    """Return the version of a program, empty where it is not installed."""
    program = find_program(peer)
    if program is None:
        return ""
    result = subprocess.run(
        [program, *peer.version],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    words = (result.stdout or result.stderr).split("\n")[0].replace(",", " ").split()
    return next((word for word in words if word[0].isdigit()), "?")
