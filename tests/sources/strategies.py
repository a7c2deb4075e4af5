"""Entries of every shape that a catalogue can hold, for round trips through the formats."""

from hypothesis import strategies as st

from prunecat.entry import ORIGINS, SECTIONS, STATUSES, CodeLink, Entry

_TRICKY = [
    "a; b",
    "[1]",
    '["x"]',
    "x, y",
    "p and q",
    "U/S",
    "\\t \\n \\\\",
    '"',
    '"quoted"',
    "null",
    "2023",
    "- b",
    "#",
]
_ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
# In a catalogue a text is one line, its runs of blanks one space.
texts = st.one_of(st.sampled_from(_TRICKY), _ANY.map(lambda text: " ".join(text.split())).filter(bool))
lists = st.lists(texts, max_size=3).map(tuple)
perhaps = st.none() | texts
ids = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12)
stated = st.dictionaries(texts, texts, max_size=2).map(lambda texts: tuple(texts.items()))
links = st.builds(
    CodeLink,
    framework=perhaps,
    origin=st.none() | st.sampled_from(ORIGINS),
    url=perhaps,
    status=st.sampled_from(STATUSES),
    mark=perhaps,
)
entries = st.builds(
    Entry,
    id=ids,
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
catalogues = st.lists(entries, min_size=1, max_size=3, unique_by=lambda entry: entry.id)
