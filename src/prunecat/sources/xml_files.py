"""XML as a source: libraries of EndNote, feeds of arXiv and records of PubMed."""

from collections.abc import Callable, Iterator
from typing import Any

from prunecat.errors import Location, SourceError
from prunecat.sources.reading import Reading, Row, reading_of
from prunecat.sources.records.field_names import entry_values
from prunecat.sources.tagged_records import put_day, put_serial_number
from prunecat.sources.xml_tree import XmlNode, read_tree

_REMEDY = "export it as BibTeX, RIS, CSV or JSON where it comes from"


def read(text: str, file: str) -> Reading:
    """What a document of XML holds. Raises SourceError for XML of another kind than those that are read."""
    root = read_tree(text, file)
    for name, path, record_of in _KINDS:
        if root.name == name:
            return reading_of((_row(node, record_of(node)) for node in _at(root, path)), file)
    raise SourceError(
        f"XML of a kind that is not read (<{root.name:.40}>)", at=Location(file, root.line), remedy=_REMEDY
    )


def _row(node: XmlNode, record: dict[str, Any]) -> Row:
    return Row(node.line, entry_values(record, own=False, placeholders=()), own=False)


def _at(node: XmlNode, path: tuple[str, ...]) -> Iterator[XmlNode]:
    """All elements at the end of a path of names."""
    if not path:
        yield node
        return
    for child in node.children(path[0]):
        yield from _at(child, path[1:])


def _texts(node: XmlNode, *path: str) -> list[str]:
    return [text for found in _at(node, path) if (text := found.text())]


_ENDNOTE_TEXTS = {
    "title": "titles/title",
    "secondary-title": "titles/secondary-title",
    "series": "titles/tertiary-title",
    "shorttitle": "titles/short-title",
    "pages": "pages",
    "volume": "volume",
    "number": "number",
    "edition": "edition",
    "year": "dates/year",
    "date": "dates/pub-dates/date",
    "address": "pub-location",
    "publisher": "publisher",
    "isbn": "isbn",
    "abstract": "abstract",
    "url": "urls/related-urls/url",
    "pdf": "urls/pdf-urls/url",
    "doi": "electronic-resource-num",
    "note": "notes",
    "genre": "work-type",
    "language": "language",
    "accession": "accession-num",
    "eid": "custom7",
    "label": "label",
}
_ENDNOTE_PEOPLE = {"author": "authors", "editor": "secondary-authors", "translator": "subsidiary-authors"}


def _endnote(node: XmlNode) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for field, path in _ENDNOTE_TEXTS.items():
        if texts := _texts(node, *path.split("/")):
            record[field] = texts[0]
    for field, role in _ENDNOTE_PEOPLE.items():
        if people := _texts(node, "contributors", role, "author"):
            record[field] = "; ".join(people) if field == "author" else " and ".join(people)
    if number := record.pop("isbn", ""):
        put_serial_number(record, number)
    if day := record.pop("date", ""):
        put_day(record, day)
    if keywords := _texts(node, "keywords", "keyword"):
        record["keywords"] = ", ".join(keywords)
    kind = node.first("ref-type")
    record["itemtype"] = kind.attributes.get("name", "") if kind else ""
    journal = _texts(node, "periodical", "full-title")
    container = record.pop("secondary-title", None) or next(iter(journal), None)
    record["journal" if journal or "rticle" in record["itemtype"] else "booktitle"] = container
    return record


def _arxiv(node: XmlNode) -> dict[str, Any]:
    """An entry of the feed that arXiv answers with; of another feed what the standard of feeds has."""
    links = [
        (link.attributes.get("rel", "alternate"), link.attributes.get("href", "")) for link in node.children("link")
    ]
    address = next((href for rel, href in links if rel == "alternate"), "")
    identifier = next(iter(_texts(node, "id")), "")
    texts = {
        field: text
        for field, name in (
            *(("title", "title"), ("date", "published"), ("abstract", "summary"), ("doi", "doi")),
            *(("comment", "comment"), ("journalref", "journal_ref")),
        )
        for text in _texts(node, name)[:1]
    }
    record = {**texts, "author": "; ".join(_texts(node, "author", "name")), "url": address or identifier}
    if "arxiv.org/abs/" in identifier:
        record["arxiv"] = identifier.partition("/abs/")[2]
    if subjects := [found.attributes.get("term", "") for found in node.children("category")]:
        record["keywords"] = ", ".join(filter(None, subjects))
    return record


def _pubmed(node: XmlNode) -> dict[str, Any]:
    article = node.first("MedlineCitation", "Article")
    if article is None:
        return {}
    texts = {
        field: text
        for field, path in (
            *(("title", "ArticleTitle"), ("journal", "Journal/Title"), ("volume", "Journal/JournalIssue/Volume")),
            *(("number", "Journal/JournalIssue/Issue"), ("pages", "Pagination/MedlinePgn"), ("issn", "Journal/ISSN")),
            *(("year", "Journal/JournalIssue/PubDate/Year"), ("date", "Journal/JournalIssue/PubDate/MedlineDate")),
            ("language", "Language"),
        )
        for text in _texts(article, *path.split("/"))[:1]
    }
    record: dict[str, Any] = dict(texts)
    if months := _texts(article, "Journal", "JournalIssue", "PubDate", "Month"):
        put_day(record, months[0])
    people = [
        ", ".join(filter(None, (next(iter(_texts(person, name)), "") for name in ("LastName", "ForeName"))))
        or next(iter(_texts(person, "CollectiveName")), "")
        for person in _at(article, ("AuthorList", "Author"))
    ]
    found = {
        place.attributes.get("IdType", ""): place.text()
        for place in _at(node, ("PubmedData", "ArticleIdList", "ArticleId"))
    }
    return {
        **record,
        "title": texts.get("title", "").removesuffix("."),
        "author": "; ".join(filter(None, people)),
        "abstract": " ".join(_texts(article, "Abstract", "AbstractText")),
        "keywords": ", ".join(_texts(node, "MedlineCitation", "KeywordList", "Keyword")),
        "pmid": next(iter(_texts(node, "MedlineCitation", "PMID")), ""),
        "doi": found.get("doi"),
        "pmcid": found.get("pmc"),
        "itemtype": "journalarticle",
    }


_KINDS: tuple[tuple[str, tuple[str, ...], Callable[[XmlNode], dict[str, Any]]], ...] = (
    ("xml", ("records", "record"), _endnote),
    ("feed", ("entry",), _arxiv),
    ("PubmedArticleSet", ("PubmedArticle",), _pubmed),
)
"""The kinds of XML: the name of the root, the path to a record, and what makes it one of a dump."""
