"""What runs expressions: an engine that was given tables, and nothing else."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

# Ibis takes longer to import than most pages take to answer: only what runs expressions imports it.
if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

# Tables by name, each in one or more Parquet files.
Tables = Mapping[str, Sequence[Path]]


class Engine(ABC):
    """Runs Ibis expressions over the tables that it was opened with."""

    name: str

    def __init__(self) -> None:
        self._kept: dict[Hashable, ir.Table] = {}
        self._listings: dict[str, tuple[frozenset[str], ir.Table]] = {}

    @abstractmethod
    def table(self, name: str) -> "ir.Table":
        """Return one of its tables."""

    def listing(self, name: str, values: frozenset[str]) -> "ir.Table":
        """Return a table of one column, `value`: a list of texts that is no table of the return. An engine has one of a name."""
        if name not in self._listings:
            self._listings[name] = values, self._list("listing_" + "_".join(name.split()), values)
        known, table = self._listings[name]
        assert known == values, f"two lists are called {name}"  # noqa: S101 - a mistake of whoever runs rules
        return table

    @abstractmethod
    def _list(self, name: str, values: Collection[str]) -> "ir.Table":
        """Make a table of one column, `value`."""

    def keep(self, build: "Callable[[], ir.Table]", key: Hashable) -> "ir.Table":
        """Work an expression out once and hold its rows for what is asked of them, by whoever asks for the same `key`.

        `key` says what is built: an engine may remember what it made of the same key over tables of the same names and columns.
        """
        if key not in self._kept:
            self._kept[key] = self._keep(build, key)
        return self._kept[key]

    @abstractmethod
    def _keep(self, build: "Callable[[], ir.Table]", key: Hashable) -> "ir.Table":
        """Work an expression out and hold its rows."""

    @abstractmethod
    def fetch(self, build: "Callable[[], ir.Table]", key: Hashable) -> "pa.Table":
        """Run an expression and return its rows. `key` says what is built, as for `keep`; of kept rows it says their name."""

    @abstractmethod
    def close(self) -> None:
        """Let go of everything."""

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()
