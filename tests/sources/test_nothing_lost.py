"""A bibliography through the program and back: what it says is what comes out."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from command_line import prunecat
from prunecat import Catalogue
from prunecat.sources.latex import plain_text

RICH = r"""
@article{ewe2019, author={Ewe, Ada and {Rams and Ewes, Inc.} and others}, year={2019}, volume={12}, number={3},
  title={On the {Hessian} of {A}dam in $O(n^2)$}, journal={Journal of Wool \& Felt}, pages={101--119}, month=mar,
  note={to appear}, doi={10.1234/ab_c}, issn={1234-5679},
  abstract={We card with teasels.}, keywords={felting, carding}, annote={Mine.}}
@book{ewe1994, author={van der Ewe, Ada}, title={The Book of Wool}, publisher={Fold}, address={Hillside}, year={1994},
  edition={2}, isbn={0-00-000000-2}}
@phdthesis{Çoban2011, author={Gonzalez Ortiz, Jose Javier}, title={On Shears}, school={Hillside}, year=2011}
@incollection{Dall'Ovis2005, author={Ewe, Jr., Ada}, title={A Chapter}, booktitle={The Whole {F}leece},
  editor={Ram, Bob and {Fold}}, publisher={Fold}, year={2005}, pages={1--9}, series={Woolly Notes}}
@inproceedings{k:1, title={T}, author={{\O}stby, \'Evariste and Jo\~{a}o Ram}, year={2020},
  booktitle={Proceedings of the 37th International Conference on Machine Learning}, url={https://example.org/a_b~c}}
@article{p, title={P}, author={Babette van Antwerpen-de Ram}, pages={3-9}, year=2001, month={March},
  bibsource={http://example.org/a.html#b; http://example.org/c.bib}, annotation={Mine}, acknowledgement={\TUG}}
@book{t, title={{\TUG}}, translator={Ewe, Ada and Ox, Bob}, year={1999}, date={1999-02}, note={At https://example.org/x},
  url={https://example.org/x}, howpublished={Web}}
@online{o, title={Web}, date={2020-05-01}, url={https://example.org/}, urldate={2021-01-01}}
@unpublished{u, title={Draft}, author={Ewe, Ada}, note={Preprint}, year={2001 [1999]}, eprint={2101.00001},
  archiveprefix={arXiv}, primaryclass={cs.LG}}
"""


def through(text: str, tmp_path: Path, by: str = "bib") -> str:
    """A bibliography as BibTeX again, straight or by way of a file of another format."""
    source = tmp_path / "in.bib"
    source.write_text(text, encoding="utf-8")
    if by != "bib":
        other = tmp_path / f"in.{by}"
        other.write_text(prunecat("-C", str(source), "list", "-f", by).out, encoding="utf-8")
        source = other
    return prunecat("-C", str(source), "list", "-f", "bibtex").out


@pytest.mark.parametrize("by", ["bib", "yaml", "json", "jsonl", "csv", "tsv"])
def test_every_field_type_and_key_comes_back(tmp_path: Path, by: str) -> None:
    before = parse_string(RICH, "bibtex").entries
    after = parse_string(through(RICH, tmp_path, by), "bibtex").entries
    assert list(after) == list(before)
    for key, entry in before.items():
        assert after[key].type == entry.type
        for name, value in entry.fields.items():
            assert after[key].fields.get(name) == value, (key, name)
    assert [str(person) for person in after["ewe2019"].persons["author"]] == [
        *("Ewe, Ada", "{Rams and Ewes, Inc.}", "others"),
    ]
    assert [str(person) for person in after["Dall'Ovis2005"].persons["editor"]] == ["Ram, Bob", "{Fold}"]
    assert str(after["Çoban2011"].persons["author"][0]) == "Gonzalez Ortiz, Jose Javier"
    assert str(after["Dall'Ovis2005"].persons["author"][0]) == "Ewe, Jr., Ada"
    people = [plain_text(str(person)) for person in after["k:1"].persons["author"]]
    assert people == ["Østby, Évariste", "Ram, João"]


@pytest.mark.parametrize(
    "field",
    [
        r"author = {T{\"u}rpe, Sven and {\O}stby, {\'E}variste}",
        r"author = {Mar{\'\i}a Mu{\~n}oz and others}",
        "editor = {Hayes, Joy and {Hilton-Morrow}, Wendy}",
        r"publisher = {B{\"a}r \& S{\o}hne}",
    ],
)
def test_names_and_texts_stay_as_they_are_written(tmp_path: Path, field: str) -> None:
    assert f"  {field},\n" in through(f"@book{{a, title = {{A}}, {field}, year = 2001}}", tmp_path)


def test_a_key_that_is_an_address_stays(tmp_path: Path) -> None:
    assert "@misc{https://a.org/x," in through("@misc{https://a.org/x, title = {A}}", tmp_path)


def test_a_second_time_changes_nothing_more(tmp_path: Path) -> None:
    once = through(RICH, tmp_path)
    assert through(once, tmp_path) == once
    old, new = tmp_path / "old.bib", tmp_path / "new.bib"
    old.write_text(RICH, encoding="utf-8")
    new.write_text(once, encoding="utf-8")
    assert prunecat("diff", str(old), str(new)).code == 0


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        *(("volume={12}", "volume={13}", "fields.volume"), ("{Hessian}", "Hessian", "latex.title")),
        *(("{Fold}}\n", "{Folds}}\n", "fields.editor"), ("@book", "@booklet", "fields.entrytype")),
        *(("teasels", "weasels", "fields.abstract"), ("and others", "and Ox, Al", "authors")),
    ],
)
def test_a_changed_field_is_told(tmp_path: Path, old: str, new: str, field: str) -> None:
    first, second = tmp_path / "old.bib", tmp_path / "new.bib"
    text = RICH.replace("{Fold}},", "{Fold}}\n,")
    assert old in text
    first.write_text(text, encoding="utf-8")
    second.write_text(text.replace(old, new, 1), encoding="utf-8")
    answer = prunecat("diff", str(first), str(second), "--json")
    assert f'"{field}"' in answer.out


@pytest.mark.parametrize(
    "raw", [r"\input{/etc/passwd}", r"\write18{rm}", r"{\catcode`\@=11}", "a } b", r"\def\x{y}", r"\csname x\endcsname"]
)
def test_latex_that_does_more_than_print_is_written_as_text(raw: str) -> None:
    entry = Catalogue.bundled().list()[0]
    hostile = entry._replace(title=raw, fields=(("publisher", raw),), latex=(("title", raw), ("publisher", raw)))
    from prunecat.formats.registry import writer
    from prunecat.result import Result

    text = "".join(writer("bibtex")([Result(hostile)], ()))
    assert not any(word in text for word in ("\\input", "\\write", "\\catcode", "\\def", "\\csname"))
    assert len(parse_string(text, "bibtex").entries) == 1


def test_a_changed_title_is_not_written_as_its_source_wrote_it(tmp_path: Path) -> None:
    source = tmp_path / "in.yaml"
    source.write_text("- {id: a, title: A new title, section: other, latex: {title: 'The {O}ld title'}}\n")
    assert "title = {A new title}" in prunecat("-C", str(source), "list", "-f", "bibtex").out


WORDS = st.text(st.sampled_from("abcXYZ é&%$#_-~"), min_size=1, max_size=12).map(lambda text: " ".join(text.split()))


FIELDS = st.dictionaries(st.sampled_from(["publisher", "series", "abstract", "organization"]), WORDS.filter(bool))


# Four entries and more to a catalogue, for most of the time goes into the two runs of the program.
@settings(max_examples=25, deadline=None)
@given(st.lists(FIELDS, min_size=4, max_size=8))
def test_any_fields_of_a_catalogue_come_back(
    tmp_path_factory: pytest.TempPathFactory, works: list[dict[str, str]]
) -> None:
    import json

    source = tmp_path_factory.mktemp("fields") / "in.jsonl"
    lines = [
        json.dumps({"id": f"e{at}", "title": f"A{at}", "section": "other", "fields": fields})
        for at, fields in enumerate(works)
    ]
    source.write_text("\n".join(lines), encoding="utf-8")
    path = source.with_suffix(".bib")
    path.write_text(prunecat("-C", str(source), "list", "-f", "bibtex").out, encoding="utf-8")
    found = {entry.id: dict(entry.fields) for entry in Catalogue.open(path).list()}
    assert len(found) == len(works)
    for at, fields in enumerate(works):
        assert {name: found[f"e{at}"][name] for name in fields} == fields


def test_a_sync_brings_what_a_bibliography_says_anew(tmp_path: Path) -> None:
    folder, source = tmp_path / "folder", tmp_path / "in.bib"
    folder.mkdir()
    source.write_text(RICH, encoding="utf-8")
    text = prunecat("-C", str(source), "list", "-f", "yaml").out
    (folder / "list.yaml").write_text(text, encoding="utf-8")
    source.write_text(RICH.replace("volume={12}", "volume={13}, eid={7}"), encoding="utf-8")
    assert prunecat("sync", str(source), str(folder), "--write").code in (0, 1)
    found = {entry.id: entry for entry in Catalogue.open(folder).list()}
    assert (found["ewe2019"].stated("volume"), found["ewe2019"].stated("eid")) == ("13", "7")
    assert found["ewe2019"].stated("pages") == "101-119"
    assert found["ewe1994"] == {entry.id: entry for entry in Catalogue.open(source).list()}["ewe1994"]


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ({"date": "2020-05-01"}, {"date-parts": [[2020, 5, 1]]}),
        ({"year": "in press"}, {"literal": "in press"}),
        ({"year": "2019", "month": "3"}, {"date-parts": [[2019, 3]]}),
        ({"year": "2019", "month": "spring"}, {"date-parts": [[2019]]}),
    ],
)
def test_dates_of_csl(tmp_path: Path, fields: dict[str, str], issued: dict[str, object]) -> None:
    import json

    source = tmp_path / "in.bib"
    body = ", ".join(f"{name} = {{{text}}}" for name, text in fields.items())
    source.write_text(f"@techreport{{a, title={{A}}, number={{7}}, {body}}}", encoding="utf-8")
    (item,) = json.loads(prunecat("-C", str(source), "list", "-f", "csl").out)
    assert (item["issued"], item["number"], item["type"]) == (issued, "7", "report")


def test_strings_and_volumes_reach_over_all_files_of_a_catalogue(tmp_path: Path) -> None:
    strings, refs, volumes = (tmp_path / f"{name}.bib" for name in ("strings", "refs", "volumes"))
    strings.write_text('@string{jw = "Journal of Wool"}\n')
    refs.write_text("@article{k, title={T}, journal=jw, year=2001}\n@inproceedings{c, title={C}, crossref={p}}\n")
    volumes.write_text("@proceedings{p, title={Proceedings of the Fold}, year=2005}\n")
    for paths in ([strings, refs, volumes], [refs, volumes, strings], [tmp_path]):
        found = {entry.id: entry for entry in Catalogue.open(*paths).list()}
        assert found["k"].venue == "Journal of Wool"
        assert (found["c"].venue, found["c"].year) == ("Proceedings of the Fold", 2005)
    assert [entry.venue for entry in Catalogue.open(refs).list()] == ["jw", None]


def test_an_entry_without_a_key_lends_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@misc{, title={A}, year=2001}\n@misc{b, title={B}, crossref={c}}\n")
    (tmp_path / "b.bib").write_text("@misc{c, title={C}}\n")
    assert [(entry.title, entry.year) for entry in Catalogue.open(tmp_path).list()] == [
        ("A", 2001), ("B", None), ("C", None)
    ]  # fmt: skip
