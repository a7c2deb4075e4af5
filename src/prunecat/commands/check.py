"""`prunecat check`: what is wrong, or doubtful, in the files of a catalogue or list."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from prunecat.checks.finding import RULES
from prunecat.commands.answering import Output, answer, write_answer
from prunecat.commands.options import command
from prunecat.errors import MissingExtra, UsageError
from prunecat.loading.bundled import lent_files
from prunecat.nearest import unknown
from prunecat.session import Session

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from prunecat.checks.finding import Finding
    from prunecat.checks.subject import Subject
    from prunecat.sources.files import File

_FORMATS = ("text", "json", "github")
_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}


def _rules(incomplete: str) -> list[str]:
    return [rule for rule in RULES if rule.startswith(incomplete)]


class RuleOptions(NamedTuple):
    """Which rules to go by."""

    rule: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help="Only this rule; several may be given.", autocompletion=_rules),
    ] = None
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help="Not this rule; several may be given.", autocompletion=_rules),
    ] = None

    def chosen_rules(self) -> frozenset[str]:
        """The rules to go by. What can't be read is always told, unless it is ignored by name."""
        for name in (*(self.rule or ()), *(self.ignore or ())):
            if name not in RULES:
                raise unknown("rule", name, RULES)
        return frozenset({*self.rule, "schema"} if self.rule else RULES) - frozenset(self.ignore or ())


@command(formats=_FORMATS)
def run(
    session: Session,
    options: RuleOptions,
    output: Output,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Files and folders, else the catalogue.", show_default=False),
    ] = None,
    links: Annotated[bool, typer.Option("--links", help="Ask every URL whether its page is still there.")] = False,
    again: Annotated[bool, typer.Option("--again", help="With --links: also those asked a few days ago.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only errors and warnings, and no summary.")] = False,
    list_rules: Annotated[bool, typer.Option("--list-rules", help="List the rules, and check nothing.")] = False,
) -> int:
    """Check catalogue files and lists: their form, venues, years, duplicates, titles, URLs and ids.

    A PATH is measured by the catalogue, whose venues and ids count as known.
    The exit status is 1 where there are errors or warnings; what errata tell is a note.

    \b
    Examples:
      prunecat check
      prunecat check README.md papers.bib
      prunecat check catalogue --links --ignore refused-link
      prunecat check catalogue --format github
    """
    from prunecat.checks import checking

    chosen = options.chosen_rules()
    if list_rules:
        from prunecat.formats.json import array

        rules = [{"rule": rule, "level": level} for rule, level in RULES.items() if rule in chosen]
        lines = array(rules) if output.format == "json" else (f"{one['rule']}: {one['level']}\n" for one in rules)
        write_answer(session, lines, output.file)
        return 0
    if paths is not None and not all(paths):
        raise UsageError("a PATH is empty", remedy="give a file or folder")
    files = _files(paths or session.paths)
    known = [*_files(session.paths if paths else ()), *lent_files()]
    subject, found = checking.read_files(files, known, datetime.now(UTC).year, chosen)
    found += checking.check(subject)
    if links:
        found += _link_findings(subject, again)
    findings = [finding for finding in checking.in_order(found, files) if finding.rule in chosen]
    # Whoever reads wants the faults; what errata tell already is summed up.
    told = [finding for finding in findings if finding.is_fault or not (quiet or _is_read(session, output))]
    deliver_findings(session, told, output)
    if not quiet:
        session.say(_summary(len(subject.entries), len(files), findings))
    return int(any(finding.is_fault for finding in findings))


def _is_read(session: Session, output: Output) -> bool:
    """Whether findings are drawn on a terminal, where somebody reads them."""
    return session.is_read() and output.format == _FORMATS[0] and output.file is None


def _files(paths: Sequence[str]) -> list["File"]:
    """The files of the paths, each once."""
    from prunecat.sources.files import files_of

    found: dict[str, File] = {}
    for path in paths:
        for file in files_of(path):
            found.setdefault(os.path.realpath(file.path), file)
    return list(found.values())


def _link_findings(subject: "Subject", again: bool) -> Iterator["Finding"]:
    """What the rules about links find, after every page was asked."""
    try:
        from prunecat.links.round import ask_all
    except ModuleNotFoundError as error:
        if error.name != "httpx":
            raise
        raise MissingExtra("check --links", "net") from error
    from prunecat.checks import links
    from prunecat.links.kept import KeptAnswers
    from prunecat.snapshot import cache

    with closing(KeptAnswers(cache.folder())) as kept, _progress_bar() as progress:
        answers = ask_all(links.pages_of(subject), kept, again=again, progress=progress)
    return links.check(subject, answers)


@contextmanager
def _progress_bar() -> Iterator[Callable[[int, int], None]]:
    """What hears of progress; on a terminal it draws a bar on standard error."""
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Asking URLs")
        yield lambda done, of: bar.update(task, completed=done, total=of)


def deliver_findings(session: Session, findings: Sequence["Finding"], output: Output) -> None:
    """Write findings in the format asked for; on a terminal in colours."""
    from prunecat.formats.findings import FORMATS, parts
    from prunecat.formats.plain import plain

    def drawing(_console: "Console") -> "RenderableType":
        from rich.text import Text

        lines = []
        for file, of_file in groupby(findings, lambda finding: finding.file):
            lines.append(Text(plain(file), style="bold"))
            for finding in of_file:
                _, level, rule, message = parts(finding)
                line = str(finding.line or "")
                lines.append(Text.assemble(f"{line:>6}  ", (level, _STYLES[level]), f": {rule}: {message}"))
        return Text("\n").join(lines)

    # In a pipe each finding is a line, at any width that COLUMNS states.
    answer(session, output, lambda name: FORMATS[name](findings), drawing if findings and session.is_read() else None)


def _summary(entries: int, files: int, findings: Sequence["Finding"]) -> str:
    """One sentence: `157 entries in 19 files: 1 error, 2 warnings, 31 known, see the errata.`."""
    counts = Counter(finding.level for finding in findings)
    faults = [number(counts[level], level) for level in ("error", "warning") if counts[level]] or ["no faults"]
    known = [f"{counts['note']} known, see the errata"] if counts["note"] else []
    held = f"{number(entries, 'entry', 'entries')} in {number(files, 'file')}"
    return f"{held}: {', '.join(faults + known)}."


def number(count: int, one: str, many: str = "") -> str:
    """A number of things: `1 entry`, `2 entries`."""
    return f"{count} {one if count == 1 else many or one + 's'}"
