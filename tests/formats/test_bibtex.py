import re
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string as parse_by_bibtexparser
from hypothesis import given
from pybtex.database import parse_string
from pybtex.richtext import Text

from command_line import prunecat
from formats.strategies import results
from prunecat.citation import citation_key
from prunecat.entry import Entry
from prunecat.formats.plain import plain
from prunecat.formats.registry import writer
from prunecat.result import Result
from prunecat.work import published_work

COMMANDS = {"textbraceleft": "{", "textbraceright": "}", "textbackslash": "\\", "textasciitilde": "~",
            "textasciicircum": "^", "textless": "<", "textgreater": ">", "textbar": "|"}  # fmt: skip


def written(*found: Result) -> str:
    return "".join(writer("bibtex")(found, ()))


def parsed(entry: Entry) -> Any:
    """The entry as pybtex reads it back."""
    return parse_string(written(Result(entry)), "bibtex").entries[citation_key(entry)]


def paper(**fields: Any) -> Entry:
    return Entry(**{"id": "x-2023", "section": "conference", "title": "X", **fields})


def names(entry: Any) -> list[str]:
    """The authors' names, family name last."""
    people = entry.persons.get("author", [])
    return [" ".join(p.first_names + p.middle_names + p.prelast_names + p.last_names + p.lineage_names) for p in people]


def as_text(latex: str) -> str:
    """What LaTeX prints for text without any other command than those of an escape."""
    pattern = r"\{\\(text[a-z]+)\}|\\([&%$#_])|[{}]"
    return re.sub(pattern, lambda match: COMMANDS[match[1]] if match[1] else match[2] or "", latex)


def test_the_bundled_entries_parse_with_pybtex_with_every_author_and_title(bundled: list[Result]) -> None:
    entries = parse_string(written(*bundled), "bibtex").entries
    assert list(entries) == [result.entry.id for result in bundled]
    for result in bundled:
        found, work = entries[result.entry.id], published_work(result.entry)
        assert names(found) == list(work.authors)
        assert str(Text.from_latex(found.fields["title"])) == work.title
        assert work.url in (found.fields.get("url"), None) or work.section == "software"
        assert found.fields.get("doi") == work.doi
        assert found.fields.get("year") == str(work.year)


def test_the_bundled_entries_parse_with_bibtexparser(bundled: list[Result]) -> None:
    entries = parse_by_bibtexparser(written(*bundled)).entries
    found = {entry.key: {field.key: field.value for field in entry.fields} for entry in entries}
    assert list(found) == [result.entry.id for result in bundled]
    for result in bundled:
        people = found[result.entry.id].get("author", "").split(" and ")
        assert len(people) == max(len(published_work(result.entry).authors), 1)


def test_hostile_text_comes_out_as_text(hostile: dict[str, Result]) -> None:
    entries = parse_string(written(*hostile.values()), "bibtex").entries
    assert list(entries) == list(hostile)
    for result in hostile.values():
        assert as_text(entries[result.entry.id].fields["title"]) == plain(result.entry.title)
        assert len(names(entries[result.entry.id])) == len(result.entry.authors)


@given(results)
def test_any_entry_parses_with_its_title_and_as_many_authors(found: list[Result]) -> None:
    for result in found:
        entry = parsed(result.entry)
        # A reader takes a run of blanks, and blanks at an end, for one or none.
        assert as_text(entry.fields.get("title", "")).split() == plain(result.entry.title).split()
        assert len(entry.persons.get("author", [])) == len([name for name in result.entry.authors if plain(name)])
        assert "" not in entry.fields.values()


@pytest.mark.parametrize(
    ("fields", "kind", "venue"),
    [
        ({"venue": "X", "venue_name": "Conference on X"}, "inproceedings", ("booktitle", "Conference on X")),
        ({"section": "journal", "venue": "TPAMI"}, "article", ("journal", "TPAMI")),
        ({"section": "survey", "venue": "JMLR"}, "article", ("journal", "JMLR")),
        ({"section": "survey", "venue": "Symposium"}, "inproceedings", ("booktitle", "Symposium")),
        ({"section": "survey", "venue": "arXiv", "arxiv": "2301.12900"}, "misc", ("archiveprefix", "arXiv")),
        ({"section": "other", "venue": "A blog"}, "misc", ("howpublished", "A blog")),
        ({"section": "software", "url": "https://x.org/a_b"}, "misc", ("howpublished", r"\url{https://x.org/a_b}")),
    ],
)  # fmt: skip
def test_the_type_follows_from_section_and_venue(
    fields: dict[str, Any], kind: str, venue: tuple[str, str | None]
) -> None:
    entry = parsed(paper(**fields))
    assert entry.type == kind
    assert entry.fields.get(venue[0]) == venue[1]


@pytest.mark.parametrize(
    ("title", "protected"),
    [
        ("DepGraph: Towards Any Structural Pruning", "{DepGraph}: Towards Any Structural Pruning"),
        ("Pruning CNNs (and ViT) in 3D", "Pruning {CNNs} (and {ViT}) in {3D}"),
        ("X-Pruner for N:M Sparsity", "{X-Pruner} for {N:M} Sparsity"),
        ("A Cross-Layer View", "A Cross-Layer View"),
        ("R&D at 50%", r"{R\&D} at 50\%"),
    ],
)
def test_capitals_that_matter_are_kept(title: str, protected: str) -> None:
    assert parsed(paper(title=title)).fields["title"] == protected


@pytest.mark.parametrize(
    ("name", "text", "family"),
    [
        ("Gongfan Fang", "Gongfan Fang", ["Fang"]),
        ("Jan C. van Gemert", "Jan C. van Gemert", ["Gemert"]),
        ("Luc Van Gool", "Van Gool, Luc", ["Van", "Gool"]),
        ("Martin Luther King Jr.", "King, Jr., Martin Luther", ["King"]),
        ("Fang, Gongfan", "Gongfan Fang", ["Fang"]),
        ("OpenAI", "OpenAI", ["OpenAI"]),
        ("Salt and Pepper", "{Salt and Pepper}", ["{Salt and Pepper}"]),
        ("Acme, Inc., Ltd., Co.", "{Acme, Inc., Ltd., Co.}", ["{Acme, Inc., Ltd., Co.}"]),
        ("José Ñandú", "José Ñandú", ["Ñandú"]),
        ("others", "{others}", ["{others}"]),
    ],
)
def test_a_name_is_read_with_the_right_family_name(name: str, text: str, family: list[str]) -> None:
    entry = paper(authors=(name,))
    assert f"author = {{{text}}}" in written(Result(entry))
    assert parsed(entry).persons["author"][0].last_names == family


def test_identifiers_have_fields_of_their_own_and_what_a_list_says_of_its_row_has_none() -> None:
    entry = paper(types=("U", "S"), note="Seen & read", arxiv="2301.12900", doi="10.1/a_b", url="https://x.org/{a}%20b")
    assert dict(parsed(entry).fields) == {
        "title": "X",
        "eprint": "2301.12900",
        "archiveprefix": "arXiv",
        "doi": "10.1/a_b",
        "url": "https://x.org/%7Ba%7D%20b",
    }


def test_the_key_is_the_id_without_what_bibtex_does_not_take() -> None:
    assert written(Result(paper(id="a b,{c}"))).startswith("@inproceedings{a-b-c,\n")
    assert written(Result(paper(id="{}", title="Pruning", year=2020))).startswith("@inproceedings{pruning-2020,\n")
    for key in ("剪枝", "Çoban2021", "Dall'Ovis2020", "DBLP:conf/icml/Ewe20"):
        assert written(Result(paper(id=key))).startswith(f"@inproceedings{{{key},\n")


def test_what_begins_a_sentence_within_a_title_keeps_its_capital(tmp_path: Path) -> None:
    source = tmp_path / "in.yaml"
    source.write_text("- {id: a, section: other, title: 'What to Prune? Signs and Trees! Nets of Wool'}")
    answer = prunecat("-C", str(source), "list", "-f", "bibtex")
    assert "title = {What to Prune? {Signs} and Trees! {Nets} of Wool}" in answer.out


def test_a_dash_that_reads_otherwise_is_the_same_in_page_numbers_alone() -> None:
    stated = (("pages", "1-9"), ("volume", "1-2"))
    entry = Entry(id="a", section="journal", title="A", venue="J", year=2020, fields=stated)
    written = (("pages", "1--9"), ("volume", "1--2"))
    text = "".join(writer("bibtex")([Result(entry._replace(latex=written))], ()))
    assert "pages = {1--9}" in text
    assert "volume = {1-2}" in text


def test_a_subtitle_of_its_own_stands_once() -> None:
    entry = Entry(id="a", section="other", title="Wool: Of Sheep", year=2020, fields=(("subtitle", "Of Sheep"),))
    text = "".join(writer("biblatex")([Result(entry)], ()))
    assert "title = {Wool},\n" in text
    assert "subtitle = {Of Sheep},\n" in text
