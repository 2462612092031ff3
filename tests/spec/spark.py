"""Spark, where it is: a test that needs it is skipped with the reason elsewhere, and never in CI."""

import os

import pytest

from extramile.core.engines import spark_is_there

_MISSING = spark_is_there()
spark = pytest.mark.skipif(bool(_MISSING) and os.environ.get("CI") != "true", reason=_MISSING or "Spark is here")
