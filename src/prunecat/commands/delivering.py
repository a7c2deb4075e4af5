"""An answer of entries given as it is asked: sorted, cut, and written in a format or drawn."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from prunecat.anew import Anew, held_if_few, portions
from prunecat.commands.answering import write_answer
from prunecat.commands.entry_options import EntryAnswer
from prunecat.formats.registry import writer
from prunecat.session import Session

if TYPE_CHECKING:
    from prunecat.result import Result
    from prunecat.session import Drawing


def _none_found() -> str:
    return "No entries match."


def deliver(
    session: Session,
    results: "Iterable[Result]",
    asked: EntryAnswer,
    none_found: Callable[[], str] = _none_found,
) -> int:
    """Sort, cut and write results as it is asked; the exit status. `none_found` gives what is said of none.

    Results are a sequence, or come of `held_if_few` in the order that is asked for.
    """
    if asked.is_count:
        return deliver_count(session, sum(1 for _ in _wanted(results, asked)), asked)
    found = bool(results)
    wanted = arranged(results, asked)
    if asked.write:
        write_answer(session, asked.write(wanted), asked.output.file)
    elif wanted and asked.draws and asked.output.file is None and session.draws():
        session.draw_each(Anew(lambda: _tables(session, wanted, asked.columns)))
    else:
        write_answer(session, writer(asked.output.format)(wanted, asked.columns), asked.output.file)
    if not found:
        session.say(none_found())
    return 1 if asked.fails_on_none and not found else 0


def deliver_count(session: Session, count: int, asked: EntryAnswer) -> int:
    """Write how many entries there are, as `deliver` would have written them; the exit status."""
    shown = count if asked.limit is None else min(count, asked.limit)
    write_answer(session, [f"{shown}\n"], asked.output.file)
    return 1 if asked.fails_on_none and not count else 0


def _tables(session: Session, results: "Iterable[Result]", columns: Sequence[str]) -> "Iterator[Drawing]":
    """The results as tables of as many as are held.

    On a terminal they are numbered for the next command, with how many of the entries they are at the end.
    """
    from prunecat.formats import table

    is_read = session.is_read()
    drawn = 0
    for portion in portions(results):
        yield partial(table.render, portion, columns, first=drawn + 1 if is_read else None)
        drawn += len(portion)
    if not is_read:
        return
    from rich.text import Text

    from prunecat.commands.last_answer import remember

    remember(session.paths, (result.entry.id for result in results))
    yield lambda _console: Text(f"{drawn} of {len(session.catalogue)}", style="dim")


def arranged(results: "Iterable[Result]", asked: EntryAnswer) -> "Iterable[Result]":
    """The results in the order that is asked for, no more than are wanted, with the keys that are asked for."""
    if asked.sort:
        from prunecat.query.sorting import in_order

        results = in_order(results, asked.sort)
    ordered = results
    wanted = held_if_few(Anew(lambda: islice(_wanted(ordered, asked), asked.limit)))
    pattern = asked.keys
    return held_if_few(Anew(lambda: _with_keys(wanted, pattern))) if pattern else wanted


def _wanted(results: "Iterable[Result]", asked: EntryAnswer) -> "Iterable[Result]":
    """The results, one a work where that is asked for."""
    if not asked.is_unique:
        return results
    from prunecat.query.works import one_a_work

    return one_a_work(results)


def _with_keys(results: "Iterable[Result]", pattern: str) -> "Iterator[Result]":
    from prunecat.citation_keys import keyed

    entries = keyed(Anew(lambda: (result.entry for result in results)), pattern)
    return (result._replace(entry=entry) for result, entry in zip(results, entries, strict=True))
