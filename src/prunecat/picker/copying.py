"""Text into the clipboard of whoever sits at the terminal."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

_PROGRAMS = (
    ("pbcopy",),
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
    ("clip.exe",),
)
"""The programs that systems have for it."""
_PATIENCE = 2.0
"""Seconds: what takes longer has no display to talk to."""


def copy(text: str, by_terminal: Callable[[str], None]) -> str:
    """Copy a text, by a program of the system or else by the terminal; how, in words.

    Over the net the system is not the one that its user sits at, so there the terminal is asked (OSC 52), which may
    not heed it and does not say.
    """
    if "SSH_CONNECTION" not in os.environ:
        for program in _PROGRAMS:
            if shutil.which(program[0]) and _is_there(program[0]) and _copied(program, text):
                return f"copied by {program[0]}"
    by_terminal(text)
    return "sent to the terminal's clipboard"


def _is_there(program: str) -> bool:
    """Whether the program's display is there."""
    if program == "wl-copy":
        return "WAYLAND_DISPLAY" in os.environ
    return program not in ("xclip", "xsel") or "DISPLAY" in os.environ or sys.platform == "darwin"


def _copied(program: tuple[str, ...], text: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - a program of the table above
            program,
            input=text.encode(),
            timeout=_PATIENCE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
