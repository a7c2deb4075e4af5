"""Entries of every shape, for property tests."""

from hypothesis import strategies as st

from prunecat.entry import ORIGINS, SECTIONS, STATUSES, CodeLink, Entry
from prunecat.result import Result

texts = st.one_of(
    st.sampled_from(
        [
            "a; b",
            "[1]",
            "x, y",
            "p and q",
            "U/S",
            "\\t",
            '"',
            "null",
            "2023",
            " a ",
            "- b",
            "#",
            "=",
            "~",
            "\n",
            "a\n- b\n\n  - c",
        ]
    ),
    st.text(min_size=1, max_size=20),
)
lists = st.lists(texts, max_size=3).map(tuple)
perhaps = st.none() | texts
links = st.builds(
    CodeLink,
    framework=perhaps,
    origin=st.none() | st.sampled_from(ORIGINS),
    url=perhaps,
    status=st.sampled_from(STATUSES),
    mark=perhaps,
)
stated = st.dictionaries(texts, texts, max_size=2).map(lambda texts: tuple(texts.items()))
entries = st.builds(
    Entry,
    id=texts,
    section=st.sampled_from(SECTIONS),
    title=texts,
    authors=lists,
    venue=perhaps,
    venue_name=perhaps,
    year=st.none() | st.integers(1900, 2100),
    types=lists,
    url=perhaps,
    arxiv=perhaps,
    doi=perhaps,
    openreview=perhaps,
    code=st.lists(links, max_size=2).map(tuple),
    note=perhaps,
    errata=lists,
    also_listed_as=lists,
    heading=lists,
    published=stated,
    container=st.just(()),
    fields=stated,
    latex=stated,
)
results = st.lists(entries, max_size=3).map(lambda found: [Result(entry) for entry in found])
