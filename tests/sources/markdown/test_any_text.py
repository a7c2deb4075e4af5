"""Whatever a text holds, reading it ends in entries that are whole."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from prunecat.entry import SECTIONS, STATUSES
from prunecat.sources.markdown.read import read

_LINK = "https://arxiv.org/abs/1510.00149"
_FRAGMENTS = st.sampled_from(
    [
        *"[]()<>|*_`~#-:.,;!\"'\\&\n\t ",
        *(
            "\n\n",
            "- ",
            "1. ",
            "    ",
            "## ",
            "---",
            "| a | b |\n|--|--|\n",
            "\n|",
            "***",
            "[x]",
            "```\n",
            "http://a.b",
        ),
        *("Title", "Venue", "ICLR 2020", "CVPR'21", "arXiv", "2019", "2019-", "et al.", "Song Han", ", ", "and ", "🔥"),
        *("Code: ", "论文：", "[code](https://github.com/a/b)", f"[[paper]({_LINK})]", "[a][b]", "*Emphasis*"),
        *(f"[Learning to prune networks]({_LINK})", "**Bold title of a work**", "`W`", "| Type | Meaning |"),
        *("<table>", "<tr>", "<td>", "</td>", "</table>", "<li>", "<ul>", "</ul>", "<h3>2020</h3>", "<br>", "<b>"),
        *(
            "<details>",
            "<summary>",
            "</summary>",
            "</details>",
            "<a href='//[x&#27;'>",
            "<img src='//[y'>",
            "</a>",
            "<!--",
            "-->",
        ),
        *("![](https://img.shields.io/badge/CVPR-2023-blue)", "\x1b[0m", "\x00", "&nbsp;", "&#x202e;", "&#27;"),
    ]
)


@given(st.lists(_FRAGMENTS | st.text(max_size=4), max_size=60).map("".join))
def test_entries_are_whole(text: str) -> None:
    reading = read(text, "x")
    assert len(reading.lines) == len(reading.entries)
    for line, entry in zip(reading.lines, reading.entries, strict=True):
        assert 1 <= line <= text.count("\n") + text.count("\r") + 1
        assert any(c.isalnum() for c in entry.title)
        assert entry.section in SECTIONS
        assert all(link.status in STATUSES for link in entry.code)
        said = [entry.title, entry.venue, entry.url, *entry.authors, *entry.types, *entry.heading]
        assert not [c for part in said for c in part or "" if unicodedata.category(c) == "Cc" or c == "\u202e"]
