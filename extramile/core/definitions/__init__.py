"""Reads the definitions: the YAML and CSV files that an expert may read and correct, each with its source.

`read` checks a file against a pydantic model that inherits `Definition`, so that every file must say where it comes
from, and every mistake is reported with the file, the field and what was expected.
"""

from extramile.core.definitions.reading import Definition, Grade, Provenance, StrictModel, folder, read

__all__ = ["Definition", "Grade", "Provenance", "StrictModel", "folder", "read"]
