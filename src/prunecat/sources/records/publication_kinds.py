"""The kinds of publication by which others sort their records, as sections of a catalogue."""

import re
from collections.abc import Mapping
from typing import Any

_SECTIONS = {
    "conference": "conference conferencepaper inproceedings proceedingsarticle paperconference "
    "conferenceandworkshoppapers conf cpaper conferenceproceedings proceedingspaper ieeeconferences",
    "journal": "jour magn journal journalarticle journalarticles articlejournal electronicarticle ieeejournals",
    "survey": "survey surveypaper review reviewarticle",
    "other": "other",
    "software": "software computerprogram comp",
    # Of these only the venue can tell the section.
    "": "article paper misc preprint postedcontent informalandotherpublications inbook incollection book "
    "bookchapter chapter booksandtheses partsinbooksorcollections thesis phdthesis mastersthesis dissertation "
    "report techreport online webpage document unpublished manuscript editorial letter erratum dataset "
    "booksection editedbook electronicbook electronicbooksection generic unpublishedwork patent",
}
_SECTION_OF = {word: section for section, words in _SECTIONS.items() for word in words.split()}
KIND_NAMES = ("itemtype", "entrytype", "documenttype", "publicationtype", "type", "types", "documentidentifier")


def classified(values: dict[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a foreign record with its section, where the record states one in anybody's words.

    `found` is the whole record by plain names. A `type` that is a kind of publication is no type of pruning.
    """
    stated = values.pop("section", None)
    if (section := _section(stated)) is None and stated is not None:
        values["section"] = stated
    for name in KIND_NAMES:
        kind = _section(found.get(name))
        if kind is not None and name in ("type", "types"):
            values.pop("types", None)
        section = section or kind
    named = found.get("journal") or found.get("sourcetitle") or found.get("publicationtitle")
    if not section and named and "article" in (_word(found.get(name)) for name in KIND_NAMES):
        section = "journal"
    source = found.get("source")  # OpenAlex
    if isinstance(source, Mapping):
        section = section or _section(source.get("type"))
        if source.get("display_name"):
            values.setdefault("venue", source["display_name"])
    if isinstance(source, str) and "gsrank" in found:  # Google Scholar, by Publish or Perish
        values.setdefault("venue", source)
    if _word(found.get("publisher")) == "arxiv":  # CSL-JSON
        values.setdefault("venue", "arXiv")
    return {**values, "section": section} if section else values


def _section(kind: Any) -> str | None:
    return _SECTION_OF.get(_word(kind))


def _word(kind: Any) -> str:
    if isinstance(kind, list) and len(kind) == 1:
        kind = kind[0]
    return re.sub(r"[\W_]+", "", kind).lower() if isinstance(kind, str) else ""
