from django.db import migrations

TAKEN_BACK = "A theme was taken back to protect somebody’s privacy."
TEXTS = ("title", "found", "outcome")


def keep_from_coming_back(apps, schema_editor) -> None:
    """Of what was taken back to protect somebody nobody said which part told of them: no text of it comes back by itself."""
    updates, told = (apps.get_model("publicpage", name) for name in ("Update", "PrivateWords"))
    for shown in apps.get_model("publicpage", "ShownTheme").objects.exclude(taken_back_at=None):
        last = updates.objects.filter(about=f"theme-{shown.theme_id}").order_by("pk").last()
        if last is None or last.words != TAKEN_BACK:
            continue
        shown.for_privacy = True
        shown.save(update_fields=["for_privacy"])
        parts = {name: getattr(shown, name) for name in TEXTS}
        parts |= {f"action-{each['id']}": each["words"] for each in shown.actions}
        for each in shown.measures:
            parts[f"measure-{each['id']}"] = " ".join(each[name] for name in ("title", "definition", "source"))
        parts = {name: words for name, words in parts.items() if words}
        told.objects.create(shown=shown, step="taken-back", told=parts, clear=[], why=shown.taken_back_why, by=last.by)


class Migration(migrations.Migration):

    dependencies = [
        ('publicpage', '0005_what_told_of_a_person'),
    ]

    operations = [
        migrations.RunPython(keep_from_coming_back, migrations.RunPython.noop),
    ]
