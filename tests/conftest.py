"""What every test can rely on: a cache folder of its session's own, and an environment that says nothing."""

from collections.abc import Iterator

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


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` takes what the commands answer now for what the golden cases expect."""
    parser.addoption("--accept", action="store_true", help="rewrite the golden cases of tests/cases")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the cache of whoever runs it, or heeds their settings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRUNECAT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        for name in _SETTINGS.split():
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a test settles, and what it has answered, is so for it alone."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
