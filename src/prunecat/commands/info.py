"""`prunecat info`: the version, the catalogue's files, and where its snapshot is kept."""

import platform
from typing import TYPE_CHECKING, Any

from prunecat.commands.answering import Output, answer_records
from prunecat.commands.options import command
from prunecat.formats.registry import RECORD_FORMATS
from prunecat.session import Session
from prunecat.snapshot import cache
from prunecat.version import VERSION

if TYPE_CHECKING:
    from rich.console import Console


@command(formats=RECORD_FORMATS)
def run(session: Session, output: Output) -> int:
    """Tell the version, which files the catalogue is made of, and where its snapshot is kept.

    \b
    Examples:
      prunecat info
      prunecat info --json | jq -r '.[0].cache'
    """
    catalogue = session.catalogue
    record: dict[str, Any] = {
        "version": VERSION,
        "python": platform.python_version(),
        **{key: catalogue.about.get(key) for key in ("title", "source", "licence")},
        "catalogue": list(catalogue.paths),
        "entries": len(catalogue),
        "cache": cache.folder(),
    }

    def drawn(_console: "Console") -> Any:
        from rich.table import Table
        from rich.text import Text

        from prunecat.formats.plain import plain

        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_column(style="dim")
        table.add_column(overflow="fold")
        for name, value in record.items():
            text = ", ".join(value) if isinstance(value, list) else value
            table.add_row(name, Text(plain(str(text)) if text is not None else "none"))
        return table

    return answer_records(session, output, [record], drawn)
