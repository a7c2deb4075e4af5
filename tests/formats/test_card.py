import io
import re

import pytest
from rich.cells import cell_len
from rich.console import Console

from prunecat.entry import CodeLink, Entry
from prunecat.formats import card
from prunecat.result import Result

LEGEND = {"U": "unstructured", "S": "structured"}
DEPGRAPH = Entry(
    id="depgraph-2023",
    section="conference",
    title="DepGraph: Towards Any Structural Pruning",
    authors=("Gongfan Fang", "Xinyin Ma"),
    venue="CVPR",
    venue_name="Conference on Computer Vision and Pattern Recognition",
    year=2023,
    types=("S", "X"),
    url="https://arxiv.org/abs/2301.12900",
    arxiv="2301.12900",
    doi="10.1109/CVPR52729.2023.01544",
    openreview="abc",
    code=(
        CodeLink(framework="PyTorch", origin="official", url="https://github.com/VainF/Torch-Pruning"),
        CodeLink(framework="JAX", origin="unofficial", status="announced", mark="*"),
    ),
    note="A note.",
    errata=("The list gives 2022.",),
    also_listed_as=("torch-pruning-2023",),
    heading=("Structured", "Vision"),
)
CARD = """\
DepGraph: Towards Any Structural Pruning
Gongfan Fang, Xinyin Ma

Venue           CVPR 2023
                Conference on Computer Vision and Pattern Recognition
Section         conference > Structured > Vision
Type            S  structured
                X
URL             https://arxiv.org/abs/2301.12900
arXiv           2301.12900
DOI             https://doi.org/10.1109/CVPR52729.2023.01544
OpenReview      https://openreview.net/forum?id=abc
Code            PyTorch, official
                https://github.com/VainF/Torch-Pruning
                JAX, unofficial, announced, marked *
Note            A note.
Erratum         The list gives 2022.
Also listed as  torch-pruning-2023
ID              depgraph-2023
Cite            prunecat show depgraph-2023 -f bibtex
"""


def drawn(entry: Entry, width: int, *, terminal: bool = False) -> str:
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=terminal,
        color_system="standard" if terminal else None,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        console.print(card.render(Result(entry), LEGEND))
    return capture.get()


def solid(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("width", [100, 200])
def test_a_card_says_everything(width: int) -> None:
    assert drawn(DEPGRAPH, width) == CARD


@pytest.mark.parametrize("width", [20, 60])
def test_a_narrow_card_folds_and_loses_nothing(width: int) -> None:
    text = drawn(DEPGRAPH, width)
    assert solid(text) == solid(CARD)
    assert max(map(cell_len, text.splitlines())) <= width


def test_a_url_that_folds_can_still_be_followed_and_copied() -> None:
    url = "https://example.org/" + "a" * 200
    text = drawn(DEPGRAPH._replace(url=url, arxiv=None), 60)
    assert url in solid(text)


def test_links_are_links_in_a_terminal() -> None:
    text = drawn(DEPGRAPH, 100, terminal=True)
    for url in (
        "https://arxiv.org/abs/2301.12900",
        "https://github.com/VainF/Torch-Pruning",
        "https://doi.org/10",
    ):
        assert re.search(rf"\x1b\]8;id=\d+;{re.escape(url)}", text)


def test_a_bare_entry_has_a_bare_card() -> None:
    assert drawn(Entry(id="it's", section="other", title="Bare"), 60) == (
        "Bare\n"
        "\n"
        "Section         other\n"
        "ID              it's\n"
        """Cite            prunecat show 'it'"'"'s' -f bibtex\n"""
    )


@pytest.mark.parametrize("width", [20, 60, 200])
def test_hostile_text_is_shown_as_text_in_the_width(width: int, hostile: dict[str, Result]) -> None:
    for result in hostile.values():
        text = drawn(result.entry, width)
        assert "\x1b" not in text
        assert "\x07" not in text
        assert "\u202e" not in text
        assert all(cell_len(line) <= width for line in text.splitlines())


def test_what_else_a_source_states_is_shown_the_abstract_last() -> None:
    fields = (
        ("abstract", "We card wool."),
        ("volume", "12"),
        ("author", "Ewe, Ada"),
        ("journal", "J. Wool"),
        ("x", "\x07y"),
    )
    entry = Entry(id="a", section="journal", title="A", venue="J. Wool", fields=fields)
    lines = [line.split() for line in drawn(entry, 80).splitlines()]
    shown = [line for line in lines if line and line[0] in ("Volume", "Abstract", "Author", "Journal", "X")]
    assert shown[0] == ["Volume", "12"]
    assert shown[-1] == ["Abstract", "We", "card", "wool."]
    assert [line[0] for line in shown] == ["Volume", "X", "Abstract"]
    assert "\x07" not in " ".join(shown[1])
