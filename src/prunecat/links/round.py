"""A round of asking: every URL once, many at a time, each answer kept as it comes."""

import asyncio
from collections.abc import Callable, Iterable

import httpx

from prunecat.links import asking
from prunecat.links.answer import Answer
from prunecat.links.kept import KeptAnswers
from prunecat.links.manners import Gate, Manners


def ask_all(
    urls: Iterable[str],
    kept: KeptAnswers,
    *,
    manners: Manners | None = None,
    again: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> dict[str, Answer]:
    """The answer of each URL; those kept are not asked, but with `again`.

    `progress` hears how many are done, of how many. Stopped by Ctrl-C, it has kept what was answered so far.
    """
    urls = tuple(dict.fromkeys(urls))
    answers = {} if again else {url: answer for url in urls if (answer := kept.get(url))}

    async def one(url: str, client: httpx.AsyncClient, gate: Gate) -> None:
        answers[url] = answer = await asking.ask(url, client, gate)
        kept.put(url, answer)
        progress(len(answers), len(urls))

    async def the_others() -> None:
        gate = Gate(manners or Manners())
        async with asking.client() as client, asyncio.TaskGroup() as group:
            for url in urls:
                if url not in answers:
                    group.create_task(one(url, client, gate))

    progress(len(answers), len(urls))
    asyncio.run(the_others())
    return answers
