"""The page of `export site` in a browser: what somebody sees who types, ticks, sorts, follows links and copies."""

import json
import re
from pathlib import Path

import pytest

from command_line import prunecat
from exports.pages import Open, expect, ids, listed, searched, titles, works


def test_who_types_gets_the_answer_of_the_command_line(open_page: Open) -> None:
    page = searched(open_page())
    for query in ("lotery tickt", "LTH", "song han", "cvpr 2023 transformer", "venue:CVPR year:2023 type:S", "zzqx"):
        page.locator("#query").fill("")
        page.locator("#query").press_sequentially(query)
        expected = listed("search", query)
        expect(page.locator("#counted")).to_have_text(f"{len(expected)} of 157 works")
        expect(page.locator(".card")).to_have_count(min(len(expected), 100))
        assert ids(page) == expected[:100]


def test_what_is_said_of_an_answer_is_what_the_command_line_says(open_page: Open) -> None:
    page = searched(open_page())
    for query in ("lotery tickt", "pruning zzqx", "zzqx", "year:2019 venue:TPAMI", "not vision", "venue:cvprr"):
        page.locator("#query").fill(query)
        said = [line.removeprefix("prunecat: error: ") for line in prunecat("search", query).err.splitlines()]
        assert said
        expect(page.locator("#said p")).to_have_text(said)
    expect(page.locator("#status")).to_contain_text(said[-1])


def test_the_words_that_match_are_marked(open_page: Open) -> None:
    page = open_page("#q=lotery+tickt")
    first = page.locator(".card").first.locator("mark")
    expect(first).to_have_text(["Lottery", "Ticket"])
    page.locator("#query").fill("song han")
    expect(page.locator(".authors mark")).to_have_text(["Han", "Hanrui", "Song", "Han"])
    page.locator("#query").fill("")
    expect(page.locator("mark")).to_have_count(0)


def test_the_count_is_told_to_who_does_not_see_it(open_page: Open) -> None:
    page = open_page()
    expect(page.get_by_role("status").first).to_have_text("157 works")
    page.locator("#query").fill("lottery")
    expect(page.get_by_role("status").first).to_have_text("6 works")


def test_titles_are_looked_through_while_the_index_is_made(open_page: Open) -> None:
    page = open_page(script="window.requestIdleCallback = () => {}")
    page.locator("#query").fill("ottery hypo")
    rows = prunecat("list", "--template", "{title}").out.lower().splitlines()
    expected = [row for row in rows if "ottery" in row and "hypo" in row]
    expect(page.locator("#counted")).to_have_text(f"{len(expected)} of 157 works")


def test_a_browser_that_can_not_unpack_the_search_looks_through_titles(open_page: Open) -> None:
    page = searched(open_page("#q=lottery", script="delete window.DecompressionStream"))
    expect(page.locator("#told")).to_contain_text("the letters of titles are searched")
    page.locator("#query").fill("ottery hypo")
    expect(page.locator("#counted")).to_have_text("3 of 157 works")


def test_ticks_widen_in_a_facet_and_narrow_between_facets(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("CVPR").check()
    expect(page.get_by_label("CVPR")).to_be_focused()
    page.get_by_label("ICLR").check()
    page.get_by_label("Unstructured").check()
    expected = listed("list", "--venue", "CVPR,ICLR", "--type", "U")
    expect(page.locator("#counted")).to_have_text(f"{len(expected)} of 157 works")
    assert ids(page) == expected
    assert page.evaluate("location.hash") == "#type=U&venue=CVPR,ICLR"
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator("#counted")).to_have_text("157 works")


def test_back_takes_a_tick_back_and_leaves_what_was_typed(open_page: Open) -> None:
    page = open_page()
    page.locator("#query").fill("pruning")
    page.get_by_label("CVPR").check()
    page.go_back()
    expect(page.get_by_label("CVPR")).not_to_be_checked()
    expect(page.locator("#query")).to_have_value("pruning")
    page.go_forward()
    expect(page.get_by_label("CVPR")).to_be_checked()


@pytest.mark.parametrize("facet", ["section", "type", "year", "venue"])
def test_a_facet_counts_what_the_program_counts(facet: str, open_page: Open) -> None:
    page = open_page()
    box = page.locator("fieldset", has=page.locator(f"legend:text-is('{facet.title()}')"))
    if box.get_by_role("button").count():
        box.get_by_role("button").click()
    told = dict(zip(box.locator(".value").all_text_contents(), box.locator(".count").all_text_contents(), strict=True))
    counted = json.loads(prunecat("stats", "--by", facet, "--json").out)
    names = {"S": "Structured", "U": "Unstructured"}
    expected = {names.get(row[facet], str(row[facet])): works(row["entries"]) for row in counted if row[facet]}
    fold = {name.lower() if facet == "section" else name: count for name, count in told.items()}
    assert fold == expected


def test_counts_are_of_what_the_query_and_the_other_facets_leave(open_page: Open) -> None:
    page = searched(open_page("#q=token&venue=CVPR"))
    count = prunecat("search", "token", "--venue", "ICLR", "--limit", "999", "--count").out.strip()
    expect(page.locator("label", has_text=re.compile("^ICLR")).locator(".count")).to_have_text(works(int(count)))


@pytest.mark.parametrize(("sort", "by"), [("newest", "-year"), ("oldest", "year"), ("venue", "venue,-year")])
def test_works_are_sorted_as_the_command_line_sorts(sort: str, by: str, open_page: Open) -> None:
    page = searched(open_page("#q=lottery"))
    page.get_by_label("Sort by").select_option(sort)
    assert ids(page) == listed("search", "lottery", "--sort", by)


def test_a_table_shows_the_same_works_and_its_heads_sort(open_page: Open) -> None:
    page = searched(open_page("#q=lottery"))
    page.get_by_role("button", name="Table").click()
    rows = page.locator("#rows tr")
    expect(rows).to_have_count(6)
    for sort, by, direction in (("newest", "-year", "descending"), ("oldest", "year", "ascending")):
        page.get_by_role("button", name="Year").click()
        expect(page.get_by_role("columnheader", name="Year")).to_have_attribute("aria-sort", direction)
        expect(page.get_by_label("Sort by")).to_have_value(sort)
        assert [row.get_attribute("data-id") for row in rows.all()] == listed("search", "lottery", "--sort", by)
    page.get_by_role("button", name="Title").click()
    assert page.locator("[aria-sort]").count() == 1
    assert page.evaluate("location.hash") == "#q=lottery&sort=title&view=table"
    page.get_by_label("Mark Dual Lottery Ticket Hypothesis").check()
    page.get_by_role("button", name="Table").click()
    expect(page.get_by_label("Mark Dual Lottery Ticket Hypothesis")).to_be_checked()
    assert ids(page) == listed("search", "lottery", "--sort", "title")


def test_an_address_states_what_is_shown(open_page: Open) -> None:
    page = open_page("#q=pruning&venue=ICLR,ICML&year=2019-2021&sort=title")
    expect(page.locator("#query")).to_have_value("pruning")
    searched(page)
    expected = listed("search", "pruning", "--venue", "ICLR,ICML", "--year", "2019-2021")
    expect(page.locator(".card")).to_have_count(len(expected))
    assert set(ids(page)) == set(expected)
    assert titles(page) == sorted(titles(page), key=str.lower)
    page.get_by_label("Sort by").select_option("newest")
    assert page.evaluate("location.hash") == "#q=pruning&year=2019-2021&venue=ICLR,ICML&sort=newest"


@pytest.mark.parametrize("state", ["#venue=NOWHERE&year=x&sort=y&q=%E0%A4%A", "#", "#=&&=", "#a#b", "#year=-"])
def test_an_address_that_says_nonsense_does_no_harm(state: str, open_page: Open) -> None:
    page = open_page(state)
    expect(page.locator("#counted")).to_contain_text("works")


def test_a_link_leads_to_a_work_wherever_it_stands(open_page: Open) -> None:
    last = listed("list")[-1]
    page = open_page(f"#entry={last}")
    card = page.locator(f".card[data-id='{last}']")
    expect(card).to_have_class("card is-told")
    expect(card.locator("h3")).to_be_focused()
    expect(card).to_be_in_viewport()


def test_a_value_of_an_address_that_no_work_has_is_told(open_page: Open) -> None:
    page = open_page("#venue=CVPR,NOWHERE&year=1066")
    expect(page.locator("#told")).to_have_text("No work has 1066, NOWHERE.")
    expect(page.get_by_label("CVPR")).to_be_checked()


def test_a_link_to_no_work_is_told(open_page: Open) -> None:
    page = open_page("#entry=nothing-1999")
    expect(page.locator("#told")).to_have_text("No entry is called nothing-1999.")


def test_further_works_come_when_they_are_asked_for(open_page: Open) -> None:
    page = open_page()
    expect(page.locator(".card")).to_have_count(100)
    page.get_by_role("button", name="Show 57 more of 57 works").click()
    expect(page.locator(".card")).to_have_count(157)
    expect(page.locator(".card").nth(100).locator("h3")).to_be_focused()
    assert ids(page) == listed("list")


def test_the_bibtex_of_a_work_is_copied(open_page: Open) -> None:
    page = open_page("#entry=depgraph-2023", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".is-told").get_by_role("button", name="Copy BibTeX").click()
    expect(page.locator("#told")).to_have_text("Copied the BibTeX of depgraph-2023.")
    assert page.evaluate("navigator.clipboard.readText()") == prunecat("show", "depgraph-2023", "-f", "bibtex").out


def test_where_a_page_may_not_copy_the_text_is_there_to_copy_by_hand(open_page: Open) -> None:
    page = open_page(script="Object.defineProperty(navigator, 'clipboard', {}); document.execCommand = () => false")
    page.locator(".card").first.get_by_role("button", name="Copy BibTeX").click()
    expect(page.get_by_role("dialog")).to_contain_text("Copy by hand")
    selected = page.evaluate(
        "(field => field.value.slice(field.selectionStart, field.selectionEnd))(document.activeElement)"
    )
    assert selected == prunecat("show", listed("list")[0], "-f", "bibtex").out
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_marked_works_become_a_bibliography(open_page: Open) -> None:
    page = searched(open_page("#q=lottery"))
    page.get_by_label("Mark Dual Lottery Ticket Hypothesis").check()
    page.locator("#query").fill("slimming")
    page.get_by_label("Mark Learning Efficient Convolutional").check()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save as .bib").click()
    marked = [id_ for id_ in listed("list") if id_ in ("network-slimming-2017", "dual-lottery-ticket-hypothesis-2022")]
    assert saving.value.suggested_filename == "marked.bib"
    assert Path(saving.value.path()).read_text("utf-8") == prunecat("show", *marked, "-f", "bibtex").out
    page.get_by_role("button", name="Unmark", exact=True).click()
    expect(page.get_by_role("region", name="Marked works")).to_be_hidden()


def test_marks_are_there_again_when_the_page_is(open_page: Open) -> None:
    page = searched(open_page("#q=lottery"))
    page.get_by_role("button", name="Mark all 6").click()
    expect(page.get_by_role("button", name="Unmark these")).to_be_visible()
    page.reload()
    expect(page.locator("#marked")).to_have_text("6 works marked")
