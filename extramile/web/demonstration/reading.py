"""Reads a definition of the demonstration, with its times filled as they are seen from today."""

from datetime import date
from pathlib import Path
from typing import TypeVar

from extramile.core.definitions import Definition, read
from extramile.web.demonstration.texts import filled_all

AnyDefinition = TypeVar("AnyDefinition", bound=Definition)


def read_filled(path: Path, model: type[AnyDefinition], today: date) -> AnyDefinition:
    """Return the definition at `path`, checked, with its times in words."""
    found = read(path, model)
    return model.model_validate(filled_all(found.model_dump(), today))
