"""`prunecat verify`: a bibliography, or a document, held against the catalogue."""

import os
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from prunecat.commands.answering import Output
from prunecat.commands.check import deliver_findings, number
from prunecat.commands.options import command
from prunecat.errors import PrunecatError, UsageError
from prunecat.session import Session

if TYPE_CHECKING:
    from prunecat.verification.holding import Held

_FORMATS = ("text", "json", "github")


@command(formats=_FORMATS)
def run(
    session: Session,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Bibliographies, lists, .tex or .md with citations, .txt with titles."),
    ],
    output: Output,
    fix: Annotated[bool, typer.Option("--fix", help="Put right in a .bib what is cited wrong.")] = False,
) -> int:
    """Tell what a bibliography or document cites wrong, as a preprint though published, twice, or unknown.

    Each finding has its line, what the catalogue has, and where that was seen. The exit status is 1 where
    something is wrong; what the catalogue does not have is a note.

    \b
    Examples:
      prunecat verify papers.bib
      prunecat verify papers.bib --fix
      prunecat verify thesis.tex chapter.md titles.txt
      prunecat verify papers.bib --format github
    """
    from prunecat.verification.cited import cited_in
    from prunecat.verification.holding import held

    if fix and (others := [file for file in files if os.path.isdir(file) or not _is_bibliography(file)]):
        raise UsageError(f"{others[0]} is no .bib, so nothing in it can be put right", remedy="leave --fix out")
    read = [cited_in(file) for file in files]
    citations = [one for file in read for one in held(session.catalogue, file.cited)]
    findings = [finding for file in read for finding in file.unread]
    findings += [finding for one in citations for finding in one.findings]
    deliver_findings(session, findings, output)
    counts = Counter(finding.rule for finding in findings)
    faults = ", ".join(f"{count} {rule}" for rule, count in counts.items()) or "no faults"
    session.say(f"{number(len(citations), 'citation')} in {number(len(files), 'file')}: {faults}.")
    if fix:
        for file in files:
            _put_right(session, file, [one for one in citations if one.cited.file == file])
    return int(any(finding.is_fault for finding in findings))


def _is_bibliography(file: str) -> bool:
    return PurePath(file).suffix.lower() in (".bib", ".bibtex")


def _put_right(session: Session, file: str, citations: "list[Held]") -> None:
    from prunecat.line_ends import encoded
    from prunecat.sources.files import files_of
    from prunecat.verification.correcting import corrected
    from prunecat.whole_file import write_whole

    (source,) = files_of(file)
    text, count = corrected(source.text(), citations)
    if count:
        try:
            content = encoded(text, source.content)
        except UnicodeDecodeError as error:
            raise PrunecatError(f"{file} is not UTF-8, and stays as it is", remedy="save it in UTF-8 first") from error
        write_whole(file, content)
    session.say(f"{file}: {number(count, 'entry', 'entries')} put right.")
