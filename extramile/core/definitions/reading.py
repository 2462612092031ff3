"""One way to read a definition file: YAML, checked, with provenance."""

from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extramile.core.vocabulary import InputError

try:  # The same reader in C, ten times as fast, where PyYAML was built with it.
    from yaml import CSafeLoader as SafeLoader
except ImportError:
    from yaml import SafeLoader  # type: ignore[assignment]

# A official text seen, B secondary source, C derived by us, R recalled and not verified: R is never shown as fact.
Grade = Literal["A", "B", "C", "R"]


class StrictModel(BaseModel):
    """A part of a definition. Unknown fields are mistakes, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Provenance(StrictModel):
    """Who made this definition, from what, when, and under which licence."""

    source: str = Field(min_length=3)
    date: date
    licence: str = Field(min_length=2)
    grade: Grade


class Definition(StrictModel):
    """The top of every definition file."""

    provenance: Provenance


AnyDefinition = TypeVar("AnyDefinition", bound=Definition)


def folder() -> Path:
    """Return the folder of the bundled definitions."""
    return Path(__file__).parents[2] / "definitions"


def read(path: Path, model: type[AnyDefinition]) -> AnyDefinition:
    """Read the YAML file at `path` as a `model`.

    Raises InputError naming the file, the field and what is wrong, so that an expert who edits it can mend it.
    """
    try:
        content = yaml.load(path.read_text("utf-8"), SafeLoader)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}).", where=str(path)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"is not valid YAML: {error}.", where=str(path)) from error
    try:
        return model.model_validate(content)
    except ValidationError as error:
        details = "; ".join(f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}" for each in error.errors())
        raise InputError(f"{details}.", where=path.name, next_step="Mend the file and try again.") from error
