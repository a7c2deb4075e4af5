"""A time that passes only where somebody sleeps."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from prunecat.links.manners import Manners


@dataclass
class FakeTime:
    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)

    def manners(self, **kwargs: Any) -> Manners:
        return Manners(now=self.clock, sleep=self.sleep, **{"delay": 0, "timeout": 5, **kwargs})
