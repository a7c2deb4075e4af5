"""The keys of the picker: one table, from which the bindings and the list of them are made."""

from typing import NamedTuple


class Key(NamedTuple):
    """A key, or several joined by commas, and what it does."""

    keys: str
    action: str
    says: str
    footer: str = ""
    """What the line at the bottom calls it; empty for a key that only the list of keys names."""

    @property
    def shown(self) -> str:
        """The key as people write it."""
        return self.keys.partition(",")[0].replace("ctrl+", "^").replace("escape", "Esc").capitalize()


KEYS = (
    Key("enter", "take", "Open the paper; with --print, print what is marked and leave", "open"),
    Key("tab", "mark", "Mark the entry, or take its mark back, and go on to the next", "mark"),
    Key("ctrl+y", "copy('bibtex')", "Copy the BibTeX of what is marked, else of the entry", "BibTeX"),
    Key("ctrl+k", "copy('key')", "Copy the citation keys"),
    Key("ctrl+l", "copy('url')", "Copy the addresses"),
    Key("ctrl+o", "open('paper')", "Open the paper in the browser"),
    Key("ctrl+p", "open('pdf')", "Open the PDF"),
    Key("ctrl+g", "open('code')", "Open the code"),
    Key("ctrl+e", "export", "Write what is marked into a file of any format"),
    Key("ctrl+s", "sort", "Sort otherwise: by rank, the latest, the earliest, by venue, by title"),
    Key("ctrl+r", "clear_marks", "Take all marks back"),
    Key("ctrl+t", "facets", "Go to the facets and back; space ticks a value there", "facets"),
    Key("down", "line(1)", "The next entry"),
    Key("up", "line(-1)", "The entry before"),
    Key("pagedown", "page(1)", "A screen further"),
    Key("pageup", "page(-1)", "A screen back"),
    Key("f1", "help", "This list of keys", "keys"),
    Key("escape", "step_back", "Clear the query; where it is empty, leave without printing", "back"),
    Key("ctrl+c,ctrl+q", "leave", "Leave without printing"),
)
"""All keys, the most used first."""
