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

_TIMEOUT = 60
_EXIT_TIMEOUT = 10
Message = dict[str, Any]


class LanguageServer:
    """A running server; its messages are read by a thread of their own."""

    def __init__(self, command: tuple[str, ...], root: Path) -> None:
        """Start the server and introduce ourselves."""
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=clean_environment()
        )
        self.incoming: queue.Queue[Message | None] = queue.Queue()
        self.request_id = 0
        self.versions: dict[str, int] = {}
        threading.Thread(target=self._listen, daemon=True).start()
        self.request(
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
        self.notify("initialized")

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
            self.request("shutdown")
            self.notify("exit")
        try:
            self.process.wait(_EXIT_TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def show(self, path: Path, text: str) -> list[Message]:
        """Open or change a document and return what the server finds wrong with it."""
        uri = path.as_uri()
        version = self.versions[uri] = self.versions.get(uri, 0) + 1
        if version == 1:
            document = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
            self.notify("textDocument/didOpen", textDocument=document)
        else:
            identifier = {"uri": uri, "version": version}
            change = [{"text": text}]
            self.notify("textDocument/didChange", textDocument=identifier, contentChanges=change)
        while True:
            message = self._next_message()
            if message.get("method") == "textDocument/publishDiagnostics":
                params = message["params"]
                if params["uri"] == uri and params.get("version", version) == version:
                    diagnostics: list[Message] = params["diagnostics"]
                    return diagnostics

    def complete(self, path: Path, line: int, character: int) -> list[Message]:
        """Return what the server offers at a place, both counted from 0."""
        result = self._request_at("textDocument/completion", path, line, character)
        items: list[Message] = result["items"] if isinstance(result, dict) else result or []
        return items

    def hover(self, path: Path, line: int, character: int) -> str:
        """Return what the server explains at a place."""
        result = self._request_at("textDocument/hover", path, line, character)
        return str(result["contents"]["value"]) if result else ""

    def _request_at(self, method: str, path: Path, line: int, character: int) -> Any:
        position = {"line": line, "character": character}
        return self.request(method, textDocument={"uri": path.as_uri()}, position=position)

    def request(self, method: str, **params: object) -> Any:
        """Send a request and return its result."""
        self.request_id += 1
        self._send({"id": self.request_id, "method": method, "params": params})
        while True:
            message = self._next_message()
            if message.get("id") == self.request_id and "method" not in message:
                if "error" in message:
                    raise FailedError(f"{method}: {message['error']}")
                return message.get("result")

    def notify(self, method: str, **params: object) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def _next_message(self) -> Message:
        """Return the next message; the server's own questions are answered on the way."""
        try:
            message = self.incoming.get(timeout=_TIMEOUT)
        except queue.Empty:
            raise FailedError(f"máy chủ không trả lời sau {_TIMEOUT} giây") from None
        if message is None:
            raise FailedError("máy chủ đã dừng")
        if "id" in message and "method" in message:
            items = message.get("params", {}).get("items", [])
            self._send({"id": message["id"], "result": [None for _ in items]})
        return message

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        pipe = _require_pipe(self.process.stdin)
        pipe.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        pipe.flush()

    def _listen(self) -> None:
        pipe = _require_pipe(self.process.stdout)
        while length := _read_length(pipe):
            self.incoming.put(json.loads(pipe.read(length)))
        self.incoming.put(None)


def _read_length(pipe: IO[bytes]) -> int:
    """Read the head of a message and return how long it is; 0 at the end."""
    length = 0
    while line := pipe.readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return length


def _require_pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise FailedError("không nói chuyện được với máy chủ")
    return pipe
