"""What an address asks of the list and the index, and what can be chosen there. What is not understood filters nothing."""

from typing import Any

from extramile.web.evidence import criteria as framework
from extramile.web.evidence.models import Kind
from extramile.web.evidence.queries import Filters
from extramile.web.evidence.visibility import levels_for
from extramile.web.partnerships.queries import organisations
from extramile.web.partnerships.scope import Scope

FRESHNESS = [("", "Fresh and old"), ("fresh", "Fresh"), ("soon", "Old within 60 days"), ("old", "Old")]
LONGEST = 200
NAMES = ("words", "kind", "organisation", "sensitivity", "criterion", "freshness", "withdrawn")


def given_in(asked: Any) -> dict[str, str]:
    """Return what an address gives of the list's own parameters."""
    return {name: asked[name].replace("\0", "")[:LONGEST] for name in NAMES if asked.get(name)}


def filters_of(given: dict[str, str], scope: Scope) -> Filters:
    """Return the filters that an address asks for."""

    def chosen(name: str, allowed: Any) -> str:
        typed = given.get(name, "")
        return typed if typed in allowed else ""

    asked = given.get("organisation")
    organisation = chosen("organisation", {str(each.pk) for each in organisations(scope)}) if asked else ""
    return Filters(
        kind=chosen("kind", Kind.values),
        organisation=int(organisation) if organisation else None,
        sensitivity=chosen("sensitivity", [each.value for each in levels_for(scope)]),
        criterion=chosen("criterion", {*framework.known(), *dict(framework.pack_choices())}),
        freshness=chosen("freshness", dict(FRESHNESS)),
        words=given.get("words", "").strip(),
        withdrawn=given.get("withdrawn") == "yes",
    )


def filter_choices(scope: Scope) -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen for each filter."""
    criteria = [("", "Any criterion or none")]
    for pack, name in framework.pack_choices():
        criteria.append((pack, f"{name}: any criterion"))
        criteria += [(each, framework.short(each)) for each in framework.of_pack(pack)]
    return {
        "kind": [("", "Any kind"), *Kind.choices],
        "organisation": [("", "Any organisation"), *((str(each.pk), each.name) for each in organisations(scope))],
        "sensitivity": [("", "Any sensitivity"), *((each.value, each.label) for each in levels_for(scope))],
        "criterion": criteria,
        "freshness": FRESHNESS,
    }


def pack_of(given: Any) -> str:
    """Return the framework that an address asks for, the one in force if it asks for none."""
    asked = given.get("pack", "")
    return asked if asked in dict(framework.pack_choices()) else framework.newest_pack()
