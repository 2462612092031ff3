"""The self-evaluation with 500 claims and 5,000 pieces of evidence, each page against an empty view behind the same middleware;
and how long its documents take."""

from collections.abc import Iterator
from datetime import timedelta

from benchmarks import Measurement
from benchmarks.timing import median, p95, times

CLAIMS, ITEMS, ROUNDS = 500, 5000, 20
PAGES = {
    "self-evaluation": "{e}/",
    "coverage map": "{e}/coverage/",
    "one criterion": "{e}/criteria/I1/",
    "one claim": "{e}/claims/{claim}/",
    "position statement": "{e}/statement/",
}
# A page that holds the partnership's whole work may cost this many empty views, 95 times of 100, also on a machine at work.
MOST_TIMES = 20


def measure() -> Iterator[Measurement]:
    """Measure each page: median and p95, as they are and as multiples of the empty view's; then the documents."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.http import HttpResponse
    from django.test import Client
    from django.urls import path

    from extramile.web.config import urls
    from extramile.web.partnerships.doors import room
    from extramile.web.selfevaluation import rendering

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    lead, found, claim = _fill()
    urls.urlpatterns.append(path("p/<slug:slug>/empty/", room()(lambda request, scope: HttpResponse(""))))
    client = Client()
    client.force_login(lead.person)

    def get(address: str) -> None:
        assert client.get(address).status_code == 200, address

    empty = times(lambda: get("/p/bench/empty/"), 5 * ROUNDS)
    yield Measurement("empty view of a room, median", median(empty), "ms")
    yield Measurement("empty view of a room, p95", p95(empty), "ms")
    for name, address in PAGES.items():
        here = f"/p/bench/know/{address.format(e=found.pk, claim=claim)}"
        taken = times(lambda here=here: get(here), ROUNDS)
        yield Measurement(f"{name}, median", median(taken), "ms")
        ratio = p95(taken) / p95(empty)
        yield Measurement(
            f"{name}, p95", p95(taken), "ms", f"{ratio:.1f} empty views", f"{MOST_TIMES} at most", ratio <= MOST_TIMES
        )
    for form in rendering.FORMS:
        taken = times(lambda form=form: rendering.rendered(lead, found, "self-evaluation", form), 3)
        yield Measurement(f"the whole as {form}", median(taken), "ms")
        taken = times(lambda form=form: rendering.rendered(lead, found, "position-statement", form), 3)
        yield Measurement(f"the position statement as {form}", median(taken), "ms")


def _fill() -> tuple:
    """Make a partnership with 500 claims, and 5,000 pieces of evidence, ten for each claim."""
    from django.utils import timezone

    from extramile.core.frameworks import pack
    from extramile.web.evidence.models import Item, Use
    from extramile.web.selfevaluation.actions import evaluations, statement
    from extramile.web.selfevaluation.models import Claim
    from tests.integration.selfevaluation.scene import TEXTS, make_partnership

    lead = make_partnership("bench", area_code="")["lead"]
    found = evaluations.make_evaluation(scope=lead, pack_id="send-2023", title="Bench", period="2026")
    criteria = [each.id for each in pack("send-2023").all_criteria()]
    today = timezone.localdate()
    texts = {**TEXTS, "what_we_do": "Leaders of all services meet each month and look at late advice. " * 8}
    Claim.objects.bulk_create(
        Claim(
            evaluation=found,
            criterion=criteria[number % len(criteria)],
            organisation=lead.organisation,
            author=lead.person,
            last_confirmed=today - timedelta(days=number),
            confirmed_by=lead.person,
            **{**texts, "polarity": "gap" if number % 3 else "strength", "judgement": f"Claim {number} says this."},
        )
        for number in range(CLAIMS)
    )
    Item.objects.bulk_create(
        Item(
            partnership=lead.partnership,
            kind="note",
            title=f"Evidence {number}",
            owner=lead.person,
            organisation=lead.organisation,
            dated=today - timedelta(days=number % 900),
            old_from=today + timedelta(days=700 - number % 900),
            changed_by=lead.person,
        )
        for number in range(ITEMS)
    )
    claims = list(Claim.objects.order_by("pk").values_list("pk", flat=True))
    items = Item.objects.order_by("pk").values_list("pk", flat=True)
    Use.objects.bulk_create(
        Use(item_id=item, kind="claim", thing_id=str(claims[number % CLAIMS]), words="Bench", by=lead.person)
        for number, item in enumerate(items)
    )
    statement.choose_claims(scope=lead, evaluation=found, claim_ids=claims[:10])
    return lead, found, claims[0]
