"""What people type by the habits of other tools, with what it is called here. Read only after a mistake."""

import re
import sys
from collections.abc import Sequence
from shlex import quote
from typing import Any

from prunecat.errors import UsageError, quoted
from prunecat.nearest import nearest

_COMMANDS = {
    **dict.fromkeys(("find", "grep", "query", "lookup", "fuzzy"), "search {}"),
    **dict.fromkeys(("ls", "filter", "all", "papers", "entries", "dump"), "list"),
    **dict.fromkeys(("get", "view", "cat", "details", "print"), "show {}"),
    **dict.fromkeys(("cite", "bibtex", "bib", "citation", "reference"), "show {} --format bibtex"),
    **dict.fromkeys(("ris", "csl", "json", "yaml", "csv"), "list --format {name}"),
    **dict.fromkeys(("browse", "web", "pdf", "url"), "open {}"),
    **dict.fromkeys(("similar", "like", "neighbours", "neighbors"), "related {}"),
    **dict.fromkeys(("count", "statistics", "summary", "authors", "years"), "stats"),
    **dict.fromkeys(("venue", "conferences", "journals"), "venues"),
    **dict.fromkeys(("lint", "validate", "verify", "test"), "check"),
    **dict.fromkeys(("convert", "read", "parse"), "import {}"),
    **dict.fromkeys(("add", "new", "edit", "update", "merge"), "help sync"),
    **dict.fromkeys(("cache", "about", "where", "doctor"), "info"),
    **dict.fromkeys(("vocab", "synonyms", "jargon", "acronyms"), "vocabulary"),
    **dict.fromkeys(("settings", "preferences", "options", "set"), "config"),
    **dict.fromkeys(("version", "ver", "verison"), "--version"),
    **dict.fromkeys(("readme", "sqlite", "site"), "export {name}"),
    **dict.fromkeys(("html", "page", "website"), "export site {}"),
    **dict.fromkeys(("completion", "completions"), "--show-completion {}"),
}
"""Commands of other tools, each with what to type here: {} is what follows it, {name} its own name."""
_OPTIONS = {
    **dict.fromkeys(("--since", "--from", "--from-year", "--min-year", "--start"), "--year {value}-"),
    "--after": "--year '>{value}'",
    **dict.fromkeys(("--until", "--to", "--to-year", "--max-year", "--end"), "--year -{value}"),
    "--before": "--year '<{value}'",
    **dict.fromkeys(("--reverse", "--desc", "--descending", "--order", "--order-by", "-r"), "--sort -year"),
    **dict.fromkeys(("--max", "--top", "--num", "--head", "--size", "-k", "-l", "--number", "--first"), "--limit"),
    **dict.fromkeys(("--page", "--offset", "--skip"), "--limit"),
    **dict.fromkeys(("--conference", "--booktitle", "--publication", "--conf"), "--venue"),
    **dict.fromkeys(("--fields", "--field", "--select", "--column", "--cols", "--show"), "--columns"),
    **dict.fromkeys(("--journal", "--journals"), "--section journal"),
    **dict.fromkeys(("--survey", "--surveys"), "--section survey"),
    **dict.fromkeys(("--structured", "--unstructured"), "--type S, or --type U"),
    **dict.fromkeys(("--bibtex", "--bib", "--cite"), "--format bibtex"),
    **dict.fromkeys(
        ("--csv", "--tsv", "--yaml", "--jsonl", "--ris", "--markdown", "--urls", "--ids"), "--format {name}"
    ),
    **dict.fromkeys(("--md",), "--format markdown"),
    **dict.fromkeys(("--file", "--input", "--bibliography", "--data", "--db"), "--catalogue"),
    **dict.fromkeys(("--out", "--save", "--to-file", "--export"), "--output"),
    **dict.fromkeys(("--official",), "--origin official"),
    **dict.fromkeys(("--pytorch", "--tensorflow"), "--framework {name}"),
    **dict.fromkeys(("--why", "--verbose"), "search --explain"),
    "-v": "--version, or search --explain",
    **dict.fromkeys(("--with-code", "--has-code"), "--code"),
    "--rules": "check --list-rules",
    **dict.fromkeys(("--fix", "--write-changes"), "sync --write, or for a bibliography verify --fix"),
}
"""Options of other tools, each with what says it here: {name} is its own name, {value} the year behind it."""
_SEARCHED = ("--title", "--query", "--keyword", "--keywords", "--text", "--search", "-q", "-i", "--grep")
"""Options for what here are the words of a search."""
_ALIKE = 75
"""Per cent of letters in common of a wrong option and what it may be; less is a guess."""
_DASHES = "–—−‐‑"
_STRAY = re.compile(r"unexpected extra arguments?(?:\(s\))? \((.*)\)", re.IGNORECASE | re.DOTALL)


def unknown_command(name: str, known: Sequence[str]) -> UsageError:
    """The error for what is no command: its name here, the nearest one, or else a search for it."""
    if name.casefold() in _COMMANDS:
        following = " ".join(map(quote, _behind(name))) or "…"
        meant = _COMMANDS[name.casefold()].format(following, name=name.casefold())
    elif name.startswith(tuple(_DASHES)):
        return _no_hyphen(name)
    else:
        near = nearest(name, known, 1, at_least=_ALIKE)
        meant = near[0] if near else f"search {quote(name)}"
    return UsageError(f"unknown command {quoted(name)}", remedy=f"did you mean: prunecat {meant}?")


def advice(error: Exception, context: Any) -> str | None:
    """What to do about an unknown option or a word too many; None where that is not what is wrong."""
    command = getattr(context, "info_name", None)
    if (option := getattr(error, "option_name", None)) and hasattr(error, "possibilities"):
        return _of_option(option, command, [name for one in context.command.params for name in one.opts])
    match = _STRAY.search(str(getattr(error, "message", "")))
    return _of_stray(match[1].split(), command, context) if match and match[1].strip() else None


def check_hyphens(words: Sequence[str]) -> None:
    """Raise UsageError for a word that begins with a dash which an editor has put for a hyphen."""
    for word in words:
        if word[:1] in _DASHES and word.strip(_DASHES)[:1].isalpha():
            raise _no_hyphen(word)


def _no_hyphen(word: str) -> UsageError:
    option = word.split()[0].lstrip(_DASHES)
    right = f"--{option}" if len(option) > 1 else f"-{option}"
    return UsageError(f"the dash of {quoted(word)} is no hyphen", remedy=f"write {right}")


def _of_option(option: str, command: str | None, known: Sequence[str]) -> str:
    if option in _SEARCHED and command != "check":
        return "words are looked for by: prunecat search WORDS"
    if meant := _OPTIONS.get(option):
        value = next((word for word in _behind(option)[:1] if word.isdecimal()), "2021")
        return f"did you mean {meant.format(name=option.lstrip('-'), value=value)}?"
    if near := nearest(option, known, at_least=_ALIKE):
        return f"did you mean {' or '.join(near)}?"
    if command == "config" and not option.startswith("--"):
        return "a value that begins with a hyphen stands behind --: prunecat config sort -- -year"
    if command == "search" and not option.startswith("--"):
        return "to leave a word out of a search write ^word"
    return f"see prunecat {command} --help" if command and command != "prunecat" else "see prunecat --help"


def _behind(word: str) -> list[str]:
    """What stands behind a word of the command line."""
    line = sys.argv[1:]
    return line[line.index(word) + 1 :] if word in line else []


def _of_stray(words: Sequence[str], command: str | None, context: Any) -> str:
    """What to do about words that a command does not take."""
    check_hyphens(words)
    word = words[0]
    line = sys.argv[1:]
    at = line.index(word) if word in line else 0
    taking = {name: one for one in context.command.params for name in (*one.opts, *one.secondary_opts)}
    if at > 0 and (flag := taking.get(line[at - 1])) and getattr(flag, "is_flag", False):
        more = (
            f"; for a framework: --framework {word}" if line[at - 1] == "--code" and word not in ("yes", "no") else ""
        )
        return f"{line[at - 1]} takes no value{more}"
    if word.casefold() in ("desc", "asc", "descending", "ascending") and "--sort" in line:
        return f"write --sort {'-' * word.casefold().startswith('desc')}{line[at - 1].lstrip('-')}"
    if at > 1 and (option := taking.get(line[at - 2])) and getattr(option, "multiple", False):
        return f"several values are joined by commas: {line[at - 2]} {line[at - 1]},{word}"
    if command == "stats" and not word.isdecimal():
        return f"to count by a field: prunecat stats --by {quote(word.casefold())}"
    if command == "list" and re.fullmatch(r"(?:19|20)\d\d", word):
        return f"for a year: prunecat list --year {word}"
    if command == "list" and sum(letter.isupper() for letter in word) > 1:
        return f"for a venue: prunecat list --venue {quote(word)}; for words: prunecat search {quote(word)}"
    if command in ("list", "venues"):
        return f"for words: prunecat search {' '.join(map(quote, words))}"
    if command == "config" and at > 1:
        return f"several values are joined by commas: {','.join((line[at - 1], *words))}"
    return f"see prunecat {command} --help"
