"""Search over 10,000 findings of invented words: the query with its first page, words marked."""

import random
from collections.abc import Iterator

from benchmarks import Measurement
from benchmarks.timing import median, p95, times

FINDINGS = 10_000
ROUNDS = 40
MOST_MS = 50
WORDS = [
    "leaders",
    "partnership",
    "review",
    "plan",
    "annual",
    "health",
    "advice",
    "family",
    "child",
    "school",
    "setting",
    "wait",
    "assessment",
    "therapy",
    "support",
    "transition",
    "adulthood",
    "provision",
    "placement",
    "data",
    "quality",
    "outcome",
    "early",
    "identification",
    "social",
    "care",
    "strategy",
    "oversight",
    "communication",
    "inclusion",
    "attendance",
    "exclusion",
    "transport",
    "equipment",
    "training",
    "commissioning",
    "joint",
    "voice",
    "forum",
]
ASKED = ("annual review", '"health advice"', "transition -transport", "therapy or equipment", "identif")


def measure() -> Iterator[Measurement]:
    """Measure searches of several shapes."""
    import django

    django.setup()
    from django.core.management import call_command

    from extramile.web.library import queries
    from extramile.web.library.models import Finding, Report

    call_command("migrate", verbosity=0)
    Report.objects.filter(slug__startswith="bench-").delete()
    dice = random.Random(1)  # noqa: S311 - words for a measure
    for number in range(FINDINGS // 25):
        report = Report.objects.create(
            slug=f"bench-{number}",
            in_register=False,
            framework="2023",
            area_name=f"Area {number}",
            outcome=1 + number % 3,
            reading={},
            file_name="",
            file_hash=f"bench-{number}",
        )
        Finding.objects.bulk_create(
            Finding(
                key=f"bench-{number}-{place}",
                report=report,
                kind="improve",
                position=place,
                text=" ".join(dice.choices(WORDS, k=80)),
                text_as_read="",
                page=1,
            )
            for place in range(1, 26)
        )
    total = Finding.objects.count()

    def search(words: str) -> None:
        rows = queries.findings(queries.FindingFilters(words=words))
        rows.count()
        shown = list(queries.in_full(rows)[:25])
        queries.with_words_marked(shown, words)

    for words in ASKED:
        found = times(lambda words=words: search(words), ROUNDS)
        for what, of in (("median", median), ("p95", p95)):
            yield Measurement(
                f"{words} in {total:,} findings, {what}",
                of(found),
                "ms",
                target=f"under {MOST_MS} ms",
                ok=of(found) < MOST_MS,
            )
