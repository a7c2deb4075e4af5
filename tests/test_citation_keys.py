"""Keys of citations: by a pattern, each another one in a bibliography."""

import re

import pytest
from hypothesis import given

from command_line import prunecat
from formats.strategies import results
from prunecat.citation_keys import check_pattern, keyed
from prunecat.errors import UsageError
from prunecat.result import Result


def test_scholar_s_keys_are_name_year_and_word_and_one_work_s_two_rows_differ_by_a_letter() -> None:
    shown = prunecat("list", "--keys", "scholar", "-f", "bibtex").out
    keys = re.findall(r"^@\w+\{(.+),$", shown, re.MULTILINE)
    assert "lee2024jaxprunera" in keys
    assert "lee2024jaxprunerb" in keys
    one = prunecat("show", "10.1109/CVPR.2019.00447", "-f", "cite", "--keys", "scholar")
    assert one.out == "\\cite{he2019filter}\n"


@given(results)
def test_keys_are_all_different(found: list[Result]) -> None:
    entries = [result.entry for result in found]
    for pattern in ("{author}{year}{word}", "{year}", "{Author}-{Word}_{venue}"):
        names = [entry.id for entry in keyed(entries, pattern)]
        assert len(set(names)) == len(names) or len({entry.id for entry in entries}) < len(entries)


@pytest.mark.parametrize("pattern", ["", "plain", "{authr}", "{author!r}", "{year:>9}", "{", "{}", "{author.x}", "{0}"])
def test_a_pattern_of_nothing_known_is_refused(pattern: str) -> None:
    with pytest.raises(UsageError, match="is no pattern of keys"):
        check_pattern(pattern)


def test_keys_go_with_citations_alone() -> None:
    refused = prunecat("list", "--keys", "scholar", "--json")
    assert (refused.code, "--keys does not go with json; it goes with bibtex" in refused.err) == (2, True)


def test_rows_of_one_work_are_one_where_it_is_asked_for() -> None:
    several = prunecat("search", "depgraph", "-f", "ids").out.split()
    one = prunecat("search", "depgraph", "--unique", "-f", "ids").out.split()
    assert {"depgraph-2023", "depgraph-2021", "torch-pruning-2023"} <= set(several)
    assert len({"depgraph-2023", "depgraph-2021", "torch-pruning-2023"} & set(one)) == 1
    count = int(prunecat("list", "--unique", "--count").out)
    assert count == len(prunecat("list", "--unique", "-f", "ids").out.split()) < 157
