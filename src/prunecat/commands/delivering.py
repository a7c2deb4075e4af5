"""An answer of entries given as it is asked: sorted, cut, and written in a format or drawn."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from prunecat.commands.answering import answer, write_answer
from prunecat.commands.entry_options import EntryAnswer
from prunecat.formats.registry import writer
from prunecat.session import Session

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from prunecat.result import Result


def _none_found() -> str:
    return "No entries match."


def deliver(
    session: Session,
    results: "Sequence[Result]",
    asked: EntryAnswer,
    none_found: Callable[[], str] = _none_found,
) -> int:
    """Sort, cut and write results as it is asked; the exit status. `none_found` gives what is said of none."""
    if asked.is_count:
        return deliver_count(session, len(one_a_work(results) if asked.is_unique else results), asked)
    found = bool(results)
    results = arranged(results, asked)
    if asked.keys:
        results = _with_keys(results, asked.keys)
    if asked.write:
        write_answer(session, asked.write(results), asked.output.file)
    else:
        answer(
            session,
            asked.output,
            lambda name: writer(name)(results, asked.columns),
            (lambda console: _table(session, results, asked.columns, console)) if results and asked.draws else None,
        )
    if not found:
        session.say(none_found())
    return 1 if asked.fails_on_none and not found else 0


def deliver_count(session: Session, count: int, asked: EntryAnswer) -> int:
    """Write how many entries there are, as `deliver` would have written them; the exit status."""
    shown = count if asked.limit is None else min(count, asked.limit)
    write_answer(session, [f"{shown}\n"], asked.output.file)
    return 1 if asked.fails_on_none and not count else 0


def _table(
    session: Session, results: "Sequence[Result]", columns: Sequence[str], console: "Console"
) -> "RenderableType":
    """The results as a table; on a terminal numbered for the next command, with how many of the entries they are."""
    from prunecat.formats import table

    is_read = session.is_read()
    drawn = table.render(results, columns, console, numbered=is_read)
    if not is_read:
        return drawn
    from prunecat.commands.last_answer import remember

    remember(session.paths, [result.entry.id for result in results])
    from rich.console import Group
    from rich.text import Text

    return Group(drawn, Text(f"{len(results)} of {len(session.catalogue)}", style="dim"))


def arranged(results: "Sequence[Result]", asked: EntryAnswer) -> "Sequence[Result]":
    """The results in the order that is asked for, and no more than are wanted."""
    if asked.sort:
        from prunecat.query.sorting import in_order

        results = in_order(results, asked.sort)
    if asked.is_unique:
        results = one_a_work(results)
    return results[: asked.limit]


def one_a_work(results: "Sequence[Result]") -> "list[Result]":
    """The results without the later rows of a work that an earlier one is of."""
    seen: set[str] = set()
    kept = []
    for result in results:
        if result.entry.id not in seen:
            kept.append(result)
        seen |= {result.entry.id, *result.entry.also_listed_as}
    return kept


def _with_keys(results: "Sequence[Result]", pattern: str) -> "list[Result]":
    from prunecat.citation_keys import keyed

    entries = keyed([result.entry for result in results], pattern)
    return [result._replace(entry=entry) for result, entry in zip(results, entries, strict=True)]
