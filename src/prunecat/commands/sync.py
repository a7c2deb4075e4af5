"""`prunecat sync`: what is new in a source brought into a catalogue folder, losing nothing that is there."""

from typing import Annotated

import typer

from prunecat.commands.answering import Output
from prunecat.commands.diff import CHANGE_FORMATS, SOURCE_HELP, answer_changes
from prunecat.commands.options import command
from prunecat.errors import UsageError
from prunecat.session import Session


@command(formats=CHANGE_FORMATS)
def run(
    session: Session,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help=SOURCE_HELP)],
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="A folder of catalogue YAML.")],
    output: Output,
    base: Annotated[
        str | None,
        typer.Option(metavar="SOURCE", help="The source as it was at the last sync: bring only what changed since."),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Do it. Without it nothing is written.")] = False,
) -> int:
    """Bring what SOURCE adds and changes into FOLDER; without --write only tell what would be done.

    Ids, authors, notes, errata and comments that stand in the folder stay, and so do entries that SOURCE does
    not have: they are told as kept. All files are changed, or none.

    \b
    Examples:
      prunecat sync README.md catalogue
      prunecat sync README.md catalogue --write
      prunecat sync https://github.com/ghimiredhikura/Awasome-Pruning catalogue --format markdown
      git show HEAD~:README.md > old.md && prunecat sync README.md catalogue --base old.md --write
    """
    from prunecat.changes.difference import counted
    from prunecat.folders.sync import prepare
    from prunecat.loading.load import lent_by

    if source == base == "-":
        raise UsageError("standard input is asked for twice", remedy="give - once")
    if write:
        from prunecat.whole_folder import finish

        if finish(folder):
            session.say(f"Finished a sync of {folder} that was interrupted.")
    sync = prepare(source, folder, base, lent_by(session.paths))
    for remark in sync.remarks:
        session.say(remark)
    answer_changes(session, output, sync.changes)
    session.say(f"{counted(sync.changes).capitalize() or 'Nothing new'}.")
    files = f"{len(sync.becomes)} {'file' if len(sync.becomes) == 1 else 'files'}"
    if sync.becomes and not write:
        session.say(f"Nothing is written: --write changes {files}.")
    elif sync.becomes:
        from prunecat.whole_folder import change_files

        change_files(folder, sync.was, sync.becomes)
        session.say(f"Changed {files}.")
    return 0
