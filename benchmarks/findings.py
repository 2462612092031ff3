"""The findings of an inspection, 40 as in a full report and 400: each page against an empty view behind the same middleware and
door; and the letter or report in each form, beside its findings alone as paragraphs in that form. Both with their growth.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from benchmarks import Measurement
from benchmarks.timing import beside, median, p95

FULL, TIMES, ROUNDS, BUILDS = 40, 10, 20, 7
PAGES = {
    "list": "findings/",
    "list by criterion": "findings/?by=criterion",
    "search, a word in each": "findings/?words=families",
    "one finding": "findings/{finding}/",
    "report": "report/",
}
# A page that one person has made for them may cost this many empty views; one that holds the whole document, this many.
MOST_TIMES, MOST_TIMES_WHOLE = 15, 30
# Ten times the findings may take ten times as long, and a little more for the memory of a page.
MOST_GROWTH = 12


def measure() -> Iterator[Measurement]:
    """Measure each page and each file with a full report, and how both grow with ten times as many findings."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.http import HttpResponse
    from django.test import Client
    from django.urls import path

    from extramile.web.config import urls
    from extramile.web.partnerships.doors import room

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    urls.urlpatterns.append(path("p/<slug:slug>/empty-of-findings/", room()(lambda request, scope: HttpResponse(""))))
    filled = {count: _fill(f"found-{count}", count) for count in (FULL, TIMES * FULL)}
    pages: dict[int, dict[str, tuple[list[float], list[float]]]] = {}
    for count, (lead, inspection, finding) in filled.items():
        client = Client()
        client.force_login(lead.person)

        def get(address: str, client: Client = client) -> None:
            assert client.get(address).status_code == 200, address

        pages[count] = {}
        for name, address in PAGES.items():
            here = f"/p/{lead.name}/inspect/{inspection.pk}/{address.format(finding=finding)}"
            empty = f"/p/{lead.name}/empty-of-findings/"
            pages[count][name] = beside(
                lambda get=get, empty=empty: get(empty), lambda get=get, here=here: get(here), ROUNDS
            )
    for name in PAGES:
        yield from _page(name, *(pages[count][name] for count in filled))
    for kind in ("report", "letter"):
        yield from _files(kind, filled)


def _page(name: str, full: tuple[list[float], list[float]], more: tuple[list[float], list[float]]) -> Iterator[Any]:
    empty, taken = full
    most = MOST_TIMES_WHOLE if name == "report" else MOST_TIMES
    ratio = median(taken) / median(empty)
    yield Measurement(
        f"{name}, median", median(taken), "ms", f"{ratio:.1f} empty views of {median(empty):.1f} ms",
        f"{most} at most", ratio <= most,
    )  # fmt: skip
    yield Measurement(f"{name}, p95", p95(taken), "ms", f"{p95(taken) / p95(empty):.1f} empty views")
    yield _growth(name, median(taken), median(more[1]))


def _growth(name: str, full: float, more: float) -> Measurement:
    growth = more / full
    return Measurement(
        f"{name}, {TIMES * FULL} findings, median", more, "ms", f"{growth:.1f} times that of {FULL}",
        f"{MOST_GROWTH} times at most", growth <= MOST_GROWTH,
    )  # fmt: skip


def _files(kind: str, filled: dict[int, tuple[Any, Any, Any]]) -> Iterator[Measurement]:
    """Measure composing and writing a document, beside its findings alone as paragraphs in that form."""
    from extramile.core.documents import Document, paragraph
    from extramile.web.findings import documents, rendering

    def made(count: int) -> Document:
        lead, inspection, _finding = filled[count]
        return documents.report(lead, inspection) if kind == "report" else _letter(count)

    whole = made(FULL)
    bare = Document(
        title=whole.title,
        author_body=whole.author_body,
        date=whole.date,
        blocks=tuple(paragraph(WORDS.format(number)) for number in range(FULL)),
    )
    for form, (_type, render) in rendering.FORMS.items():

        def write(count: int, render: Any = render) -> object:
            return render(made(count))

        least, taken = beside(lambda render=render: render(bare), lambda write=write: write(FULL), BUILDS)
        yield Measurement(
            f"{kind} as {form}, median", median(taken), "ms",
            f"{median(taken) / median(least):.1f} times its bare findings ({median(least):.1f} ms)",
        )  # fmt: skip
        full, more = beside(lambda write=write: write(FULL), lambda write=write: write(TIMES * FULL), BUILDS)
        yield _growth(f"{kind} as {form}", median(full), median(more))


def _letter(count: int) -> Any:
    """Return a letter of 2016 with so many findings."""
    from dataclasses import replace

    from extramile.core.documents import Document
    from extramile.core.frameworks import pack
    from extramile.core.reporting import Said, compose, template_for
    from tests.unit.reporting import samples

    found, sample = pack("send-2016"), samples.letter()
    said = [
        Said("strength" if n % 2 else "area-for-development", WORDS.format(n), (("2016-A", "2016-B", "2016-C")[n % 3],))
        for n in range(count)
    ]
    known = samples.known_letter()
    layout = found.report_for("inspection")
    body = compose(template_for("send-2016", layout), found, layout, replace(known, findings=tuple(said)))
    return Document(
        title=body.title, author_body=sample.author_body, date=sample.date, blocks=body.blocks, opening=sample.opening
    )


WORDS = (
    "Families in group {} say that they are told early what will happen, by whom and by when. Schools, health and the council "
    "write one plan together, and what was agreed is done in most cases. Where it is not, somebody says why."
)


def _fill(slug: str, count: int) -> tuple[Any, Any, int]:
    """Make a partnership with an inspection that has so many findings that a second person let pass, and its sections."""
    from django.utils import timezone

    from extramile.core.frameworks import pack
    from extramile.web.findings.actions.report import write_section
    from extramile.web.findings.models import Finding, FindingText
    from extramile.web.findings.queries.report import written_sections
    from extramile.web.inspections.actions.beginning import begin
    from tests.integration.evidence.scene import make_partnership

    people = make_partnership(slug, area_code="")
    lead, second = people["lead"], people["auditor"].person
    called = timezone.now() - timedelta(days=21)
    found = begin(scope=lead, pack_id="send-2023", kind="full", title="Bench", called_at=called)
    criteria = [each.id for each in pack("send-2023").all_criteria()]
    kinds = ("effective", "improve", "effective", "improve", "area_for_improvement")
    rows = Finding.objects.bulk_create(
        Finding(
            inspection=found,
            kind=kinds[number % len(kinds)],
            words=WORDS.format(number),
            criteria=[criteria[number % len(criteria)]],
            position=number,
            state="moderated",
            author=lead.person,
            written_by=lead.person,
            moderated_by=second,
            moderated_at=timezone.now(),
        )
        for number in range(count)
    )
    FindingText.objects.bulk_create(
        FindingText(finding=each, revision=1, words=each.words, kind=each.kind, criteria=each.criteria, by=lead.person)
        for each in rows
    )
    for section in written_sections(found):
        write_section(scope=lead, inspection=found, section=section.id, words=WORDS.format("one"), seen=0)
    return lead, found, rows[0].pk
