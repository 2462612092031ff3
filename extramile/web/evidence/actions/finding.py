"""Finding the item that is to be changed: seen by this person, theirs to change, locked until the change is made."""

from extramile.core.vocabulary import InputError
from extramile.web.evidence.models import Item, Kind
from extramile.web.evidence.visibility import may_change
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope


class ChangedMeanwhileError(Exception):
    """Somebody else changed the item since it was looked at. `item` is how it stands now."""

    def __init__(self, item: Item) -> None:
        super().__init__("changed meanwhile")
        self.item = item


def seen(scope: Scope, item: Item) -> Item:
    """Return an item that this person may see, locked."""
    found = Item.objects.visible_to(scope).select_for_update().filter(pk=item.pk).first()
    if found is None:
        raise InputError("There is no such evidence.")
    return found


def own(scope: Scope, item: Item) -> Item:
    """Return an item that this person may change, withdrawn or not, locked."""
    scope.check(Permission.ADD_EVIDENCE)
    found = seen(scope, item)
    if not may_change(scope, found):
        raise InputError(
            f"This is evidence of {found.organisation.name}.",
            next_step=f"Ask {found.owner.name} or a lead to change it.",
        )
    return found


def changeable(scope: Scope, item: Item, kind: Kind | None = None) -> Item:
    """Return an item in use that this person may change, locked; of this kind where it matters."""
    found = own(scope, item)
    if found.withdrawn_at:
        raise InputError("This evidence was withdrawn and is not changed any more.", next_step="Bring it back first.")
    if kind is not None and found.kind != kind:
        raise InputError(f"This is not a {kind.label.lower()}.", next_step="Add a new piece of evidence.")
    return found
