"""Where the tests keep their things: a folder of their own, made before the settings are read.

Loaded by `-p tests.environment` (pyproject.toml), because pytest-django reads the settings before any conftest.
"""

import atexit
import os
import shutil
import tempfile

_HOME = tempfile.mkdtemp(prefix="extramile-tests-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)

os.environ["EXTRAMILE_HOME"] = _HOME
os.environ["EXTRAMILE_MODE"] = "demo"
os.environ.pop("EXTRAMILE_REFERENCE", None)
# Playwright runs an event loop in the thread of the test; Django's ORM is used beside it, never inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
