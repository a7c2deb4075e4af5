"""Filters as a user states them, each with what it asks of a row of the list, for property tests."""

from collections.abc import Callable
from typing import NamedTuple

from hypothesis import strategies as st

from bundled import Row

Asks = Callable[[Row], bool]


class Wish(NamedTuple):
    """Words for each option, and what each of the words asks of a row."""

    venue: tuple[tuple[str, Asks], ...] = ()
    year: tuple[tuple[str, Asks], ...] = ()
    type: tuple[tuple[str, Asks], ...] = ()
    section: tuple[tuple[str, Asks], ...] = ()
    origin: tuple[tuple[str, str], ...] = ()
    framework: tuple[tuple[str, str], ...] = ()
    code: bool | None = None

    def passes(self, row: Row) -> bool:
        """Several words for one thing widen, different things narrow; origin and framework are of one link."""
        groups = (self.venue, self.year, self.type, self.section)
        return (
            all(not group or any(asks(row) for _, asks in group) for group in groups)
            and (self.code is None or bool(row["code"]) == self.code)
            and (not (self.origin or self.framework) or any(self._is_of_link(link) for link in row["code"]))
        )

    def _is_of_link(self, link: Row) -> bool:
        origins, frameworks = ({meant for _, meant in words} for words in (self.origin, self.framework))
        return (not origins or link["origin"] in origins) and (not frameworks or link["framework"] in frameworks)

    def values(self) -> dict[str, list[str]]:
        """The words by option, but for `code`, which has none."""
        return {name: [word for word, _ in getattr(self, name)] for name in self._fields if name != "code"}

    def options(self) -> list[str]:
        """The wish as options of the command line."""
        switch = {None: [], True: ["--code"], False: ["--no-code"]}[self.code]
        return [*switch, *(f"--{name}={word}" for name, words in self.values().items() for word in words)]

    def query(self) -> str:
        """The wish as filters written in a query."""
        switch = {None: "", True: "code:yes ", False: "code:no "}[self.code]
        return switch + " ".join(f'{name}:"{word}"' for name, words in self.values().items() for word in words)


_VENUES = {
    "NeurIPS": ("NeurIPS", "neurips", "NIPS", "nips", "Advances in Neural Information Processing Systems"),
    "CVPR": ("CVPR", "cvpr", "Computer Vision and Pattern Recognition"),
    "TNNLS": ("TNNLS", "IEEE Trans. NNLS", "ieee transactions on neural networks & learning systems"),
    "BMSB": ("BMSB", "BMBS"),
    "arXiv": ("arXiv", "ARXIV"),
    "ICML": ("ICML", "international conference on machine learning"),
}


def _venue(name: str) -> Asks:
    return lambda row: row["venue"] == name


def _year(low: int, high: int) -> Asks:
    return lambda row: low <= row["year"] <= high


def _types(*codes: str) -> Asks:
    return lambda row: set(codes) <= set(row["types"])


def _section(name: str) -> Asks:
    return lambda row: row["section"] == name


_spans = st.tuples(st.integers(2015, 2025), st.integers(0, 4)).map(lambda span: (span[0], sum(span)))
_years = st.one_of(
    st.integers(2015, 2025).map(lambda year: (str(year), _year(year, year))),
    st.integers(2015, 2025).map(lambda year: (f"{year}-", _year(year, 9999))),
    st.integers(2015, 2025).map(lambda year: (f"-{year}", _year(0, year))),
    _spans.map(lambda span: (f"{span[0]}-{span[1]}", _year(*span))),
)
_kinds = {
    "S": _types("S"),
    "u": _types("U"),
    "structured": _types("S"),
    "Unstructured": _types("U"),
    "filters": _types("S"),
    "S/U": _types("S", "U"),
    "u/s": _types("S", "U"),
    "both": _types("S", "U"),
}
_sections = {
    **{name: _section(name) for name in ("conference", "journal", "survey", "other", "software")},
    "Surveys": _section("survey"),
    "JOURNAL": _section("journal"),
}


def _some(words: dict[str, Asks]) -> st.SearchStrategy[tuple[tuple[str, Asks], ...]]:
    return st.lists(st.sampled_from(sorted(words)), max_size=2).map(lambda names: tuple((n, words[n]) for n in names))


def _links(words: dict[str, str]) -> st.SearchStrategy[tuple[tuple[str, str], ...]]:
    return st.lists(st.sampled_from(sorted(words)), max_size=2).map(lambda names: tuple((n, words[n]) for n in names))


_venues = {word: _venue(name) for name, words in _VENUES.items() for word in words}
_origins = {"official": "official", "A": "official", "unofficial": "unofficial", "o": "unofficial"}
_frameworks = {"PyTorch": "PyTorch", "pytorch": "PyTorch", "tensorflow": "TensorFlow", "CAFFE": "Caffe"}
LONE = [
    *(Wish(venue=(leaf,)) for leaf in _venues.items()),
    *(Wish(year=((word, _year(low, high)),)) for word, low, high in (
        ("2019", 2019, 2019), ("2019-", 2019, 9999), ("-2019", 0, 2019), ("2018-2019", 2018, 2019))),
    *(Wish(type=(leaf,)) for leaf in _kinds.items()),
    *(Wish(section=(leaf,)) for leaf in _sections.items()),
    *(Wish(origin=(leaf,)) for leaf in _origins.items()),
    *(Wish(framework=(leaf,)) for leaf in _frameworks.items()),
    Wish(code=True),
    Wish(code=False),
]  # fmt: skip
"""Each single thing that may be wished for, alone."""

wishes = st.builds(
    Wish,
    venue=_some(_venues),
    year=st.lists(_years, max_size=2).map(tuple),
    type=_some(_kinds),
    section=_some(_sections),
    origin=_links(_origins),
    framework=_links(_frameworks),
    code=st.none() | st.booleans(),
)
