"""The legend: what the codes of types mean in a catalogue."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LegendType:
    """A line of a catalogue's legend: what a type's code means."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
