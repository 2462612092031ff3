"""Engines: the only place that knows DuckDB and Spark. The same Ibis expressions run on either and give the same rows."""

from typing import Any, Literal

from extramile.core.engines.engine import Engine, Tables
from extramile.core.engines.needs import spark_is_there

EngineName = Literal["duckdb", "spark"]


def open_engine(name: EngineName, tables: Tables, **settings: Any) -> Engine:
    """Open an engine over tables; `settings` are those of the engine."""
    if name == "duckdb":
        from extramile.core.engines.duck import DuckEngine

        return DuckEngine(tables, **settings)
    from extramile.core.engines.spark import SparkEngine

    return SparkEngine(tables, **settings)


__all__ = ["Engine", "EngineName", "Tables", "open_engine", "spark_is_there"]
