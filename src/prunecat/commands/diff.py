"""`prunecat diff`: what a newer source adds, drops and changes against an older one."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from prunecat.commands.answering import Output, answer
from prunecat.commands.options import command
from prunecat.errors import UsageError
from prunecat.session import Session

if TYPE_CHECKING:
    from prunecat.changes.difference import Change

CHANGE_FORMATS = ("table", "json", "markdown")
"""The formats of answers that are changes between two sources."""
SOURCE_HELP = "A file, a folder, a URL, - for standard input, or the word bundled."


@command(formats=CHANGE_FORMATS)
def run(
    session: Session,
    old: Annotated[str, typer.Argument(metavar="A", help=f"The older source. {SOURCE_HELP}")],
    new: Annotated[str, typer.Argument(metavar="B", help="The newer source.")],
    output: Output,
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

    if old == new == "-":
        raise UsageError("standard input is asked for twice", remedy="give - once")
    sources = load_both(old, new, lent_by(session.paths))
    for source in sources:
        for remark in source.compiled.remarks:
            session.say(remark)
    changes, remarks = difference(*sources)
    for remark in remarks:
        session.say(remark)
    answer_changes(session, output, changes)
    session.say(f"{counted(changes).capitalize() or 'No differences'}.")
    return int(bool(changes))


def answer_changes(session: Session, output: Output, changes: "Sequence[Change]") -> None:
    """Write changes in the format asked for, or draw them."""
    from prunecat.formats import difference

    def texts(name: str) -> Iterable[str]:
        if name == "table":
            return [session.drawn(lambda _console: difference.table(changes))] if changes else ()
        return difference.FORMATS[name](changes)

    answer(session, output, texts, (lambda _console: difference.table(changes)) if changes else None)
