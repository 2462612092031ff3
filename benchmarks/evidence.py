"""The evidence room with 500 and with 5,000 pieces: each page against an empty view behind the same middleware and door."""

from collections.abc import Iterator
from datetime import timedelta

from benchmarks import Measurement
from benchmarks.timing import beside, median, p95

ITEMS, ROUNDS = 5_000, 40
PAGES = {
    "list": "evidence/",
    "list, last page": "evidence/?page={last}",
    "list of one criterion": "evidence/?criterion=send-2023:I1",
    "search, a word in each": "evidence/?words=families",
    "search, a word in one of fifty": "evidence/?words=transport",
    "index by criterion": "evidence/criteria/",
    "one piece": "evidence/{item}/",
    "list as CSV": "evidence.csv",
}
# What holds every row is no page: it is measured beside itself alone.
TABLES = {"list as CSV"}
# A page that is made for one person may cost this many empty views; one that counts every piece anew, this many.
MOST_TIMES, MOST_TIMES_COUNTING = 5, 10
COUNTING = {"search, a word in each", "index by criterion"}
# Ten times the evidence may take ten times as long, and a little more for the memory of a table.
MOST_GROWTH = 12


def measure() -> Iterator[Measurement]:
    """Measure each page: median and p95 as multiples of the empty view's, and how it grows from 500 to 5,000 pieces."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.http import HttpResponse
    from django.test import Client
    from django.urls import path

    from extramile.web.config import urls
    from extramile.web.partnerships.doors import room
    from tests.integration.evidence.scene import make_partnership

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    urls.urlpatterns.append(path("p/<slug:slug>/empty/", room()(lambda request, scope: HttpResponse(""))))
    taken: dict[str, dict[str, tuple[list[float], list[float]]]] = {}
    for slug, count in (("small", ITEMS // 10), ("large", ITEMS)):
        lead = make_partnership(slug, area_code="")["lead"]
        item = _fill(lead, count)
        client = Client()
        client.force_login(lead.person)

        def get(address: str, client: Client = client, slug: str = slug) -> None:
            assert client.get(f"/p/{slug}/{address}").status_code == 200, address

        taken[slug] = {}
        for name, address in PAGES.items():
            address = address.format(item=item, last=-(-count // 30))  # noqa: PLW2901 - the same address, filled in
            taken[slug][name] = beside(
                lambda get=get: get("empty/"), lambda get=get, address=address: get(address), ROUNDS
            )
    for name in PAGES:
        empty, large = taken["large"][name]
        small = taken["small"][name][1]
        for what, of in (("median", median), ("p95", p95)):
            ratio = of(large) / of(empty)
            most = MOST_TIMES_COUNTING if name in COUNTING else MOST_TIMES
            met = None if name in TABLES else ratio <= most
            yard = f"an empty view's {what}, {of(empty):.1f} ms"
            goal = "" if met is None else f"at most {most}"
            yield Measurement(f"{name}, {what} {of(large):.1f} ms", ratio, "×", yard, goal, met)
        growth = median(large) / median(small)
        target = f"at most {MOST_GROWTH}"
        yield Measurement(f"{name}, growth", growth, "×", "a tenth of the evidence", target, growth <= MOST_GROWTH)


def _fill(lead, count: int) -> int:
    """Add notes of many organisations' kinds of words, with criteria, uses and versions; return the number of one of them."""
    from django.utils import timezone

    from extramile.core.frameworks import pack
    from extramile.web.evidence.models import Item, ItemCriterion, ItemText, Use, Version

    today = timezone.localdate()
    criteria = [f"send-2023:{each.id}" for each in pack("send-2023").all_criteria()]
    words = "What families and schools told us of reviews, advice and places in the area. " * 20
    made = Item.objects.bulk_create(
        Item(
            partnership=lead.partnership,
            kind="note",
            title=f"Minutes of meeting {number}",
            owner=lead.person,
            organisation=lead.organisation,
            sensitivity="restricted" if number % 5 == 0 else "partnership",
            dated=today - timedelta(days=number % 900),
            old_from=today + timedelta(days=700 - number % 900),
            changed_by=lead.person,
        )
        for number in range(count)
    )
    texts = [f"{words}{'transport' if number % 50 == 0 else ''}" for number in range(count)]
    pairs = list(zip(made, texts, strict=True))
    ItemText.objects.bulk_create(ItemText(item=item, text=f"{item.title}\n{text}") for item, text in pairs)
    ItemCriterion.objects.bulk_create(
        ItemCriterion(item=item, criterion=criteria[(number + more) % len(criteria)])
        for number, item in enumerate(made)
        for more in (0, 5)
    )
    Use.objects.bulk_create(
        Use(item=item, kind="claim", thing_id=str(number % 500), words="A claim", by=lead.person)
        for number, item in enumerate(made)
    )
    Version.objects.bulk_create(
        Version(
            item=item,
            number=1,
            sensitivity=item.sensitivity,
            sha256="0" * 64,
            size=len(text),
            media_type="text/plain; charset=utf-8",
            text=text,
            by=lead.person,
        )
        for item, text in pairs
    )
    return made[count // 2].pk
