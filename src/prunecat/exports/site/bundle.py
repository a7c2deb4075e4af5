r"""ES modules as one script: a page opened from the disk may load no modules, and one script has one hash.

Each module becomes a function that gives what the module exports, behind those that it imports; an `import` becomes
the taking apart of what those gave. So no import can rename, and modules can't import one another in a circle.
"""

import posixpath
import re
from collections.abc import Callable

_IMPORT = re.compile(r'^import (\{[^}]*\}) from "([^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?:/\*\*.*\*/|//.*|/\*\*(?:\n *\*.*)*)\n", re.MULTILINE)
"""A comment in lines of its own; readers find it in the module."""
_INDENTED = re.compile(r"^ +", re.MULTILINE)


def bundle(read: Callable[[str], str], start: str) -> str:
    """The script of a module and of all that it imports; `read` gives the text of the module in a path."""
    order = modules(read, start)
    parts = [_function(read(path), path, order) for path in order]
    return "\n".join(['(() => {\n"use strict";', *parts, "})();"])


def modules(read: Callable[[str], str], start: str) -> list[str]:
    """The paths of a module and of all that it imports, each behind those that it imports itself."""
    found: dict[str, None] = {}

    def visit(path: str) -> None:
        if path in found:
            return
        for _, target in _IMPORT.findall(read(path)):
            visit(_imported(path, target))
        found.setdefault(path)

    visit(start)
    return [*found]


def _imported(path: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def _function(text: str, path: str, order: list[str]) -> str:
    """A module as a function that is called at once, without comments and indents."""
    text = _IMPORT.sub(lambda match: f"const {match[1]} = module{order.index(_imported(path, match[2]))};", text)
    exports = ", ".join(_EXPORT.findall(text))
    text = _INDENTED.sub("", _COMMENT.sub("", _EXPORT.sub("", text))).strip()
    return f"const module{order.index(path)} = (() => {{\n{text}\nreturn {{ {exports} }};\n}})();"
