"""A new database, laid out at once, is the one that its migrations make step by step."""

import json
from pathlib import Path

import pytest

from tests.integration.ground.installation import Installation, installation


def shape(place: Installation) -> set[str]:
    """Return what its database looks like."""
    return set(json.loads(place.run("tests.integration.ground.shape")))


@pytest.mark.long
def test_a_new_database_is_as_its_migrations_make_it(place: Installation, tmp_path: Path) -> None:
    with installation(tmp_path, by="tests.integration.ground.step_by_step") as slow:
        at_once, by_steps = shape(place), shape(slow)

    assert len(at_once) > 700
    assert at_once - by_steps == set()
    assert by_steps - at_once == set()


def test_nothing_is_left_to_do(place: Installation) -> None:
    assert "No migrations to apply." in place.run("extramile", "manage", "migrate")
