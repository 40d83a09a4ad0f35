"""A language server over standard input and output: just enough of the protocol to ask it."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from tools.external_parts.kit import FailedError, clean_environment

_PATIENCE = 60
_DYING = 10
Message = dict[str, Any]


class LanguageServer:
    """A running server; its messages are read by a thread of their own."""

    def __init__(self, command: tuple[str, ...], root: Path) -> None:
        """Start the server and introduce ourselves."""
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=clean_environment()
        )
        self.arrived: queue.Queue[Message | None] = queue.Queue()
        self.number = 0
        self.versions: dict[str, int] = {}
        threading.Thread(target=self._listen, daemon=True).start()
        self.ask(
            "initialize",
            processId=None,
            rootUri=root.as_uri(),
            capabilities={
                "textDocument": {
                    "completion": {"completionItem": {"snippetSupport": True}},
                    "hover": {"contentFormat": ["markdown"]},
                },
            },
        )
        self.tell("initialized")

    def __enter__(self) -> Self:
        """Return the server."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End the server."""
        with suppress(FailedError, OSError):
            self.ask("shutdown")
            self.tell("exit")
        try:
            self.process.wait(_DYING)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def show(self, path: Path, text: str) -> list[Message]:
        """Open or change a document and return what the server finds wrong with it."""
        uri = path.as_uri()
        version = self.versions[uri] = self.versions.get(uri, 0) + 1
        if version == 1:
            document = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
            self.tell("textDocument/didOpen", textDocument=document)
        else:
            named = {"uri": uri, "version": version}
            change = [{"text": text}]
            self.tell("textDocument/didChange", textDocument=named, contentChanges=change)
        while True:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics":
                params = message["params"]
                if params["uri"] == uri and params.get("version", version) == version:
                    found: list[Message] = params["diagnostics"]
                    return found

    def complete(self, path: Path, line: int, character: int) -> list[Message]:
        """Return what the server offers at a place, both counted from 0."""
        found = self._at("textDocument/completion", path, line, character)
        items: list[Message] = found["items"] if isinstance(found, dict) else found or []
        return items

    def hover(self, path: Path, line: int, character: int) -> str:
        """Return what the server explains at a place."""
        found = self._at("textDocument/hover", path, line, character)
        return str(found["contents"]["value"]) if found else ""

    def _at(self, method: str, path: Path, line: int, character: int) -> Any:
        position = {"line": line, "character": character}
        return self.ask(method, textDocument={"uri": path.as_uri()}, position=position)

    def ask(self, method: str, **params: object) -> Any:
        """Send a request and return its result."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self.number and "method" not in message:
                if "error" in message:
                    raise FailedError(f"{method}: {message['error']}")
                return message.get("result")

    def tell(self, method: str, **params: object) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def _next(self) -> Message:
        """Return the next message; the server's own questions are answered on the way."""
        try:
            message = self.arrived.get(timeout=_PATIENCE)
        except queue.Empty:
            raise FailedError(f"máy chủ không trả lời sau {_PATIENCE} giây") from None
        if message is None:
            raise FailedError("máy chủ đã dừng")
        if "id" in message and "method" in message:
            items = message.get("params", {}).get("items", [])
            self._send({"id": message["id"], "result": [None for _ in items]})
        return message

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        pipe = _pipe(self.process.stdin)
        pipe.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        pipe.flush()

    def _listen(self) -> None:
        pipe = _pipe(self.process.stdout)
        while length := _length(pipe):
            self.arrived.put(json.loads(pipe.read(length)))
        self.arrived.put(None)


def _length(pipe: IO[bytes]) -> int:
    """Read the head of a message and return how long it is; 0 at the end."""
    length = 0
    while line := pipe.readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return length


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise FailedError("không nói chuyện được với máy chủ")
    return pipe
