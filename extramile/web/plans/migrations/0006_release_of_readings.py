"""A reading of a return says itself of which release it is, so that one that was taken back since proves nothing."""

from typing import Any

from django.db import migrations, models

from extramile.web.audit.operations import AppendOnly, Changeable

RETURNS = "returns"


def fill_releases(apps: Any, schema_editor: Any) -> None:
    """Name the release of each reading of a return: as its evidence says it, or as its measure said it when it was taken.

    Figures are taken after the measure was told its source, in one transaction: what the history last said of it by then is the
    release. A measure whose source never changed had it from the beginning.
    """
    readings, versions = apps.get_model("plans", "Reading"), apps.get_model("evidence", "Version")
    rows = readings.objects.filter(source=RETURNS, release=None).select_related("measure").order_by("pk")
    kept = versions.objects.filter(item__in=rows.exclude(evidence=None).values("evidence"))
    frozen = dict(kept.order_by("-number").values_list("item", "data"))
    said: dict[int, list[tuple[Any, Any, Any]]] = {}
    history = apps.get_model("plans", "Change").objects.filter(kind="measure", thing_id__in=rows.values("measure"))
    for each in history.order_by("at", "pk").iterator():
        if "source_ref" in each.after:
            said.setdefault(each.thing_id, []).append((each.at, each.before.get("source_ref"), each.after["source_ref"]))
    found: dict[int, list[int]] = {}
    for each in rows.iterator():
        release = _of_evidence(each, frozen.get(each.evidence_id)) or _then(each, said.get(each.measure_id, []))
        if release:
            found.setdefault(release, []).append(each.pk)
    for release, keys in found.items():
        for start in range(0, len(keys), 500):
            readings.objects.filter(pk__in=keys[start : start + 500]).update(release=release)


def _of_evidence(reading: Any, data: Any) -> int | None:
    found: int | None = ((data or {}).get("returns") or {}).get("release")
    return found


def _then(reading: Any, said: list[tuple[Any, Any, Any]]) -> int | None:
    ref = said[0][1] if said else reading.measure.source_ref
    for at, _, after in said:
        if at <= reading.at:
            ref = after
    found: int | None = (ref or {}).get("release")
    return found


class Migration(migrations.Migration):
    dependencies = [("plans", "0005_weekly_mails_of_rooms"), ("evidence", "0002_how_far_a_version_may_go")]

    operations = [
        Changeable("plans_reading"),
        migrations.AddField(
            model_name="reading",
            name="release",
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.RunPython(fill_releases, migrations.RunPython.noop),
        AppendOnly("plans_reading"),
    ]
