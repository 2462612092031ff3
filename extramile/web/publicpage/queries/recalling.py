"""What of the public page was read from figures of a return that are taken back, or will be."""

from collections.abc import Mapping

from django.db.models import Prefetch

from extramile.web.partnerships.models import Partnership
from extramile.web.plans.models import Measure, MeasureSource, Reading
from extramile.web.plans.queries.plans import standing
from extramile.web.publicpage.models import ShownTheme


def shown_of(partnership: Partnership, release: int) -> list[tuple[ShownTheme, list[str]]]:
    """Return each theme that everybody may read with the titles, as they were released, of its measures of a release."""
    rows = ShownTheme.objects.filter(theme__plan__partnership=partnership, taken_back_at=None, theme__out_at=None)
    shown = list(rows.select_related("theme").order_by("theme"))
    wanted = {each["id"] for one in shown for each in one.measures}
    measures = Measure.objects.filter(pk__in=wanted, out_at=None).prefetch_related(
        Prefetch("readings", Reading.objects.order_by("day", "pk"))
    )
    known = {each.pk: each for each in measures if rests_on(each, release)}
    found = [(one, _titles(one, known)) for one in shown]
    return [(one, titles) for one, titles in found if titles]


def _titles(shown: ShownTheme, known: Mapping[int, Measure]) -> list[str]:
    return [each["title"] for each in shown.measures if each["id"] in known]


def rests_on(found: Measure, release: int) -> bool:
    """Say whether a figure that stands in a measure is of a release, or its start can be, because that is its source."""
    of_source = found.source == MeasureSource.RETURNS and found.source_ref.get("release") == release
    return of_source or any(each.release == release for each in standing(list(found.readings.all())))
