"""A picture as a file: SVG as it is, PNG drawn from it."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import PurePath
from typing import Any

from prunecat.errors import MissingExtra, UsageError

ENDINGS = (".svg", ".png")
_SCALE = 2
"""Pixels of a PNG for each of the SVG, so that it is sharp on today's screens and projectors."""


def check_name(file: str) -> None:
    """Raise UsageError for a file that is of no kind of picture."""
    if PurePath(file).suffix.lower() not in ENDINGS:
        raise UsageError(f"{file} is no picture's name", remedy=f"let it end in {' or '.join(ENDINGS)}, or give -")


def content(file: str, svg: str) -> Iterable[str] | bytes:
    """What the file is to hold. Raises MissingExtra for a PNG without the extra `plot`."""
    if PurePath(file).suffix.lower() == ".svg":
        return [svg]
    try:
        resvg: Any = import_module("resvg_py")
    except ModuleNotFoundError as error:
        raise MissingExtra("a PNG", "plot") from error
    return bytes(resvg.svg_to_bytes(svg_string=svg, zoom=_SCALE))
