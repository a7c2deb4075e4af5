"""A round of asking: every URL once, many at a time, each answer kept as it comes."""

import asyncio
from collections.abc import Callable, Iterable

import httpx

from prunecat.links import asking
from prunecat.links.kept import KeptAnswers
from prunecat.links.manners import Gate, Manners
from prunecat.links.status import LinkStatus

NO_NET = LinkStatus("refused", "can't be reached, nor can any other: is there a connection to the net?", heard=False)


def ask_all(
    urls: Iterable[str],
    kept: KeptAnswers,
    *,
    manners: Manners | None = None,
    again: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> dict[str, LinkStatus]:
    """The answer of each URL; those kept are not asked, but with `again`.

    `progress` hears how many are done, of how many. Stopped by Ctrl-C, it has kept what was answered so far.
    Where nobody answers at all, no URL is called dead for it.
    """
    urls = tuple(dict.fromkeys(urls))
    answers = {} if again else {url: answer for url in urls if (answer := kept.get(url))}
    lately = next((url for url in answers if answers[url].outcome == "alive"), None)

    async def one(url: str, client: httpx.AsyncClient, gate: Gate) -> None:
        answers[url] = answer = await asking.ask(url, client, gate)
        if answer.heard:
            kept.put(url, answer)
        progress(len(answers), len(urls))

    async def the_others() -> None:
        gate = Gate(manners or Manners())
        async with asking.client() as client:
            others = [url for url in urls if url not in answers]
            async with asyncio.TaskGroup() as group:
                for url in others:
                    group.create_task(one(url, client, gate))
            unheard = [url for url in others if not answers[url].heard]
            there_is_a_net = len(unheard) < len(others) or (
                unheard and lately and (await asking.ask(lately, client, gate)).heard
            )
        for url in unheard:
            if there_is_a_net:
                kept.put(url, answers[url])
            elif answers[url].outcome == "dead":
                answers[url] = NO_NET

    progress(len(answers), len(urls))
    asyncio.run(the_others())
    return answers
