"""The published files beside the checkout: where they are, and what a test does without them.

They are too large to commit. A test marked `@needs_shared` is skipped, with the reason, where they are absent. In CI it
is never skipped: there it runs, and fails, because a check that silently did not happen is worse than a red one.
"""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[1].parent / "shared"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir() and os.environ.get("CI") != "true", reason="the published files (../shared) are not here"
)
