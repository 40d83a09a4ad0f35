"""The page served by a process of its own, and browsers that speak to it over sockets."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from tests.support.desk import hidden_fields

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Visitor:
    """A browser that was let in, over a socket of its own for every request."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host = parts.netloc
        status, headers, _ = self._ask("GET", parts.path, {})
        assert status == 303
        self.cookie = headers["set-cookie"].partition(";")[0]

    def get(self, path: str) -> tuple[int, str]:
        status, _, body = self._ask("GET", path, {"Cookie": self.cookie})
        return status, body.decode()

    def post(self, path: str, fields: dict[str, str]) -> int:
        headers = {"Cookie": self.cookie, "Origin": f"http://{self.host}",
                   "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
        return self._ask("POST", path, headers, urlencode(fields))[0]

    def fields(self, page: str, form: str) -> dict[str, str]:
        """Return what a form of a page carries."""
        return hidden_fields(self.get(page)[1], form)

    def _ask(
        self, method: str, path: str, headers: dict[str, str], body: str | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(self.host, timeout=60)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            names = {name.lower(): value for name, value in response.getheaders()}
            return response.status, names, response.read()
        finally:
            connection.close()


@contextmanager
def served(plan: Path, state: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `khtgdv web` on a plan; yield its process and the address it has written."""
    env = os.environ | {"KHTGDV_TODAY": "2026-03-31", "KHTGDV_STATE": str(state)}
    command = [sys.executable, "-m", "khtgdv", "web", "--no-open", "--data", str(plan), *words]
    process = subprocess.Popen(  # noqa: S603 - our own program
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    assert process.stdout
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()
