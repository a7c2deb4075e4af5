"""The look of catalogue text in a terminal: links, wrapping, a few styles for light and dark grounds."""

from collections.abc import Iterator

from rich.console import Console
from rich.style import Style
from rich.text import Text

from prunecat.formats.plain import plain, web_link

QUIET = "dim"
MARKED = "bold green"
WARNING = "red"
_TYPES = {"S": "cyan", "U": "magenta"}


def linked(text: str, url: str | None, style: str = "") -> Text:
    """Text from a catalogue, a link to the URL where the terminal takes links."""
    link = web_link(url)
    return Text(plain(text), style=Style.parse(style) + Style(link=link) if link else style)


def types_text(types: tuple[str, ...]) -> Text:
    """The codes of types joined by `/`, each in its quiet colour."""
    return Text("/").join(Text(plain(code), style=_TYPES.get(code, "")) for code in types)


def wrapped(text: Text, console: Console, width: int, indent: int = 0) -> Iterator[Text]:
    """The lines of a text in a width, each behind as many blanks as `indent` says; nothing is cut."""
    for line in text.wrap(console, max(width - indent, 1), overflow="fold"):
        line.rstrip()
        yield Text(" " * indent) + line
