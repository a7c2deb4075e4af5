"""The Typer app: an ordered table of commands, each loaded when it is called."""

import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_command_from_info
from typer.models import CommandInfo

from prunecat.boundary import run
from prunecat.session import Session
from prunecat.version import VERSION

COMMANDS = (
    "list",
    "search",
    "show",
    "open",
    "related",
    "stats",
    "venues",
    "check",
    "import",
    "diff",
    "sync",
    "export",
    "info",
)
"""The commands in the order of the help; each is `run` in the module of its name in `commands`."""
_MODULES = {"import": "import_"}
"""Where a command's name is a word of Python's own, its module's name."""


class _Commands(TyperGroup):
    """The commands, each imported when it is looked up."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Click's interface
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            if ctx.resilient_parsing:
                return None
            from prunecat.nearest import unknown

            raise unknown("command", cmd_name, COMMANDS)
        module = import_module(f"prunecat.commands.{_MODULES.get(cmd_name, cmd_name)}")
        return get_command_from_info(
            CommandInfo(name=cmd_name, callback=module.run),
            pretty_exceptions_short=True,
            rich_markup_mode="rich",
        )


app = typer.Typer(
    cls=_Commands,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=None,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"prunecat {VERSION}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def prunecat(
    ctx: typer.Context,
    catalogue: Annotated[
        list[str] | None,
        typer.Option(
            "--catalogue",
            "-C",
            metavar="PATH",
            help="Ask this file or folder instead of the bundled catalogue; several are one catalogue, "
            "- is standard input. PRUNECAT_CATALOGUE stands for it.",
        ),
    ] = None,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """Filter, search and cite the literature of neural-network pruning, or any list of papers.

    \b
    Examples:
      prunecat search lottery
      prunecat list --venue CVPR --year 2023 --type S
      prunecat show depgraph-2023
      prunecat search 'LTH year:2020-' --json | jq -r '.[].title'
    """
    ctx.obj = Session(catalogue or ())
    if ctx.invoked_subcommand is None:
        print(ctx.get_help())


def main() -> None:
    """Run the command line and exit with its status."""
    sys.exit(run(lambda: get_command(app)(prog_name="prunecat", standalone_mode=False)))
