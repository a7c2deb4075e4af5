from pathlib import Path

import pytest

from checks.running import PLANTED, check
from prunecat.checks import checking
from prunecat.checks.finding import RULES

LINKS = {"dead-link", "moved-link", "refused-link"}


def expected(path: Path) -> set[tuple[int, str]]:
    """What a planted file says of itself: behind `# !` the rules that find something on the line."""
    lines = path.read_text("utf-8").splitlines()
    return {(n, rule) for n, line in enumerate(lines, 1) for rule in line.partition("# !")[2].split()}


def test_each_planted_fault_is_found_on_its_line_and_nothing_else_is() -> None:
    path = PLANTED / "faults.yaml"
    found = check(path, "--json").findings
    assert {(finding["line"], finding["rule"]) for finding in found} == expected(path)
    assert all(finding["level"] == RULES[finding["rule"]] for finding in found)
    assert all(finding["file"] == str(path) for finding in found)


def test_a_fault_of_each_rule_is_planted() -> None:
    planted = {rule for _, rule in expected(PLANTED / "faults.yaml")}
    assert planted | LINKS | {"skipped"} == set(RULES)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_alone_finds_what_it_finds_among_all(rule: str) -> None:
    path = PLANTED / "faults.yaml"
    found = [finding for finding in check(path, "--json").findings if finding["rule"] in (rule, "schema")]
    assert check(path, "--json", "--rule", rule).findings == found


def test_each_rule_about_what_is_read_belongs_to_one_family() -> None:
    rules = [rule for _, rules in checking.FAMILIES for rule in rules]
    assert sorted(rules) == sorted(set(RULES) - LINKS - {"schema", "skipped"})


def test_what_only_looks_like_a_fault_is_none() -> None:
    outcome = check(PLANTED / "sound.yaml", "--json")
    assert [(finding["rule"], finding["entry"], finding["level"]) for finding in outcome.findings] == [
        ("same-url", "second-row-2022", "note"),
        ("year-of-url", "known-year-2022", "note"),
        ("erratum", "known-year-2022", "note"),
    ]
    assert outcome.status == 0


def test_the_bundled_catalogue_has_no_fault_and_tells_what_is_known() -> None:
    outcome = check("--json")
    assert outcome.status == 0
    assert {finding["level"] for finding in outcome.findings} == {"note"}
    by_rule: dict[str, set[str]] = {}
    for finding in outcome.findings:
        by_rule.setdefault(finding["rule"], set()).add(finding["entry"])
    assert by_rule == {
        "year-of-arxiv": {"depgraph-2021"},
        "year-of-doi": {"efficient-layer-compression-2022", "methods-for-pruning-2020"},
        "year-of-url": {"sparsity-tutorial-2022"},
        "same-url": {"torch-pruning-2023", "depgraph-2021", "jaxpruner-library-2023"},
        "same-arxiv": {"shrinkbench-library-2020"},
        "erratum": {
            "diff-pruning-2023", "jaxpruner-2023", "jaxpruner-library-2023", "ramanujan-graph-2023",
            "soft-threshold-pruning-2023", "shrinkbench-2020", "similarity-based-filter-pruning-2020",
            "distilled-gradual-pruning-2024", "efficient-layer-compression-2022", "neighboring-cnns-2022",
            "feature-map-information-2022", "sensitive-layers-2023", "methods-for-pruning-2020",
            "sparsity-tutorial-2022", "depgraph-2021", "pruning-so-confusing-2023", "ten-lessons-sparseland-2023",
            "dnn-pruning-survey-2023", "structured-pruning-survey-2023", "automatic-pruning-rate-search-2022",
            "structural-redundancy-reduction-2021", "gdp-2021",
        },
    }  # fmt: skip


def test_one_file_of_the_bundled_catalogue_is_measured_by_the_whole() -> None:
    # The file names venues and ids that stand in other files.
    from prunecat.loading.bundled import bundled_folder

    outcome = check(Path(bundled_folder(), "software.yaml"), "--json")
    assert outcome.status == 0
    assert "unknown-also" not in outcome.rules


def test_the_catalogue_lends_its_venues_and_ids(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "a.yaml").write_text(
        "venues: [{name: TOYC}]\nentries: [{id: old-2022, title: Old, also_listed_as: [new-2022]}]", "utf-8"
    )
    part = tmp_path / "part.yaml"
    part.write_text("- {id: new-2022, title: New, venue: TOYC, also_listed_as: [old-2022]}", "utf-8")
    assert check(part, "--json").rules == ["unknown-also", "unknown-venue"]
    assert check(part, "--json", before=("-C", tmp_path / "own")).rules == []


def test_an_erratum_excuses_only_the_matter_it_states(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    url = "https://icml.cc/virtual/2021/poster/2"
    entry = f"- {{id: a-2022, title: A, year: 2022, venue: ICML, url: '{url}', errata: ['%s']}}"
    path.write_text(entry % "The list gives 2022, by its heading", "utf-8")
    assert check(path, "--rule", "year-of-url").status == 1
    path.write_text(entry % "The list gives 2022; it is of ICML 2021", "utf-8")
    assert check(path, "--rule", "year-of-url").status == 0


def test_an_unknown_venue_is_told_with_the_nearest_known_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"title": "A Title", "venue": "NeurPIS", "year": 2022}]', "utf-8")
    (finding,) = check(path, "--json").findings
    assert finding["rule"] == "unknown-venue"
    assert "did you mean NeurIPS" in finding["message"]


@pytest.mark.parametrize(
    ("venue", "remedy"),
    [
        ("Inernational Conference on Computr Vision", "did you mean ICCV?"),
        ("ICRL", "did you mean ICLR or ICML or CoRL?"),
        ("Workshop on Sheep at CVPR", "did you mean CVPR?"),
        ("Journal of Nothing", "describe it under venues"),
        ("Conference on Nothing", "describe it under venues"),
        ("International Conference on Sheep", "describe it under venues"),
        ("Conference", "describe it under venues"),
    ],
)
def test_venues_are_near_by_their_subject_and_not_by_being_journals(tmp_path: Path, venue: str, remedy: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(f'[{{"title": "A Title", "venue": "{venue}", "year": 2022}}]', "utf-8")
    (finding,) = check(path, "--json").findings
    assert finding["message"] == f"the venue '{venue}' is not known; {remedy}"


def test_ids_of_other_kinds_of_files_need_not_be_ours(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "Fang:2023/dep", "title": "A Title", "year": 2022}\n{"year": 2020}\n', "utf-8")
    (finding,) = check(path, "--json").findings
    assert (finding["rule"], finding["line"]) == ("skipped", 2)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Learning Filter Pruning Criteria", "learning filter-pruning criteria.", True),
        ("Regularisation of Sparse Networks", "Regularization for Sparse Networks", True),
        ("ShrinkBench: What is the State of Network Pruning?", "What is the State of Network Pruning?", True),
        ("Élagage des Réseaux Convolutifs Profonds", "Elagage des reseaux convolutifs profonds", True),
        ("Efficient Filter Pruning Criteria for All", "Filter Pruning Criteria for All", False),
        ("Supervised Pruning of Deep Networks", "Unsupervised Pruning of Deep Networks", False),
        ("Pruning with 2 Passes over Sparse Data", "Pruning with 3 Passes over Sparse Data", False),
        ("A: A Survey", "B: A Survey", False),
    ],
)
def test_titles_are_nearly_the_same_when_a_slip_tells_them_apart(
    tmp_path: Path, one: str, other: str, same: bool
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"- {{id: a, title: '{one}'}}\n- {{id: b, title: '{other}'}}\n", "utf-8")
    assert check(path, "--json").rules == (["similar-title"] if same else [])


def test_a_title_of_common_words_alone_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    titles = [f"Pruning Neural Networks Variant {number}" for number in range(60)]
    path.write_text("".join(f"- {{id: e{n}, title: {t}}}\n" for n, t in enumerate([*titles, titles[7]])), "utf-8")
    (finding,) = check(path, "--json").findings
    assert (finding["rule"], finding["entry"]) == ("similar-title", "e60")
