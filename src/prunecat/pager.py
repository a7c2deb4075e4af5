"""The pager: where an answer longer than the terminal goes."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterable
from contextlib import suppress


def page(pieces: Iterable[str], pager: str) -> bool:
    """Show a text in a pager, a command with its options; False where there is none or it fails.

    No more pieces are asked for than it takes before it is left.
    """
    try:
        command = shlex.split(pager)
    except ValueError:  # a quote that is not closed
        command = []
    program = shutil.which(command[0]) if command else None
    if program is None:
        return False
    # Colours and links as they are, no pager for what fits, and the answer stays on the screen.
    environment = {"LESS": "FRX", "LV": "-c", **os.environ}
    try:
        process = subprocess.Popen(  # noqa: S603 - the user's own pager
            [program, *command[1:]], stdin=subprocess.PIPE, env=environment, text=True, encoding="utf-8"
        )
    except OSError:
        return False
    with suppress(BrokenPipeError, KeyboardInterrupt):
        if process.stdin:
            process.stdin.writelines(pieces)
        process.communicate()
    while process.poll() is None:  # Ctrl-C belongs to the pager while it runs
        with suppress(KeyboardInterrupt):
            process.wait()
    return process.returncode <= 0  # more than 0 where it failed after its start
