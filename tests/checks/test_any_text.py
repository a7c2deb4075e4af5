import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from prunecat.checks import checking
from prunecat.checks.finding import LEVELS, RULES
from prunecat.formats.findings import FORMATS
from prunecat.sources.files import File

# Texts that mean something to a rule are likelier than letters drawn at random.
MEANT = st.sampled_from(
    ["https://", "http://[::1", "10.1109/TIP.2023.1", "2313.00001", "*", "A A", "::error::", "\x1b[2J", "%0A"]
)
TEXT = st.lists(MEANT | st.text(max_size=12), max_size=4).map("".join)
ENTRY = st.fixed_dictionaries(
    {"title": TEXT},
    optional=dict.fromkeys(("url", "venue", "doi", "arxiv", "openreview"), TEXT) | {"year": st.integers(1900, 2100)},
)


@example([{"title": "x", "url": "http://[::1"}])
@given(st.lists(ENTRY, max_size=4))
def test_any_text_is_checked_and_told_in_one_line(entries: list[dict[str, object]]) -> None:
    files = [File("a.json", json.dumps(entries).encode())]
    subject, found = checking.read_files(files, (), 2026)
    findings = checking.in_order([*found, *checking.check(subject)], files)
    assert all(finding.rule in RULES and finding.level in LEVELS for finding in findings)
    for name in ("text", "github"):
        lines = "".join(FORMATS[name](findings)).split("\n")
        assert len(lines) == len(findings) + 1
        assert all(
            line.startswith(("a.json:", "::")) and "\x1b" not in line and len(line.splitlines()) == 1
            for line in lines[:-1]
        )
    assert len(json.loads("".join(FORMATS["json"](findings)))) == len(findings)


@settings(deadline=None)
@given(ENTRY)
def test_an_entry_listed_twice_is_told_of_once(entry: dict[str, object]) -> None:
    twice = [{**entry, "title": "A Title of Many Telling Words"}] * 2
    subject, _ = checking.read_files([File("a.json", json.dumps(twice).encode())], (), 2026)
    rules = [finding.rule for finding in checking.check(subject)]
    assert sum(rule.startswith("same-") or rule == "similar-title" for rule in rules) == 1
