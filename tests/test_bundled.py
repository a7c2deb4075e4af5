"""The bundled catalogue: what the list says cell by cell, and files that are what their schema says."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import bundled as listed
from command_line import prunecat
from prunecat import Catalogue
from prunecat.loading.bundled import bundled_folder
from prunecat.venue import fold_venue
from prunecat.words import words_of

FOLDER = Path(bundled_folder())
FILES = sorted(FOLDER.rglob("*.yaml"))


@pytest.fixture(scope="module")
def printed() -> dict[tuple[str, int, str], listed.Row]:
    """What `prunecat list --json` prints, by section, year and title."""
    entries = json.loads(prunecat("list", "--json").out)
    assert len(entries) == len(listed.rows()) == 157
    return {listed.key(entry): entry for entry in entries}


@pytest.fixture(scope="module")
def documents() -> dict[Path, Any]:
    return {file: yaml.safe_load(file.read_text(encoding="utf-8")) for file in FILES}


@pytest.mark.parametrize("row", listed.rows(), ids=lambda row: f"line {row['line']}")
def test_a_row_of_the_list_is_an_entry_that_says_the_same(
    row: dict[str, Any], printed: dict[Any, dict[str, Any]]
) -> None:
    entry = printed[listed.key(row)]
    assert {name: entry[name] for name in ("venue", "url")} == {name: row[name] for name in ("venue", "url")}
    assert sorted(entry["types"]) == row["types"]
    assert entry["code"] == row["code"]


def test_entries_stand_in_the_order_of_the_list() -> None:
    assert [listed.key(entry) for entry in json.loads(prunecat("list", "--json").out)] == [
        listed.key(row) for row in listed.rows()
    ]


def test_every_key_is_always_there(printed: dict[Any, dict[str, Any]]) -> None:
    keys = [tuple(entry) for entry in printed.values()]
    assert set(keys) == {
        tuple(
            "id section title authors venue venue_name year types url arxiv doi openreview code note errata "
            "also_listed_as heading published container fields latex pdf".split()
        )
    }
    for entry in printed.values():
        assert [name for name, value in entry.items() if isinstance(value, list)] == [
            "authors", "types", "code", "errata", "also_listed_as", "heading",
        ]  # fmt: skip


def test_ids_are_unique_and_tell_the_year(printed: dict[Any, dict[str, Any]]) -> None:
    ids = [entry["id"] for entry in printed.values()]
    assert len(set(ids)) == len(ids)
    for entry in printed.values():
        assert re.fullmatch(rf"[a-z0-9]+(-[a-z0-9]+)*-{entry['year']}(-\d)?", entry["id"])


def test_rows_of_the_same_work_name_each_other(printed: dict[Any, dict[str, Any]]) -> None:
    also = {entry["id"]: entry["also_listed_as"] for entry in printed.values()}
    pairs = {(one, other) for one, others in also.items() for other in others}
    assert pairs
    assert pairs == {(other, one) for one, other in pairs}
    assert all(one != other and other in also for one, other in pairs)


def test_identifiers_are_of_their_form_and_no_two_works_share_one(printed: dict[Any, dict[str, Any]]) -> None:
    forms = {"arxiv": r"\d{4}\.\d{4,5}|[a-z-]+/\d{7}", "doi": r"10\.\d{4,9}/\S+", "openreview": r"[\w-]+"}
    for scheme, form in forms.items():
        holders: dict[str, list[listed.Row]] = {}
        for entry in printed.values():
            if entry[scheme] is not None:
                assert re.fullmatch(form, entry[scheme])
                holders.setdefault(entry[scheme].lower(), []).append(entry)
        for value, entries in holders.items():
            for entry in entries[1:]:
                assert entry["id"] in entries[0]["also_listed_as"], f"{scheme} {value} stands at several works"


def test_most_papers_name_their_authors(printed: dict[Any, dict[str, Any]]) -> None:
    papers = [entry for entry in printed.values() if entry["section"] != "software"]
    named = [entry for entry in papers if entry["authors"]]
    assert len(named) >= 139  # the others' authors are not known for sure
    for entry in named:
        assert len(set(entry["authors"])) == len(entry["authors"]), f"{entry['id']} names an author twice"
        assert all(name == " ".join(name.split()) and re.search(r"\w", name) for name in entry["authors"])


def test_errata_say_how_they_are_known(printed: dict[Any, dict[str, Any]]) -> None:
    errata = [text for entry in printed.values() for text in entry["errata"]]
    assert errata
    assert all(len(text.split()) > 4 and text.endswith(".") for text in errata)


@pytest.mark.parametrize("file", FILES, ids=lambda file: Path(file.relative_to(FOLDER)))
def test_a_file_is_what_the_schema_says(file: Path, documents: dict[Path, Any]) -> None:
    schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(documents[file])
    here = file.parent.relative_to(FOLDER)
    assert f"$schema={'../' * len(here.parts)}schema.json" in file.read_text(encoding="utf-8").splitlines()[0]


def test_venues_of_entries_are_described(documents: dict[Path, Any]) -> None:
    described = {venue["name"] for venue in documents[FOLDER / "venues.yaml"]["venues"]}
    named = {entry["venue"] for entry in _entries(documents) if "venue" in entry}
    assert named <= described


def test_a_name_belongs_to_one_venue(documents: dict[Path, Any]) -> None:
    owners: dict[str, set[str]] = {}
    for venue in documents[FOLDER / "venues.yaml"]["venues"]:
        for name in (venue["name"], venue.get("full_name"), venue.get("label"), *venue.get("aliases", ())):
            owners.setdefault(fold_venue(name or venue["name"]), set()).add(venue["name"])
    assert {name: venues for name, venues in owners.items() if len(venues) > 1} == {}


def test_types_are_of_the_legend(documents: dict[Path, Any]) -> None:
    legend = {line["code"] for line in documents[FOLDER / "catalogue.yaml"]["types"]}
    assert {code for entry in _entries(documents) for code in entry.get("types", ())} == legend


def test_the_vocabulary_has_no_empty_group_and_repeats_no_term_unsaid(documents: dict[Path, Any]) -> None:
    groups = documents[FOLDER / "vocabulary.yaml"]["vocabulary"]
    homes: Counter[tuple[str, ...]] = Counter()
    for group in groups:
        assert group["terms"]
        for names in (group["terms"], group.get("near", []), group.get("leads_to", [])):
            folded = [tuple(words_of(name)) for name in names]
            assert all(folded), f"{names} has a term without a word"
            assert len(set(folded)) == len(folded), f"{names} has a term twice"
        assert len(group["terms"]) + len(group.get("near", [])) + len(group.get("leads_to", [])) > 1
        homes.update(tuple(words_of(name)) for name in group["terms"])
    twice = {term for term, count in homes.items() if count > 1}
    for group in groups:
        repeated = twice & {tuple(words_of(name)) for name in group["terms"]}
        assert not repeated or group.get("note"), f"{repeated} stand in several groups, and no note says why"


def test_the_python_face_says_where_it_comes_from() -> None:
    about = Catalogue.bundled().about
    assert about["licence"] == "CC0-1.0"
    assert about["source"].endswith("ghimiredhikura/Awasome-Pruning")


def test_the_page_says_of_how_many_entries_something_is_not_known() -> None:
    entries = Catalogue.bundled().list()
    told = [{**dict(entry.published), "doi": entry.doi or dict(entry.published).get("doi")} for entry in entries]
    missing = (
        sum(not entry.authors for entry in entries),
        sum(not fields["doi"] for fields in told),
        sum(not {"pages", "eid"} & fields.keys() for fields in told),
    )
    said = "Of the {} bundled entries {} have no authors, {} no DOI and {} no pages".format(len(entries), *missing)
    assert said in (Path(__file__).parents[1] / "docs" / "catalogue-format.md").read_text(encoding="utf-8")


def _entries(documents: dict[Path, Any]) -> list[dict[str, Any]]:
    return [entry for document in documents.values() for entry in document.get("entries", ())]
