import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prunecat.citation import Name, citation_key, identifiers, publication, split_name, split_outside_braces
from prunecat.entry import Entry


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Gongfan Fang", Name("Fang", "Gongfan")),
        ("Aart J. C. Bik", Name("Bik", "Aart J. C.")),
        ("Jan C. van Gemert", Name("Gemert", "Jan C.", "van")),
        ("Luc Van Gool", Name("Gool", "Luc", "Van")),
        ("Maria de la Cruz", Name("Cruz", "Maria", "de la")),
        ("Maria del Carmen Lopez", Name("Lopez", "Maria del Carmen")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("Robert Downey, Jr.", Name("Downey", "Robert", suffix="Jr.")),
        ("King, Jr., Martin Luther", Name("King", "Martin Luther", suffix="Jr.")),
        ("van Gemert, Jan", Name("van Gemert", "Jan")),
        ("De Wang", Name("Wang", "De")),
        ("OpenAI", Name("OpenAI")),
        ("Acme, Inc., Ltd., Co.", Name("Acme, Inc., Ltd., Co.")),
        ("Fang,", Name("Fang,")),
    ],
)
def test_a_name_is_taken_apart(name: str, parts: Name) -> None:
    assert split_name(name) == parts


@given(st.lists(st.sampled_from(["a", "b c", ",", " , ", ",,", "~"]), max_size=6).map("".join))
def test_a_text_is_cut_alike_whether_it_has_braces(text: str) -> None:
    comma = re.compile(r"\s*,\s*")
    *parts, last = split_outside_braces(text, comma)
    assert [*parts, last] == re.split(comma, text)
    assert split_outside_braces(text + "{,}", comma) == [*parts, last + "{,}"]


@given(st.text(max_size=30))
def test_no_word_of_a_name_is_lost(name: str) -> None:
    parts = split_name(name)
    assert sorted(" ".join(parts).replace(",", " ").split()) == sorted(name.replace(",", " ").split())


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"section": "conference", "venue": "CVPR"}, "conference"),
        ({"section": "conference", "venue": "arXiv"}, "preprint"),
        ({"section": "conference"}, "conference"),
        ({"section": "journal", "venue": "TPAMI"}, "journal"),
        ({"section": "survey", "venue": "JMLR"}, "journal"),
        ({"section": "survey", "venue": "X", "venue_name": "Conference on X"}, "conference"),
        ({"section": "survey"}, "other"),
        ({"section": "survey", "arxiv": "2301.12900"}, "preprint"),
        ({"section": "other", "venue": "X", "venue_name": "Conference on X"}, "conference"),
        ({"section": "other", "venue": "A blog"}, "other"),
        ({"section": "software", "arxiv": "2301.12900"}, "software"),
    ],
)  # fmt: skip
def test_the_kind_of_publication_follows_from_section_and_venue(fields: dict[str, Any], kind: str) -> None:
    assert publication(Entry(id="x", title="X", **fields)) == kind


def test_the_key_is_the_id_or_made_from_the_title() -> None:
    assert citation_key(Entry(id="depgraph-2023", section="other", title="X")) == "depgraph-2023"
    assert citation_key(Entry(id="a b", section="other", title="X")) == "a-b"
    assert citation_key(Entry(id="", section="other", title="Deep Pruning", year=2020)) == "deep-pruning-2020"


def test_identifiers_come_with_the_page_they_name() -> None:
    entry = Entry(id="x", section="other", title="X", arxiv="2301.12900", doi="10.1/a", openreview="b_c")
    assert [tuple(found) for found in identifiers(entry)] == [
        ("arXiv", "2301.12900", "https://arxiv.org/abs/2301.12900"),
        ("DOI", "10.1/a", "https://doi.org/10.1/a"),
        ("OpenReview", "b_c", "https://openreview.net/forum?id=b_c"),
    ]
