"""The options that say which entries: one for each facet, the same for every command that has them."""

from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import typer

from prunecat.catalogue import Catalogue
from prunecat.commands import completion
from prunecat.query.facets import FACETS, Facet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from prunecat.query.filters import Filter

_PANEL = "Filters (repeated or with commas they widen, different ones narrow)"


def _option(name: str, facet: Facet) -> Any:
    if facet.metavar is None:
        switch = typer.Option(f"--{name}/--no-{name}", help=facet.help, rich_help_panel=_PANEL)
        return Annotated[bool | None, switch]
    values = typer.Option(
        metavar=facet.metavar, help=facet.help, rich_help_panel=_PANEL, autocompletion=completion.of_facet(name)
    )
    return Annotated[list[str] | None, values]


class FilterOptions(dict[str, Any]):
    """What is asked of the entries, by facet, in the user's words."""

    OPTIONS: ClassVar = {name: _option(name, facet) for name, facet in FACETS.items()}

    def filter_in(self, catalogue: Catalogue) -> "Filter | None":
        """The filter that they state, if any; UsageError for a word that means nothing in the catalogue."""
        return catalogue.filter(**self) if any(words is not None for words in self.values()) else None

    def none_found(
        self, catalogue: Catalogue, count: "Callable[[Filter | None], int]", wider: "Iterable[tuple[str, int]]" = ()
    ) -> str:
        """The sentence that nothing matches, with the filters without which something does, and how much.

        `wider` says the same of filters that are no options.
        """
        asked = {name: words for name, words in self.items() if words is not None}
        if [*asked] == ["venue"] and not catalogue.count(self.filter_in(catalogue)):
            return f"{', '.join(self['venue'])}: known, and no entry is of it."
        rest = {name: FilterOptions({other: asked[other] for other in asked if other != name}) for name in asked}
        counts = {name: count(others.filter_in(catalogue)) for name, others in rest.items()}
        told = [f"without {filter_} there {_are(found)}" for filter_, found in wider]
        told += [
            f"without --{name} there {_are(found)}" for name, found in counts.items() if 0 < found < len(catalogue)
        ]
        return f"No entries match; {', '.join(told)}." if told else "No entries match."


def _are(count: int) -> str:
    from prunecat.query.search import COUNTED

    if count >= COUNTED:
        return f"are {COUNTED} or more"
    return "is 1" if count == 1 else f"are {count}"
