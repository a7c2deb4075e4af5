"""The page of `export site` in a browser: what Back takes back, marks, which it keeps, and what is half typed."""

import re
from collections.abc import Callable

from exports.pages import Open, expect, ids, listed, searched


def test_back_takes_the_tick_back_and_keeps_the_marks(open_page: Open) -> None:
    page = searched(open_page())
    page.get_by_label("ICLR").check()
    for box in page.locator(".card .acts input").all()[:2]:
        box.check()
    page.go_back()
    expect(page.get_by_label("ICLR")).not_to_be_checked()
    expect(page.locator("#marked")).to_have_text("2 works marked")
    page.reload()
    expect(page.locator("#marked")).to_have_text("2 works marked")


def test_what_is_typed_in_one_go_is_one_step(open_page: Open) -> None:
    page = searched(open_page())
    query = page.locator("#query")
    query.press_sequentially("lottery")
    query.press("Enter")
    expect(page.locator(".card h3").first).to_be_focused()
    query.press("End")
    query.press_sequentially(" pruning")
    query.blur()
    expect(page).to_have_url(re.compile(r"#q=lottery\+pruning$"))
    page.go_back()
    expect(query).to_have_value("lottery")
    page.go_back()
    expect(query).to_have_value("")
    expect(page.locator("#counted")).to_have_text("157 works")


def test_the_works_that_were_asked_for_are_there_after_back(open_page: Open) -> None:
    page = searched(open_page())
    page.locator("#more").click()
    expect(page.locator(".card")).to_have_count(157)
    page.get_by_label("ICLR").check()
    page.go_back()
    expect(page.locator(".card")).to_have_count(157)


def test_who_has_scrolled_sees_the_first_work_of_another_answer(open_page: Open) -> None:
    page = searched(open_page())
    acts: list[Callable[[], object]] = [
        lambda: page.keyboard.type("/lottery"),
        lambda: page.get_by_label("ICLR").check(),
    ]
    for act in acts:
        page.locator(".card").nth(3).scroll_into_view_if_needed()
        page.evaluate("scrollTo({top: 1e6, behavior: 'instant'})")
        act()
        expect(page.locator("#counted")).to_be_in_viewport()
        expect(page.locator(".card").first).to_be_in_viewport()


def test_marks_that_are_taken_away_come_back_when_that_is_undone(open_page: Open) -> None:
    page = searched(open_page("#q=lottery"))
    page.get_by_role("button", name="Mark all 6").click()
    page.get_by_role("button", name="Unmark", exact=True).click()
    expect(page.locator("#told")).to_contain_text("6 works unmarked.")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#marked")).to_have_text("6 works marked")
    expect(page.locator("#told")).to_be_empty()


def test_the_marked_works_alone_are_shown_when_asked_for(open_page: Open) -> None:
    page = searched(open_page("#q=lottery"))
    page.get_by_label("Mark Dual Lottery Ticket Hypothesis").check()
    page.locator("#query").fill("")
    page.get_by_label("Mark DepGraph").check()
    page.get_by_role("button", name="Show marked").click()
    expect(page.locator(".card")).to_have_count(2)
    both = [id_ for id_ in listed("list") if id_ in ("depgraph-2023", "dual-lottery-ticket-hypothesis-2022")]
    assert ids(page) == both
    page.reload()
    expect(page.locator("#counted")).to_have_text("2 of 157 works")
    searched(page).locator("#query").fill("lottery")
    expect(page.locator("#said")).to_have_text("Of the marked works the query and the filters leave 1 out.")
    page.get_by_role("button", name="Show all works").click()
    expect(page.locator("#counted")).to_have_text("6 of 157 works")


def test_a_filter_that_is_half_typed_leaves_the_works_where_they_are(open_page: Open) -> None:
    page = searched(open_page("#q=lottery+venue%3A"))
    shown = ids(page)
    query = page.locator("#query")
    query.focus()
    query.press("End")
    query.press_sequentially("I")
    expect(page.locator("#said.is-quiet")).to_contain_text("unknown venue 'I'")
    assert ids(page) == shown
    query.press("Enter")
    expect(page.locator("#said:not(.is-quiet)")).to_contain_text("unknown venue 'I'")
    expect(page.locator(".card")).to_have_count(0)


def test_what_asks_nothing_yet_shows_all_works(open_page: Open) -> None:
    page = searched(open_page())
    for begun in ("((((", "^", '""', 'title:"'):
        page.locator("#query").fill(begun)
        expect(page.locator("#said")).to_have_text("Nothing is asked for yet.")
        expect(page.locator("#counted")).to_have_text("157 works")


def test_sentences_are_told_with_one_stop_each(open_page: Open) -> None:
    page = searched(open_page())
    page.locator("#query").fill("xyzzyqq")
    expect(page.locator("#status")).to_have_text("0 works. No entry has xyzzyqq. No entries match.")


def test_nothing_is_said_to_be_missing_while_words_are_still_read(open_page: Open) -> None:
    page = open_page("#q=zzqx", script="window.requestIdleCallback = () => {}")
    expect(page.locator("#said")).to_contain_text("Still reading the words of 157 works")
    expect(page.locator("#said")).not_to_contain_text("No entries match")
    expect(page.locator("#counted")).to_have_text("… of 157 works")
    expect(page.locator(".is-none")).to_have_count(0)


def test_keys_in_one_frame_have_one_answer(open_page: Open) -> None:
    page = searched(open_page())
    answers = page.evaluate(
        """async () => {
          let answers = 0;
          new MutationObserver(() => answers += 1).observe(document.querySelector('#counted'), {childList: true});
          const query = document.querySelector('#query');
          for (const text of ['l', 'lo', 'lot', 'lott', 'lottery']) {
            query.value = text;
            query.dispatchEvent(new Event('input'));
          }
          await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
          return answers;
        }"""
    )
    assert answers == 1
    expect(page.locator("#counted")).to_have_text("6 of 157 works")


def test_an_error_of_the_search_is_told_and_leaves_no_other_works(open_page: Open) -> None:
    breaking = """const get = Map.prototype.get;
      Map.prototype.get = function (key) {
        if (key === 'breakage') throw new Error('it broke');
        return get.call(this, key);
      }"""
    page = searched(open_page(script=breaking))
    page.locator("#query").fill("breakage")
    page.locator("#query").press("Enter")
    expect(page.locator("#said")).to_have_text("The search failed: it broke")
    expect(page.locator(".card")).to_have_count(0)


def test_a_browser_that_can_not_unpack_says_so_when_it_is_to_copy_or_save(open_page: Open) -> None:
    page = searched(open_page("#marked=depgraph-2023", script="delete window.DecompressionStream"))
    for name in ("Save as .bib", "Copy BibTeX"):
        page.get_by_role("region", name="Marked works").get_by_role("button", name=name).click()
        expect(page.locator("#told")).to_contain_text("The BibTeX can't be unpacked: this browser is from before 2023.")


def test_a_search_that_can_not_be_made_is_told_as_what_it_is(open_page: Open) -> None:
    page = searched(open_page(script="window.Blob = class { constructor() { throw new Error('no memory'); } }"))
    expect(page.locator("#told")).to_contain_text("The search can't be made: no memory.")


def test_a_link_to_a_work_alone_is_copied(open_page: Open) -> None:
    page = searched(open_page("#q=lottery&venue=ICLR", permissions=["clipboard-read", "clipboard-write"]))
    page.get_by_role("button", name="Copy link to Dual Lottery").click()
    expect(page.locator("#told")).to_have_text("Copied the link to dual-lottery-ticket-hypothesis-2022.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.partition("#")[2] == "entry=dual-lottery-ticket-hypothesis-2022"
    assert page.evaluate("location.hash") == "#q=lottery&venue=ICLR"


def test_a_far_work_is_shown_with_those_around_it(open_page: Open) -> None:
    last = listed("list")[-1]
    page = open_page(f"#entry={last}")
    expect(page.locator(".is-told")).to_be_in_viewport()
    expect(page.locator(".card")).to_have_count(57)
    page.get_by_role("button", name="Show 100 before, of 100 works").click()
    expect(page.locator(".card")).to_have_count(157)
    expect(page.locator("#before")).to_be_hidden()


def test_after_printing_the_list_is_what_it_was(open_page: Open) -> None:
    page = searched(open_page())
    expect(page.locator(".card")).to_have_count(100)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".card")).to_have_count(157)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".card")).to_have_count(100)
