"""`prunecat export`: the catalogue as a whole file of another kind."""

import os
from typing import Annotated

import typer

from prunecat.anew import held_if_few
from prunecat.commands.filter_options import FilterOptions
from prunecat.commands.options import command
from prunecat.errors import Location, PrunecatError, UsageError
from prunecat.exports.registry import EXPORTS, exporter, made
from prunecat.formats.registry import FORMATS, format_called
from prunecat.nearest import unknown
from prunecat.session import Session

_KINDS = "; ".join(f"{name}: {kind.help}" for name, kind in EXPORTS.items())


def _target(kind: str, file: str | None, output: str | None, *, force: bool) -> str | None:
    """The file to write, None for standard output; UsageError where it can't be, or is none that may be replaced."""
    if file is not None and output is not None:
        raise UsageError(f"{file} and {output} at once", remedy="name one file")
    target = output if file is None else file
    export = EXPORTS[kind]
    if target == "":
        raise UsageError("the FILE is empty", remedy="give a file")
    if target in (None, "-"):
        if not export.is_text:
            raise UsageError(f"{kind} is not for reading", remedy="name the file with -o FILE")
        return None
    if export.in_folder and _is_folder(target, os.path.splitext(export.in_folder)[1]):
        target = os.path.join(target, export.in_folder)
    if export.guards and not force and os.path.isfile(target) and os.path.getsize(target) and not made(kind, target):
        raise UsageError(
            f"{target} is a {export.guards} of something else", remedy="name another file, or give --force"
        )
    return target


def _is_folder(path: str, ending: str) -> bool:
    """Whether a path means a folder: it is one, or has not the ending of the file; `v1.2` is a folder's name."""
    return os.path.isdir(path) or not path.lower().endswith(ending)


def _make_folder(path: str) -> None:
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        what = f"no folder can be made ({error.strerror})"
        raise PrunecatError(what, at=Location(path), remedy="name another") from error


def _names(incomplete: str) -> list[str]:
    return [name for name in EXPORTS if name.startswith(incomplete)]


@command
def run(
    session: Session,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"{_KINDS}.", autocompletion=_names)],
    filters: FilterOptions,
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help="The same as -o FILE; for a site also a folder.", show_default=False),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file, whole or not at all."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a database or page of something else.")] = False,
) -> int:
    """Export the catalogue, or the entries that pass the filters: as a README, a page to search, or for other engines.

    \b
    Examples:
      prunecat export readme -o README.md
      prunecat export readme --section survey --year 2020-
      prunecat export sqlite pruning.db && datasette pruning.db
      prunecat export site public
      prunecat export opensearch --year 2023- -o pruning.ndjson
    """
    if kind not in EXPORTS:
        if (name := format_called(kind)) in FORMATS:
            raise UsageError(f"{name} is a format", remedy=f"write: prunecat list --format {name} -o FILE")
        raise unknown("kind of export", kind, EXPORTS)
    target = _target(kind, file, output, force=force)
    catalogue = session.catalogue
    only = filters.filter_in(catalogue)
    number = catalogue.count(only)
    if not number:
        session.say("No entries match.")
    content = exporter(kind)(catalogue, held_if_few(catalogue.entries(only, sort=EXPORTS[kind].sort)))
    if target is None:
        session.write(map(str, content))
        return 0
    from prunecat.whole_file import write_whole

    if EXPORTS[kind].in_folder:
        _make_folder(os.path.dirname(target) or ".")
    write_whole(target, content)
    session.say(f"Wrote {'1 entry' if number == 1 else f'{number} entries'} to {target}.")
    return 0
