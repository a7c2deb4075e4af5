"""The pager: where an answer longer than the terminal goes."""

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress


def page(text: str, pager: str, head: str = "") -> None:
    """Show a text in a pager, a command with its options, or print it where there is none or it fails.

    The pager shows `head` before it, which was printed already.
    """
    try:
        command = shlex.split(pager)
    except ValueError:  # a quote that is not closed
        command = []
    program = shutil.which(command[0]) if command else None
    if program is None:
        sys.stdout.write(text)
        return
    # Colours and links as they are, no pager for what fits, and the answer stays on the screen.
    environment = {"LESS": "FRX", "LV": "-c", **os.environ}
    try:
        process = subprocess.Popen(  # noqa: S603 - the user's own pager
            [program, *command[1:]], stdin=subprocess.PIPE, env=environment, text=True, encoding="utf-8"
        )
    except OSError:
        sys.stdout.write(text)
        return
    with suppress(BrokenPipeError, KeyboardInterrupt):
        process.communicate(head + text)
    while process.poll() is None:  # Ctrl-C belongs to the pager while it runs
        with suppress(KeyboardInterrupt):
            process.wait()
    if process.returncode > 0:  # it failed after its start
        sys.stdout.write(text)
