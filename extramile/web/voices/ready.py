"""Counts kept ready: the first who asks has them made, everybody after that reads a row.

Only what `counting` and `hearing` released is kept (`keeping` says how), never an answer, nor who gave it, nor a hidden number.
Each row is made of one state of the answers: its key holds the revisions of the surveys, which grow in the transaction of
every change. So a row is never older than a correction, even if it was made while somebody answered. What counts follow from
besides (the questions, the way of protecting) is part of the key as well.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import F

from extramile.core.disclosure import PARTNERSHIP
from extramile.web.partnerships.models import Partnership
from extramile.web.voices import answering
from extramile.web.voices.models import Question, ReadyCounts, Survey

# Another number, whenever counts are protected in another way.
WAY = 1
Content = dict[str, Any]


def answers_changed(survey: Survey) -> None:
    """Throw away what was counted of a survey: answers came, went, or joined the counts of others. The caller has locked it."""
    survey.answers_revision += 1
    survey.save(update_fields=["answers_revision"])
    ReadyCounts.objects.filter(survey=survey).delete()
    ReadyCounts.objects.filter(partnership=survey.partnership_id, survey=None).delete()


def readings_changed(survey: Survey) -> None:
    """Throw away what was counted of themes: somebody read an answer of this survey."""
    Survey.objects.filter(pk=survey.pk).update(readings_revision=F("readings_revision") + 1)
    ReadyCounts.objects.filter(partnership=survey.partnership_id, survey=None).delete()


def key_of(*parts: Any) -> str:
    """Return the key of counts that are made of these."""
    return hashlib.sha256(repr((WAY, PARTNERSHIP.threshold, parts)).encode()).hexdigest()


def questions_key(questions: Sequence[Question]) -> list[Any]:
    """Return what counts take from the questions: their words and their choices."""
    return [
        (
            each.pk,
            each.kind,
            each.words,
            each.options,
            [] if each.kind in {"short", "long"} else answering.choices(each),
        )
        for each in questions
    ]


def ready(
    *, partnership: Partnership, survey: Survey | None, name: str, key: str, make: Callable[[], Content]
) -> Content:
    """Return counts that were kept under this key, or have them made and keep them."""
    kept = ReadyCounts.objects.filter(partnership=partnership, name=name).first()
    if kept is not None and kept.key == key:
        return dict(kept.content)
    made = make()
    # Two may be the first at once: what either of them keeps is the same, or it is not looked at.
    ReadyCounts.objects.bulk_create(
        [ReadyCounts(partnership=partnership, survey=survey, name=name, key=key, content=made)],
        update_conflicts=True,
        unique_fields=["partnership", "name"],
        update_fields=["key", "content"],
    )
    return made
