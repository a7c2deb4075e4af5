"""XML as a tree of elements, each with its line."""

from collections.abc import Iterator
from typing import NamedTuple, Union
from xml.parsers import expat

from prunecat.errors import Location, SourceError

_DEEPEST = 100
"""Levels of elements: those of bibliographies have a dozen, and a text may be set in some more."""


class XmlNode(NamedTuple):
    """An element of a document."""

    name: str
    """Its name without the prefix of a namespace."""
    attributes: dict[str, str]
    line: int
    inside: list[Union[str, "XmlNode"]]
    """Its texts and elements, in order."""

    def children(self, *names: str) -> Iterator["XmlNode"]:
        """The elements in it that have one of these names, or all where none is given."""
        return (node for node in self.inside if isinstance(node, XmlNode) and (not names or node.name in names))

    def first(self, *path: str) -> "XmlNode | None":
        """The first element at the end of a path of names below it."""
        node: XmlNode | None = self
        for name in path:
            node = next(node.children(name), None) if node else None
        return node

    def text(self) -> str:
        """All text in it, on one line."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for part in self.inside:
            if isinstance(part, str):
                yield part
            else:
                yield from part._texts()


def read_tree(text: str, file: str) -> XmlNode:
    """The root of a document.

    Raises SourceError, which names the line, for what is not XML, for elements that are nested too deeply, and for a
    document that defines words of its own (entities): a few of them can stand for billions of letters.
    """
    parser = expat.ParserCreate("utf-8")
    top = XmlNode("", {}, 1, [])
    open_nodes = [top]

    def refuse(what: str, remedy: str) -> None:
        raise SourceError(what, at=Location(file, parser.CurrentLineNumber), remedy=remedy)

    def begin(name: str, attributes: dict[str, str]) -> None:
        if len(open_nodes) > _DEEPEST:
            refuse("nested too deeply", "export it anew where it comes from")
        node = XmlNode(name.rpartition(":")[2], attributes, parser.CurrentLineNumber, [])
        open_nodes[-1].inside.append(node)
        open_nodes.append(node)

    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: open_nodes.pop()
    parser.CharacterDataHandler = lambda data: open_nodes[-1].inside.append(data)
    parser.EntityDeclHandler = lambda *_: refuse("it defines entities, which are not taken", "write the text out")
    try:
        # A text is decoded already, whatever its first line says of its bytes.
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        what = f"not XML: {expat.ErrorString(error.code)} (column {error.offset + 1})"
        raise SourceError(what, at=Location(file, error.lineno), remedy="export it anew where it comes from") from error
    return next(top.children())
