"""`prunecat help`: what `--help` says, for those who ask in words."""

from typing import Annotated, Any

import typer


def run(
    ctx: typer.Context,
    command: Annotated[str | None, typer.Argument(metavar="[COMMAND]", help="The command to tell of.")] = None,
) -> None:
    """Show the help of a command, or of prunecat.

    \b
    Examples:
      prunecat help
      prunecat help list
    """
    program: Any = ctx.find_root()
    if command is not None:
        found = program.command.get_command(program, command)
        program = type(ctx)(found, info_name=command, parent=program)
    print(program.get_help())
