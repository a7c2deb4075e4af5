import pytest
from hypothesis import given
from hypothesis import strategies as st

from prunecat.formats.plain import encodable, plain, safe_url, web_link


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Pruning at 50%", "Pruning at 50%"),
        (" a\n\tb\u2028c  d ", "a b c d"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("left \u202egnp.exe", "left \\u202egnp.exe"),
        ("half \ud83d", "half \\ud83d"),
        ("剪枝 تشذيب 👩‍🔬 é", "剪枝 تشذيب 👩‍🔬 é"),
    ],
)
def test_controls_are_written_out_and_letters_stay(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text(st.characters(codec=None), max_size=30))
def test_plain_text_is_one_printable_line_that_stays_as_it_is(text: str) -> None:
    once = plain(text)
    assert len(once.splitlines()) <= 1
    assert plain(once) == once
    once.encode("utf-8")


def test_encodable_text_loses_only_halves_of_characters() -> None:
    assert encodable("a\ud83d\nb😀") == "a\ufffd\nb😀"


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://x.org/a%20b?c=d&e=f#g", "https://x.org/a%20b?c=d&e=f#g"),
        ("https://x.org/{a}|<b> é\x1b", "https://x.org/%7Ba%7D%7C%3Cb%3E%20%C3%A9%1B"),
    ],
)
def test_a_safe_url_has_nothing_that_ends_it(url: str, safe: str) -> None:
    assert safe_url(url) == safe


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "/etc/passwd", "file:///etc/passwd", "https://"])
def test_what_is_no_page_of_the_web_is_not_linked(url: str | None) -> None:
    assert web_link(url) is None


def test_a_page_of_the_web_is_linked() -> None:
    assert web_link("HTTP://x.org/ä") == "HTTP://x.org/%C3%A4"
