"""Slips in a large vocabulary are found by looking up, and are those that are found by comparing."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prunecat import Catalogue
from prunecat.loading.bundled import bundled_folder
from prunecat.loading.compile import compile_catalogue
from prunecat.loading.load import files_of_source, readings_of
from prunecat.query.typos import repairs
from prunecat.snapshot import writing
from prunecat.snapshot.build import build


@pytest.fixture(scope="module")
def looked_up() -> Iterator[Catalogue]:
    """The bundled catalogue as if its vocabulary were large."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "LARGE_VOCABULARY", 0)
        yield Catalogue(build(compile_catalogue(readings_of(files_of_source(bundled_folder())))))


WORDS = [
    "net",
    "node",
    "layer",
    "lottery",
    "structured",
    "transformer",
    "quantization",
    "filter",
    "pruning",
    "sparsity",
    "hypothesis",
]


@st.composite
def slips(draw: st.DrawFn) -> str:
    """A word with a letter dropped, doubled, swapped, added or changed."""
    word = draw(st.sampled_from(WORDS))
    at = draw(st.integers(0, len(word) - 2))
    other = draw(st.sampled_from("aeinrstxz"))
    return draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + other + word[at:],
                word[:at] + other + word[at + 1 :],
            ]
        )
    )


@given(typed=slips())
def test_a_slip_is_found_by_looking_up_as_by_comparing(looked_up: Catalogue, catalogue: Catalogue, typed: str) -> None:
    compared = repairs(catalogue._database, typed)
    assert repairs(looked_up._database, typed)[:1] == compared[:1]


def test_the_beginning_of_a_longer_word_is_repaired(looked_up: Catalogue) -> None:
    for typed in ("hypothsis", "transformr", "quantizaton"):
        assert looked_up.search(typed) != ()
