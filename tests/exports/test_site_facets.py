"""The page of `export site` in a browser: facets of many values, years from one to another, headings, the keyboard."""

import json
from pathlib import Path

import pytest

from command_line import prunecat
from exports.pages import Open, expect, ids, searched


@pytest.fixture(scope="session")
def sites(sites: Path) -> Path:
    """The folder with the page of a long list beside: 300 venues, 40 years, headings."""
    entries = [
        {
            "title": f"Paper {number}",
            "section": "conference",
            "venue": f"Venue {number:03}",
            "year": 1980 + number % 40,
            "heading": ["Pruning", "Of channels" if number % 3 else "Of weights", str(1980 + number % 40)],
        }
        for number in range(300)
    ]
    source = sites / "long.yaml"
    source.write_text(json.dumps({"title": "Long", "entries": entries}), encoding="utf-8")
    prunecat("-C", str(source), "export", "site", str(sites / "long.html"))
    return sites


def test_a_value_is_found_among_very_many(open_page: Open) -> None:
    page = open_page(name="long")
    box = page.get_by_role("group", name="Venue")
    expect(box.get_by_role("checkbox")).to_have_count(8)
    expect(box.get_by_role("searchbox")).to_be_hidden()
    box.get_by_role("button", name="All 300 of venue").click()
    expect(box.get_by_role("checkbox")).to_have_count(200)
    expect(box).to_contain_text("200 of 300 are shown.")
    box.get_by_role("searchbox", name="Find a venue").fill("venue 29")
    expect(box.get_by_role("checkbox")).to_have_count(10)
    box.get_by_label("Venue 297").check()
    expect(page.locator("#counted")).to_have_text("1 of 300 works")
    expect(box.get_by_label("Venue 297")).to_be_focused()
    box.get_by_role("button", name="Fewer of venue").click()
    expect(box.get_by_role("checkbox")).to_have_count(9)
    expect(box.get_by_label("Venue 297")).to_be_checked()


def test_many_years_are_asked_for_from_one_to_another(open_page: Open) -> None:
    page = open_page("#year=1990-1999", name="long")
    expect(page.get_by_label("From year")).to_have_value("1990")
    expect(page.get_by_label("To year")).to_have_value("1999")
    page.get_by_label("From year").fill("1998")
    page.get_by_label("From year").press("Enter")
    expect(page.locator("#counted")).to_have_text("16 of 300 works")
    assert page.evaluate("location.hash") == "#year=1998-1999"
    page.get_by_role("group", name="Year").get_by_label("1998").uncheck()
    expect(page.get_by_label("From year")).to_have_value("1999")
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_label("From year")).to_have_value("")


def test_headings_of_a_list_are_a_facet(open_page: Open) -> None:
    page = open_page(name="long")
    page.get_by_role("group", name="Heading").get_by_label("Of weights").check()
    expect(page.locator("#counted")).to_have_text("100 of 300 works")
    assert page.evaluate("location.hash") == "#heading=Of+weights"


@pytest.mark.parametrize("key", ["Enter", "ArrowDown"])
def test_a_key_leads_from_the_query_to_the_first_work(key: str, open_page: Open) -> None:
    page = searched(open_page())
    page.locator("#query").press_sequentially("depgraph")
    page.keyboard.press(key)
    expect(page.locator(".card h3").first).to_be_focused()
    assert ids(page)[0] == "depgraph-2023"


def test_the_filters_can_be_skipped(open_page: Open) -> None:
    page = open_page()
    page.locator("summary").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip the filters")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()
