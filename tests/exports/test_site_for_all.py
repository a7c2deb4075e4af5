"""The page of `export site` in a browser: that it is for everybody, on any screen, and safe whatever it shows."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exports.pages import PHONE, SCREEN, Open, expect, titles

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The rules of axe-core, up to those of WCAG 2.2 AA."""


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
    page.reload()
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
    page.evaluate("location.hash = 'entry=' + encodeURIComponent('comma,=&#id')")
    page.reload()
    expect(page.locator(".is-told h3")).to_have_text("$title ${state} $$ `tick`")


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
@pytest.mark.parametrize("width", [320, PHONE, 768, SCREEN])
def test_nothing_is_wider_than_the_screen(name: str, width: int, open_page: Open) -> None:
    page = open_page("#q=pruning&marked=depgraph-2023" if name == "pruning" else "", name=name, width=width)
    expect(page.locator("#counted")).to_contain_text("works")
    if width < SCREEN:
        expect(page.get_by_label("Conference")).to_be_hidden()
        page.locator("#fold-facets").click()
    expect(page.get_by_label("Conference")).to_be_visible()
    page.locator("summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Table").click()
    expect(page.locator("#rows tr").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (PHONE, "dark"), (SCREEN, "light"), (SCREEN, "dark")])
def test_axe_finds_nothing(width: int, scheme: str, open_page: Open) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page("#q=lotery&type=S&marked=depgraph-2023", width=width, color_scheme=scheme)
    expect(page.locator("#said")).to_contain_text("lottery")
    page.locator("summary").click()
    if width == PHONE:
        page.locator("#fold-facets").click()
    for control in (None, "#view", "#open-keys"):
        if control:
            page.locator(control).click()
        found = axe.run(page, options={"runOnly": list(RULES)}).response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


def test_axe_finds_nothing_in_what_is_unfolded_and_hostile(open_page: Open) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    refusing = "Object.defineProperty(navigator, 'clipboard', {}); document.execCommand = () => false"
    for name in ("pruning", "hostile"):
        page = open_page(name=name, script=refusing)
        page.set_viewport_size({"width": SCREEN, "height": 8000})
        folded = page.locator("fieldset button[aria-expanded=false]")
        while folded.count():
            folded.first.click()
        # What the search or the bar of marks half covers is taken for small.
        page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        for control in (None, ".card .acts button >> nth=0"):
            if control:
                page.locator(control).click()
                expect(page.get_by_role("dialog")).to_be_visible()
            found = axe.run(page, options={"runOnly": list(RULES)}).response["violations"]
            assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize("view", ["cards", "table"])
def test_what_is_pressed_is_large_enough_for_a_finger(view: str, open_page: Open) -> None:
    page = open_page(f"#view={view}", width=PHONE)
    expect(page.locator(".card, #rows tr")).to_have_count(100)
    page.locator("#fold-facets").click()
    small = page.locator("button, select, input, summary, .box, .acts a, .links a, td a").evaluate_all(
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


def test_a_browser_that_can_not_read_the_script_shows_the_list(open_page: Open) -> None:
    page = open_page(
        script="JSON.parse = () => { throw 'too old'; }; addEventListener('error', (e) => e.preventDefault())"
    )
    expect(page.get_by_role("listitem")).to_have_count(157)


def test_without_scripts_the_list_is_there_and_nothing_to_press(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    expect(page.get_by_role("listitem")).to_have_count(157)
    expect(page.get_by_role("link", name="DepGraph: Towards Any Structural Pruning").first).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
