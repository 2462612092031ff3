"""What logs may say of a request: which page it was for, never the address itself, which may be a secret link."""

import logging
import re

LONG = re.compile(r"[^/\s]{20,}")


class NoSecretAddresses(logging.Filter):
    """Name a page by its pattern; where there is none, leave long parts of the address out."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line through, changed."""
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            said = f"/{match.route}" if match else LONG.sub("…", path)
            record.args = tuple(said if each == path else each for each in record.args)
        return True
