"""Apache Spark, for national volumes: here on this machine, or any cluster by its address."""

import uuid
from collections.abc import Callable, Collection, Hashable
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from extramile.core.engines.engine import Engine, Tables
from extramile.core.engines.needs import spark_is_there
from extramile.core.vocabulary import InputError

# Ibis would fold each step of a query into the next: rewriting them takes longer than running them.
ibis.options.sql.fuse_selects = False

LOCAL = "local[*]"
# It shows no pages, and reads a number as a number or as nothing, as DuckDB does.
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.ansi.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "4",
    "spark.log.level": "ERROR",
    # Spark would look for what follows from each of hundreds of conditions.
    "spark.sql.constraintPropagation.enabled": "false",
}
# On this machine alone it answers at loopback only; a cluster has to find its way back to us.
_HERE = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}


class SparkEngine(Engine):
    """Spark over Parquet files. The session is made once in a process, and stays when an engine is closed.

    `cluster` is the address of a cluster (`spark://host:7077`), whose machines must see the files under the same path; without it
    Spark runs on this machine. Raises InputError where Spark is not there or the cluster does not answer.
    """

    name = "spark"

    def __init__(self, tables: Tables, *, cluster: str = "", settings: dict[str, str] | None = None) -> None:
        super().__init__()
        if missing := spark_is_there():
            raise InputError(f"Spark cannot run here: {missing}.", next_step="Use --engine duckdb.")
        from pyspark.sql import SparkSession

        master = cluster or LOCAL
        builder: Any = SparkSession.builder.master(master).appName("extramile")
        here = _HERE if master.startswith("local") else {}
        for name, value in {**_SETTINGS, **here, **(settings or {})}.items():
            builder = builder.config(name, value)
        session = self._session = builder.getOrCreate()
        self._connection = ibis.pyspark.connect(session)
        # Several engines of a process share one session: views of one are not those of another.
        self._views = {name: f"{name}_{uuid.uuid4().hex[:12]}" for name in tables}
        for name, files in tables.items():
            session.read.parquet(*(str(each.resolve()) for each in files)).createOrReplaceTempView(self._views[name])
        self._tables = {name: self._connection.table(view) for name, view in self._views.items()}

    def table(self, name: str) -> ir.Table:
        """Return one of its tables."""
        return self._tables[name]

    def _list(self, name: str, values: Collection[str]) -> ir.Table:
        """Make a table of one column, `value`."""
        view = self._views[name] = f"{name}_{uuid.uuid4().hex[:12]}"
        rows = self._session.createDataFrame([(each,) for each in values], "value string")
        rows.createOrReplaceTempView(view)
        return self._connection.table(view)

    def _keep(self, build: Callable[[], ir.Table], key: Hashable) -> ir.Table:
        """Work an expression out and hold its rows."""
        return build().cache()

    def fetch(self, build: Callable[[], ir.Table], key: Hashable) -> pa.Table:
        """Run an expression and return its rows."""
        return self._connection.to_pyarrow(build())

    def close(self) -> None:
        """Forget the tables."""
        for each in self._views.values():
            self._connection.drop_view(each, force=True)
