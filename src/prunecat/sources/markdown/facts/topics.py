"""What a heading says of the entries under it: section, venue, year, and whether they are entries at all."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prunecat.sources.markdown.facts.appearance import Appearance, read_appearance, year_in
from prunecat.sources.markdown.facts.venue_names import VenueNames
from prunecat.sources.markdown.page.lines import plain_text
from prunecat.sources.markdown.page.spans import Span

GROUP = 8
"""The level of a line that serves as a heading without being one, below headings and folds."""

_NO_ENTRIES = re.compile(
    r"contribut\w*|contributing guide\w*|how to (?:contribute|cite|use|add)\b.*|licen[cs]es?|acknowledge?ments?|"
    r"acknowledge?|thanks?(?: to)?|star ?history|stargazers|star(?:s)? (?:chart|trend)|"
    r"contacts?(?: us)?|contact information|contributors?|maintainers?|maintained by|sponsors?\w*|"
    r"(?:related|similar|other|more|useful|relevant|existing)?\s*awesome[- ]?(?:lists?|repos?\w*|resources?|"
    r"collections?|projects?)?|"
    r"(?:related|similar|other|useful|relevant|existing|recommended) (?:awesome )?(?:github )?(?:paper )?(?:lists?|"
    r"repos?|repositor(?:y|ies)|projects?|links?|collections?|resources?|websites?|surveys? lists?)|"
    r"(?:citation|citations|cite|citing|bibtex|how to cite)(?: us| this.*)?|sharing|share|faq|disclaimer|"
    r"support(?: us)?|community|feedback|todo|to[- ]do(?: list)?|roadmap|changelog|change log|join us|"
    r"贡献.*|许可证?|引用|致谢|联系.*|友情链接|相关(?:资源|项目|仓库|链接)|交流群?|关于.*",
    re.IGNORECASE,
)
_NO_ENTRIES_HERE = re.compile(
    r"news.*|.*\bnews|updates?|updating|recent updates?|latest updates?|updated\b.*|"
    r"what'?s new|announcements?|about(?: me| us)?|"
    r"introduction|description|motivation|background|legend|notations?|symbols?|abbreviations?|"
    r"(?:keywords?|tags?)(?: convention)?|type explanation|types? of .{1,30}|format|criteria|guidelines?|more "
    r"information|更新.*|简介|介绍|目录|quick links?|hiring|.*criteria",
    re.IGNORECASE,
)
_NOT_OF_PAPERS = re.compile(
    r"\b(?:tutorials?|talks?|blogs?|videos?|lectures?|courses?|data ?sets?|workshops?|competitions?|people|"
    r"researchers?|websites?|slides?|meetups?|podcasts?|newsletters?|startups?|companies|leaderboards?|"
    r"conferences? (?:list|deadlines?)|checkpoints?|seminars?|interviews?|jobs?|forums?)\b|"
    # These are topics too, unless they are alone or with a word before them.
    r"^\W*(?:\w+\W+)?(?:posts?|books?|challenges?|labs?|groups?|links?|resources?|articles?|demos?|benchmarks?|models?|"
    r"apis?|products?|events?|reading list|communit(?:y|ies)|theses|hardware|devices?|references?)\W*$|"
    r"博客|教程|视频|课程|书籍|数据集|资源|网站",
    re.IGNORECASE,
)
_SOFTWARE = re.compile(
    r"\b(?:softwares?|tool(?:s|box|boxes|kit|kits)|librar(?:y|ies)|frameworks?|packages?|implementations?|"
    r"repositor(?:y|ies)|repos?|codebases?)\b|\b(?:codes?|projects?)\W*$|工具|开源|代码库",
    re.IGNORECASE,
)
_NOT_SOFTWARE = re.compile(
    r"papers?\b|hardware|co-?design|source code|for code|of code|code generation|code llm|theor", re.IGNORECASE
)
_SURVEY = re.compile(r"\b(?:surveys?|reviews?|overviews?)\b|综述", re.IGNORECASE)
_TITLE_SURVEY = re.compile(r"\b(?:survey|overview|review)\b|综述", re.IGNORECASE)
_CONFERENCE = re.compile(r"\bconferences?\b|会议", re.IGNORECASE)
_JOURNAL = re.compile(r"\bjournals?\b|\btransactions\b|期刊", re.IGNORECASE)
_OTHER = re.compile(r"\bother (?:publications?|articles?)\b", re.IGNORECASE)
_JOURNAL_VENUE = re.compile(
    r"\b(?:journal|j\.|trans\.?|transactions|letters|lett\.|magazine|annals|review|rev\.|nature|science|access|"
    r"frontiers|computing|quarterly|bulletin|neurocomputing|electronics|sensors|surveys|archives?|"
    r"T?PAMI|JMLR|TMLR|TACL|IJCV|TIP|TNN|TNNLS|TCSVT|TMM|TPDS|TCAD|TKDE|TVLSI|TASLP|JSTSP|JSSC|CVIU|PRL|TOG|TIFS|"
    r"TGRS|TMI|TVCG|TCYB|TNSM|TODAES|TECS|TACO|TC|TSP|RA-?L|PNAS|CSUR|JAIR|CGF|"
    r"pattern recognition|neural networks|neural computation|information sciences|information fusion|applied \w+|"
    r"expert systems|knowledge-based|artificial intelligence$|machine learning$|mathematics|entropy|symmetry|"
    r"proceedings of the ieee|communications)\b|^T-?[A-Z]{2,5}$",
    re.IGNORECASE,
)
_CONFERENCE_VENUE = re.compile(
    r"workshop|conference|symposium|congress|meeting|proceedings of the .*conf", re.IGNORECASE
)
_PREPRINT = re.compile(
    r"arxiv|arvix|corr|preprint|openreview|biorxiv|techrxiv|report|thesis|blog|book|under review|ssrn", re.IGNORECASE
)
_PLACE_IN = re.compile(r"\b((?=[A-Z][a-z]*[A-Z])[A-Za-z]++)[-'’ ]?((?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading as far as its entries are concerned."""

    level: int
    text: str
    appearance: Appearance
    no_entries: bool
    """Whether nothing under it is an entry."""
    no_entries_here: bool
    """Whether nothing directly under it is one."""
    of_papers: bool
    """Whether a link alone may make an entry here; not so under `Blogs` or `Datasets`."""


def read_topic(level: int, spans: Iterable[Span], venues: VenueNames) -> Topic:
    """What a heading, or a line that serves as one, says."""
    text = plain_text(spans)
    bare = re.sub(r"^[\W_\d]+|[\W_]+$", "", text)
    return Topic(
        level,
        text,
        _place(text, venues),
        no_entries=bool(_NO_ENTRIES.fullmatch(bare)),
        no_entries_here=bool(_NO_ENTRIES_HERE.fullmatch(bare)),
        of_papers=not _NOT_OF_PAPERS.search(text) or bool(re.search(r"\bpapers?\b|论文", text, re.IGNORECASE)),
    )


def _place(text: str, venues: VenueNames) -> Appearance:
    name = re.sub(
        r"\s*\b(?:accepted\s+)?(?:papers?|publications?|paper list|venues?|proceedings)\b\s*",
        " ",
        text,
        flags=re.IGNORECASE,
    )
    appearance = read_appearance(re.sub(r"^[\W_]*(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?", "", name), venues)
    if appearance.venue and (venues.know(appearance.venue) or (appearance.known and appearance.year)):
        return appearance
    if (match := _PLACE_IN.search(text)) and venues.know(match[1]):
        return Appearance(match[1], int(match[2]), 3)
    several = len(set(re.findall(r"(?:19|20)\d\d", text))) > 1
    return Appearance(None, None if several else year_in(text), 0)


def inherited(topics: Sequence[Topic]) -> Appearance:
    """The venue and year that the headings give, the innermost that says so first."""
    venue = next((t.appearance.venue for t in reversed(topics) if t.appearance.venue), None)
    year = next((t.appearance.year for t in reversed(topics) if t.appearance.year), None)
    return Appearance(venue, year, 0)


def section_of(topics: Sequence[Topic], title: str, venue: str | None, venues: VenueNames) -> str:
    """An entry's section: by its headings, the innermost first; else by title and venue."""
    for topic in reversed(topics):
        if _OTHER.search(topic.text):
            return "other"
        if is_of_software(topic):
            return "software"
        if _SURVEY.search(topic.text):
            return "survey"
        conference, journal = _CONFERENCE.search(topic.text), _JOURNAL.search(topic.text)
        if bool(conference) != bool(journal):
            return "conference" if conference else "journal"
    if _TITLE_SURVEY.search(title):
        return "survey"
    if not venue or _PREPRINT.search(venue):
        return "other"
    if _JOURNAL_VENUE.search(venue) and not _CONFERENCE_VENUE.search(venue):
        return "journal"
    known = any(venues.know(word) for word in (venue, *re.split(r"[\s/&@,-]+", venue)))
    return "conference" if known or _CONFERENCE_VENUE.search(venue) or venue.isupper() else "other"


def is_of_software(topic: Topic) -> bool:
    """Whether a heading is over tools rather than papers."""
    return bool(_SOFTWARE.search(topic.text)) and not _NOT_SOFTWARE.search(topic.text) and len(topic.text.split()) < 7
