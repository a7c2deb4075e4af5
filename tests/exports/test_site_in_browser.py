"""The page of `export site` in Chromium, opened from the disk: what somebody sees who types, ticks, sorts and copies.

Without the extra `browser` or without Chromium these tests are skipped.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from command_line import prunecat

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip(
    "playwright.sync_api", reason="the page is tried in a browser by the extra: pip install 'prunecat[browser]'"
)
expect = playwright.expect
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium")
HOSTILE = Path(__file__).parent / "hostile.yaml"
PHONE, SCREEN = 360, 1440
CONTRAST = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sites")
    prunecat("export", "site", str(folder / "pruning.html"))
    prunecat("-C", str(HOSTILE), "export", "site", str(folder / "hostile.html"))
    return folder


@pytest.fixture
def open_page(browser: "Browser", sites: Path) -> Iterator[Open]:
    """Opens a page at a state; at the end no page may have said anything on the console, or asked the network."""
    said: list[str] = []
    contexts = []

    def opened(state: str = "", name: str = "pruning", width: int = SCREEN, script: str = "", **options: Any) -> "Page":
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: _noted(request.url, said))
        page.add_init_script(script)
        page.goto(f"{(sites / name).as_uri()}.html{state}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def _noted(url: str, said: list[str]) -> None:
    if not url.startswith(("file:", "data:", "blob:")):
        said.append(url)


def titles(page: "Page") -> list[str]:
    return page.locator(".card h3").all_text_contents()


def ids(page: "Page") -> list[str]:
    return [str(card.get_attribute("data-id")) for card in page.locator(".card").all()]


def searched(page: "Page") -> "Page":
    """The page once its index is made; until then it looks for letters alone."""
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")
    return page


def works(count: int) -> str:
    return "1 work" if count == 1 else f"{count} works"


def listed(*arguments: str) -> list[str]:
    return prunecat(*arguments, "-f", "ids").out.split()


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
    page.locator(".card").first.get_by_role("link", name="Link to").click()
    assert page.evaluate("location.hash") == f"#entry={listed('list')[0]}"


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
        page.get_by_role("button", name="Save 2 works as .bib").click()
    marked = [id_ for id_ in listed("list") if id_ in ("network-slimming-2017", "dual-lottery-ticket-hypothesis-2022")]
    assert saving.value.suggested_filename == "marked.bib"
    assert Path(saving.value.path()).read_text("utf-8") == prunecat("show", *marked, "-f", "bibtex").out
    page.get_by_role("button", name="Unmark", exact=True).click()
    expect(page.get_by_role("region", name="Marked works")).to_be_hidden()


def test_marks_are_there_again_when_the_page_is(open_page: Open) -> None:
    page = searched(open_page("#q=lottery"))
    page.get_by_role("button", name="Mark all 6").click()
    expect(page.get_by_role("button", name="Unmark these")).to_be_visible()
    page.wait_for_timeout(400)  # the address is written when nobody has typed or marked for a moment
    page.reload()
    expect(page.get_by_role("button", name="Save 6 works as .bib")).to_be_visible()


def test_keys_do_what_buttons_do_and_can_be_switched_off(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("/")
    query = page.locator("#query")
    expect(query).to_be_focused()
    page.keyboard.type("a/b?")
    expect(query).to_have_value("a/b?")
    page.keyboard.press("Escape")
    expect(query).to_have_value("")
    expect(page.locator("#counted")).to_have_text("157 works")
    page.locator("#results").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_label("Single keys are on").uncheck()
    page.keyboard.press("Escape")
    page.locator("#results").focus()
    page.keyboard.press("/")
    expect(query).not_to_be_focused()
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def test_what_a_catalogue_says_can_do_nothing(open_page: Open) -> None:
    page = open_page(name="hostile")
    page.locator("#query").fill("img onerror")
    page.locator("#query").fill("")
    expect(page.locator(".card")).to_have_count(6)
    assert page.evaluate("window.hacked") is None
    assert titles(page)[:2] == [
        "</script><script>window.hacked=1</script><!-- <script>",
        """<img src=x onerror="window.hacked=1"> & &amp; 'quotes' "double\"""",
    ]
    assert "\u202e" not in page.content()
    links = page.locator("a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert [link for link in links if not re.match(r"https?://|#", link)] == []
    assert page.locator("#page img:not([src^='data:']), #page script, #page svg, #page b b").count() == 0
    assert page.evaluate("document.title").startswith("Hostile </title>")
    page.get_by_label("A, B & C").check()
    expect(page.locator(".card")).to_have_count(2)
    page.reload()
    expect(page.locator("#counted")).to_have_text("2 of 6 works")


def test_the_policy_refuses_what_the_page_does_not_bring(browser: "Browser", sites: Path) -> None:
    page = browser.new_page()
    page.goto((sites / "pruning.html").as_uri())
    refused = page.evaluate(
        """() => new Promise((told) => {
          addEventListener('securitypolicyviolation', (event) => told(event.effectiveDirective));
          document.body.setAttribute('onclick', 'window.hacked = 1');
          document.body.click();
        })"""
    )
    assert refused == "script-src-attr"
    assert page.evaluate("window.hacked") is None
    page.close()


@pytest.mark.parametrize("name", ["pruning", "hostile"])
@pytest.mark.parametrize("width", [PHONE, 768, SCREEN])
def test_nothing_is_wider_than_the_screen(name: str, width: int, open_page: Open) -> None:
    page = open_page("#q=pruning&marked=depgraph-2023" if name == "pruning" else "", name=name, width=width)
    expect(page.locator("#counted")).to_contain_text("works")
    if width < SCREEN:
        expect(page.get_by_label("Conference")).to_be_hidden()
        page.locator("#fold-facets").click()
    expect(page.get_by_label("Conference")).to_be_visible()
    page.locator("summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_axe_finds_nothing(width: int, scheme: str, open_page: Open) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page("#q=lotery&type=S&marked=depgraph-2023", width=width, color_scheme=scheme)
    expect(page.locator("#said")).to_contain_text("lottery")
    page.locator("summary").click()
    if width == PHONE:
        page.locator("#fold-facets").click()
    for state in ("page", "dialog"):
        if state == "dialog":
            page.locator("#open-keys").click()
        found = axe.run(page, options={"runOnly": list(CONTRAST)}).response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


def test_what_is_pressed_is_large_enough_for_a_finger(open_page: Open) -> None:
    page = open_page(width=PHONE)
    page.locator("#fold-facets").click()
    small = page.locator("button, select, input, summary, .box, .acts a, .links a").evaluate_all(
        """all => all.filter(one => {
          const {height, width} = (one.closest('label') ?? one).getBoundingClientRect();
          return width && (height < 24 || width < 24);
        }).map(one => one.outerHTML)"""
    )
    assert small == []


def test_dark_and_light_are_what_the_reader_wishes(open_page: Open) -> None:
    grounds = [
        open_page(color_scheme=scheme).evaluate("getComputedStyle(document.documentElement).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert grounds == ["rgb(255, 255, 255)", "rgb(22, 24, 28)"]


def test_paper_shows_all_works_with_their_addresses_and_no_controls(open_page: Open) -> None:
    page = open_page()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator(".card")).to_have_count(157)
    for control in ("#query", "#facets", ".acts >> nth=0", "#more", "#sort"):
        expect(page.locator(control)).to_be_hidden()
    link = page.locator(".card h3 a").first
    shown = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert str(link.get_attribute("href")) in shown


def test_without_scripts_the_list_is_there_and_nothing_to_press(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    expect(page.get_by_role("listitem")).to_have_count(157)
    expect(page.get_by_role("link", name="DepGraph: Towards Any Structural Pruning").first).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
