"""Who does what in the demonstration: scopes by the short address of a persona, and what was made so far by its key."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from extramile.web.accounts.personas import DOMAIN, persona
from extramile.web.demonstration.diary import Diary
from extramile.web.partnerships.models import Organisation
from extramile.web.partnerships.queries import scope_of
from extramile.web.partnerships.scope import Scope


@dataclass
class Cast:
    """One partnership while it is being built.

    `made` holds what was made, by kind and key: later steps find it there. `chance` gives a source of chance of its own for
    each thing, so that adding one thing leaves all others as they were.
    """

    slug: str
    diary: Diary
    seed: str
    scale: float = 1.0
    made: dict[tuple[str, str], Any] = field(default_factory=dict)
    _scopes: dict[str, Scope] = field(default_factory=dict)

    def scope(self, who: str) -> Scope:
        """Return where a persona stands in this partnership."""
        if who not in self._scopes:
            person = persona(f"{who}@{DOMAIN}")
            scope = scope_of(person, self.slug) if person else None
            if scope is None:
                raise LookupError(f"{who} is nobody in {self.slug}")
            self._scopes[who] = scope
        return self._scopes[who]

    def organisation(self, name: str) -> Any:
        """Return an organisation of this partnership."""
        return Organisation.objects.get(partnerships__slug=self.slug, name=name)

    def of_kind(self, kind: str) -> list[tuple[tuple[str, str], Any]]:
        """Return what was made of a kind."""
        return [(key, made) for key, made in self.made.items() if key[0] == kind]

    def day(self, ago: int) -> date:
        """Return the day so many days ago."""
        return self.diary.day(ago)

    def on(self, ago: int, do: Callable[..., Any], *arguments: Any) -> None:
        """Note that something is done so many days ago."""
        self.diary.add(ago, lambda: do(*arguments))

    def chance(self, *name: object) -> random.Random:
        """Return chance for one thing: the same for the same seed, whatever else is built."""
        return random.Random(":".join(map(str, (self.seed, self.slug, *name))))  # noqa: S311 - invented, no secret

    def sized(self, count: int) -> int:
        """Return a number in the size that is being built."""
        return max(1, round(count * self.scale)) if count else 0
