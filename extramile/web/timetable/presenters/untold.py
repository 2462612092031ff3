"""Words for who has not been told yet."""

from typing import Any

from extramile.web.timetable.queries.untold import Waiting


def row(each: Waiting) -> dict[str, Any]:
    """Return a person and what they have to be told."""
    if each.under_way:
        state, tone = "being told", "info"
    elif each.doubtful:
        state, tone = "a mail broke off: it may not have arrived", "develop"
    elif not each.reachable:
        state, tone = "no address: tell them yourself", "priority"
    else:
        state, tone = "told by mail soon", "quiet"
    person = each.person
    about = [person.post, person.organisation.name if person.organisation else ""]
    return {
        "id": person.pk,
        "name": person.name,
        "about": ", ".join(word for word in about if word),
        "sentences": [change.words for change in each.changes],
        "state": state,
        "tone": tone,
        "by_mail": each.reachable and not each.under_way,
        "by_hand": not each.reachable or each.doubtful,
    }
