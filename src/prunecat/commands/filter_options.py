"""The options that say which entries: the filters, the same for every command that has them."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from prunecat.catalogue import Catalogue
from prunecat.commands import completion

if TYPE_CHECKING:
    from prunecat.query.filters import Filter

_PANEL = "Filters (one repeated widens, different ones narrow)"


class FilterOptions(NamedTuple):
    """Which entries, in the user's words."""

    venue: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Conference or journal under any of its names.", rich_help_panel=_PANEL,
                     autocompletion=completion.venues),
    ] = None  # fmt: skip
    year: Annotated[
        list[str] | None,
        typer.Option(metavar="YEARS", help="2023, 2020-2022, 2021- or -2019.", rich_help_panel=_PANEL,
                     autocompletion=completion.years),
    ] = None  # fmt: skip
    type: Annotated[
        list[str] | None,
        typer.Option(metavar="TYPE", help="S structured, U unstructured, S/U both.", rich_help_panel=_PANEL,
                     autocompletion=completion.types),
    ] = None  # fmt: skip
    section: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="conference, journal, survey, other or software.", rich_help_panel=_PANEL,
                     autocompletion=completion.sections),
    ] = None  # fmt: skip
    author: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A part of an author's name.", rich_help_panel=_PANEL),
    ] = None  # fmt: skip
    code: Annotated[
        bool | None,
        typer.Option("--code/--no-code", help="With or without a link to code.", rich_help_panel=_PANEL),
    ] = None  # fmt: skip
    origin: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="Code that is official (A) or unofficial (O).", rich_help_panel=_PANEL,
                     autocompletion=completion.origins),
    ] = None  # fmt: skip
    framework: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Code in this framework.", rich_help_panel=_PANEL,
                     autocompletion=completion.frameworks),
    ] = None  # fmt: skip

    def narrow(self, catalogue: Catalogue) -> "Filter | None":
        """The filter that they state, if any; UsageError for a word that means nothing in the catalogue."""
        if all(option is None for option in self):
            return None
        return catalogue.filter(
            venue=self.venue or (),
            year=self.year or (),
            type=self.type or (),
            section=self.section or (),
            author=self.author or (),
            code=self.code,
            origin=self.origin or (),
            framework=self.framework or (),
        )
