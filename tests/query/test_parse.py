"""The query language: how a text is cut into words, phrases, what is left out, and filters."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prunecat.query.facets import FACETS
from prunecat.query.parse import MOST_WORDS, Query, Term, Within, parse


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("lottery ticket", Query(words=("lottery", "ticket"))),
        ("  Lottery\tTICKET\n", Query(words=("lottery", "ticket"))),
        ('"dual lottery" ticket', Query(words=("dual", "lottery", "ticket"), phrases=(("dual", "lottery"),))),
        ("“dual lottery” ticket", Query(words=("dual", "lottery", "ticket"), phrases=(("dual", "lottery"),))),
        ('"dual lottery', Query(words=("dual", "lottery"), phrases=(("dual", "lottery"),))),
        ('"one"', Query(words=("one",))),
        ('""', Query()),
        ("lottery -dual", Query(words=("lottery",), without=(("dual",),))),
        ("lottery ^dual", Query(words=("lottery",), without=(("dual",),))),
        ('lottery ^"dual ticket"', Query(words=("lottery",), without=(("dual", "ticket"),))),
        ("title:lottery x", Query(words=("lottery", "x"), within=(Within("title", ("lottery",)),))),
        ('Title:"Dual Lottery"', Query(words=("dual", "lottery"), within=(Within("title", ("dual", "lottery")),))),
        ("-abstract:edge x", Query(words=("x",), within=(Within("abstract", ("edge",), out=True),))),
        ("abstract: we prune", Query(words=("abstract", "we", "prune"))),
        ('year:"2019- lottery', Query(terms=(Term("year", "2019- lottery"),))),
        ("-dual", Query(without=(("dual",),))),
        ("lottery - dual", Query(words=("lottery", "dual"))),
        ("lottery year:2019-2022", Query(words=("lottery",), terms=(Term("year", "2019-2022"),))),
        ("VENUE:ICLR", Query(terms=(Term("venue", "ICLR"),))),
        ('venue:"Neural Networks"', Query(terms=(Term("venue", "Neural Networks"),))),
        ("-venue:ICLR", Query(terms=(Term("venue", "ICLR", out=True),))),
        ("year:-2019", Query(terms=(Term("year", "-2019"),))),
        ("type:S/U code:no", Query(terms=(Term("type", "S/U"), Term("code", "no")))),
        ("venue:", Query(words=("venue",))),
        ("colour:red", Query(words=("colour", "red"), claimed=("colour",))),
        ("once-for-all", Query(words=("once", "for", "all"))),
        ("arXiv:1803.03635", Query(words=("arxiv", "1803", "03635"))),
        ("https://arxiv.org/abs/x", Query(words=("https", "arxiv", "org", "abs", "x"))),
        ("ThiNet: A Filter", Query(words=("thinet", "a", "filter"))),
        ("N:M", Query(words=("n", "m"))),
        ("1xN", Query(words=("1xn",))),
        ("1×N", Query(words=("1xn",))),
        ("what's", Query(words=("whats",))),
        ("what’s", Query(words=("whats",))),
        ("élagage ÉLAGAGE", Query(words=("elagage", "elagage"))),
        (
            "AND OR NOT NEAR(a, 2) col:x*",
            Query(words=("and", "or", "not", "near", "a", "2", "col", "x"), claimed=("col",)),
        ),
        ("* ( ) { } ' \\ ; -- /* */", Query()),
        ("神经网络", Query(words=("神", "经", "网", "络"))),
    ],
)
def test_what_a_text_asks(text: str, query: Query) -> None:
    assert parse(text) == query


def test_words_beyond_any_title_are_not_looked_at() -> None:
    assert len(parse("word " * 5000).words) == MOST_WORDS


@given(st.text())
def test_any_text_is_a_query_of_folded_words(text: str) -> None:
    query = parse(text)
    words = [*query.words, *(word for run in (*query.phrases, *query.without) for word in run)]
    assert all(word and word == word.casefold() and '"' not in word and word.isalnum() for word in words)
    assert {term.field for term in query.terms} <= set(FACETS)


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), max_size=6))
def test_plain_words_are_themselves(words: str) -> None:
    assert parse(" ".join(words)) == Query(words=tuple(words))


@given(
    st.sampled_from(list(FACETS)), st.text(st.characters(exclude_characters='"', exclude_categories=["Cs"]), min_size=1)
)
def test_a_filter_holds_what_stands_in_its_quotes(field: str, value: Any) -> None:
    assert parse(f'{field}:"{value}"') == Query(terms=(Term(field, value),))
