"""The real command run inside the test's process: its arguments, input and environment in, its answer out."""

import io
import os
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from unittest.mock import patch

from prunecat import app


class Answer(NamedTuple):
    """What a run of the command gave."""

    out: str
    err: str
    code: int


def prunecat(*arguments: str, environ: Mapping[str, str] | None = None, stdin: bytes = b"") -> Answer:
    """Run `prunecat ARGUMENTS...` with streams of its own, neither of them a terminal."""
    out, err = _stream(), _stream()
    with (
        patch.object(sys, "argv", ["prunecat", *arguments]),
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
        patch.dict(os.environ, environ or {}),
    ):
        try:
            app.main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
    return Answer(_text(out), _text(err), code)


def words(line: str) -> tuple[dict[str, str], Sequence[str], str | None]:
    """A line of a shell taken apart: `NAME=value ... prunecat ARGUMENT... [< FILE]`."""
    import shlex

    parts = shlex.split(line)
    at = parts.index("prunecat")
    source = parts.index("<") if "<" in parts else len(parts)
    environ = dict(part.split("=", 1) for part in parts[:at])
    return environ, parts[at + 1 : source], parts[source + 1] if source < len(parts) else None


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    text: bytes = stream.buffer.getvalue()  # type: ignore[attr-defined]  # text over bytes
    return text.decode("utf-8")
