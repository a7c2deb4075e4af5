import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from command_line import prunecat
from prunecat.loading.bundled import bundled_folder


@pytest.fixture(scope="module")
def listed() -> str:
    """The list that the bundled catalogue was made of, near enough."""
    return prunecat("export", "readme").out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The bundled catalogue with what people leave in such files."""
    folder = tmp_path / "catalogue"
    shutil.copytree(bundled_folder(), folder)
    edit(folder / "conference/2023.yaml", "    types: [S]\n", "    types: [S]  # by hand\n")
    edit(folder / "conference/2023.yaml", "  - id: llm-pruner-2023", "  # of two minds\n  - id: llm-pruner-2023")
    edit(folder / "conference/2023.yaml", "\nentries:", "\nentries:  # in the list's order")
    edit(folder / "survey.yaml", "  - id: dnn-pruning-survey-2023", "  # the best\n  - id: dnn-pruning-survey-2023")
    edit(folder / "survey.yaml", "    note: Appeared", "    # seen there:\n    note: Appeared")
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def later(text: str) -> str:
    """A later version of the list: rows added, changed, renamed, moved and dropped."""
    lines = text.split("\n")

    def at(words: str) -> int:
        return next(number for number, line in enumerate(lines) if words in line)

    def changed(words: str, old: str, new: str) -> None:
        assert old in lines[at(words)]
        lines[at(words)] = lines[at(words)].replace(old, new, 1)

    new = "[Brand New: Pruning, at last](https://arxiv.org/abs/2310.99999)"
    lines.insert(at("LLM-Pruner: On the") + 1, f"| `NIPS` | {new} | `U/S` | [JAX[O]](https://github.com/x/y) |")
    head = '<h3 align="center">2025</h3>\n\n| Venue | Title | Type | Code |\n|---|---|---|---|\n'
    lines.insert(
        at('<h3 align="center">2024</h3>'), f"{head}| `ICML` | [Sparse in 2025](https://icml.cc/2025/x) | | |\n"
    )
    changed("Model Pruning Enables Efficient Federated", "| `S` |  |", "| `S/U` | [JAX[A]](https://github.com/f/l) |")
    changed("VITA-Group/ramanujan-on-pai", " (soon...)", "")
    changed(
        "EZCrop: Energy",
        re.findall(r"https://openaccess\S+?(?=\))", lines[at("EZCrop: Energy")])[0],
        "https://ex.org/e",
    )
    changed("RAPID: A Single Stage", "Single Stage Pruning Framework", "Single-Stage Pruning Framework, Again")
    survey = lines.pop(at("A Survey on Deep Neural Network Pruning"))
    title = survey.split(" | ")[2].removesuffix(" |")
    lines.insert(at("Distilled Gradual Pruning with") + 1, f"| IEEE Trans. PAMI | {title} | `S` | |")
    del lines[at("Towards Fairness-aware")]
    del lines[at("Token Merging: Your ViT")]
    return "\n".join(lines)


@pytest.fixture
def source(listed: str, tmp_path: Path) -> Path:
    path = tmp_path / "later.md"
    path.write_text(later(listed), "utf-8")
    return path


def texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def entries(folder: Path) -> dict[str, dict[str, Any]]:
    found = json.loads(prunecat("-C", str(folder), "list", "--json").out)
    return {entry["id"]: entry for entry in found}


def test_the_list_that_the_folder_was_made_of_is_nothing_new(listed: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(listed, "utf-8")
    before = texts(folder)
    answer = prunecat("sync", str(tmp_path / "list.md"), str(folder), "--write")
    assert answer == ("", "Nothing new.\n", 0)
    assert texts(folder) == before


def test_a_dry_run_tells_and_writes_nothing(source: Path, folder: Path) -> None:
    before = texts(folder)
    answer = prunecat("sync", str(source), str(folder), "--json")
    told = json.loads(answer.out)
    assert [(change["change"], change["id"], [field["field"] for field in change["fields"]]) for change in told] == [
        ("added", "sparse-2025-2025", []),
        ("added", "brand-new-2023", []),
        ("renamed", "rapid-2022", ["title"]),
        ("changed", "ramanujan-graph-2023", ["code"]),
        ("changed", "ezcrop-2022", ["url"]),
        ("changed", "dnn-pruning-survey-2023", ["section", "venue", "year", "types"]),
        ("changed", "prunefl-2022", ["types", "code"]),
        ("kept", "fairness-aware-pruning-2023", []),
        ("kept", "token-merging-2023", []),
    ]  # fmt: skip
    assert answer.err == (
        "2 added, 1 renamed, 4 changed, 2 kept.\nNothing is written: --write changes 6 files.\n"
    )  # fmt: skip
    assert answer.code == 0
    assert texts(folder) == before


def test_a_later_list_is_brought_in_and_nothing_is_lost(source: Path, folder: Path) -> None:
    before, was = texts(folder), entries(folder)
    answer = prunecat("sync", str(source), str(folder), "--write")
    assert answer.code == 0
    assert answer.err.endswith("Changed 6 files.\n")
    now, is_now = texts(folder), entries(folder)
    assert is_now.keys() == was.keys() | {"sparse-2025-2025", "brand-new-2023"}
    for name, entry in was.items():
        for field in ("authors", "note", "errata", "also_listed_as", "arxiv", "doi"):
            assert is_now[name][field] == entry[field]
    assert sorted(comments(now)) == sorted([*comments(before), *comments({"": now["conference/2025.yaml"]})])
    untouched = {"LICENSE", "README.md", "schema.json", "vocabulary.yaml", "conference/2017.yaml", "journal/2023.yaml"}
    assert {name: now[name] for name in untouched} == {name: before[name] for name in untouched}
    survey = is_now["dnn-pruning-survey-2023"]
    assert (survey["section"], survey["year"], survey["venue"]) == ("journal", 2024, "TPAMI")
    assert "  # the best\n  - id: dnn-pruning-survey-2023\n" in now["journal/2024.yaml"]
    assert "    # seen there:\n    note: Appeared later in TPAMI, 2024.\n" in now["journal/2024.yaml"]
    listed = list(is_now)
    assert listed[listed.index("llm-pruner-2023") + 1] == "brand-new-2023"
    assert "https://github.com/VITA-Group/ramanujan-on-pai}" in now["conference/2023.yaml"]
    again = prunecat("sync", str(source), str(folder), "--write")
    assert again.err == "2 kept.\n"
    assert texts(folder) == now


def comments(files: dict[str, str]) -> list[str]:
    """The comments of YAML files, but for the `#` inside of values."""
    text = "\n".join(text for name, text in files.items() if name.endswith(".yaml") or not name)
    return re.findall(r"(?m)(?:^|(?<=\s))#.*$", text)


def test_only_the_lines_that_changed_change(source: Path, folder: Path) -> None:
    before = texts(folder)
    prunecat("sync", str(source), str(folder), "--write")
    now = texts(folder)
    gone = {name: set(before[name].splitlines()) - set(now[name].splitlines()) for name in before}
    link = next(line for line in before["conference/2023.yaml"].splitlines() if "ramanujan-on-pai, status" in line)
    assert gone["conference/2023.yaml"] == {link}
    url = next(line for line in before["conference/2022.yaml"].splitlines() if "Lin_EZCrop" in line)
    assert gone["conference/2022.yaml"] == {"    title: 'RAPID: A Single Stage Pruning Framework'", url}


def test_with_a_base_only_what_the_source_changed_is_brought(
    listed: str, source: Path, folder: Path, tmp_path: Path
) -> None:
    base = tmp_path / "base.md"
    base.write_text(listed, "utf-8")
    edit(folder / "conference/2018.yaml", "title: 'NISP: Pruning", "title: 'NISP! Pruning all")
    told = json.loads(prunecat("sync", str(source), str(folder), "--json").out)
    with_base = json.loads(prunecat("sync", str(source), str(folder), "--base", str(base), "--json").out)
    assert {change["id"] for change in told} - {change["id"] for change in with_base} == {"nisp-2018"}


def small(tmp_path: Path) -> tuple[Path, Path]:
    """A folder of a few files and a source that changes most of them."""
    folder, source = tmp_path / "small", tmp_path / "small.json"
    rows: list[dict[str, object]] = [
        {
            "title": f"{name} of Pruning",
            "section": section,
            "year": 2020 + at,
            "venue": "ICLR",
            "url": f"https://ex.org/{at}",
        }
        for at, (name, section) in enumerate((("Alpha", "conference"), ("Beta", "conference"), ("Gamma", "survey")))
    ]
    source.write_text(json.dumps(rows), "utf-8")
    prunecat("import", str(source), "-o", str(folder))
    rows = [{**rows[0], "types": ["S"]}, {**rows[1], "year": 2020}, {**rows[2], "venue": "CVPR"}]
    source.write_text(json.dumps([*rows, {"title": "Delta", "section": "journal", "year": 2024}]), "utf-8")
    return folder, source


def test_killed_at_any_point_the_folder_is_as_it_was_or_done(tmp_path: Path) -> None:
    if not hasattr(os, "fork"):
        pytest.skip("the system has no fork")
    folder, source = small(tmp_path)
    kept = tmp_path / "kept"
    shutil.copytree(folder, kept)
    before = entries(folder)
    arguments = ("sync", str(source), str(folder), "--write")
    assert prunecat(*arguments).code == 0
    after, files = entries(folder), texts(folder)
    assert before != after
    ends = []
    for last in range(1, 200):
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
        if not killed(lambda: prunecat(*arguments), last):
            break
        ends.append(entries(folder) == after)
        assert ends[-1] or entries(folder) == before
        assert prunecat(*arguments).code == 0
        assert texts(folder) == files
    assert {*ends} == {True, False}
    assert texts(folder) == files


def killed(act: Callable[[], object], last: int) -> bool:
    """Whether an act, in a process of its own, came to the call of that number that moves a file, and ended there."""
    child = os.fork()
    if not child:
        left = iter(range(last - 1))

        def counted(call: Callable[..., object]) -> Callable[..., object]:
            def wrapped(*arguments: object, **options: object) -> object:
                if next(left, None) is None:
                    os._exit(9)
                return call(*arguments, **options)

            return wrapped

        for name in ("rename", "replace", "unlink", "rmdir"):
            setattr(os, name, counted(getattr(os, name)))
        act()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def test_an_interrupted_sync_is_finished_first_and_told(tmp_path: Path) -> None:
    folder, source = small(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("prunecat.whole_folder._finish", lambda _: False)
        prunecat("sync", str(source), str(folder), "--write")
    answer = prunecat("sync", str(source), str(folder), "--write")
    assert answer == ("", f"Finished a sync of {folder} that was interrupted.\nNothing new.\n", 0)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_marks_stay(line_end: str, mark: str, tmp_path: Path) -> None:
    folder, source = small(tmp_path)
    path = folder / "survey.yaml"
    path.write_bytes((mark + path.read_text("utf-8").replace("\n", line_end)).encode())
    assert prunecat("sync", str(source), str(folder), "--write").code == 0
    content = path.read_bytes()
    assert content.startswith(mark.encode())
    assert content.count(b"\r\n") == (content.count(b"\n") if line_end == "\r\n" else 0)
    assert b"venue: CVPR" in content


def test_each_line_keeps_its_own_end(tmp_path: Path) -> None:
    folder, source = small(tmp_path)
    path = folder / "survey.yaml"
    lines = path.read_bytes().splitlines()
    before = b"".join(line + (b"\n", b"\r\n")[at % 2] for at, line in enumerate(lines))
    path.write_bytes(before)
    assert prunecat("sync", str(source), str(folder), "--write").code == 0
    after = path.read_bytes().splitlines(keepends=True)
    kept = set(before.splitlines(keepends=True)) & set(after)
    assert len(kept) > len(lines) - 3


def test_what_is_no_catalogue_folder_is_refused(tmp_path: Path) -> None:
    remedy = "make a catalogue of a list with: prunecat import LIST -o FOLDER"
    answer = prunecat("sync", "bundled", str(tmp_path / "nowhere"), "--write")
    assert answer == ("", f"prunecat: error: {tmp_path / 'nowhere'} is no folder; {remedy}\n", 2)
    (tmp_path / "list.md").write_text("# List\n- [A paper on pruning](https://arxiv.org/abs/2001.00001)\n", "utf-8")
    assert prunecat("sync", "bundled", str(tmp_path)).err == (
        f"prunecat: error: {tmp_path} holds no catalogue YAML; {remedy}\n"
    )


def test_entries_that_can_not_be_edited_in_place_are_told(tmp_path: Path) -> None:
    folder, source = tmp_path / "folder", tmp_path / "source.json"
    folder.mkdir()
    line = "entries: [{id: a, title: Alpha, section: survey, year: 2020, url: https://ex.org/a}]\n"
    (folder / "list.yaml").write_text(line, "utf-8")
    row = {"title": "Alpha", "section": "survey", "year": 2021, "url": "https://ex.org/a"}
    source.write_text(json.dumps([row]), "utf-8")
    answer = prunecat("sync", str(source), str(folder), "--write")
    assert answer.err == (
        f"prunecat: error: {folder / 'list.yaml'}: its entries can't be edited where they stand; "
        "make it YAML, with a line '- id: …' for each entry\n"
    )
    assert texts(folder) == {"list.yaml": line}


def test_a_venue_that_is_new_to_the_folder_is_described(tmp_path: Path) -> None:
    folder, source = small(tmp_path)
    prunecat("sync", str(source), str(folder), "--write")
    assert "\n  - name: CVPR\n    full_name: IEEE/CVF Conference" in texts(folder)["venues.yaml"]
    assert prunecat("check", str(folder), "--rule", "unknown-venue").code == 0
