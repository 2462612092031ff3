"""What an engine needs that may not be there, asked without importing the engine."""

import os
import shutil


def spark_is_there() -> str:
    """Return why Spark cannot run here, in words; empty where it can."""
    from importlib.util import find_spec

    if find_spec("pyspark") is None:
        return "pyspark is not installed (pip install extramile[spark])"
    home = os.environ.get("JAVA_HOME")
    if not (home and shutil.which("java", path=f"{home}/bin")) and not shutil.which("java"):
        return "there is no Java (17 or newer)"
    return ""
