"""The words that a badge shows, out of its address."""

import pytest

from prunecat.sources.markdown.facts.labels import label_of
from prunecat.sources.markdown.page.badges import badge_repository, badge_text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://img.shields.io/badge/CVPR-2023-blue", "CVPR 2023"),
        ("https://img.shields.io/badge/Open--Review_x-b31b1b.svg", "Open-Review x"),
        ("https://img.shields.io/static/v1?label=NeurIPS&message=2021", "NeurIPS 2021"),
        ("https://img.shields.io/github/stars/a/b", None),
        ("https://a.org/x.png", None),
        ("https://[x", None),
    ],
)
def test_the_words_of_a_badge(address: str, words: str | None) -> None:
    assert badge_text(address) == words


def test_the_repository_of_a_badge() -> None:
    assert badge_repository("https://img.shields.io/github/stars/ewe/wool.svg?style=social") == "ewe/wool"
    assert badge_repository("https://a.org/x.png") is None


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Code: https://a.org", ("code", "https://a.org")),
        ("官方代码：x", ("code", "x")),
        ("论文地址: y", ("paper", "y")),
        ("Wool: felt", None),
        ("no label", None),
    ],
)
def test_a_label_and_the_rest(line: str, found: tuple[str, str] | None) -> None:
    assert label_of(line) == found
