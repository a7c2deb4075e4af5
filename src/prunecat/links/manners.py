"""The manners of asking: how many requests at once, how long to wait, and each host's turn."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(frozen=True, kw_only=True)
class Manners:
    """How URLs are asked. Times are in seconds."""

    at_once: int = 16
    per_host: int = 2
    delay: float = 0.25
    """Between the starts of two requests to a host."""
    timeout: float = 20
    """For the head of an answer, from the first attempt to connect."""
    tries: int = 3
    patience: int = 4
    """Requests in a row that a host may leave without any answer; after that it is not asked again."""
    longest_wait: float = 60
    """Seconds: a host that wants a longer pause is not asked again."""
    hops: int = 10
    """Redirects that are followed."""
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass
class _Host:
    """A host that is being asked."""

    slots: asyncio.Semaphore
    ready: float = 0
    """When it may be asked next."""
    unanswered: int = 0
    """Requests since its last answer."""


@dataclass
class Gate:
    """Lets requests through, so that neither the net nor any host gets too many at once."""

    manners: Manners
    _all: asyncio.Semaphore = field(init=False)
    _hosts: defaultdict[str, _Host] = field(init=False)

    def __post_init__(self) -> None:
        self._all = asyncio.Semaphore(self.manners.at_once)
        self._hosts = defaultdict(lambda: _Host(asyncio.Semaphore(self.manners.per_host)))

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait until the host of the URL may be asked, and hold its place while it is."""
        host = self._hosts[urlsplit(url).netloc.casefold()]
        async with host.slots:
            # A wait for one host must not keep others from their turn, so it comes before the common slot.
            while (wait := host.ready - self.manners.now()) > 0:
                await self.manners.sleep(wait)
            host.ready = self.manners.now() + self.manners.delay
            async with self._all:
                yield

    def hear(self, url: str, *, answered: bool) -> None:
        """Take note of whether the host of the URL answered a request."""
        host = self._hosts[urlsplit(url).netloc.casefold()]
        host.unanswered = 0 if answered else host.unanswered + 1

    def is_silent(self, url: str) -> bool:
        """Whether the host of the URL has left so many requests without an answer that it is given up."""
        return self._hosts[urlsplit(url).netloc.casefold()].unanswered >= self.manners.patience

    def pause(self, url: str, seconds: float) -> None:
        """Ask the host of the URL nothing for so long."""
        host = self._hosts[urlsplit(url).netloc.casefold()]
        host.ready = max(host.ready, self.manners.now() + seconds)
