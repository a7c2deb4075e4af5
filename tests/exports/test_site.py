"""The page of `export site` without a browser: its data, its script, and that a catalogue's text stays text in it."""

import json
import re
import zlib
from base64 import b64decode, b64encode
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser
from os.path import normpath
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_line import prunecat
from prunecat import Catalogue
from prunecat.entry import CodeLink, Entry
from prunecat.exports import site
from prunecat.exports.site.bundle import bundle, modules
from prunecat.loading.compile import compile_catalogue
from prunecat.snapshot.build import build
from prunecat.sources.reading import Reading

ASSETS = Path(site.__file__).parent / "assets"
MOST_BYTES = 400_000
MOST_LINES = 250
LONGEST = 40
"""Lines of a function."""


class Parsed(HTMLParser):
    """The elements of a page with their attributes, and the texts of those that hold no others."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append((self.elements[-1][0] if self.elements else "", data))

    def block(self, name: str) -> Any:
        """The value of a data block."""
        ids = [attributes.get("id") for tag, attributes in self.elements if tag == "script"]
        scripts = [text for tag, text in self.texts if tag == "script" and text.strip()]
        text = scripts[ids.index(name)]
        return json.loads(text if text.startswith("{") else zlib.decompress(b64decode(text)))


def asset(name: str) -> str:
    return (ASSETS / name).read_text("utf-8")


@pytest.fixture(scope="module")
def html() -> str:
    return prunecat("export", "site").out


@pytest.fixture(scope="module")
def parsed(html: str) -> Parsed:
    return Parsed(html)


def test_the_bundled_catalogue_is_a_small_page(html: str) -> None:
    assert len(html.encode()) < MOST_BYTES


def test_the_page_names_what_may_run_and_nothing_else_may(html: str, parsed: Parsed) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    [style] = [text for tag, text in parsed.texts if tag == "style" and text.strip()]
    [script] = [text for tag, text in parsed.texts if tag == "script" and text.startswith("(() => {")]
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in (style, script)]
    assert [rules.pop("style-src"), rules.pop("script-src")] == hashes
    assert rules == {"default-src": "'none'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}
    assert {name for _, attributes in parsed.elements for name in attributes if name.startswith("on")} == set()
    assert [tag for tag, attributes in parsed.elements if "style" in attributes] == []
    sources = [(attributes.get("src") or "") for _, attributes in parsed.elements if "src" in attributes]
    assert [source for source in sources if not source.startswith("data:")] == []


def test_the_data_are_the_catalogue_in_its_order(parsed: Parsed) -> None:
    told = parsed.block("catalogue")
    listed = json.loads(prunecat("list", "--json").out)
    assert [entry["id"] for entry in told["entries"]] == [entry["id"] for entry in listed]
    names = "title section authors venue venue_name year types url pdf arxiv doi note".split()
    for entry, row in zip(told["entries"], listed, strict=True):
        assert {name: entry.get(name) for name in names} == {name: row[name] or None for name in names}
        assert [link.get("url") for link in entry.get("code", [])] == [link["url"] for link in row["code"]]
    assert told["about"]["title"] == "Awesome Pruning"
    assert told["sections"] == ["conference", "journal", "survey", "other", "software"]
    assert told["legend"] == {"U": "unstructured", "S": "structured"}


def test_the_bibliography_is_the_programs_own(parsed: Parsed) -> None:
    assert "\n\n".join(parsed.block("bibtex")) + "\n" == prunecat("list", "-f", "bibtex").out


def test_an_entry_tells_the_topics_that_it_is_counted_by(parsed: Parsed) -> None:
    told = Counter(topic for entry in parsed.block("catalogue")["entries"] for topic in entry.get("topics", []))
    assert told == {
        str(count.values[0]): count.entries for count in Catalogue.bundled().counts("topic") if count.values[0]
    }
    assert told["lottery ticket hypothesis"] > 2


def test_the_charts_are_those_of_stats(html: str, tmp_path: Path) -> None:
    prunecat("stats", "--plot", str(tmp_path / "x.svg"))
    [source] = re.findall(r"src='data:image/svg\+xml;charset=utf-8,([^']*)'", html)
    assert unquote(source) == (tmp_path / "x.svg").read_text("utf-8")
    assert "Entries by venue and year" in html


def test_filters_narrow_the_page_and_its_charts() -> None:
    html = prunecat("export", "site", "--venue", "CVPR", "--year", "2023").out
    told = Parsed(html)
    assert {(entry["venue"], entry["year"]) for entry in told.block("catalogue")["entries"]} == {("CVPR", 2023)}
    count = prunecat("list", "--venue", "CVPR", "--year", "2023", "--count").out.strip()
    assert f"Awesome Pruning: {count} entries. Charts" in html
    assert len(told.block("bibtex")) == int(count)


def test_without_scripts_there_is_the_list(html: str) -> None:
    [plain] = re.findall(r"<div id=\"plain\">(.*?)</div>", html, re.DOTALL)
    assert plain.count("<li>") == 157
    assert (
        '<li><a href="https://arxiv.org/abs/2301.12900">DepGraph: Towards Any Structural Pruning</a> CVPR 2023</li>'
    ) in plain


def test_nothing_is_a_page_too() -> None:
    answer = prunecat("export", "site", "--year", "1999")
    assert answer.err == "No entries match.\n"
    assert Parsed(answer.out).block("catalogue")["entries"] == []
    assert "<details" not in answer.out


@pytest.mark.parametrize(
    ("target", "file"), [("public", "public/index.html"), ("v1.2", "v1.2/index.html"), ("x.html", "x.html")]
)
def test_a_site_goes_into_a_folder_or_a_file(
    target: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):  # once more, where it is there
        assert prunecat("export", "site", target) == ("", f"Wrote 157 entries to {file}.\n", 0)
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*") if path.is_file()] == [file]


def test_a_page_of_something_else_is_replaced_only_by_force(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<title>My home</title>")
    refused = prunecat("export", "site", str(tmp_path))
    assert (refused.out, refused.code, page.read_text()) == ("", 2, "<title>My home</title>")
    assert refused.err.startswith(f"prunecat: error: {page} is a page of something else; name another file, or give --")
    assert prunecat("export", "site", str(tmp_path), "--force").code == 0
    assert prunecat("export", "site", str(tmp_path)).code == 0  # now it is our own
    assert [site.is_exported(str(path)) for path in (page, tmp_path, tmp_path / "none")] == [True, False, False]


def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    answer = prunecat("export", "site", str(tmp_path / "taken" / "public"))
    assert (answer.out, answer.code) == ("", 2)
    assert answer.err.startswith(f"prunecat: error: {tmp_path / 'taken' / 'public'}: no folder can be made")


words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
MARKUP = "</script> <!-- <script> </noscript> </title> </style> <img/src=x/onerror=a()> &lt; &"
tokens = st.sampled_from([*MARKUP.split(), '"', "'", "$title", "${x}", "\\u003c", "`"])
texts = st.lists(words | tokens, min_size=1, max_size=5).map(" ".join)


@given(title=texts, name=texts, url=texts.map(lambda text: f"https://ex.org/{text}"))
def test_what_a_catalogue_says_is_text_whatever_it_contains(title: str, name: str, url: str) -> None:
    told, harmless = _page_of(title, name, url), _page_of("Title", "Name", "https://ex.org/")
    names = [[(tag, [*attributes]) for tag, attributes in page.elements] for page in (told, harmless)]
    assert names[0] == names[1]
    [entry] = told.block("catalogue")["entries"]
    assert entry["title"] == " ".join(title.split())
    assert entry["code"] == [{"framework": " ".join(name.split())}]
    links = [attributes["href"] or "" for tag, attributes in told.elements if tag == "a"]
    assert [link for link in links if not re.fullmatch(r"#results|https://ex\.org/[^\s<>\"]*", link)] == []


def _page_of(title: str, name: str, url: str) -> Parsed:
    link = CodeLink(framework=name, url="javascript:alert(1)")
    entry = Entry(id="a", section="survey", title=title, authors=(name,), note=name, url=url, code=(link,))
    compiled = compile_catalogue([Reading(file="x", entries=(entry,), about={"title": title, "description": name})])
    catalogue = Catalogue(build(compiled))
    return Parsed("".join(site.export(catalogue, catalogue.list())))


SCRIPTS = sorted(ASSETS.rglob("*.js"))


def test_every_module_is_part_of_the_script_behind_what_it_imports() -> None:
    order = modules(asset, "page/main.js")
    assert sorted(order) == [file.relative_to(ASSETS).as_posix() for file in SCRIPTS]
    for path in order:
        for name in imported(path):
            assert order.index(name) < order.index(path)


def imported(path: str) -> dict[str, list[str]]:
    """The names that a module imports, by the path of the module that exports them."""
    found = re.findall(r'^import \{([^}]*)\} from "(.+)";', asset(path), re.MULTILINE)
    return {normpath(f"{Path(path).parent.as_posix()}/{target}"): re.findall(r"\w+", names) for names, target in found}


def test_what_a_module_exports_is_used_by_another() -> None:
    order = modules(asset, "page/main.js")
    used = {(target, name) for path in order for target, names in imported(path).items() for name in names}
    exported = {
        (path, name)
        for path in order
        for name in re.findall(r"^export (?:async )?(?:function|const|class) (\w+)", asset(path), re.MULTILINE)
    }
    assert exported == used


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda f: f.name)
def test_a_function_of_the_page_is_short(file: Path) -> None:
    text = file.read_text("utf-8")
    bodies = re.split(r"^(?:export )?(?:async )?function\*? ", text, flags=re.MULTILINE)[1:]
    lengths = {body.partition("(")[0]: len(body.split("\n}\n")[0].splitlines()) for body in bodies}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_the_script_is_one_function_without_modules(html: str) -> None:
    script = bundle(asset, "page/main.js")
    assert f"<script>{script}</script>" in html
    assert re.search(r"^(?:import|export)\b", script, re.MULTILINE) is None
    assert script.startswith('(() => {\n"use strict";\n')
    assert "</script" not in script
    assert "<!--" not in script


def test_modules_are_put_in_the_order_of_their_imports() -> None:
    files = {
        "a/main.js": '/** Starts. */\nimport { two } from "./two.js";\nimport { one } from "../b/one.js";\none(two);\n',
        "a/two.js": 'import {\n  one,\n} from "../b/one.js";\nexport const two = one(2);\n',
        "b/one.js": "/**\n * Gives it back.\n */\nexport function one(x) {\n  return x; // as it is\n}\n",
    }
    assert bundle(files.__getitem__, "a/main.js").splitlines() == [
        "(() => {",
        '"use strict";',
        "const module0 = (() => {",
        "function one(x) {",
        "return x; // as it is",
        "}",
        "return { one };",
        "})();",
        "const module1 = (() => {",
        "const {",
        "one,",
        "} = module0;",
        "const two = one(2);",
        "return { two };",
        "})();",
        "const module2 = (() => {",
        "const { two } = module1;",
        "const { one } = module0;",
        "one(two);",
        "return {  };",
        "})();",
        "})();",
    ]


@pytest.mark.parametrize("file", [*SCRIPTS, *sorted(ASSETS.rglob("*.css")), ASSETS / "page.html"], ids=lambda f: f.name)
def test_a_file_of_the_page_is_short_and_reads_no_html(file: Path) -> None:
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    assert re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function", text) is None
    assert file.suffix == ".html" or text.startswith("/*")
