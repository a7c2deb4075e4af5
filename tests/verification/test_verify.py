"""What others cite, held against the catalogue: each kind of fault, each kind of file, and what is put right."""

import json
from pathlib import Path

import pytest

from command_line import prunecat

DEPGRAPH = "title={DepGraph: Towards Any Structural Pruning}, year={2023}, booktitle={CVPR}"


def rules(file: Path, *options: str) -> list[tuple[str, str, int | None]]:
    """The rule, the entry and the line of each finding."""
    answer = prunecat("verify", str(file), "--format", "json", *options)
    found = json.loads(answer.out)
    assert answer.code == int(any(one["level"] != "note" for one in found))
    return [(one["rule"], one["entry"], one["line"]) for one in found]


def written(folder: Path, text: str, name: str = "paper.bib") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (f"{DEPGRAPH}, author={{Fang, G. and Ma, X. and Song, M. and Mi, M. B. and Wang, X.}}", []),
        (f"{DEPGRAPH}, author={{Fang, Gongfan and others}}", []),
        (DEPGRAPH, []),
        (DEPGRAPH.replace("DepGraph: Towards Any", "{D}ep{G}raph: {T}owards any"), []),
        (DEPGRAPH.replace("Towards", "Toward"), ["wrong-title"]),
        (DEPGRAPH.replace("2023", "2021"), ["wrong-year"]),
        (DEPGRAPH.replace("CVPR", "Proceedings of the 38th ICML"), ["wrong-venue"]),
        (DEPGRAPH.replace("CVPR", "A Venue Nobody Knows"), []),
        (f"{DEPGRAPH}, author={{Gongfan Fang and Xinyin Ma}}", ["wrong-authors"]),
        (f"{DEPGRAPH}, author={{Ma, Xinyin and Fang, Gongfan and others}}", ["wrong-authors"]),
        (DEPGRAPH.replace("booktitle={CVPR}", "journal={arXiv preprint arXiv:2301.12900}"), ["cites-preprint"]),
        ("title={Sheep and their Wool}, year={2020}", ["not-known"]),
        ("title={DepGraph: Towards Any Structural Pruning}, author={Ewe, Eve}, year={2023}", ["not-known"]),
        ("title={Whatever it is called}, doi={10.1109/CVPR52729.2023.01544}", ["wrong-title"]),
    ],
)  # fmt: skip
def test_an_entry_is_compared_field_by_field(tmp_path: Path, fields: str, found: list[str]) -> None:
    file = written(tmp_path, f"% x\n@inproceedings{{a, {fields}}}\n")
    assert rules(file) == [(rule, "a", 2) for rule in found]


CARBIN = "author={Frankle, Jonathan and Carbin, Michael}"
HRANK = "author={Lin, M. and Ji, R. and Wang, Y. and Zhang, Y. and Zhang, B. and Tian, Y. and Shao, L.}"
SLIMMING = "title={Learning Efficient ConvNets through Network Slimming}"
SMALL = "title={The Lottery Ticket Hypothesis: Finding Small, Trainable Neural Networks}"
VERY = "title={Channel Pruning for Accelerating Deep Neural Networks}"


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (f"title={{HRank: Filter Pruning using High-Rank Feature Maps}}, {HRANK}, year=2020", ["wrong-title"]),
        (f"{SMALL}, {CARBIN}, year=2019", ["wrong-title"]),
        (f"{SMALL}, {CARBIN}, year=2018, booktitle={{ICLR}}", ["wrong-title", "wrong-year"]),
        (f"{SMALL}, {CARBIN}, year=2019, booktitle={{ICML}}", ["wrong-title", "wrong-venue"]),
        (f"{SMALL}, {CARBIN}, year=2018, journal={{arXiv}}", ["wrong-title", "cites-preprint"]),
        (SMALL, ["wrong-title"]),
        (f"title={{The Lottery Ticket Hypothesis}}, {CARBIN}, year=2018", ["wrong-title", "wrong-year"]),
        ("title={HRank}", ["wrong-title"]),
        (f"{SLIMMING}, author={{Liu, Z. and Li, J. and others}}, year=2017, booktitle={{ICCV}}", ["wrong-title"]),
        (f"{VERY}, year=2017, booktitle={{ICCV}}", ["wrong-title"]),
        (f"{VERY}, author={{He, Yihui and Zhang, Xiangyu and Sun, Jian}}, year=2017", ["wrong-title"]),
    ],
)  # fmt: skip
def test_a_title_from_memory_means_its_work_where_enough_else_agrees(
    tmp_path: Path, fields: str, found: list[str]
) -> None:
    assert rules(written(tmp_path, f"@inproceedings{{a, {fields}}}\n")) == [(rule, "a", 1) for rule in found]


@pytest.mark.parametrize(
    "fields",
    [
        f"{SMALL}, {CARBIN}, year=2024, booktitle={{ICML}}",
        f"{SMALL}, author={{Ewe, Ada and Ram, Bo}}, year=2019, booktitle={{ICLR}}",
        f"{SMALL}, author={{Ewe, Ada and Ram, Bo and Carbin, Michael}}, year=2019, booktitle={{ICLR}}",
        f"{VERY}, year=2017",
        f"{VERY}, author={{He, Yihui and others}}, year=2017",
        f"{SMALL.replace('Networks', 'Networks II')}, {CARBIN}, year=2019",
        f"{SMALL.replace('Small', '3')}, {CARBIN}, year=2019",
        f"title={{Rewinding the Lottery Ticket: Finding Trainable Networks}}, {CARBIN}, year=2019",
        "title={Unmasking the Lottery Ticket Hypothesis}, year=2022, booktitle={ICLR}",
        "title={HRank}, year=2010",
        "title={HRank}, author={Ewe, Ada}",
        "title={OTOv3: Automatic, Generic, User-Friendly}, year=2023, booktitle={ICLR}",
        "title={Hypo laws:of sheep -and}",
        "title={?!}",
    ],
)
def test_a_near_title_alone_is_another_work(tmp_path: Path, fields: str) -> None:
    assert rules(written(tmp_path, f"@inproceedings{{a, {fields}}}\n")) == [("not-known", "a", 1)]


def test_unknown_works_of_one_title_are_told_apart_by_their_authors(tmp_path: Path) -> None:
    entry = "@book{%s, title={An Introduction}, author={%s}}\n"
    file = written(tmp_path, entry % ("a", "Ewe, Ada") + entry % ("b", "Ram, Bo") + entry % ("c", "Ram, B."))
    assert [(rule, key) for rule, key, _ in rules(file)] == [
        ("not-known", "a"), ("not-known", "b"), ("cited-twice", "c"), ("not-known", "c"),
    ]  # fmt: skip
    file = written(
        tmp_path, f"@misc{{a, title={{HRank}}}}\n@misc{{b, title={{HRank: Filter Maps}}, {HRANK}, year=2020}}\n"
    )
    assert "a at line 1 is the same work" in prunecat("verify", str(file)).out


@pytest.mark.parametrize(
    "line",
    [
        "HRank: Filter Pruning using High-Rank Feature Maps",
        "HRank",
        "carbin_lottery_ticket",
        "network_slimming",
        "depgraph-2023",
        "The Lottery Ticket Hypothesis: Finding Small, Trainable Neural Networks",
        "Learning Efficient ConvNets through Network Slimming",
        "Channel Pruning for Accelerating Deep Neural Networks",
        "Soft Filter Pruning for Accelerating Deep CNNs",
        "J. Frankle, M. Carbin. The Lottery Ticket Hypothesis: Finding Small, Trainable Neural Networks. ICLR 2019.",
        "Y. He, X. Zhang, J. Sun. Channel Pruning for Accelerating Deep Neural Networks, ICCV 2017",
        "Zhuang Liu et al. Learning Efficient ConvNets through Network Slimming. In ICCV, 2017.",
        "Fang et al., DepGraph, CVPR 2023",
        "see https://arxiv.org/abs/1803.03635 of 2019",
    ],
)
def test_a_line_from_memory_is_known(tmp_path: Path, line: str) -> None:
    assert rules(written(tmp_path, line, "t.txt")) == []


@pytest.mark.parametrize(
    "line",
    [
        "Optimal Brain Damage",
        "Embedded-Neural-Network",
        "Pruning from Scratch",
        "The LLM Surgeon",
        "Structured Pruning of Deep Convolutional Neural Networks",
        "Learning both Weights and Connections for Efficient Neural Networks",
        "A. Ewe. The Lottery Ticket Hypothesis: Finding Small, Trainable Neural Networks. ICLR 2019.",
        "Hypo laws:of sheep -and",
    ],
)
def test_a_line_that_only_sounds_like_a_work_is_not_known(tmp_path: Path, line: str) -> None:
    assert [rule for rule, _, _ in rules(written(tmp_path, line, "t.txt"))] == ["not-known"]


def test_a_work_that_an_earlier_entry_cites_is_told_also_where_the_catalogue_has_it_not(tmp_path: Path) -> None:
    other = "@book{%s, title={Sheep and their Wool}, year={2020}}\n"
    paper = f"@inproceedings{{%s, {DEPGRAPH}}}\n"
    file = written(tmp_path, paper % "a" + other % "b" + paper % "c" + other % "d")
    assert rules(file) == [
        ("not-known", "b", 2), ("cited-twice", "c", 3), ("cited-twice", "d", 4), ("not-known", "d", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        (
            "t.tex",
            ("\\cite{depgraph-2023,he2019filter}\n% \\cite{hidden}\n\\citep[p.~3]{nope}\\cite{nope}\n"
            "\\bibitem{a} J. Frankle, M. Carbin. \\newblock {The Lottery Ticket Hypothesis: Finding Sparse, Trainable "
            "Neural Networks}. ICLR 2019.\n\\end{thebibliography}\n"),
            [("not-known", "nope", 3)],
        ),
        ("t.md", "# A page\n\nSee [@depgraph-2023; @nope, p. 3], a@b.com.\n", [("not-known", "nope", 3)]),
        ("t.txt", "Network slimming\n\nSheep and their Wool\n", [("not-known", "Sheep and their Wool", 3)]),
        ("t.md", "- [Sheep and their Wool](https://arxiv.org/abs/2001.00001)\n",
         [("not-known", "sheep-their-wool", 1)]),
    ],
)  # fmt: skip
def test_documents_and_lists_are_read_for_what_they_cite(
    tmp_path: Path, name: str, text: str, found: list[tuple[str, str, int]]
) -> None:
    assert [one for one in rules(written(tmp_path, text, name)) if one[2]] == found


def test_where_a_work_stands_is_compared_and_put_right(tmp_path: Path) -> None:
    path = tmp_path / "in.bib"
    right = f"@inproceedings{{a, {DEPGRAPH}, doi = {{10.1109/CVPR52729.2023.01544}}, pages = {{16091--16101}}}}\n"
    path.write_text(right, encoding="utf-8")
    assert prunecat("verify", str(path)).code == 0
    wrong = right.replace("16091--16101", "1--10").replace("01544", "01545")
    path.write_text(wrong, encoding="utf-8")
    told = prunecat("verify", str(path)).out
    assert "its pages are 16091-16101, not 1-10" in told
    assert "its DOI is 10.1109/CVPR52729.2023.01544, not 10.1109/CVPR52729.2023.01545" in told
    prunecat("verify", str(path), "--fix")
    fixed = path.read_text(encoding="utf-8")
    assert "16091--16101" in fixed
    assert "10.1109/CVPR52729.2023.01544" in fixed


@pytest.mark.parametrize(
    ("fields", "right"),
    [
        (f"{DEPGRAPH}, author={{Ewe, Ada and Fang, Gongfan}}", "Xinyin Ma"),
        (DEPGRAPH.replace("2023", "2021"), "year = {2023}"),
        (DEPGRAPH.replace("CVPR", "ICML"), "booktitle = {Proceedings of the IEEE/CVF Conference"),
        (DEPGRAPH.replace("Towards", "Toward"), "title = {{DepGraph}: Towards Any Structural Pruning}"),
    ],
)
def test_each_kind_of_fault_is_put_right(tmp_path: Path, fields: str, right: str) -> None:
    file = written(tmp_path, f"@inproceedings{{a, {fields}}}\n")
    assert prunecat("verify", str(file), "--fix").code == 1
    assert right in file.read_text(encoding="utf-8")
    assert prunecat("verify", str(file)).code == 0


def test_what_is_wrong_is_put_right_and_no_other_byte_changes(tmp_path: Path) -> None:
    head = "% mine @article{no}\n@string{x = {y}}\n"
    right = "@book{ewe,title={Sheep and their {W}ool} ,year=2020}\n\n"
    wrong = f"@InProceedings{{a, {DEPGRAPH.replace('Towards', 'Toward')}, note={{read}}, file={{a:b}}}}"
    preprint = (
        "@article{cheng, title={A Survey on Deep Neural Network Pruning: Taxonomy, Comparison, Analysis, and "
        "Recommendations}, journal={arXiv preprint arXiv:2308.06767}, year={2023}, keywords={survey, mine}}"
    )
    file = written(tmp_path, f"{head}{wrong}\n{right}{preprint} % tail\n")
    answer = prunecat("verify", str(file), "--fix")
    assert (answer.code, answer.err.splitlines()[-1]) == (1, f"{file}: 2 entries put right.")
    text = file.read_text("utf-8")
    assert text.startswith(head + "@inproceedings{a,\n  title = {{DepGraph}: Towards Any Structural Pruning},\n")
    assert f"}}\n{right}@article{{cheng,\n" in text
    assert text.endswith("} % tail\n")
    for kept in ("note = {read}", "file = {a:b}", "booktitle = {CVPR}", "keywords = {survey, mine}", "volume = {46}",
                 "pages = {10558--10578}", "year = {2024}"):  # fmt: skip
        assert f"  {kept},\n" in text
    assert "arXiv preprint" not in text
    ewe = next(number for number, line in enumerate(text.splitlines(), 1) if "{ewe" in line)
    assert rules(file) == [("skipped", None, 1), ("not-known", "ewe", ewe)]
    assert prunecat("verify", str(file), "--fix").err.endswith("0 entries put right.\n")
    assert file.read_text("utf-8") == text


def test_the_mark_and_the_line_ends_of_a_file_stay_and_no_old_encoding_is_written(tmp_path: Path) -> None:
    file = tmp_path / "paper.bib"
    text = f"@book{{a, {DEPGRAPH.replace('Towards', 'Toward')}}}\r\n% x\r\n"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    prunecat("verify", str(file), "--fix")
    assert file.read_bytes().startswith(b"\xef\xbb\xbf@book{a,\r\n  title = {{DepGraph}: Towards")
    assert file.read_bytes().endswith(b"}\r\n% x\r\n")
    old = (text + "% caf\xe9\r\n").encode("cp1252")
    file.write_bytes(old)
    answer = prunecat("verify", str(file), "--fix")
    assert (answer.code, f"{file} is not UTF-8, and stays as it is" in answer.err) == (2, True)
    assert file.read_bytes() == old


def test_the_bundled_works_are_cited_right(tmp_path: Path) -> None:
    file = tmp_path / "all.bib"
    prunecat("list", "--unique", "-f", "bibtex", "-o", str(file))
    assert rules(file) == []


def test_only_a_bibliography_can_be_put_right(tmp_path: Path) -> None:
    answer = prunecat("verify", str(written(tmp_path, "x", "t.txt")), "--fix")
    assert (answer.code, "is no .bib" in answer.err) == (2, True)
    assert prunecat("verify", str(tmp_path / "no.bib")).code == 2
    (tmp_path / "folder.bib").mkdir()
    assert prunecat("verify", str(tmp_path / "folder.bib"), "--fix").code == 2


@pytest.mark.parametrize("name", ["t.tex", "t.md"])
def test_what_is_never_closed_is_read_to_its_end(tmp_path: Path, name: str) -> None:
    text = "[" + "@a " * 30_000 + "\\cite[" * 10_000 + "\n[@nope] \\cite{nope}\n"
    assert ("not-known", "nope", 2) in rules(written(tmp_path, text, name))


def test_of_a_reference_in_words_the_year_and_the_venue_are_compared(tmp_path: Path) -> None:
    lines = [
        '[1] H. Li et al., "Pruning filters for efficient convnets," in CVPR, 2018.',
        "G. Fang et al. DepGraph: Towards any structural pruning. CVPR 2023.",
        "DepGraph: Towards any structural pruning. International Conference on Computer Vision, pp. 1991-2001.",
        "DepGraph: Towards any structural pruning",
    ]
    file = tmp_path / "references.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    assert [(rule, line) for rule, _, line in rules(file)] == [
        ("wrong-year", 1), ("wrong-venue", 1), ("wrong-venue", 3),
    ]  # fmt: skip
