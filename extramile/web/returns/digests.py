"""Digests under a key of a partnership: the same thing is known again, and nobody reads from a digest what it is.

The key is made of the installation's secret and of a random half that stands in the database: with one of them alone nothing
can be tried out, and digests of two partnerships never meet. A name or a number that few have would not be safe in a plain
hash: whoever has the database could hash every UPN.
"""

import hashlib
import hmac
import json
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.crypto import salted_hmac

from extramile.core.returns import Said, has_number, plain
from extramile.web.partnerships.models import Partnership
from extramile.web.returns.models import DigestKey, Heading

Digest = Callable[..., str]


def key_of(partnership: Partnership) -> DigestKey:
    """Return the partnership's half of its key, made when it is first needed."""
    found, _ = DigestKey.objects.get_or_create(partnership=partnership, defaults={"secret": secrets.token_hex(32)})
    return found


def digest_for(partnership: Partnership) -> Digest:
    """Return what makes digests of texts for a partnership."""
    key = salted_hmac("extramile.returns.digests", key_of(partnership).secret, algorithm="sha256").digest()

    def digest(*parts: str) -> str:
        return hmac.new(key, json.dumps(parts).encode(), hashlib.sha256).hexdigest()

    return digest


def heading_digest(digest: Digest, heading: str) -> str:
    """Return the digest of a heading as headings are compared: without case, spaces and dashes."""
    return digest("heading", plain(heading) or heading.strip())


def said_before(partnership: Partnership) -> Said | None:
    """Return what answers for headings that somebody of the partnership said something of, or None where nobody did."""
    rows = Heading.objects.filter(partnership=partnership).values_list("kind", "table", "digest", "column")
    known = {(kind, table, found): column for kind, table, found, column in rows}
    if not known:
        return None
    digest = digest_for(partnership)
    made: dict[str, str] = {}

    def said(kind: str, table: str, heading: str) -> str | None:
        # The same headings are asked for with every table that a sheet could be.
        if heading not in made:
            made[heading] = heading_digest(digest, heading)
        return known.get((kind, table, made[heading]))

    return said


def problem_digests(digest: Digest, load_id: int, rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the digests of the problems of one rule in a load, in their order.

    A problem is the same if rule, table, child, field and value are, and what else the rule read for it (`beside`), so that what
    changed is asked for again; of several alike each is one of its own, so that one more is, too. A child without any number is
    known by its row in this load alone: the same row of the next file can be another child. What is said of a table as a whole is
    the same only if the sentence is, for its numbers are in it.
    """
    alike: Counter[tuple[str, ...]] = Counter()
    made = []
    for each in rows:
        of_load = f"load {load_id}, " if each["row"] else ""
        child = each["key"] if has_number(each["key"]) else f"{of_load}row {each['row']}"
        parts = (each["rule"], each["table"], child, each["field"], each["value"] if each["row"] else each["message"])
        parts += tuple(each.get("beside", ()))
        made.append(digest("problem", *parts, str(alike[parts])))
        alike[parts] += 1
    return made
