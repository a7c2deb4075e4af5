import pytest
from hypothesis import given

from formats.strategies import texts
from prunecat.entry import CodeLink, Entry
from prunecat.errors import UsageError
from prunecat.formats.template import writer
from prunecat.result import Result

DEPGRAPH = Entry(
    id="depgraph-2023",
    section="conference",
    title="DepGraph: Towards Any Structural Pruning",
    authors=("Gongfan Fang", "Xinyin Ma"),
    venue="CVPR",
    year=2023,
    types=("S",),
    code=(CodeLink(framework="PyTorch", url="https://x.org/1"), CodeLink(url="https://x.org/2"), CodeLink()),
)
BARE = Entry(id="bare", section="other", title="Bare")


def line(template: str, entry: Entry = DEPGRAPH, score: float | None = None) -> str:
    return "".join(writer(template)([Result(entry, score)]))


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{title} ({venue} {year})", "DepGraph: Towards Any Structural Pruning (CVPR 2023)\n"),
        ("{title:.8}|{year:>6}|{venue!r}", "DepGraph|  2023|'CVPR'\n"),
        ("{authors}|{authors[0]}|{authors[9]}", "Gongfan Fang, Xinyin Ma|Gongfan Fang|\n"),
        (
            "{code}|{code[0]}|{code[0][framework]}",
            "https://x.org/1, https://x.org/2|https://x.org/1|PyTorch\n",
        ),
        (r"{{{id}}}\t{doi}\n\\n", "{depgraph-2023}\t\n\\n\n"),
        ("{doi:>4}|{score}", "    |\n"),
    ],
)
def test_fields_are_filled_in(template: str, text: str) -> None:
    assert line(template) == text


def test_what_is_absent_is_empty() -> None:
    assert line("[{year:d}{year}{url}{authors[0]}{code[0][url]}{types}]", BARE) == "[]\n"


def test_a_search_has_a_score() -> None:
    assert line("{score:.1f}", score=12.34567) == "12.3\n"


@pytest.mark.parametrize(
    "template",
    [
        *("{title.__class__}", "{title[__class__]}", "{code[0][nothing]}", "{authors[-1]}"),
        *("{title", "}", "{}", "{0}", "{title:d}", "{title!x}", "{year:99999999999999999999}"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_even_without_results(template: str) -> None:
    with pytest.raises(UsageError):
        writer(template)


def test_an_unknown_field_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"unknown field 'titel'; did you mean title"):
        writer("{titel}")


@given(texts)
def test_text_is_never_taken_for_a_template(text: str) -> None:
    entry = Entry(id="x", section="other", title="{year} " + text)
    assert line("{title}", entry).startswith("{year}")


def test_an_entry_is_one_line_whatever_its_text(hostile: dict[str, Result]) -> None:
    lines = "".join(writer("{id} {title} {note} {heading}")(list(hostile.values()))).splitlines()
    assert len(lines) == len(hostile)
