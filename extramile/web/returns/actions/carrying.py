"""What people said about problems goes from load to load, and goes when no load has the problem any more."""

from collections.abc import Mapping, Sequence
from typing import Any

from extramile.web.partnerships.models import Partnership
from extramile.web.returns.digests import digest_for, key_of, problem_digests
from extramile.web.returns.models import DigestKey, Item, ItemIn, Load, Step

Problems = Mapping[str, Sequence[Mapping[str, Any]]]


def lock(partnership: Partnership) -> DigestKey:
    """Let one write at a time: a load that ends its reading, or somebody who takes up a problem. Needs a transaction."""
    return DigestKey.objects.select_for_update().get(pk=key_of(partnership).pk)


def carry(key: DigestKey, load: Load, problems: Problems) -> None:
    """Find again in a load what people took up before. What was accepted of a rule that is an error now is open again."""
    ItemIn.objects.filter(load=load).delete()
    known = {each.digest: each for each in Item.objects.filter(partnership=key.partnership_id, rule__in=problems)}
    digest = digest_for(load.partnership)
    found, raised = [], []
    for rule in {each.rule for each in known.values()}:
        for place, each in enumerate(problem_digests(digest, load.pk, problems[rule])):
            if item := known.get(each):
                found.append(ItemIn(item=item, load=load, place=place))
                severity = problems[rule][place]["severity"]
                if item.severity != severity:
                    raised.append((item, severity))
    ItemIn.objects.bulk_create(found)
    for item, severity in raised:
        item.severity = severity
        if item.state == Item.State.ACCEPTED and severity == "error":
            reopen(item)
            Step.objects.create(item=item, verb=Step.Verb.REOPENED, words="The rule is an error now.")
        item.save()
    _forget_unplaced(load.partnership)


def reopen(item: Item) -> None:
    """Let a problem be open; not saved."""
    item.state, item.why, item.settled_by, item.settled_at = Item.State.OPEN, "", None, None


def let_go(load: Load) -> None:
    """Forget what was said of problems that only this load had: their digests and words go with it."""
    ItemIn.objects.filter(load=load).delete()
    _forget_unplaced(load.partnership)


def _forget_unplaced(partnership: Partnership) -> None:
    Item.objects.filter(partnership=partnership, places=None).delete()
