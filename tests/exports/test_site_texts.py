"""The page of `export site` in a browser: abstracts, addresses in notes, titles that are too long, and paper."""

import json
from pathlib import Path

import pytest

from command_line import prunecat
from exports.pages import Open, expect, searched

ENTRIES = [
    {
        "title": "Pruning of channels",
        "section": "conference",
        "note": "See https://ex.org/a?b=1, or (http://ex.org/c). Not javascript:alert(1).",
        "fields": {"abstract": "We show that <b>sparsity</b> of channels costs nothing."},
        "doi": "10.1234/<a>#b?c",
        "year": 2021,
    },
    {"title": "long " * 100, "section": "survey", "year": 2022},
]


@pytest.fixture(scope="session")
def sites(sites: Path) -> Path:
    """The folder with the page of a list of texts beside."""
    source = sites / "texts.yaml"
    source.write_text(json.dumps({"title": "Texts", "entries": ENTRIES}), encoding="utf-8")
    prunecat("-C", str(source), "export", "site", str(sites / "texts.html"))
    return sites


def test_an_abstract_is_unfolded_with_its_words_marked(open_page: Open) -> None:
    page = searched(open_page("#q=sparsity", name="texts"))
    abstract = page.locator(".abstract")
    expect(abstract).to_have_count(1)
    abstract.locator("summary").click()
    expect(abstract.locator("p")).to_have_text("We show that <b>sparsity</b> of channels costs nothing.")
    expect(abstract.locator("mark")).to_have_text(["sparsity"])
    page.locator("#query").fill("channels")
    expect(abstract.locator("mark")).to_have_text(["channels"])
    page.locator("#query").fill("")
    expect(page.locator("mark")).to_have_count(0)


def test_an_abstract_that_can_not_be_unpacked_says_so(open_page: Open) -> None:
    page = searched(open_page(name="texts", script="delete window.DecompressionStream"))
    page.locator(".abstract summary").click()
    expect(page.locator(".abstract p")).to_have_text("It can't be unpacked: this browser is from before 2023.")


def test_addresses_in_a_note_are_links_and_no_others(open_page: Open) -> None:
    page = open_page(name="texts")
    links = page.locator(".note a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links == ["https://ex.org/a?b=1", "http://ex.org/c"]
    expect(page.locator(".note")).to_have_text(str(ENTRIES[0]["note"]))


def test_a_doi_with_signs_of_addresses_leads_to_it(open_page: Open) -> None:
    link = open_page(name="texts").get_by_role("link", name="DOI")
    assert link.get_attribute("href") == "https://doi.org/10.1234/%3Ca%3E%23b%3Fc"


def test_a_title_that_is_too_long_is_shown_whole_when_asked_for(open_page: Open) -> None:
    page = open_page(name="texts", width=360)
    title = page.locator(".card h3").nth(1)
    cut = title.bounding_box()
    page.get_by_role("button", name="Show the whole title").click()
    expect(title).to_be_focused()
    whole = title.bounding_box()
    assert cut and whole and whole["height"] > 2 * cut["height"]


def test_paper_says_what_was_asked_for(open_page: Open) -> None:
    page = searched(open_page("#q=channels&section=conference", name="texts"))
    expect(page.locator("#asked")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator("#asked")).to_have_text("Search: channels · Section: Conference")
    expect(page.locator(".links a", has_text="DOI")).to_be_visible()
