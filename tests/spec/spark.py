"""Spark, where it is: a test that needs it is skipped with the reason elsewhere, and never in CI."""

import os

import pytest

from extramile.core.engines import spark_is_there

_MISSING = spark_is_there()
spark = pytest.mark.skipif(bool(_MISSING) and os.environ.get("CI") != "true", reason=_MISSING or "Spark is here")

# For a handful of rows, compiling each query to Java takes longer than running it.
QUICK = {
    "cluster": "local[1]",
    "settings": {
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.subexpressionElimination.enabled": "false",
        "spark.sql.inMemoryColumnarStorage.compressed": "false",
        "spark.sql.optimizer.maxIterations": "4",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    },
}
