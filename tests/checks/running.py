"""`prunecat check` run as a shell would run it, and what it gave."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from command_line import prunecat

PLANTED = Path(__file__).parent / "planted"


class Outcome(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings of a run with --json."""
        found: list[dict[str, Any]] = json.loads(self.out)
        return found

    @property
    def rules(self) -> list[str]:
        """The rules of the findings of a run with --json."""
        return [finding["rule"] for finding in self.findings]


def check(*arguments: object, before: tuple[object, ...] = ()) -> Outcome:
    """Run `prunecat check` with these arguments, and `before` ahead of the command."""
    answer = prunecat(*map(str, before), "check", *map(str, arguments))
    return Outcome(answer.code, answer.out, answer.err)
