"""Commands out of functions: options that several share are fields of a class, and a status becomes an exit."""

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Annotated, Any, NamedTuple, get_type_hints

import typer

from prunecat.boundary import ClosedPipe
from prunecat.commands.answering import Output, completed_formats, formats_help, resolved
from prunecat.session import Session

PANEL = "Output"
"""The heading of the help over the options that say how to answer."""
CatalogueOption = Annotated[
    list[str] | None,
    typer.Option(
        "--catalogue",
        "-C",
        metavar="PATH",
        help="Ask this file or folder instead of the bundled catalogue; several are one, - is standard input.",
        rich_help_panel="Catalogue",
    ),
]


def command(function: Callable[..., int] | None = None, *, formats: Sequence[str] = ()) -> Callable[..., Any]:
    """A Typer command of a function that takes a session and options, and returns the exit status.

    A parameter whose type is a named tuple, or has OPTIONS, stands for an option for each of its fields, so that what
    several commands have in common is written once and travels as one value. One of the type Output stands for the
    options of every command that answers in one of `formats`; the function gets them resolved.
    """
    if function is None:
        return lambda function: command(function, formats=formats)
    hints = get_type_hints(function, include_extras=True)
    shared = {name: _options_of(kind, formats) for name, kind in hints.items() if _is_shared(kind)}
    parameters = [inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for name, parameter in inspect.signature(function).parameters.items():
        if name in shared:
            parameters += shared[name]
        elif hints[name] is not Session:
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=hints[name]))
    parameters.append(
        inspect.Parameter("catalogue", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=CatalogueOption)
    )

    @wraps(function)
    def called(ctx: typer.Context, catalogue: list[str] | None, **values: Any) -> None:
        session: Session = ctx.find_root().obj
        session.given += catalogue or []
        for name, options in shared.items():
            given = {option.name: values.pop(option.name) for option in options}
            if hints[name] is Output:
                session.paged = not given.pop("no_pager")
                values[name] = resolved(given["format"], given["json"], given["output"], formats)
            else:
                values[name] = hints[name](**given)
        try:
            status = function(session, **values)
        except BrokenPipeError as error:
            raise ClosedPipe from error
        raise typer.Exit(status)

    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what Typer reads, mypy does not know
    called.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return called


class _Answering(NamedTuple):
    """The options of every command that answers."""

    format: str | None = None
    """Its help and what a TAB offers depend on the command; see `_format_option`."""
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.", rich_help_panel=PANEL)] = False
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to a file, whole or not at all.", rich_help_panel=PANEL
        ),
    ] = None
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never use the pager.", rich_help_panel=PANEL)] = False


def _is_shared(kind: Any) -> bool:
    return hasattr(kind, "_fields") or hasattr(kind, "OPTIONS")


def _options_of(kind: Any, formats: Sequence[str]) -> list[inspect.Parameter]:
    if kind is Output:
        kind, hints = _Answering, get_type_hints(_Answering, include_extras=True) | {"format": _format_option(formats)}
    else:
        hints = getattr(kind, "OPTIONS", None) or get_type_hints(kind, include_extras=True)
    defaults = getattr(kind, "_field_defaults", {})
    return [
        inspect.Parameter(field, inspect.Parameter.KEYWORD_ONLY, default=defaults.get(field), annotation=annotation)
        for field, annotation in hints.items()
    ]


def _format_option(formats: Sequence[str]) -> Any:
    option = typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=formats_help(formats) if formats else None,
        rich_help_panel=PANEL,
        autocompletion=completed_formats(formats),
    )
    return Annotated[str | None, option]
