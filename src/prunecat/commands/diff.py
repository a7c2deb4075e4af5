"""`prunecat diff`: what a newer source adds, drops and changes against an older one."""

from typing import Annotated

import typer

from prunecat.commands.change_options import ChangeOptions, deliver_changes
from prunecat.commands.options import command
from prunecat.errors import UsageError
from prunecat.session import Session

SOURCE_HELP = "A file, a folder, a URL, - for standard input, or the word bundled."


@command
def run(
    session: Session,
    old: Annotated[str, typer.Argument(metavar="A", help=f"The older source. {SOURCE_HELP}")],
    new: Annotated[str, typer.Argument(metavar="B", help="The newer source.")],
    output: ChangeOptions,
) -> int:
    """Tell what B adds, drops, renames and changes against A, entry by entry and field by field.

    The sources may be of different kinds: a README against the catalogue that was made of it. An entry is
    found again by its id, its address, its title, or nearly its title. The exit status is 1 where there are
    differences.

    \b
    Examples:
      prunecat diff README.md bundled
      prunecat diff old/catalogue catalogue --format markdown >> "$GITHUB_STEP_SUMMARY"
      git show HEAD~:list.md | prunecat diff - list.md --json | jq -r '.[] | [.change, .title] | @tsv'
    """
    from prunecat.changes.difference import counted, difference
    from prunecat.loading.load import lent_by, load_both

    output.chosen_format()
    if old == new == "-":
        raise UsageError("standard input is asked for twice", remedy="give - once")
    sources = load_both(old, new, lent_by(session.paths))
    for source in sources:
        for remark in source.compiled.remarks:
            session.say(remark)
    changes, remarks = difference(*sources)
    for remark in remarks:
        session.say(remark)
    deliver_changes(session, changes, output)
    session.say(f"{counted(changes).capitalize() or 'No differences'}.")
    return int(bool(changes))
