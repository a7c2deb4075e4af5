"""Large files: gone through piece by piece they give the same snapshot, remarks and errors as read whole."""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.strategies import entries as any_entries
from prunecat.snapshot import authors, frequent
from prunecat.sources import files, large_files
from snapshot.pieces import answer, by_two_processes, in_pieces
from sources.reads import written


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PRUNECAT_CACHE_DIR", str(tmp_path / "cache"))


def lines(*records: dict[str, Any]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def titled(number: int, **values: Any) -> dict[str, Any]:
    return {"title": f"Shears {number}: Learning to Shear Sheep", "year": 2000 + number % 20, **values}


SOURCES = {
    "no ids": lines(*(titled(number % 3, authors=["Ada Byron", "Ada Lovelace"]) for number in range(9))),
    "some ids": lines(
        *(titled(number, **({"id": f"shears-{2001 + number}"} if number % 2 else {})) for number in range(9))
    ),
    "repeated ids of others": lines(
        *(titled(number, key=f"k{number % 4}", abstract="shear shears") for number in range(9))
    ),
    "own ids among others": lines(
        {"key": "a", "name": "One"},
        {"id": "b", "title": "Two"},
        {"key": "b", "name": "Three"},
        {"key": "a", "name": "Four", "year": "soon"},
        {"name": ""},
        {"key": "b", "name": "Five"},
    ),
    "rows of a work": lines(
        {"id": "a", "title": "One", "authors": ["\ud800 lone", "É"], "also_listed_as": ["b", "c", "b"]},
        {"id": "b", "title": "One", "also_listed_as": ["b", "a"]},
        {"title": "One", "also_listed_as": ["one"]},
    ),
    "an id twice": lines({"id": "a", "title": "One"}, {"title": "Two"}, {"id": "a", "title": "Three"}),
    "an own id after another's": lines({"key": "a", "name": "One"}, {"id": "a", "title": "Two"}),
    "venues described late": lines(
        {"title": "One", "venue": "Letters on Shearing"},
        {"title": "Two", "venue": "LOS", "venue_name": "Letters on Shearing"},
        {"title": "Three", "venue": "los"},
    ),
    "venues of many spellings": lines(
        *(
            titled(0, venue=name, types=["Q", "Z"])
            for name in ("NIPS 2019", "neurips", "Shear Letters", "SHEAR letters", "Trans. on Pattern Analysis (TPAMI)")
        )
    ),
    "no titles": lines(
        {"name": "A"}, {"year": 2001}, {"name": "B"}, {"year": 2002, "key": "x"}, {"title": "C", "x": 1}
    ),
    "repositories": lines(
        titled(1, note="https://github.com/ewe/Sheep-Shears2", code=[{"url": "https://gitlab.com/a/b.c"}])
    ),
    "scripts": lines({"title": "神经网络 β-VAE’s façade"}, {"title": "ß ＦＵＬＬ ½"}, {"title": "\ud800 lone"}),
    "a wrong value": lines(
        {"id": "a", "title": "One"}, {"id": "b", "title": "Two", "year": "soon"}, {"title": "x", "y": 1}
    ),
    "no JSON": '{"title": "One"}\n\n{"title": "Two"',
    "a name twice": '{"title": "One"}\n{"title": "Two", "title": "Three"}\n',
    "no object": '{"title": "One"}\n3\n',
    "ends of lines": '\ufeff{"title": "One"}\r\n\r{"title": "Two"}\r{"title": "Three", "year": "x"}',
    "blank": " \n\n",
    "nothing": "",
}
TABLES = {
    "csv": 'sep=,\n\n"Paper Title",Authors,Year,Key\n"A, ""b""\nc","Doe, Jane",2019,k\n,,2018,\n'
    "B,John Smith,soon,k\nC,,,,,more\n",
    "semicolons": "title;year;venue\nA;2019;NIPS\n\nB;;\n",
    "open quote": 'title,year\n"A,2019\nB,2018\n',
    "no titles": "name of it,year\nA,2019\n",
    "tsv": "id\ttitle\tauthors\na\tOne \\t two\tAda Byron; Bo Peep\nb\tTwo\t\n",
}


@pytest.mark.parametrize("name", SOURCES)
def test_json_lines_in_pieces_are_those_read_whole(tmp_path: Path, name: str) -> None:
    source = tmp_path / "list.jsonl"
    source.write_bytes(SOURCES[name].encode(errors="surrogatepass"))
    assert in_pieces(source) == answer(source)


@pytest.mark.parametrize("name", TABLES)
def test_tables_in_pieces_are_those_read_whole(tmp_path: Path, name: str) -> None:
    source = tmp_path / ("list.tsv" if name == "tsv" else "list.csv")
    source.write_text(TABLES[name], encoding="utf-8")
    assert in_pieces(source) == answer(source)


@given(found=st.lists(any_entries, max_size=12), chance=st.randoms(), together=st.sampled_from([1, 3, 100]))
def test_any_entries_in_pieces_are_those_read_whole(
    tmp_path_factory: pytest.TempPathFactory, found: list[Any], chance: Any, together: int
) -> None:
    records = [json.loads(line) for line in written("jsonl", found).splitlines()]
    for record in records:
        for field in ("id", "section", "venue_name", "container"):
            if chance.random() < 0.3:
                record.pop(field, None)
    source = tmp_path_factory.mktemp("any") / "list.jsonl"
    source.write_text(lines(*records), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRUNECAT_CACHE_DIR", str(source.parent / "cache"))
        whole = answer(source)
    assert in_pieces(source, together=together) == whole


@pytest.mark.parametrize("name", ["some ids", "venues described late", "a wrong value", "an id twice"])
def test_two_processes_make_what_one_makes(tmp_path: Path, name: str) -> None:
    source = tmp_path / "list.jsonl"
    source.write_text(SOURCES[name])
    assert by_two_processes(source) == answer(source)


def test_what_many_entries_have_is_what_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kept in (frequent, authors):
        monkeypatch.setattr(kept, "_KEPT_FROM", 0)
    source = tmp_path / "list.jsonl"
    words = "lottery ticket hypothesis structured pruning".split()
    source.write_text(
        lines(*(titled(number, authors=[f"Ada {words[number % 5]}"], note=words[number % 3]) for number in range(40)))
    )
    found = in_pieces(source)
    assert isinstance(found, dict) and found["frequent"] and found["authors"] and found == answer(source)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A catalogue of several files, small and large."""
    home = tmp_path / "catalogue"
    home.mkdir()
    (home / "a.jsonl").write_text(lines(*(titled(number, section="journal", venue="SL") for number in range(5))))
    (home / "b.jsonl").write_text(lines({"title": "Wool", "venue": "Shear Letters", "id": "wool", "year": 2021}))
    (home / "c.yaml").write_text(
        "title: Shears\nvenues: [{name: SL, full_name: Shear Letters, kind: journal}]\n"
        "types: [{code: Q, name: quick}]\nsection: survey\nyear: 2020\n"
        "entries: [{title: A survey of shears, types: [Q]}]\n"
    )
    yield home


def test_a_folder_in_pieces_is_that_read_whole(folder: Path) -> None:
    assert in_pieces(folder) == answer(folder)
    table = folder.parent / "more.csv"
    table.write_text("title,venue\nWool and shears,SL\n", encoding="utf-8")
    assert in_pieces(folder, table) == answer(folder, table)
    (folder / "d.jsonl").write_text(lines({"title": "Again", "id": "wool"}))
    assert in_pieces(folder) == answer(folder)
    assert "the id wool stands at" in str(in_pieces(folder))


def test_files_that_are_large_together_are_gone_through(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = [path.stat().st_size for path in folder.iterdir()]
    kinds = {path.suffix: "LargeFile" if path.suffix == ".jsonl" else "File" for path in folder.iterdir()}
    for size, is_large in ((sum(sizes) - 1, True), (sum(sizes), False)):
        monkeypatch.setattr(files, "LARGE", size)
        found = {Path(file.path).suffix: type(file).__name__ for file in files.files_to_compile(str(folder))}
        assert found == (kinds if is_large else dict.fromkeys(kinds, "File"))


def test_a_packed_file_in_pieces_is_that_read_whole(tmp_path: Path) -> None:
    source = tmp_path / "list.jsonl.gz"
    source.write_bytes(gzip.compress(SOURCES["some ids"].encode()))
    assert in_pieces(source) == answer(source)
    source.write_bytes(source.read_bytes()[:-9])
    assert in_pieces(source) == answer(source)


@pytest.mark.parametrize("piece", [1, 2, 7])
def test_pieces_may_end_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    monkeypatch.setattr(large_files, "PIECE", piece)
    for name in ("ends of lines", "scripts", "nothing"):
        source = tmp_path / f"{name}.jsonl"
        source.write_bytes(SOURCES[name].encode(errors="surrogatepass"))
        assert in_pieces(source) == answer(source)


def test_an_old_encoding_is_read_whole(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_bytes("title,year\nCafé,2019\n".encode("cp1252"))
    assert in_pieces(source) == answer(source)
    (tmp_path / "list.jsonl").write_bytes(b'{"title": "A"}\n{"title": "\xe9"}\n')
    assert in_pieces(tmp_path / "list.jsonl") == answer(tmp_path / "list.jsonl")


@pytest.mark.parametrize(
    "change", [lambda text: text.replace("One", "Won"), lambda text: text + text, lambda _: "", lambda _: "\udcff"]
)
def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[str], str]
) -> None:
    source = tmp_path / "list.jsonl"
    source.write_text(lines({"title": "One"}, {"title": "Two"}))
    looked_through = large_files.looked_through

    def change_it(*arguments: Any) -> Any:
        found = looked_through(*arguments)
        source.write_bytes(change(source.read_text()).encode(errors="surrogateescape"))
        return found

    monkeypatch.setattr(large_files, "looked_through", change_it)
    assert in_pieces(source) == f"{source}: it changes while it is read; run it again"
