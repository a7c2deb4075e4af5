"""The Typer app: an ordered table of commands, each loaded when it is called."""

import os
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_command_from_info
from typer.models import CommandInfo

from prunecat.boundary import run
from prunecat.session import Session
from prunecat.version import VERSION

COMMANDS = {
    "list": "List the entries that pass the filters, in catalogue order.",
    "search": "Search titles, methods, authors and jargon; slips of the finger are forgiven.",
    "show": "Show everything about one or more entries: a card, or any output format.",
    "open": "Open the paper of one or more entries, its PDF or its code, in the browser.",
    "browse": "Look around on a full screen: results as you type, values to narrow them by, and a card of each entry.",
    "related": "List the entries nearest to one; ten unless --limit says.",
    "stats": "Count entries: a summary, or by one field or two. What has several values counts once for each.",
    "venues": "List the venues with their full names and how many entries each has.",
    "check": "Check catalogue files and lists: their form, venues, years, duplicates, titles, URLs and ids.",
    "verify": "Tell what a bibliography or document cites wrong, as a preprint though published, twice, or unknown.",
    "import": "Make catalogue YAML of a list, bibliography or dump: all its files, or none.",
    "diff": "Tell what B adds, drops, renames and changes against A, entry by entry and field by field.",
    "sync": "Bring what SOURCE adds and changes into FOLDER; without --write only tell what would be done.",
    "export": "Export the catalogue, or the entries that pass the filters: as a README, a page to search, or for other "
    "engines.",
    "vocabulary": "Propose a vocabulary for a list: the acronyms of its titles with what they stand for, as YAML.",
    "info": "Tell the version, which files the catalogue is made of, and where its snapshot is kept.",
    "config": "Tell what is settled for every run, settle something, or with --unset no longer.",
    "help": "Show the help of a command, or of prunecat.",
}
"""What each command does, in the order of the help; each is `run` in the module of its name in `commands`."""
_SCRIPTS = frozenset(("--show-completion", "--install-completion"))
"""Typer's options for the scripts by which shells complete."""
_MODULES = {"import": "import_"}
"""Where a command's name is a word of Python's own, its module's name."""


def command_module(name: str) -> Any:
    """The module of a command, whose `run` it is."""
    return import_module(f"prunecat.commands.{_MODULES.get(name, name)}")


class _Commands(TyperGroup):
    """The commands, each imported when it is looked up, and none for the list of them."""

    lists = False

    def format_help(self, ctx: Any, formatter: Any) -> None:
        self.lists = True
        try:
            super().format_help(ctx, formatter)
        finally:
            self.lists = False

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Click's interface
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            if ctx.resilient_parsing:
                return None
            from prunecat.mistaken import unknown_command

            raise unknown_command(cmd_name, tuple(COMMANDS))
        if self.lists:
            return TyperCommand(cmd_name, help=COMMANDS[cmd_name])
        return get_command_from_info(
            CommandInfo(name=cmd_name, callback=command_module(cmd_name).run),
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
        typer.Option("--version", "-V", callback=_print_version, is_eager=True, help="Print the version and exit."),
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
    if os.environ.get("_PRUNECAT_COMPLETE") == "complete_bash":
        from prunecat.bash_words import rejoin

        rejoin(os.environ)
    if os.environ.get("_PRUNECAT_COMPLETE") == "source_zsh" or not _SCRIPTS.isdisjoint(sys.argv):
        from prunecat.shell_scripts import answer_first_tab, heed_named_shell

        heed_named_shell(sys.argv, _SCRIPTS)
        answer_first_tab()
    sys.exit(run(lambda: get_command(app)(prog_name="prunecat", standalone_mode=False)))
