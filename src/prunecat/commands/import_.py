"""`prunecat import`: any list, bibliography or dump as catalogue YAML."""

import os
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from prunecat.commands.diff import SOURCE_HELP
from prunecat.commands.options import command
from prunecat.errors import Location, SourceError, UsageError
from prunecat.session import Session

if TYPE_CHECKING:
    from prunecat.loading.compile import Compiled

_ENDINGS = (".yaml", ".yml")


@command
def run(
    session: Session,
    source: Annotated[str, typer.Argument(metavar="PATH", help=SOURCE_HELP)],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FOLDER|FILE", help="A folder, or a file that ends in .yaml."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file, or the folder's catalogue files, if there are any.")
    ] = False,
) -> int:
    """Make catalogue YAML of a list, bibliography or dump: all its files, or none.

    A folder is laid out as the bundled catalogue is: a file for each section and year, the venues, the legend.
    Without -o it is one document on standard output. A repository of GitHub stands for its README.

    \b
    Examples:
      prunecat import README.md -o catalogue
      prunecat import papers.bib -o papers.yaml
      prunecat import https://github.com/ghimiredhikura/Awasome-Pruning -o catalogue
      curl -s https://example.org/papers.json | prunecat import -
    """
    from prunecat.folders.labels import with_labels
    from prunecat.loading.load import lent_by, load

    if output == "":
        raise UsageError("--output is empty", remedy="give a folder or a file")
    if output not in (None, "-"):
        _check(output, force)
    loaded = load(source, lent_by(session.paths))
    for remark in loaded.compiled.remarks:
        session.say(remark)
    catalogue = with_labels(loaded)
    count = len(catalogue.entries)
    if not count:
        raise SourceError("no entries in it", at=Location(source), remedy="check that it is a list of papers")
    if output in (None, "-"):
        from prunecat.folders.documents import file_of

        session.write(file_of(catalogue))
        return 0
    files = _write(session, catalogue, output)
    entries = "1 entry" if count == 1 else f"{count} entries"
    session.say(f"Wrote {entries} to {output}{f' ({files} files)' if files > 1 else ''}.")
    return 0


def _check(output: str, force: bool) -> None:
    """Refuse an output that is no place for YAML, or that is taken."""
    is_folder = _is_folder(output)
    if not is_folder and not output.lower().endswith(_ENDINGS):
        raise UsageError(f"{output} is no place for YAML", remedy="name a folder, or a file that ends in .yaml")
    if is_folder and os.path.exists(output) and not os.path.isdir(output):
        raise UsageError(f"{output} is a file", remedy="name a folder, or a file that ends in .yaml")
    taken = any(os.scandir(output)) if os.path.isdir(output) else os.path.isfile(output) and os.path.getsize(output)
    if taken and not force:
        what = "is not empty" if is_folder else "exists already"
        raise UsageError(f"{output} {what}", remedy="name another one, or give --force to replace its catalogue")


def _is_folder(output: str) -> bool:
    """Whether it is a folder, or a name that is no file's of a kind that prunecat knows."""
    from prunecat.sources.registry import kind_of

    return os.path.isdir(output) or output.endswith(("/", os.sep)) or kind_of(PurePath(output)) is None


def _write(session: Session, catalogue: "Compiled", output: str) -> int:
    """Write a folder or a file, whole or not at all; how many files it is."""
    from prunecat.folders import documents

    if not _is_folder(output):
        from prunecat.whole_file import write_whole

        write_whole(output, documents.file_of(catalogue))
        return 1
    from prunecat.folders.replacing import replace_catalogue

    texts = documents.folder_of(catalogue)
    replace_catalogue(output, {path: text.encode("utf-8") for path, text in texts.items()}, session.say)
    return len(texts)
