"""What the tests of the query share: the bundled catalogue, opened once."""

import pytest

from prunecat import Catalogue


@pytest.fixture(scope="session")
def catalogue(_own_cache: None) -> Catalogue:
    return Catalogue.bundled()
