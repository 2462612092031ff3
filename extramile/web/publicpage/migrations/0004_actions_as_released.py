from django.db import migrations


def keep_actions(apps, schema_editor) -> None:
    """Keep of released actions how they stand, by when and by whom: what everybody reads today stays until it is released anew."""
    rows = apps.get_model("plans", "Action").objects.select_related("body").prefetch_related("others")
    actions = {each.pk: each for each in rows}
    for shown in apps.get_model("publicpage", "ShownTheme").objects.all():
        shown.actions = [
            {
                "id": told["id"],
                "words": told["words"],
                "state": found.state,
                "due": found.due.isoformat() if found.due else "",
                "bodies": [each.name for each in (found.body, *found.others.all()) if each is not None],
            }
            for told in shown.actions
            if (found := actions.get(told["id"]))
        ]
        shown.save(update_fields=["actions"])


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0004_sources_of_readings'),
        ('publicpage', '0003_tries_by_link'),
    ]

    operations = [
        migrations.RunPython(keep_actions, migrations.RunPython.noop),
    ]
