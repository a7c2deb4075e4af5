"""A generator that runs in a process of its own, so that whoever uses what it yields works at the same time."""

import marshal
import os
import pickle
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from itertools import islice
from queue import Queue
from subprocess import DEVNULL, PIPE, Popen
from threading import Thread
from typing import Any, BinaryIO, TypeVar, cast

_AHEAD = 64
"""Items that the other process may be ahead: it goes on while a long step is taken here, in bounded memory."""
_PIPE = 2**20
"""Bytes that a pipe should hold, as many as Linux gives to anybody where it is not told otherwise: with fewer a process
waits amid an item until the other reads."""
_ITEM, _RETURNED, _RAISED = b"i", b"r", b"e"
"""What a message is."""
_LENGTH = 8
"""Bytes that state the length of a message."""
_CHILD = "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from prunecat.beside import serve; serve()"
_T = TypeVar("_T")
_R = TypeVar("_R")


def beside(function: Callable[..., Generator[_T, None, _R]], *arguments: Any) -> Generator[_T, None, _R]:
    """What a generator function of a module yields and returns; it raises what that raises.

    What it yields must be plain values, as `marshal` writes them; its arguments and what it returns or raises must
    pickle. Where no other process can be started, or it is killed, the rest is worked out here.
    """
    process, done = _started((function, arguments)), 0
    if process is not None:
        messages = _received(process)
        try:
            for kind, content in messages:
                if kind == _RETURNED:
                    return cast(_R, pickle.loads(content))
                if kind == _RAISED:
                    raise pickle.loads(content)
                yield marshal.loads(content)
                done += 1
        finally:
            process.kill()
            messages.close()
            process.wait()
    generator = function(*arguments)
    for _ in islice(generator, done):
        pass
    return (yield from generator)


def _started(task: Any) -> "Popen[bytes] | None":
    """A process that works on a task; None where there is no second processor, or no Python to start."""
    if (os.cpu_count() or 1) < 2 or "python" not in os.path.basename(sys.executable or "").lower():
        return None
    for room in (_PIPE, -1):  # what is refused to whoever has many pipes is left as it is
        with suppress(OSError):
            process = Popen(  # noqa: S603 - this Python
                [sys.executable, "-P", "-c", _CHILD], stdin=PIPE, stdout=PIPE, stderr=DEVNULL, pipesize=room
            )
            with suppress(OSError), cast(BinaryIO, process.stdin) as sent:
                sent.write(pickle.dumps(sys.path) + pickle.dumps(task))
            return process
    return None


def _received(process: "Popen[bytes]") -> Generator[tuple[bytes, bytes], None, None]:
    """The messages of a process, read while others are worked on; they end where it ends."""
    pipe = cast(BinaryIO, process.stdout)
    waiting: Queue[tuple[bytes, bytes] | None] = Queue(_AHEAD)
    reader = Thread(target=_put_all, args=(pipe, waiting), daemon=True)
    reader.start()
    try:
        while message := waiting.get():
            yield message
    finally:
        while reader.is_alive():  # it waits for room, if nobody has taken all
            with suppress(Exception):
                waiting.get(timeout=0.01)
        pipe.close()


def _put_all(pipe: BinaryIO, waiting: "Queue[tuple[bytes, bytes] | None]") -> None:
    with suppress(OSError):
        while kind := pipe.read(1):
            size = int.from_bytes(pipe.read(_LENGTH), "little")
            if len(content := pipe.read(size)) < size:
                break
            waiting.put((kind, content))
    waiting.put(None)


def serve() -> None:
    """Work on the task that comes on standard input, and write what it yields to standard output."""
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started this ends it
    gc.disable()  # nothing that comes and goes here is in a circle
    function, arguments = pickle.load(sys.stdin.buffer)
    with suppress(BrokenPipeError), os.fdopen(os.dup(1), "wb") as pipe:
        os.dup2(2, 1)
        for kind, content in _messages(function, arguments):
            pipe.write(kind + len(content).to_bytes(_LENGTH, "little"))
            pipe.write(content)
            pipe.flush()
    os._exit(0)


def _messages(function: Callable[..., Generator[Any, None, Any]], arguments: Any) -> Iterator[tuple[bytes, bytes]]:
    generator = function(*arguments)
    try:
        while True:
            yield _ITEM, marshal.dumps(next(generator), 2)
    except StopIteration as end:
        yield _RETURNED, pickle.dumps(end.value)
    except Exception as error:
        yield _RAISED, pickle.dumps(error)
