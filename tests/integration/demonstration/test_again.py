"""Building the demonstration again: the same from the same seed, wholly or not at all, never in production."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.demonstration import building
from extramile.web.demonstration.definitions import answers
from extramile.web.demonstration.grammar import Writer
from extramile.web.evidence.models import Version
from extramile.web.partnerships.models import Partnership
from extramile.web.selfevaluation.models import Claim
from extramile.web.voices.models import Answer, Coding, LoopEntry

pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.one_database]
# With fewer answers nothing that may be shown would be heard of some themes.
SCALE = 0.3
UNTOLD = re.compile(r" \d+$")


@contextmanager
def built(seed: str) -> Iterator[None]:
    """Build for as long as the block lasts."""
    with transaction.atomic():
        assert building.build(scale=SCALE, seed=seed) > 300
        yield
        transaction.set_rollback(True)


def in_short() -> dict[str, Any]:
    """Return what matters of everything that was built: counts, texts, hashes.

    What is restricted or under embargo is told in the trail by its number, and a database that rolled back goes on counting.
    """
    told = Event.objects.order_by("scope", "number").values_list("scope", "by_name", "verb", "thing")
    return {
        "events": [(*rest, UNTOLD.sub("", thing)) for *rest, thing in told],
        "files": sorted(Version.objects.values_list("sha256", "size", "file_name")),
        "answers": sorted((str(each.value), each.text) for each in Answer.objects.all()),
        "codings": sorted(
            (str(each.answer_id or each.quote_id), each.part, each.codes) for each in Coding.objects.all()
        ),
        "claims": sorted(Claim.objects.values_list("criterion", "judgement", "what_next", "organisation__name")),
        "loop": sorted(LoopEntry.objects.values_list("said", "decided", "done", "difference", "not_done")),
    }


def test_two_builds_from_one_seed_are_equal() -> None:
    with built("one"):
        first = in_short()
    with built("one"):
        again = in_short()

    assert first == again


def test_another_seed_lets_people_write_something_else() -> None:
    told = answers("parents")

    def written(seed: str) -> list[str]:
        writer, chance = Writer(told), Random(seed)
        return [writer.text(chance, told.written[0]).words for _ in range(20)]

    assert written("one") == written("one")
    assert written("one") != written("another")


def test_an_interrupted_build_leaves_what_was_there() -> None:
    def interrupted(done: int, of: int) -> None:
        if done == 90:
            raise KeyboardInterrupt

    before = timezone.now
    with pytest.raises(KeyboardInterrupt):
        building.build(scale=SCALE, tell=interrupted)

    assert timezone.now is before
    assert not Partnership.objects.exists()
    assert not Event.objects.exists()
    assert not building.is_built()


def test_never_in_production(settings: Any) -> None:
    settings.PRODUCTION = True
    with pytest.raises(InputError, match="never put into a production"):
        building.build()
