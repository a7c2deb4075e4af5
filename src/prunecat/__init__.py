"""prunecat: a catalogue of neural-network pruning papers, or any other, to filter, search and cite from."""

from typing import TYPE_CHECKING, Any

from prunecat.version import VERSION

if TYPE_CHECKING:
    from prunecat.catalogue import Catalogue
    from prunecat.entry import CodeLink, Entry
    from prunecat.venue import Venue

__version__ = VERSION
__all__ = ["Catalogue", "CodeLink", "Entry", "Venue", "__version__"]

_HOMES = {"Catalogue": "catalogue", "Entry": "entry", "CodeLink": "entry", "Venue": "venue"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that the command line pays only for what it uses."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"prunecat.{_HOMES[name]}"), name)
