"""Commands out of functions: options that several share are fields of a class, and a status becomes an exit."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, get_type_hints

import typer

from prunecat.boundary import ClosedPipe
from prunecat.session import Session

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


def command(function: Callable[..., int]) -> Callable[..., None]:
    """A Typer command of a function that takes a session and options, and gives the exit status.

    A parameter whose type is a named tuple stands for an option for each of its fields, so that what several
    commands have in common is written once and travels as one value.
    """
    hints = get_type_hints(function, include_extras=True)
    shared = {name: kind for name, kind in hints.items() if hasattr(kind, "_fields")}
    parameters = [inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for name, parameter in inspect.signature(function).parameters.items():
        if name in shared:
            parameters += _of_fields(shared[name])
        elif hints[name] is not Session:
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=hints[name]))
    parameters.append(
        inspect.Parameter("catalogue", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=CatalogueOption)
    )

    @wraps(function)
    def called(ctx: typer.Context, catalogue: list[str] | None, **values: Any) -> None:
        session: Session = ctx.find_root().obj
        session.given += catalogue or []
        for name, kind in shared.items():
            values[name] = kind(**{field: values.pop(field) for field in kind._fields})
        try:
            status = function(session, **values)
        except BrokenPipeError as error:
            raise ClosedPipe from error
        raise typer.Exit(status)

    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what Typer reads, mypy does not know
    called.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return called


def _of_fields(kind: Any) -> list[inspect.Parameter]:
    hints = get_type_hints(kind, include_extras=True)
    return [
        inspect.Parameter(
            field,
            inspect.Parameter.KEYWORD_ONLY,
            default=kind._field_defaults.get(field, inspect.Parameter.empty),
            annotation=hints[field],
        )
        for field in kind._fields
    ]
