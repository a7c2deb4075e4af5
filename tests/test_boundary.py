"""The boundary between the program and the shell: one line for every error, and no trace of what went wrong inside."""

import inspect
import os
import pty
import re
import select
import shlex
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import prunecat
from prunecat import boundary
from prunecat.app import COMMANDS, command_module
from prunecat.errors import Location, UsageError

RUN = f"{shlex.quote(sys.executable)} -m prunecat"


def shell(line: str, **environ: str) -> tuple[str, str, int]:
    """A line of a real shell in which `prunecat` is the program: its output, its errors, its status."""
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line.replace('prunecat ', f'{RUN} ')}"],
        env={**os.environ, **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"), done.returncode


def terminal(arguments: str, columns: int = 80, **environ: str) -> str:
    """What the program draws on a terminal of that width."""
    controller, terminal = pty.openpty()
    import fcntl
    import struct
    import termios

    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    process = subprocess.Popen(
        ["bash", "-c", f"{RUN} {arguments}"],
        env={**os.environ, "TERM": "xterm-256color", "PAGER": "cat", **environ},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    drawn = b""
    while select.select([controller], [], [], 30)[0]:
        try:
            piece = os.read(controller, 65536)
        except OSError:  # the other end has closed
            break
        if not piece:
            break
        drawn += piece
    os.close(controller)
    assert process.wait(30) == 0
    return drawn.decode().replace("\r\n", "\n")


ERRORS = {
    "list --no-such-option": "no such option: --no-such-option",
    "list --yeer 2020": "did you mean --year",
    "list stray": "for words: prunecat search stray",
    "list --venue NeurIPS ICLR": "joined by commas: --venue NeurIPS,ICLR",
    "list --sort year desc": "write --sort -year",
    "list --sort year title": "joined by commas: --sort year,title",
    "list --code yes": "--code takes no value",
    "list —venue CVPR": "write --venue",
    "search lottery –limit 2": "write --limit",
    "–C x list": "write -C",
    "stats stray": "prunecat stats --by stray",
    "list --since 2021": "did you mean --year 2021-?",
    "list --before 2019": "did you mean --year '<2019'?",
    "list --csv": "did you mean --format csv?",
    "list --title x": "prunecat search WORDS",
    "list --xyzzy": "see prunecat list --help",
    "search x --all": "see prunecat search --help",
    "list --author nobodyhere": "unknown author 'nobodyhere'",
    "list --author frankel": "did you mean Jonathan Frankle?",
    "list --author frank": "did you mean Jonathan Frankle?",
    "list --limit few": "invalid value for '--limit'",
    "list --limit": "requires an argument",
    "list --limit -1": "--limit -1 is negative",
    "list -o ''": "--output is empty",
    "list --columns titel": "did you mean title?",
    "list --columns ,": "--columns names no column",
    "list --columns id --json": "--columns does not go with json",
    "list --sort titel": "did you mean title?",
    "list --format jason": "did you mean json",
    "list --format template": "unknown format 'template'",
    "list --format ''": "unknown format ''",
    "list --json --template x": "json and template at once",
    "list --template '{title'": "the template can't be used",
    "list --template '{title.__class__}'": "{title.__class__} is no field",
    "list --template '{0}'": "unknown field '0'",
    "list --template '{year:>99999999999}'": "the template can't be used",
    "list --year soon": "'soon' is not a year",
    "list --venue nurips": "did you mean NeurIPS?",
    "list -C": "requires an argument",
    "list -C ''": "is empty",
    "list -C nowhere": "nowhere: no such file or folder",
    "-C nowhere/at/all search x": "nowhere/at/all: no such file or folder",
    "nothing-such": "did you mean: prunecat search nothing-such?",
    "'lottery ticket'": "did you mean: prunecat search 'lottery ticket'?",
    "serach x": "did you mean: prunecat search?",
    "find lottery ticket": "did you mean: prunecat search lottery ticket?",
    "cite": "did you mean: prunecat show … --format bibtex?",
    "version": "did you mean: prunecat --version?",
    "--no-such-option": "no such option",
    "search": "missing argument 'QUERY...'",
    "search ' '": "the query is empty",
    "search x -dual": "write ^word",
    "show": "no reference",
    "show ''": "the reference is empty",
    "open": "no reference",
    "related": "no reference",
    "related ''": "the reference is empty",
    "stats --by yeer": "did you mean year?",
    "stats --by ''": "names 0 fields",
    "stats -f bibtex": "unknown format 'bibtex'",
    "stats --json -f csv": "json and csv at once",
    "venues -f table -o x.bib": "a table does not go into x.bib",
    "stats -o x.bib": "x.bib is a file for bibtex",
    "venues -o ''": "--output is empty",
    "info --format xml": "unknown format 'xml'",
}  # fmt: skip


@pytest.mark.parametrize("line", ERRORS)
def test_an_error_is_one_line_that_says_what_to_do(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    answer = prunecat(*shlex.split(line))
    assert (answer.out, answer.code) == ("", 2)
    assert re.fullmatch(r"prunecat: error: [^\n]+(; |\?)[^\n]*\n", answer.err), answer.err
    assert ERRORS[line] in answer.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("line", ["show zzzqqq", "open zzzqqq", "related zzzqqq", "open nisp-2018 --code --print"])
def test_a_reference_without_an_answer_is_one_line_and_status_1(line: str) -> None:
    answer = prunecat(*line.split())
    assert (answer.out, answer.code) == ("", 1)
    assert re.fullmatch(r"prunecat: error: [^\n]+; [^\n]+\n", answer.err)


def test_candidates_follow_the_line() -> None:
    answer = prunecat("show", "lottery")
    first, *others = answer.err.splitlines()
    assert first == "prunecat: error: 'lottery' may mean several entries; give an id"
    assert len(others) > 1
    assert all(re.fullmatch(r"  [a-z0-9-]+-\d{4}  \S.*", line) for line in others)


def test_what_a_user_wrote_can_not_draw_on_the_terminal() -> None:
    answer = prunecat("list", "--venue", "a\x1b[31m\nb\u202ec")
    assert "\x1b" not in answer.err
    assert "\u202e" not in answer.err
    assert answer.err.count("\n") == 1


def test_help_tells_every_command_and_each_has_examples() -> None:
    top = prunecat("--help")
    assert (top.code, top.err) == (0, "")
    assert prunecat().out == top.out
    for name in COMMANDS:
        assert re.search(rf"\b{name}\b", top.out)
        answer = prunecat(name, "--help", environ={"COLUMNS": "100"})
        assert (answer.code, answer.err) == (0, "")
        assert f"  prunecat {name}" in answer.out
        assert answer.out == prunecat(name, "-h", environ={"COLUMNS": "100"}).out
        assert answer.out == prunecat("help", name, environ={"COLUMNS": "100"}).out
    assert prunecat("help").out == top.out


@pytest.mark.parametrize("name", COMMANDS)
def test_what_the_list_of_commands_says_is_what_the_command_says(name: str) -> None:
    summary, _, _ = inspect.cleandoc(command_module(name).run.__doc__).partition("\n\n")
    assert summary == COMMANDS[name]


def test_the_list_of_commands_imports_none() -> None:
    program = "import sys; from prunecat.app import main\ntry: main()\nexcept SystemExit: pass\n"
    told = "print(*(name for name in sys.modules if name.startswith('prunecat.commands')), file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", program + told, "--help"], capture_output=True, text=True, check=True)
    assert run.stderr.split() == []


def test_an_unforeseen_fault_is_a_line_and_a_traceback_only_for_those_who_ask(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ZeroDivisionError("of all things")

    assert boundary.run(fail) == 2
    said = capsys.readouterr().err
    assert said.startswith("prunecat: error: ZeroDivisionError: of all things; run it again with PRUNECAT_DEBUG=1 ")
    assert said.count("\n") == 1
    monkeypatch.setenv("PRUNECAT_DEBUG", "1")
    assert boundary.run(fail) == 2
    assert "Traceback" in (said := capsys.readouterr().err)
    assert said.splitlines()[-1].startswith("prunecat: error: ZeroDivisionError")


def test_debug_shows_the_traceback_of_any_error() -> None:
    assert "Traceback" not in prunecat("list", "--year", "x").err
    assert "Traceback" in prunecat("list", "--year", "x", environ={"PRUNECAT_DEBUG": "1"}).err


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (KeyboardInterrupt(), 130),
        (UsageError("wrong", at=Location("here"), remedy="mend it"), 2),
        (OSError(28, "No space left"), 2),
    ],
)
def test_faults_have_their_status(fault: Exception, status: int, capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise fault

    # In a process of its own: a fault of standard output leaves it closed.
    if (child := os.fork()) == 0:
        os._exit(boundary.run(fail))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == status
    assert capfd.readouterr().err.count("\n") == (0 if status == 130 else 1)


@pytest.mark.parametrize("arguments", ["list", "list --json", "list -f csv", "search pruning", "venues", "stats"])
def test_a_closed_pipe_ends_quietly(arguments: list[str]) -> None:
    out, err, code = shell(f"prunecat {arguments} | head -c 20")
    assert (err, code) == ("", 0)
    assert len(out) > 5


@pytest.mark.parametrize("environ", [{"PYTHONUNBUFFERED": ""}, {"PYTHONUNBUFFERED": "1"}])
@pytest.mark.parametrize("arguments", ["list", "list --json", "list --count", "show depgraph-2023", "stats"])
def test_a_pipe_that_is_closed_from_the_start(arguments: str, environ: dict[str, str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "prunecat", *arguments.split()]
    done = subprocess.run(command, stdout=writing, stderr=-1, env={**os.environ, **environ}, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_closed_streams() -> None:
    assert shell("prunecat list --count >&-") == ("", "", 0)
    assert shell("prunecat list --year soon 2>&-") == ("", "", 2)
    assert shell("prunecat list --year 1990 2>&- <&-") == ("", "", 0)
    assert shell("prunecat list --count <&-")[0::2] == ("157\n", 0)
    out, err, code = shell("prunecat -C - list <&-")
    assert (out, code) == ("", 2)
    assert err.startswith("prunecat: error: standard input: ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("arguments", ["list", "list --json", "stats", "list -o /dev/full"])
def test_a_full_disk_is_told(arguments: list[str]) -> None:
    _, err, code = shell(f"prunecat {arguments} > /dev/full")
    assert code == 2
    assert re.fullmatch(r"prunecat: error: (standard output|/dev/full): [^\n]*No space left[^\n]*; [^\n]+\n", err)


# A parent that ignores SIGINT, as a shell does for what it runs in the background, hands that down.
_WITH_SIGINT = (
    "import signal, runpy; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "runpy.run_module('prunecat', run_name='__main__')"
)


def test_an_interrupt_ends_with_130_and_no_word(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "list.yaml")
    process = subprocess.Popen(
        [sys.executable, "-c", _WITH_SIGINT, "-C", str(tmp_path / "list.yaml"), "list"], stdout=-1, stderr=-1
    )
    with open(tmp_path / "list.yaml", "w"):  # which waits until the program opens its end, and then waits for us
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    answer = prunecat("list", "--year", "2017", "-f", "ids", "-o", str(target))
    assert answer == ("", "", 0)
    assert target.read_text(encoding="utf-8") == prunecat("list", "--year", "2017", "-f", "ids").out
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~_umask()
    before = target.read_bytes()
    assert prunecat("list", "--template", "{titel}", "-o", str(target)).code == 2
    assert prunecat("list", "--venue", "nurips", "-o", str(target)).code == 2
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]


def test_a_replaced_file_keeps_its_rights_and_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    assert prunecat("list", "--count", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert real.read_text() == "157\n"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(tmp_path.iterdir()) == [link, real]


@pytest.mark.parametrize("command", ["list", "stats", "venues", "check"])
@pytest.mark.parametrize("target", ["nowhere/out.csv", "folder", "file/out.csv"])
def test_a_place_that_can_not_be_written_is_told_and_nothing_is_left(tmp_path: Path, command: str, target: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")
    answer = prunecat(command, "--format", "json", "-o", str(tmp_path / target))
    assert (answer.out, answer.code) == ("", 2)
    assert re.fullmatch(rf"prunecat: error: {re.escape(str(tmp_path / target))}: [^\n]+; [^\n]+\n", answer.err)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    answer = prunecat("list", "-o", str(tmp_path / "out.csv"))
    assert answer.code == 2
    assert "Permission denied" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_to_as_it_is() -> None:
    assert shell("prunecat list --count -o /dev/stdout") == ("157\n", "", 0)


@pytest.mark.parametrize(
    "environ", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_a_pipe_gets_utf_8_whatever_the_locale(environ: dict[str, str]) -> None:
    out, err, code = shell("prunecat list --author Liu --columns authors", **environ)
    assert (err, code) == ("", 0)
    assert out == prunecat("list", "--author", "Liu", "--columns", "authors").out
    _, err, code = shell("prunecat show ééééé", **environ)
    assert code == 1
    assert err.startswith("prunecat: error: no entry is called ")


def test_a_terminal_without_utf_8_gets_what_it_can_show() -> None:
    drawn = terminal("list --year 2018", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert drawn.isascii()
    assert "PackNet" in drawn


def test_a_terminal_gets_colours_links_and_its_width() -> None:
    drawn = terminal("list --year 2018", columns=70)
    assert "\x1b[" in drawn
    assert "\x1b]8;" in drawn
    plain = re.sub(r"\x1b\][^\x1b]*\x1b\\|\x1b\[[\d;]*m", "", drawn)
    assert max(map(len, plain.splitlines())) <= 70
    assert "\x1b" not in plain


def test_a_dumb_terminal_and_no_color_are_heeded() -> None:
    assert "\x1b" not in terminal("list --year 2018", TERM="dumb")
    assert "\x1b[3" not in terminal("search lottery", NO_COLOR="1")
    assert max(map(len, terminal("list --year 2018", columns=50, TERM="dumb").splitlines())) <= 50
    assert max(map(len, terminal("list --year 2018", TERM="dumb", COLUMNS="60").splitlines())) <= 60


def test_a_terminal_without_a_keyboard_gets_its_answer() -> None:
    assert "PackNet" in terminal("list --year 2018 <&-")
    assert "PackNet" in terminal("list <&-", PAGER="false")


def test_a_long_answer_goes_through_the_pager_and_a_short_one_does_not() -> None:
    assert "PAGED" in terminal("list", PAGER=f"{sys.executable} -c \"print('PAGED')\"")
    assert "PAGED" not in terminal("list --no-pager", PAGER=f"{sys.executable} -c \"print('PAGED')\"")
    assert "PAGED" not in terminal("list --year 2018", PAGER=f"{sys.executable} -c \"print('PAGED')\"")
    assert "PAGED" not in terminal("list", TERM="dumb", PAGER=f"{sys.executable} -c \"print('PAGED')\"")
    assert "lottery" in terminal("list", PAGER="no-such-program").lower()
    shown = terminal("search prunning", PAGER=f"{sys.executable} -c \"print('PAGED', input())\"")
    assert "PAGED Searching for pruning" in shown  # the remark is at the head of what the pager shows


@pytest.mark.parametrize("columns", ["1", "5", "20", "40"])
def test_no_line_is_wider_than_the_columns_told(columns: str) -> None:
    for arguments in ("list --year 2018", "show depgraph-2023", "search lottery", "related hrank-2020"):
        answer = prunecat(*arguments.split(), environ={"COLUMNS": columns})
        assert (answer.err, answer.code) == ("", 0)
        assert max(map(len, answer.out.splitlines())) <= int(columns)
    titles = prunecat("list", "--year", "2018", environ={"COLUMNS": columns}).out
    assert "PackNet" in titles.replace("\n", "")


@pytest.mark.parametrize("columns", ["", "0", "wide", "-5", "²"])
def test_columns_that_tell_no_width_are_not_heeded(columns: str) -> None:
    for arguments in (["list", "--year", "2018"], ["show", "depgraph-2023"]):
        assert prunecat(*arguments, environ={"COLUMNS": columns}) == prunecat(*arguments)


def test_colours_can_be_asked_for_in_a_pipe() -> None:
    assert "\x1b" not in prunecat("list", "--year", "2018").out
    assert "\x1b[36m" in prunecat("list", "--year", "2018", environ={"FORCE_COLOR": "1", "TERM": "xterm-256color"}).out
    for written in ("json", "csv", "ids", "bibtex"):
        assert "\x1b" not in prunecat("list", "-f", written, environ={"FORCE_COLOR": "1"}).out


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
