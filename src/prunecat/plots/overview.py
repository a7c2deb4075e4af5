"""The picture of a whole catalogue: the five charts that a reader of a list asks for first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from prunecat.catalogue import Catalogue
from prunecat.plots import figures
from prunecat.plots.charts import Panel
from prunecat.query.counts import Count

if TYPE_CHECKING:
    from prunecat.query.filters import Filter


def panels(catalogue: Catalogue, only: "Filter | None" = None) -> list[Panel]:
    """The charts of the entries that pass a filter: years, code, venues, venues by year, topics by year."""

    def counted(*by: str, among: "Filter | None" = only) -> Sequence[Count]:
        return catalogue.counts(by, among)

    official = catalogue.filter(origin="official")
    return [
        figures.by_two(("year", "type"), counted("year", "type"), counted("year")),
        figures.code_by_year(counted("year", "code")),
        figures.venues_with_official_code(
            counted("venue"), counted("venue", among=only & official if only else official)
        ),
        figures.by_two(("venue", "year"), counted("venue", "year"), counted("venue")),
        figures.topics_by_year(counted("topic", "year")),
    ]


def title(catalogue: Catalogue, total: int) -> str:
    """What stands over the charts of so many entries."""
    return f"{catalogue.title}: {total} {'entry' if total == 1 else 'entries'}"
