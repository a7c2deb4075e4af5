from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from formats.strategies import results
from prunecat.formats.columns import COLUMNS, DEFAULT, shown
from prunecat.formats.objects import as_object
from prunecat.formats.registry import writer
from prunecat.result import Result

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def cells(text: str) -> list[list[Token]]:
    """The inline tokens of each cell, row by row."""
    tokens = PARSER.parse(text)
    assert tokens[0].type == "table_open"
    assert tokens[-1].type == "table_close"
    return [token.children or [] for token in tokens if token.type == "inline"]


def text_of(tokens: list[Token]) -> str:
    assert {token.type for token in tokens} <= {"text", "link_open", "link_close"}
    return "".join(token.content for token in tokens)


def links_of(tokens: list[Token]) -> list[str]:
    return [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]


def assert_same_text(found: list[Result]) -> None:
    drawn = [text_of(cell) for cell in cells("".join(writer("markdown")(found, ())))]
    expected = [shown(as_object(result), name).strip() for result in found for name in DEFAULT]
    assert drawn == [COLUMNS[name] for name in DEFAULT] + expected


def test_text_comes_out_as_text(hostile: dict[str, Result]) -> None:
    for result in hostile.values():
        assert_same_text([result])


@given(results)
def test_any_text_comes_out_as_text(found: list[Result]) -> None:
    assert_same_text(found)


def test_titles_and_codes_are_links(bundled: list[Result]) -> None:
    depgraph = [result for result in bundled if result.entry.id == "depgraph-2023"]
    *_, title, code = cells("".join(writer("markdown")(depgraph, ("title", "code"))))
    assert links_of(title) == ["https://arxiv.org/abs/2301.12900"]
    assert text_of(code) == "PyTorch[A]"
    assert links_of(code) == ["https://github.com/VainF/Torch-Pruning"]


def test_only_pages_of_the_web_are_linked(hostile: dict[str, Result]) -> None:
    for result in hostile.values():
        links = [link for cell in cells("".join(writer("markdown")([result], ()))) for link in links_of(cell)]
        assert all(link.startswith("https://example.org/") for link in links)
