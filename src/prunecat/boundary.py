"""The boundary between the program and the shell: errors become one line and an exit status."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress

import typer

from prunecat.errors import PrunecatError, UnresolvedReference

# Typer carries Click's exceptions under names that differ between its versions; their family does not.
_ClickUsageError: type[Exception] = typer.BadParameter.__mro__[1]
_ClickException: type[Exception] = typer.BadParameter.__mro__[2]
INTERRUPTED = 130


class ClosedPipe(Exception):
    """Whoever read standard output has gone."""


def run(program: Callable[[], object]) -> int:
    """Call the program and give its exit status; an error is said on standard error in one line."""
    if sys.stdout is None:  # closed by whoever started the program, who wants no answer
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as the program runs
    try:
        status = program()
        sys.stdout.flush()
    except (ClosedPipe, BrokenPipeError):
        _forget_output()
        return 0
    except PrunecatError as error:
        _explain(error)
        _say(f"error: {error}")
        for entry in error.candidates if isinstance(error, UnresolvedReference) else ():
            _say(f"  {entry.id}  {entry.title}", prefix="")
        return error.exit_code
    except _ClickException as error:
        _explain(error)
        _say(f"error: {_usage(error)}")
        return 2
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except OSError as error:
        _explain(error)
        _say(
            f"error: {error.filename or 'standard output'}: {error.strerror or error}; free some space or check rights"
        )
        _forget_output()
        return 2
    except Exception as error:  # the last net: a user never sees a traceback unasked
        _explain(error)
        _say(f"error: {type(error).__name__}: {error}; run it again with PRUNECAT_DEBUG=1 and report what it prints")
        return 2
    return status if isinstance(status, int) else 0


def _forget_output() -> None:
    """What is left in the buffer has nowhere to go, also not when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage(error: Exception) -> str:
    """What Click says of a wrong command line, with what to do about it."""
    from prunecat.mistaken import advice

    text = str(getattr(error, "format_message", lambda: error)())
    if hasattr(error, "possibilities"):  # each Click says it in its own words
        text = f"no such option: {getattr(error, 'option_name', '')}"
    text = (text[:1].lower() + text[1:]).replace("\n", " ").strip().rstrip(".")
    context = getattr(error, "ctx", None)
    try:
        remedy = advice(error, context) if context else None
    except PrunecatError as other:
        return str(other)
    if remedy:
        return f"{text}; {remedy}"
    return text if "; " in text else f"{text}; see {context.command_path if context else 'prunecat'} --help"


def _say(text: str, prefix: str = "prunecat: ") -> None:
    if sys.stderr is None:
        return
    # One line, without control characters.
    line = "".join(c if c.isprintable() else " " for c in f"{prefix}{text}")
    with suppress(OSError, ValueError):  # standard error may be closed too
        encoding = sys.stderr.encoding or "utf-8"
        print(line.encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr)


def _explain(error: Exception) -> None:
    if os.environ.get("PRUNECAT_DEBUG"):
        import traceback

        traceback.print_exception(error)
