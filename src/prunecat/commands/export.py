"""`prunecat export`: the catalogue as a whole file of another kind."""

import os
from typing import Annotated

import typer

from prunecat.anew import held_if_few
from prunecat.commands.filter_options import FilterOptions
from prunecat.commands.options import command
from prunecat.errors import Location, PrunecatError, UsageError
from prunecat.exports.registry import EXPORTS, exporter
from prunecat.formats.registry import FORMATS, format_called
from prunecat.nearest import unknown
from prunecat.session import Session

_KINDS = "; ".join(f"{name}: {kind.help}" for name, kind in EXPORTS.items())


def _may_be_replaced(path: str) -> bool:
    """Whether a file is none yet, or a SQLite file that prunecat exported."""
    from prunecat.exports.sqlite import is_exported

    return not os.path.exists(path) or os.path.getsize(path) == 0 or is_exported(path)


def _in_folder(path: str, name: str) -> str:
    """The file that a path means: itself if it has an ending, else one of that name in the folder, which is made."""
    if not os.path.isdir(path) and os.path.splitext(path)[1] and not path.endswith(os.sep):
        return path
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        what = f"no folder can be made ({error.strerror})"
        raise PrunecatError(what, at=Location(path), remedy="name another") from error
    return os.path.join(path, name)


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
    force: Annotated[bool, typer.Option("--force", help="Replace a database of something else.")] = False,
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
    if file is not None and output is not None:
        raise UsageError(f"{file} and {output} at once", remedy="name one file")
    target = output if file is None else file
    if kind == "sqlite" and target and not force and not _may_be_replaced(target):
        raise UsageError(f"{target} is a database of something else", remedy="name another file, or give --force")
    if target == "":
        raise UsageError("the FILE is empty", remedy="give a file")
    if target in (None, "-") and not EXPORTS[kind].is_text:
        raise UsageError(f"{kind} is not for reading", remedy="name the file with -o FILE")
    catalogue = session.catalogue
    only = filters.filter_in(catalogue)
    number = catalogue.count(only)
    if not number:
        session.say("No entries match.")
    content = exporter(kind)(catalogue, held_if_few(catalogue.entries(only, sort=EXPORTS[kind].sort)))
    if target is None or target == "-":
        session.write(map(str, content))
        return 0
    from prunecat.whole_file import write_whole

    if inner := EXPORTS[kind].in_folder:
        target = _in_folder(target, inner)
    write_whole(target, content)
    session.say(f"Wrote {'1 entry' if number == 1 else f'{number} entries'} to {target}.")
    return 0
