"""HTTP as uvicorn speaks it, with a deadline for whoever asks: a request that never ends is cut."""

from __future__ import annotations

from uvicorn.protocols.http.h11_impl import H11Protocol

TYPE_CHECKING = False
if TYPE_CHECKING:
    import asyncio
    from typing import ClassVar

    from uvicorn.protocols.http.h11_impl import RequestResponseCycle


class PatientProtocol(H11Protocol):
    """Gives a browser some seconds for the head of a request, byte by byte or not at all.

    What comes after the head, and the answer, have times of their own (`visit`, `guard`).
    """

    seconds: ClassVar[float] = 10.0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # uvicorn's own signature
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came; from its first byte on the head of a request has its time."""
        if self._is_idle and self._deadline is None:
            self._wait()
        super().data_received(data)
        if not self._is_idle:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop_waiting()
        super().connection_lost(exc)

    @property
    def _is_idle(self) -> bool:
        """Tell whether no request is being answered."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is None or cycle.response_complete

    def _wait(self) -> None:
        self._deadline = self.loop.call_later(self.seconds, self._cut)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _cut(self) -> None:
        self._deadline = None
        self.transport.abort()
