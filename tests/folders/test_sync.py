"""Whatever a folder holds and a source says: what is new is brought in, and nothing is lost."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from prunecat.entry import ORIGINS, SECTIONS, STATUSES, CodeLink, Entry
from prunecat.folders.documents import document, entry_item
from prunecat.folders.layout import Header, by_path
from prunecat.folders.sync import prepare
from prunecat.formats.objects import as_object
from prunecat.result import Result
from prunecat.whole_folder import change_files

words = st.sampled_from("Pruning: #1 'quoted' \"dq\" {a} [x] é漢 & - ? ~ @home %x *star 2021 null yes , | end:".split())
texts = st.lists(words, min_size=1, max_size=4).map(" ".join)
links = st.builds(
    CodeLink,
    framework=st.sampled_from(["PyTorch", "C++ x, y", "null"]),
    origin=st.none() | st.sampled_from(ORIGINS),
    url=st.none() | st.sampled_from(["https://ex.org/c", "https://ex.org/?a=b#c", "https://ex.org/a b"]),
    status=st.sampled_from(STATUSES),
    mark=st.none() | st.sampled_from(["*", "~ #1"]),
)


def fields(number: int) -> dict[str, st.SearchStrategy[Any]]:
    """What the fields of an entry may hold; its address and identifiers no other entry has."""
    return {
        "section": st.sampled_from(SECTIONS),
        "venue": st.none() | st.sampled_from(["CVPR", "NeurIPS", "Foo: bar"]),
        "year": st.none() | st.integers(2020, 2022),
        "types": st.lists(st.sampled_from(["S", "U", "X y"]), unique=True).map(tuple),
        "url": st.sampled_from([None, f"https://arxiv.org/abs/2101.{number:05}", f"https://ex.org/a b?{number}"]),
        "doi": st.sampled_from([None, f"10.1000/x#{number}"]),
        "code": st.lists(links, max_size=2, unique=True).map(tuple),
        "authors": st.lists(texts, max_size=2).map(tuple),
        "note": st.none() | texts,
    }


@st.composite
def entries(draw: Callable[..., Any], number: int) -> Entry:
    """An entry whose title no other has."""
    values = {name: draw(strategy) for name, strategy in fields(number).items()}
    return Entry(id=f"entry-{number}", title=f"Q{number}Z {draw(texts)}", **values)


def commented(text: str, draw: Callable[..., Any], name: str) -> tuple[str, list[str]]:
    """The text with comments above and behind some of its lines, and these comments."""
    lines, told = [], []
    for number, line in enumerate(text.split("\n")):
        comment = f"# {name} {number}."
        where = draw(st.sampled_from(["", "", "", "above", "behind"])) if line.strip() else ""
        if where:
            told.append(comment)
        if where == "above":
            lines.append(" " * (len(line) - len(line.lstrip())) + comment)
        lines.append(f"{line}  {comment}" if where == "behind" else line)
    return "\n".join(lines), told


@settings(max_examples=25, deadline=None, phases=[Phase.reuse, Phase.generate])
@given(st.data())
def test_a_sync_brings_what_is_new_and_loses_nothing(data: st.DataObject) -> None:
    ours = [data.draw(entries(number)) for number in range(data.draw(st.integers(1, 4)))]
    theirs = [data.draw(entries(number)) for number in range(10, 10 + data.draw(st.integers(0, 2)))]
    for number, entry in data.draw(st.permutations(list(enumerate(ours)))):
        if data.draw(st.booleans()):
            changed = data.draw(st.sets(st.sampled_from(sorted(fields(number)))))
            theirs.append(entry._replace(**{name: data.draw(fields(number)[name]) for name in changed}))
    with TemporaryDirectory() as name:
        folder, source = Path(name, "catalogue"), Path(name, "source.json")
        told = write(ours, folder, data.draw)
        source.write_text(json.dumps([as_object(Result(entry)) | {"venue_name": None} for entry in theirs]), "utf-8")
        sync = prepare(str(source), str(folder))
        change_files(str(folder), sync.was, sync.becomes)
        text = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.yaml"))
        assert [comment for comment in told if comment not in text] == []
        assert set(re.findall(r"\bid: (\S+)", text)) == {entry.id for entry in [*ours, *theirs]}
        again = prepare(str(source), str(folder))
        assert not again.becomes
        assert {change.kind for change in again.changes} <= {"kept"}


def write(ours: list[Entry], folder: Path, draw: Callable[..., Any]) -> list[str]:
    """Write a folder, in files by section and year or in one file; the comments in it."""
    told = []
    files = by_path(ours) if draw(st.booleans()) else {"list.yaml": (Header(), ours)}
    for path, (common, found) in files.items():
        text, comments = commented(document(common, (entry_item(entry, common) for entry in found)), draw, path)
        told += comments
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return told
