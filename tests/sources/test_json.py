import json
from typing import Any

import pytest
from hypothesis import given

from prunecat.entry import CodeLink, Entry
from prunecat.sources.reading import Skipped
from prunecat.sources.registry import read
from prunecat.venue import Venue
from sources.reads import bare, refusal, written
from sources.strategies import catalogues


def entries(dump: Any, indent: int | None = None) -> tuple[Entry, ...]:
    return tuple(map(bare, read(json.dumps(dump, indent=indent), "dump.json").entries))


def foreign(**fields: Any) -> Entry:
    """The entry of a record that is somebody else's, by a name that no catalogue has."""
    (entry,) = entries([{"abstract": "...", "title": "A", **fields}])
    return entry


@given(catalogues)
def test_what_json_writes_reads_back(found: list[Entry]) -> None:
    assert read(written("json", found), "c.json").entries == tuple(found)


@given(catalogues)
def test_what_jsonl_writes_reads_back(found: list[Entry]) -> None:
    reading = read(written("jsonl", found), "c.jsonl")
    assert reading.entries == tuple(found)
    assert reading.lines == tuple(range(1, len(found) + 1))


def test_the_full_name_of_a_venue_describes_the_venue() -> None:
    reading = read('[{"title": "A", "venue": "X", "venue_name": "Conference on X"}]', "c.json")
    assert reading.venues == (Venue(name="X", full_name="Conference on X"),)


def test_a_score_of_a_search_is_no_field() -> None:
    assert entries([{"title": "A", "score": 2.5}]) == (Entry(id="", section="", title="A"),)


@pytest.mark.parametrize("indent", [None, 2])
def test_every_record_has_its_line(indent: int | None) -> None:
    dump = {"count": 2, "papers": [{"title": "A]}", "x": ["{", 1]}, {"title": "B"}]}
    text = json.dumps(dump, indent=indent)
    lines = tuple(text[: text.index(title)].count("\n") + (1 if indent is None else 0) for title in ("A]", "B"))
    assert read(text, "dump.json").lines == lines


@pytest.mark.parametrize("holder", ["entries", "papers", "items", "results", "data"])
def test_an_object_may_hold_the_records(holder: str) -> None:
    assert [entry.title for entry in entries({"total": 1, holder: [{"title": "A"}]})] == ["A"]


def test_records_may_stand_under_keys_which_are_their_ids() -> None:
    assert [(entry.id, entry.title) for entry in entries({"a1": {"title": "A"}, "b2": {"title": "B", "id": "b"}})] == [
        ("a1", "A"),
        ("b", "B"),
    ]


def test_one_object_is_one_entry_even_if_it_has_lists() -> None:
    assert [entry.title for entry in entries({"title": "A", "references": [{"title": "B"}]})] == ["A"]


def test_json_lines_under_the_name_of_json() -> None:
    assert len(read('{"title": "A"}\n{"title": "B"}\n', "c.json").entries) == 2


@pytest.mark.parametrize("text", ["[]", " [ ] ", '{"papers": []}'])
def test_nothing_in_it_is_no_error(text: str) -> None:
    assert read(text, "c.json").entries == ()


def test_records_without_title_are_counted_with_their_lines() -> None:
    reading = read('[{"title": "A"},\n{"title": " "}, {"year": 2020},\n{"title": null}]', "c.json")
    assert reading.skipped == (Skipped(2, "no title"), Skipped(2, "no title"), Skipped(3, "no title"))


def test_lines_without_title_are_counted() -> None:
    assert read('\n{"title": "A"}\n\n{"year": 1}\n', "c.jsonl").skipped == (Skipped(4, "no title"),)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ('[\n{"title": "A", "year": "n.d."}]', "c.json:2: entry 1: year", "expected a year, found 'n.d.'"),
        ('[{"id": "x", "title": "A", "section": "talk"}]', "c.json:1: entry x: section", "unknown value 'talk'"),
        ('[{"title": 5}]', "c.json:1: entry 1: title", "expected text, found a number"),
        ('[{"title": "A", "authors": 5}]', "c.json:1: entry 1: authors", "expected a list, found a number"),
        ('[{"title": "A", "code": [{"framwork": "x"}]}]', "c.json:1: entry 1: code", "unknown field 'framwork'"),
        ('[{"title": "A", "code": [5]}]', "c.json:1: entry 1: code", "expected a mapping of fields, found a number"),
        ('[{"title": "A", "id": {"a": 1}}]', "c.json:1: entry {'a': 1}: id", "expected text, found a mapping"),
        ("[\n1]", "c.json:2", "not an object"),
        ("5", "c.json:1", "neither an array nor an object"),
        ("[" * 100_000, "c.json", "nested too deeply"),
        ("[1" + "0" * 5000 + "]", "c.json", "a number of too many digits"),
    ],
)
def test_an_error_names_line_entry_and_field(text: str, where: str, what: str) -> None:
    error = refusal(text, "c.json")
    assert (str(error.at), error.what) == (where, what)


def test_broken_json_is_refused_with_its_line() -> None:
    error = refusal('[{"title": "A"},\n{"title" "B"}]', "c.json")
    assert str(error.at) == "c.json:2"
    assert error.what.startswith("not JSON: ")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        *(("{", "not JSON"), ("[]", "not an object")),
        *(("[" * 100_000, "nested too deeply"), ("1" * 5000, "a number of too")),
        ('{"title": "B", "year": 2020, "title": "C"}', "'title' stands twice"),
    ],
)
def test_an_error_names_the_line_of_json_lines(line: str, what: str) -> None:
    error = refusal('{"title": "A"}\n' + line, "c.jsonl")
    assert error.what.startswith(what)
    assert str(error.at) == "c.jsonl:2"


def test_half_a_character_becomes_the_sign_for_what_cannot_be_shown() -> None:
    assert foreign(note="a\ud83d").note == "a\ufffd"


def test_a_foreign_value_that_cannot_be_used_is_left_out_and_counted() -> None:
    reading = read('[{"Title": "A", "Year": "n.d."},\n{"Title": "B", "author": 7, "section": "talk"}]', "dump.json")
    assert [(entry.title, entry.year, entry.authors, entry.section) for entry in reading.entries] == [
        ("A", None, (), ""),
        ("B", None, (), ""),
    ]
    assert [(skipped.line, skipped.field) for skipped in reading.skipped] == [
        (1, "year"),
        (2, "authors"),
        (2, "section"),
    ]


def test_an_id_that_stands_twice_in_a_dump_is_kept_once() -> None:
    dump = [{"title": title, "key": "k", "abstract": "..."} for title in "AB"]
    assert [entry.id for entry in entries(dump)] == ["k", ""]


@pytest.mark.parametrize(
    ("field", "value", "year"),
    [
        ("year", "2019", 2019),
        ("year", 2019.0, 2019),
        ("date", "2019-05-01T00:00:00Z", 2019),
        ("Publication Date", "May 2019", 2019),
        ("published", "Mon, 2 Apr 2007 19:18:42 GMT", 2007),
        ("issued", {"date-parts": [[2019, 5]]}, 2019),
        ("issued", {"date-parts": [["2019"]]}, 2019),
        ("issued", {"literal": "Spring 2019"}, 2019),
        ("year", "2019-2020", 2019),
        ("issued", {"date-parts": [[None]]}, None),
        ("year", float("nan"), None),
        ("year", "-", None),
    ],
)
def test_years_from_dates_of_any_form(field: str, value: Any, year: int | None) -> None:
    assert foreign(**{field: value}).year == year


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Jane Doe", ("Jane Doe",)),
        ("Jane Doe, John Smith", ("Jane Doe", "John Smith")),
        ("Jane Doe; John Smith", ("Jane Doe", "John Smith")),
        ("Doe, Jane; Smith, John", ("Jane Doe", "John Smith")),
        ("Doe, Jane and Smith, John", ("Jane Doe", "John Smith")),
        ("Jane Doe, John Smith, and Ann Lee", ("Jane Doe", "John Smith", "Ann Lee")),
        ("Jane Doe and John Smith", ("Jane Doe", "John Smith")),
        ("Doe, Jane", ("Jane Doe",)),
        ("Jane Doe, John Smith, et al.", ("Jane Doe", "John Smith")),
        (["Jane Doe", "John Smith"], ("Jane Doe", "John Smith")),
        ([{"name": "Jane Doe"}, {"given": "John", "family": "Smith"}], ("Jane Doe", "John Smith")),
        ([{"family": "Gemert", "given": "Jan", "non-dropping-particle": "van"}], ("Jan van Gemert",)),
        ([{"author": {"display_name": "Jane Doe"}}], ("Jane Doe",)),
        ({"author": [{"@pid": "1", "text": "Jian Sun 0001"}]}, ("Jian Sun",)),
        ({"author": {"text": "Jian Sun"}}, ("Jian Sun",)),
    ],
)
def test_authors_of_any_form(value: Any, names: tuple[str, ...]) -> None:
    assert foreign(author=value).authors == names


@pytest.mark.parametrize(
    ("value", "urls"),
    [
        ("https://github.com/a/b", ["https://github.com/a/b"]),
        ("https://github.com/a/b.", ["https://github.com/a/b"]),
        (
            "[PyTorch](https://github.com/a/b), [TF](https://github.com/c/d)",
            ["https://github.com/a/b", "https://github.com/c/d"],
        ),
        (["https://github.com/a/b"], ["https://github.com/a/b"]),
        ({"url": "https://github.com/a/b"}, ["https://github.com/a/b"]),
        ("", []),
        ("N/A", []),
    ],
)
def test_code_links_of_any_form(value: Any, urls: list[str]) -> None:
    assert foreign(github=value).code == tuple(CodeLink(url=url) for url in urls)


@pytest.mark.parametrize(
    ("field", "kind", "section"),
    [
        ("type", "proceedings-article", "conference"),
        ("type", "Conference and Workshop Papers", "conference"),
        ("itemType", "journalArticle", "journal"),
        ("type", "article-journal", "journal"),
        ("ENTRYTYPE", "inproceedings", "conference"),
        ("section", "Survey", "survey"),
        ("type", "posted-content", ""),
        ("type", "article", ""),
    ],
)
def test_kinds_of_publication_are_sections(field: str, kind: str, section: str) -> None:
    entry = foreign(**{field: kind})
    assert (entry.section, entry.types) == (section, ())


def test_an_article_of_a_journal_belongs_to_it() -> None:
    assert foreign(type="article", journal="PNAS").section == "journal"


@pytest.mark.parametrize(("value", "types"), [("S", ("S",)), ("S/U", ("S", "U")), (["F", "W"], ("F", "W"))])
def test_other_types_are_types(value: Any, types: tuple[str, ...]) -> None:
    assert foreign(Type=value).types == types


@pytest.mark.parametrize(
    ("fields", "field", "expected"),
    [
        ({"doi": "https://doi.org/10.1000/x"}, "doi", "10.1000/x"),
        ({"DOI": "doi:10.1000/x"}, "doi", "10.1000/x"),
        ({"arxiv_id": "arXiv:1510.00149v5 [cs.CV]"}, "arxiv", "1510.00149"),
        ({"eprint": "https://arxiv.org/abs/1510.00149"}, "arxiv", "1510.00149"),
        ({"eprint": "PMC123"}, "arxiv", None),
        ({"id": "0704.0001"}, "arxiv", "0704.0001"),
        ({"id": "http://arxiv.org/abs/1510.00149v5"}, "url", "http://arxiv.org/abs/1510.00149v5"),
        ({"id": "http://arxiv.org/abs/1510.00149v5"}, "id", ""),
        ({"id": "http://zotero.org/1", "citation-key": "doe2019"}, "id", "doe2019"),
        ({"pdf": "/pdf/x"}, "url", None),
        ({"pdf": "https://x.org/a.pdf", "site": "https://x.org/a"}, "url", "https://x.org/a"),
        ({"container-title": ["Lecture Notes", "Computer Vision"]}, "venue", "Computer Vision"),
        ({"journal": {"name": "PNAS", "volume": 1}}, "venue", "PNAS"),
        ({"paper_title": "B", "title": None}, "title", "B"),
        ({"title": ["A &amp; B"]}, "title", "A & B"),
        ({"url": "https://x.org/?a=1&section=2"}, "url", "https://x.org/?a=1&section=2"),
    ],
)
def test_other_names_and_forms(fields: dict[str, Any], field: str, expected: str) -> None:
    assert getattr(foreign(**fields), field) == expected


def test_semantic_scholar() -> None:
    paper = {
        "paperId": "649def",
        "externalIds": {"ArXiv": "1510.00149", "CorpusId": 5},
        "url": "https://www.semanticscholar.org/paper/649def",
        "title": "Deep Compression",
        "venue": "",
        "publicationVenue": {"id": "x", "name": "ICLR"},
        "year": 2015,
        "publicationTypes": ["JournalArticle", "Conference"],
        "authors": [{"authorId": "1", "name": "Song Han"}],
    }
    assert entries({"total": 1, "data": [paper]}) == (
        Entry(
            id="",
            section="",
            title="Deep Compression",
            authors=("Song Han",),
            venue="ICLR",
            year=2015,
            url="https://www.semanticscholar.org/paper/649def",
            arxiv="1510.00149",
        ),
    )


def test_openalex() -> None:
    work = {
        "id": "https://openalex.org/W1",
        "doi": "https://doi.org/10.1109/cvpr.2019.1",
        "title": "Importance Estimation",
        "publication_year": 2019,
        "primary_location": {
            "landing_page_url": "https://doi.org/10.1109/cvpr.2019.1",
            "source": {"display_name": "CVPR", "type": "conference"},
        },
        "type": "article",
        "authorships": [{"author": {"display_name": "Pavlo Molchanov"}}],
        "topics": [{"display_name": "Neural Networks"}],
    }
    reading = read(json.dumps({"meta": {"count": 1}, "results": [work]}), "works.json")
    assert reading.skipped == ()
    assert tuple(map(bare, reading.entries)) == (
        Entry(
            id="",
            section="conference",
            title="Importance Estimation",
            authors=("Pavlo Molchanov",),
            venue="CVPR",
            year=2019,
            url="https://doi.org/10.1109/cvpr.2019.1",
            doi="10.1109/cvpr.2019.1",
        ),
    )


def test_dblp() -> None:
    hit = {
        "@score": "5",
        "@id": "17",
        "info": {
            "authors": {"author": [{"@pid": "1", "text": "Yihui He 0001"}, {"@pid": "2", "text": "Jian Sun"}]},
            "title": "Channel Pruning.",
            "venue": "ICCV",
            "year": "2017",
            "type": "Conference and Workshop Papers",
            "key": "conf/iccv/HeZS17",
            "ee": "https://doi.org/10.1109/ICCV.2017.155",
            "url": "https://dblp.org/rec/conf/iccv/HeZS17",
        },
    }
    assert entries({"result": {"hits": {"@total": "1", "hit": [hit]}}}) == (
        Entry(
            id="conf/iccv/HeZS17",
            section="conference",
            title="Channel Pruning",
            authors=("Yihui He", "Jian Sun"),
            venue="ICCV",
            year=2017,
            url="https://doi.org/10.1109/ICCV.2017.155",
        ),
    )


def test_crossref() -> None:
    item = {
        "DOI": "10.1109/tpami.1",
        "title": ["Pruning"],
        "author": [{"given": "Jane", "family": "Doe", "sequence": "first"}],
        "container-title": ["TPAMI"],
        "issued": {"date-parts": [[2020, 1]]},
        "type": "journal-article",
    }
    (entry,) = entries({"status": "ok", "message": {"items": [item]}})
    assert (entry.section, entry.venue, entry.year, entry.authors) == ("journal", "TPAMI", 2020, ("Jane Doe",))
    assert entries({"status": "ok", "message": item}) == (entry,)


def test_openreview() -> None:
    content = {"title": {"value": "A"}, "authors": {"value": ["Jane Doe"]}, "venue": {"value": "ICLR 2024 poster"}}
    (entry,) = entries([{"id": "aBc", "content": content}])
    assert (entry.id, entry.title, entry.authors, entry.venue) == ("aBc", "A", ("Jane Doe",), "ICLR")


def test_zotero() -> None:
    data = {
        "itemType": "conferencePaper",
        "title": "A",
        "creators": [
            {"creatorType": "author", "firstName": "Jane", "lastName": "Doe"},
            {"creatorType": "editor", "firstName": "Ed", "lastName": "Itor"},
        ],
        "proceedingsTitle": "CVPR",
        "date": "June 2019",
    }
    (entry,) = entries([{"key": "ABCD", "version": 1, "data": data}])
    assert entry == Entry(id="ABCD", section="conference", title="A", authors=("Jane Doe",), venue="CVPR", year=2019)


def test_paperlists() -> None:
    paper = {
        "title": "A",
        "status": "Poster",
        "site": "https://x.org/1",
        "author": "B Prach, F Brau",
        "arxiv": "2401.06578",
    }
    assert entries([paper]) == (
        Entry(id="", section="", title="A", authors=("B Prach", "F Brau"), url="https://x.org/1", arxiv="2401.06578"),
    )
