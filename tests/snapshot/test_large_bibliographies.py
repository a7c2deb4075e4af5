"""Large bibliographies: parsed piece by piece they give the same snapshot, remarks and errors as read whole."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prunecat import Catalogue
from prunecat.sources import bibtex_entries, files
from snapshot.pieces import answer, by_two_processes, in_pieces


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PRUNECAT_CACHE_DIR", str(tmp_path / "cache"))


BIBLIOGRAPHIES = {
    "nothing": "",
    "blank": " \n",
    "a comment": "% nothing yet\n",
    "no BibTeX": "A list\n\n- of papers, with their crossref\n",
    "volumes": "@misc{a, title={A}, crossref=vol # {2}}\n@xdata{x, year=2001}\n@string{vol={V}}\n"
    "@misc{b, title={B}, crossref=vol # {2}}\n@misc{c, title={C}, xdata={x}}\n"
    "@proceedings{v2, title={Volume two}, year=2002}\n@proceedings{V2, title={Another}, year=2003}\n",
}


@pytest.mark.parametrize("name", BIBLIOGRAPHIES)
def test_a_bibliography_in_pieces_is_that_read_whole(tmp_path: Path, name: str) -> None:
    source = tmp_path / "list.bib"
    source.write_text(BIBLIOGRAPHIES[name])
    assert in_pieces(source) == answer(source)


def test_what_is_lent_in_a_large_bibliography(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "list.bib"
    source.write_text(BIBLIOGRAPHIES["volumes"])
    monkeypatch.setattr(files, "LARGE", 0)
    monkeypatch.setattr(bibtex_entries, "_PIECE", 0)
    assert [(entry.title, entry.venue, entry.year) for entry in Catalogue.open(source).list()] == [
        ("A", None, None),
        ("B", "Volume two", 2002),
        ("C", None, 2001),
        ("Volume two", None, 2002),
        ("Another", None, 2003),
    ]


_KEYS = st.sampled_from(["a", "b", "C", "c", "vol", "Vol", "", "x y", "ref\\,s"])
_VALUES = st.sampled_from(
    [
        *("{T}", '"Wool \\"a"', "wool", "wool # { and } # Vol", "2001", "{An { open", '"open', ""),
        *("{@misc{k, title={T}}}", "{a\n@ b}", "{a} b", "{a} year = 2002", "{two\\\nlines\\\n}"),
        *("{Byron, Ada and Bo Peep}", "{{\\'E}tude of $x$}"),
    ]
)
_NAMES = st.sampled_from("title title author booktitle year crossref CROSSREF xdata journal note x".split())
_FIELDS = st.lists(st.tuples(_NAMES, _VALUES | _KEYS.map("{{{}}}".format)), max_size=4).map(
    lambda fields: "".join(f",\n  {name} = {value}" for name, value in fields)
)
_ENTRIES = st.builds(
    "{}@{}{}{}{}{}".format,
    st.sampled_from(["", "", " \t", "\\", "text ", "\u2003", "\f"]),
    st.sampled_from("misc misc InProceedings proceedings xdata comment".split()),
    st.sampled_from(["{", "{", "(", " {", "\n{", ""]),
    _KEYS,
    _FIELDS,
    st.sampled_from(["}", "\n}", ")", ",}", "", "\n", "\\}", "} and more"]),
)
_BLOCKS = st.sampled_from(
    [
        *('@string{wool = "Letters on Wool"}', "@STRING(vol = {Vol} # wool)", "@string{wool", "@string{wool\\="),
        *("@string{}", "@string{wool = {open}", "@preamble{", "% a comment", "misc{k,\n title = {T}}", "\\", "@", ""),
    ]
)


@given(texts=st.lists(st.lists(_ENTRIES | _ENTRIES | _BLOCKS, max_size=9).map("\n".join), min_size=1, max_size=3))
def test_bibliographies_in_pieces_are_those_read_whole(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    home = tmp_path_factory.mktemp("any")
    sources = [home / f"{number}.bib" for number in range(len(texts))]
    for source, text in zip(sources, texts, strict=True):
        source.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRUNECAT_CACHE_DIR", str(home / "cache"))
        whole = answer(*sources)
    assert in_pieces(*sources) == whole


def test_two_processes_make_what_one_makes_of_bibliographies(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(BIBLIOGRAPHIES["volumes"])
    (tmp_path / "b.bib").write_text("@misc{d, title={D}, crossref={V2}}\n@misc{f, title={F}, journal=vol}\n@misc{open,")
    sources = sorted(tmp_path.glob("*.bib"))
    assert by_two_processes(*sources) == answer(*sources)
    found = {entry.title: entry.venue for entry in Catalogue.open(*sources).list()}
    assert (found["B"], found["D"], found["F"]) == ("Volume two", "Volume two", "V")
