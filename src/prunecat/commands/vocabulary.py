"""`prunecat vocabulary`: groups of terms that the titles propose, for a maintainer to keep."""

from typing import Annotated

import typer

from prunecat.commands.answering import write_answer
from prunecat.commands.options import command
from prunecat.session import Session

_HEAD = """\
# Acronyms that titles have, each with the words whose initials it is. Keep the groups that are right.
vocabulary:
"""


@command
def run(
    session: Session,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file, whole or not at all."),
    ] = None,
) -> int:
    """Propose a vocabulary for a list: the acronyms of its titles with what they stand for, as YAML.

    What is right of it goes into a vocabulary.yaml beside the list's other files; then a search for one term finds
    what the other finds.

    \b
    Examples:
      prunecat vocabulary -C catalogue
      prunecat vocabulary -C papers.bib -o vocabulary.yaml
    """
    from prunecat.formats.yaml import inline

    groups = session.catalogue.proposed_terms()
    lines = (f"- {{terms: {inline(group)}}}\n" for group in groups)
    write_answer(session, [_HEAD, *lines] if groups else [], None if output == "-" else output)
    session.say(f"{len(groups)} {'group' if len(groups) == 1 else 'groups'} proposed.")
    return 0
