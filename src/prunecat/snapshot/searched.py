"""What of an entry is searched: the words of its title, method, topic and text, and of the names of who wrote it."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from prunecat.entry import Entry
from prunecat.same_work import page
from prunecat.words import humps, words_of, words_of_all

_FORGES = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "huggingface.co", "gitee.com")
_SEARCHED = ("abstract", "keywords")
"""What else a source states of an entry's subject."""
_SECTION_WORDS = {
    "software": "library toolbox tool package framework software",
    "survey": "survey review overview",
}
_JOINT = re.compile("[-/&+]")
_MAY_NAME = re.compile("[-/&+:]")
"""What stands in a title that has the name of a method: a joint, or a colon behind it."""
_COMPOUND = re.compile(r"(?<![^\W_])[^\W_]++(?:[-/&+][^\W_]++)+")
"""Words that are written as one, and the signs between them."""
_QUERY = re.compile("[?#]")
_PARTS = re.compile("[-_.]")
_REMEMBERED = 10_000
"""Topics: a list has few sections and headings, and many entries under each."""


class Searched(NamedTuple):
    """The words that an entry is found by, in the order in which they stand."""

    title: Sequence[str]
    method: Sequence[str]
    topic: Sequence[str]
    text: Sequence[str]
    names: Sequence[str]
    """Of its authors."""
    owners: Sequence[str]
    """Of its code."""


def searched(entry: Entry) -> Searched:
    """What of an entry is searched."""
    title = words_of(entry.title)
    repositories = _repositories(entry) if entry.code or entry.note else []
    text = words_of(" ".join(value for name, value in entry.fields if name in _SEARCHED)) if entry.fields else []
    if entry.published:
        text += [word for word in words_of(dict(entry.published).get("title", "")) if word not in title]
    owners = words_of(" ".join(owner for owner, _ in repositories)) if repositories else []
    names = [name for _, name in repositories]
    method = _method_names(entry.title, names) if names or _MAY_NAME.search(entry.title) else []
    return Searched(title, method, _topic(entry.section, entry.heading), text, words_of_all(entry.authors), owners)


@lru_cache(_REMEMBERED)
def _topic(section: str, heading: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(words_of(" ".join([_SECTION_WORDS.get(section, section), *heading])))


def _method_names(title: str, repositories: Iterable[str]) -> list[str]:
    """The words by which an entry's method may be called.

    They come from what is before a colon in the title, whole and in its parts (`JaxPruner`: jax, pruner),
    from compounds written as one word (`LLM-Pruner`: llmpruner), and from the names of its code repositories.
    """
    found: list[str] = []
    name, colon, _ = title.partition(":")
    if colon and len(parts := name.split()) <= 4:
        found += words_of(name)
        for part in parts:
            if len(humped := humps(part)) > 1:
                found += words_of(" ".join(humped))
    for compound in _COMPOUND.findall(title) if _JOINT.search(title) else ():
        joined = "".join(words_of(compound))
        if len(joined) <= 24:
            found.append(joined)
    for name in repositories:
        words = words_of(" ".join(" ".join(humps(part)) for part in _PARTS.split(name)))
        found += words
        found += sorted({"".join(words), *words_of(name.replace("-", " "))} - set(words))
    return found


def _repositories(entry: Entry) -> list[tuple[str, str]]:
    """The owner and the name of each repository of the entry's code."""
    texts = [link.url or "" for link in entry.code]
    if entry.note:
        texts += re.findall(r"https?://\S+[\w/]", entry.note)
    found = []
    for url in dict.fromkeys(texts):
        host, *path = _QUERY.split(page(url) or "")[0].split("/")
        # What lies deeper is a file of a repository that may hold much else.
        if host in _FORGES and len(path) >= 2 and path[2:3] in ([], ["tree"]):
            found.append((path[0], path[1].removesuffix(".git")))
    return found
