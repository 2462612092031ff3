"""A reading says itself where it was taken from; of one that was taken before, the measure or its evidence says it."""

from typing import Any

from django.db import migrations, models

from extramile.web.audit.operations import AppendOnly, Changeable

OWN, RETURNS, INDICATOR = "own", "returns", "indicator"


def fill_sources(apps: Any, schema_editor: Any) -> None:
    """Name the source of each reading that was taken from an offer; what somebody entered stays the area's own.

    A reading was taken from the source of its measure where its note is the one that was written then (the period and the words
    of the source), or where it has its frozen figure as evidence and that is of this source. Anything else could be a figure of
    the area under a measure that was read from elsewhere before: as its own it is withheld until it is shown to be safe.
    """
    readings, versions = apps.get_model("plans", "Reading"), apps.get_model("evidence", "Version")
    rows = readings.objects.exclude(measure__source=OWN).select_related("measure").order_by("pk")
    data = dict(
        versions.objects.filter(item__in=rows.exclude(evidence=None).values("evidence"))
        .order_by("number")
        .values_list("item", "data")
    )
    found: dict[str, list[int]] = {}
    for each in rows.iterator():
        if _taken(each, data.get(each.evidence_id)):
            found.setdefault(each.measure.source, []).append(each.pk)
    for source, keys in found.items():
        for start in range(0, len(keys), 500):
            readings.objects.filter(pk__in=keys[start : start + 500]).update(source=source)


def _taken(reading: Any, frozen: Any) -> bool:
    measure = reading.measure
    if frozen and _source_of(frozen) == (measure.source, measure.source_ref):
        return True
    return bool(measure.source_words) and reading.note.endswith(f": {measure.source_words}")


def _source_of(frozen: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    if "returns" in frozen:
        return RETURNS, {name: frozen["returns"].get(name) for name in ("measure", "release")}
    return INDICATOR, {"indicator": frozen.get("indicator"), "area": frozen.get("area", {}).get("code")}


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_weekly_mail"), ("evidence", "0002_how_far_a_version_may_go")]

    operations = [
        Changeable("plans_reading"),
        migrations.AddField(
            model_name="reading",
            name="source",
            field=models.CharField(
                choices=[
                    ("indicator", "A published indicator"),
                    ("voice", "A question of a survey"),
                    ("returns", "A measure of the area's returns"),
                    ("own", "The area's own figures"),
                ],
                default="own",
                max_length=9,
            ),
        ),
        migrations.RunPython(fill_sources, migrations.RunPython.noop),
        AppendOnly("plans_reading"),
    ]
