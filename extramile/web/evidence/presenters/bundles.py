"""Bundles of evidence in words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from extramile.web.evidence import criteria as framework
from extramile.web.evidence.models import Bundle
from extramile.web.evidence.presenters.rows import day, size


@dataclass(frozen=True, slots=True)
class BundleRow:
    """A bundle that can be downloaded."""

    what: str
    about: str
    hash: str
    href: str
    until: str


def bundle_about(bundle: Bundle) -> str:
    """Return what a bundle holds, in words."""
    if bundle.criterion:
        return framework.in_words(bundle.criterion)
    names = {pack.id: pack.name for pack, _ in framework.known().values()}
    return names.get(bundle.pack, bundle.pack) if bundle.pack else "All evidence"


def bundle_row(slug: str, bundle: Bundle) -> BundleRow:
    """Return a bundle in words."""
    return BundleRow(
        what=bundle_about(bundle),
        about=f"{bundle.items} piece{'' if bundle.items == 1 else 's'} of evidence, {size(bundle.size)}, "
        f"of {day(bundle.day)}",
        hash=bundle.sha256,
        href=reverse("evidence:bundle", args=[slug, bundle.pk]),
        until=day(timezone.localtime(bundle.ends_at).date()),
    )


def bundle_name(slug: str, bundle: Bundle) -> str:
    """Return the file name of a bundle."""
    return f"evidence-{slug}-{bundle.day}.zip"
