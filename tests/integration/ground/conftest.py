"""One installation for all tests of a module: bringing a database up to date takes seconds."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.integration.ground.installation import Installation, installation


@pytest.fixture(scope="module")
def place(tmp_path_factory: Any) -> Iterator[Installation]:
    """An installation of its own."""
    with installation(tmp_path_factory.mktemp("installation")) as found:
        yield found
