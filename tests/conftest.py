"""What every test can rely on: a cache folder of its session's own, and an environment that says nothing."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples for everybody, and no haste; `--hypothesis-profile=explore` looks for new ones, and
# `few` is for one more version of what prunecat stands on: there the paths count, and not what is found on them.
settings.register_profile("few", max_examples=15, deadline=None, derandomize=True)
settings.register_profile(
    "same", max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")

_SETTINGS = (
    "PRUNECAT_CATALOGUE PRUNECAT_DEBUG COLUMNS LINES NO_COLOR FORCE_COLOR PAGER LESS TTY_COMPATIBLE PYTHONUNBUFFERED"
)
_NUMBERS = count()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` takes what the commands answer now for what the golden cases expect."""
    parser.addoption("--accept", action="store_true", help="rewrite the golden cases of tests/cases")


@pytest.fixture(scope="session")
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what the tests of a session cache, keep and settle lies."""
    return tmp_path_factory.mktemp("own")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(own_folder: Path) -> Iterator[None]:
    """No test reads or writes the cache of whoever runs it, or heeds their settings.

    The key is one for all tests: with another, what is cached would count for nothing, and be compiled anew each time.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRUNECAT_CACHE_DIR", str(own_folder / "cache"))
        patch.setenv("XDG_STATE_HOME", str(own_folder / "state"))
        for name in _SETTINGS.split():
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, own_folder: Path) -> None:
    """What a test settles, and what it has answered, is so for it alone."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(own_folder / f"config{next(_NUMBERS)}"))
    (own_folder / "state" / "prunecat" / "answer.json").unlink(missing_ok=True)
