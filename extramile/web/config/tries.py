"""Where the sign-in library counts tries and used codes: a table of the database, the same for every process that serves."""

from typing import Any

from django.utils.crypto import salted_hmac


def sealed_key(key: str, key_prefix: str, version: Any) -> str:
    """Return the name of an entry. The library's own holds the address of a machine, which is kept nowhere."""
    return salted_hmac("extramile.tries", f"{key_prefix}:{version}:{key}", algorithm="sha256").hexdigest()
