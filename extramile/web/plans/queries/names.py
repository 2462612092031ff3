"""The names behind the ids that the history keeps."""

from collections.abc import Iterable

from extramile.web.findings.models import Finding
from extramile.web.partnerships.queries import members, organisations
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Action, Change, Theme
from extramile.web.plans.queries import plans as queries


def names_in(scope: Scope, changes: Iterable[Change]) -> dict[str, dict[int, str]]:
    """Return names by field and id. What this person may not see has none: it stays a thing without a name."""
    fields = {name for each in changes for name in (*each.before, *each.after)}
    asked = fields or {"body", "others", "owner", "needs"}
    found: dict[str, dict[int, str]] = {}
    if asked & {"body", "others"}:
        bodies = dict(organisations(scope).values_list("pk", "name"))
        found |= {"body": bodies, "others": bodies}
    if "owner" in asked:
        found["owner"] = {each.pk: each.person.name for each in members(scope)}
    if "needs" in asked:
        found["needs"] = dict(
            Action.objects.filter(pk__in=queries.actions(scope).values("pk")).values_list("pk", "words")
        )
    if "theme" in asked:
        found["theme"] = dict(Theme.objects.filter(plan__in=queries.plans(scope)).values_list("pk", "title"))
    if "finding" in asked:
        seen = Finding.objects.filter(inspection__in=queries.plans(scope).values("inspection"))
        found["finding"] = {key: " ".join(words.split())[:120] for key, words in seen.values_list("pk", "words")}
    return found
