import json
from pathlib import Path

import pytest

from checks.running import PLANTED, check

FAULT = "- {id: a-2022, title: 'Once Once', url: 'http://toys.example.org/a'}\n"
DOUBLED = 'the title "Once Once" has the word Once twice; leave one of them out'
INSECURE = "the URL is not encrypted: http://toys.example.org/a; try it with https://"


@pytest.fixture
def fault(tmp_path: Path) -> Path:
    path = tmp_path / "fault.yaml"
    path.write_text(FAULT, "utf-8")
    return path


def test_text_is_a_line_for_each_finding_that_editors_read(fault: Path) -> None:
    status, out, err = check(fault)
    assert out.splitlines() == [
        f"{fault}:1: warning: doubled-word: a-2022: {DOUBLED}",
        f"{fault}:1: warning: insecure-url: a-2022: {INSECURE}",
    ]
    assert (status, err) == (1, "1 entry in 1 file: 2 warnings.\n")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "- id: a:b-2020\n  title: T\n  yaer: 2020\n"),
        ("a.json", '[{"id": "a:b-2020",\n"title": "T", "year": "n.d."}]'),
        ("a.yaml", "- title: T\n  yaer: 2020\n"),
        ("a.jsonl", '{"title": "T", "year": "n.d."}\n'),
    ],
)
def test_an_error_comes_with_the_id_of_its_entry_whatever_signs_that_has(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    [finding] = check(tmp_path / name, "--json", "--rule", "schema").findings
    assert finding["entry"] == ("a:b-2020" if "a:b" in text else None)
    assert "a:b" not in finding["message"]
    assert finding["message"].partition(": ")[0] in ("yaer", "year", "entry 1")


def test_json_has_every_key(fault: Path) -> None:
    assert check(fault, "--json", "--rule", "doubled-word").findings == [
        {
            "file": str(fault),
            "line": 1,
            "entry": "a-2022",
            "rule": "doubled-word",
            "level": "warning",
            "message": DOUBLED,
        }
    ]


def test_no_finding_is_an_empty_array(fault: Path) -> None:
    outcome = check(fault, "--json", "--ignore", "doubled-word", "--ignore", "insecure-url")
    assert outcome == (0, "[]\n", "1 entry in 1 file: no faults.\n")


def test_github_gets_annotations(fault: Path) -> None:
    lines = check(fault, "--format", "github").out.splitlines()
    assert lines[0] == f"::warning file={fault},line=1,title=doubled-word::a-2022: {DOUBLED}"
    assert check("--format", "github").out.startswith("::notice file=")


def test_text_of_a_catalogue_ends_no_annotation_and_begins_none(tmp_path: Path) -> None:
    path = tmp_path / "50%, a:b.json"
    title = "Once Once 100%\n::error::injected \x1b[31m\r\u2028::stop-commands::x*"
    path.write_text(json.dumps([{"title": title}]), "utf-8")
    out = check(path, "--format", "github").out
    assert "file=" + str(path).replace("%", "%25").replace(":", "%3A").replace(",", "%2C") + ",line=1,title=" in out
    assert "100%25 " in out
    assert all(line.startswith("::warning file=") for line in out.splitlines())
    assert "\x1b" not in out
    assert "\x1b" not in check(path).out


def test_output_goes_into_a_file_whole(fault: Path, tmp_path: Path) -> None:
    outcome = check(fault, "--json", "-o", tmp_path / "out.json")
    assert (outcome.status, outcome.out) == (1, "")
    assert len(json.loads((tmp_path / "out.json").read_text("utf-8"))) == 2


def test_a_file_that_is_broken_does_not_keep_others_from_being_checked(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- {id: a-2022, title: ]}", "utf-8")
    (tmp_path / "b.yaml").write_text(FAULT, "utf-8")
    (tmp_path / "c.yaml").write_bytes(b"- {id: c}\n- {title: \xff}")
    found = check(tmp_path, "--json").findings
    assert [(Path(finding["file"]).name, finding["line"], finding["rule"]) for finding in found] == [
        ("a.yaml", 1, "schema"),
        ("b.yaml", 1, "doubled-word"),
        ("b.yaml", 1, "insecure-url"),
        ("c.yaml", 2, "schema"),
    ]


def test_what_could_not_be_read_is_told_whatever_rule_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("- {id: a-2022}\n", "utf-8")
    assert check(path, "--rule", "footnote-mark", "--json").rules == ["schema"]
    assert check(path, "--ignore", "schema").status == 0


def test_a_file_given_twice_is_checked_once(fault: Path) -> None:
    assert len(check(fault, fault.parent, "--json").findings) == 2


def test_the_catalogue_is_checked_where_no_path_is_given(fault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(check("--json", before=("-C", fault)).findings) == 2
    assert len(check("--json", "-C", fault).findings) == 2
    monkeypatch.setenv("PRUNECAT_CATALOGUE", str(fault))
    assert len(check("--json").findings) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rule", "duobled-word"], "unknown rule 'duobled-word'; did you mean doubled-word"),
        (["--ignore", "nothing-like-it-x"], "unknown rule"),
        (["--format", "xml"], "unknown format 'xml'; it is one of text, json, github"),
        (["--json", "--format", "github"], "json and github at once; ask for one format"),
        (["no/such/file.yaml"], "no/such/file.yaml: no such file or folder; check the path"),
        ([""], "a PATH is empty; give a file or folder"),
        (["-o", ""], "--output is empty; give a file"),
    ],
)
def test_a_wrong_command_line_is_one_line_and_status_2(arguments: list[str], said: str) -> None:
    outcome = check(*arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.err
    assert outcome.err.count("\n") == 1


def test_planted_faults_make_the_status_1_and_are_counted() -> None:
    outcome = check(PLANTED / "faults.yaml")
    assert outcome.status == 1
    assert outcome.err == "42 entries in 1 file: 15 errors, 29 warnings, 1 known, see the errata.\n"
