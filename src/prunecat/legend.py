"""The legend: what the codes of types mean in a catalogue."""

from typing import Annotated, NamedTuple


class LegendType(NamedTuple):
    """A line of the legend."""

    code: Annotated[str, "The code that entries bear, such as S."]
    name: Annotated[str, "What the code means, in a word or two."]
    aliases: Annotated[tuple[str, ...], "Other words for it."] = ()
