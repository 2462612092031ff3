"""Writing an announcement: its texts, whatever of it two people save at once, and its pictures."""

import io
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageOps

from extramile.core.announcing import FIELDS
from extramile.core.vocabulary import InputError
from extramile.web.announcements.actions.telling import required, taken, tell
from extramile.web.announcements.models import Announcement, AnnouncementText, Picture
from extramile.web.announcements.queries.announcements import inspections_to_tell_of, plans_to_tell_of
from extramile.web.announcements.queries.facts import comparisons
from extramile.web.evidence.checking import check
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

NAMES = (*(each.name for each in FIELDS), "comparison")
MOST_PICTURES, MOST_PICTURE_BYTES, WIDEST = 6, 8_000_000, 1600
FORMATS = {"jpg": ("JPEG", "image/jpeg"), "png": ("PNG", "image/png")}


class ChangedError(Exception):
    """Somebody else saved the announcement meanwhile. `theirs` is it as they left it."""

    def __init__(self, theirs: Announcement) -> None:
        self.theirs = theirs
        super().__init__(
            "Somebody else saved this announcement while you wrote. What you wrote is below, and what they changed. "
            "Mend it, then save again."
        )


def _kept(found: Announcement, by: Any) -> None:
    texts = {name: getattr(found, name) for name in NAMES}
    AnnouncementText.objects.create(announcement=found, revision=found.revision, texts=texts, by=by)


@transaction.atomic
def begin(*, scope: Scope, headline: str, inspection_id: int | None = None, plan_id: int | None = None) -> Announcement:
    """Begin an announcement, of an inspection, of a plan or of neither."""
    scope.check(Permission.WRITE_ANNOUNCEMENTS)
    said = _short(required(headline, "Enter a headline; it can be changed later."), "headline")
    inspection = plan = None
    if inspection_id is not None:
        inspection = next((each for each in inspections_to_tell_of(scope) if each.pk == inspection_id), None)
        if inspection is None:
            raise InputError("There is no such inspection.", next_step="Choose one from the list.")
    if plan_id is not None:
        plan = plans_to_tell_of(scope).filter(pk=plan_id).first()
        if plan is None:
            raise InputError("There is no such plan.", next_step="Choose one from the list.")
    found = Announcement.objects.create(
        partnership=scope.partnership, inspection=inspection, plan=plan, headline=said, made_by=scope.person
    )
    _kept(found, scope.person)
    tell(found, "announcement begun", scope.person, after={"inspection": inspection_id, "plan": plan_id})
    return found


def _short(words: str, name: str) -> str:
    longest = next(each for each in FIELDS if each.name == name)
    if len(words) > longest.longest:
        raise InputError(
            f"“{longest.label}” has {len(words):,} characters; {longest.longest:,} at most are read.",
            next_step="Make it shorter.",
        )
    return words


@transaction.atomic
def write(*, scope: Scope, announcement: Announcement, texts: Mapping[str, str], seen: int) -> Announcement:
    """Save the texts. Raises ChangedError if somebody else saved others since they were read."""
    found = taken(scope, announcement, Permission.WRITE_ANNOUNCEMENTS)
    check_being_written(found)
    said = {name: texts.get(name, "").replace("\r\n", "\n").strip() for name in NAMES}
    said["headline"] = required(said["headline"], "Enter a headline.")
    for each in FIELDS:
        _short(said[each.name], each.name)
    if said["comparison"] and said["comparison"] not in dict(comparisons()):
        raise InputError("There is no such question.", next_step="Choose one from the list.")
    changed = sorted(name for name in NAMES if getattr(found, name) != said[name])
    if not changed:
        return found
    if seen != found.revision:
        raise ChangedError(found)
    for name, words in said.items():
        setattr(found, name, words)
    found.revision += 1
    found.save(update_fields=[*NAMES, "revision"])
    _kept(found, scope.person)
    tell(found, "announcement written", scope.person, after={"revision": found.revision, "changed": changed})
    return found


def check_being_written(found: Announcement) -> None:
    """Raise InputError if it cannot be written in: what passed its checks stays as it was checked."""
    if found.state != "writing":
        raise InputError("This announcement is not being written.", next_step="Choose “Write on” on its page first.")


@transaction.atomic
def add_picture(
    *, scope: Scope, announcement: Announcement, name: str, data: bytes, alternative: str, decorative: bool
) -> Picture:
    """Add a picture, without the place and the camera that its file may tell of."""
    found = taken(scope, announcement, Permission.WRITE_ANNOUNCEMENTS)
    check_being_written(found)
    if found.pictures.filter(removed_at=None).count() >= MOST_PICTURES:
        raise InputError(f"An announcement has {MOST_PICTURES} pictures at most.", next_step="Take one out first.")
    kind = check(name, data).extension
    if kind not in FORMATS:
        raise InputError("Only JPEG and PNG pictures are shown.", next_step="Save it as one of these.")
    if len(data) > MOST_PICTURE_BYTES:
        raise InputError("The picture has more than 8 MB.", next_step="Make it smaller.")
    with Image.open(io.BytesIO(data)) as opened:
        # Turned as it was held, and drawn anew: nothing but the picture itself is kept.
        image = ImageOps.exif_transpose(opened)
        image.thumbnail((WIDEST, WIDEST))
        plain = image.convert("RGB" if kind == "jpg" else "RGBA")
    out = io.BytesIO()
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    bare.save(out, FORMATS[kind][0])
    made = Picture.objects.create(
        announcement=found,
        content=out.getvalue(),
        media_type=FORMATS[kind][1],
        width=bare.width,
        height=bare.height,
        alternative="" if decorative else alternative.strip()[:250],
        decorative=decorative,
        added_by=scope.person,
    )
    tell(found, "picture added", scope.person, after={"picture": made.pk})
    return made


@transaction.atomic
def describe_picture(
    *, scope: Scope, announcement: Announcement, picture_id: int, alternative: str, decorative: bool
) -> None:
    """Say what a picture shows, for those who do not see it."""
    found = taken(scope, announcement, Permission.WRITE_ANNOUNCEMENTS)
    check_being_written(found)
    kept = _picture(found, picture_id)
    kept.alternative, kept.decorative = "" if decorative else alternative.strip()[:250], decorative
    kept.save(update_fields=["alternative", "decorative"])
    tell(found, "picture described", scope.person, after={"picture": kept.pk})


@transaction.atomic
def remove_picture(*, scope: Scope, announcement: Announcement, picture_id: int) -> None:
    """Take a picture out. It is gone; that there was one stays."""
    found = taken(scope, announcement, Permission.WRITE_ANNOUNCEMENTS)
    check_being_written(found)
    kept = _picture(found, picture_id)
    kept.content, kept.removed_at = b"", timezone.now()
    kept.save(update_fields=["content", "removed_at"])
    tell(found, "picture removed", scope.person, before={"picture": kept.pk})


def _picture(found: Announcement, picture_id: int) -> Picture:
    kept = found.pictures.filter(pk=picture_id, removed_at=None).first()
    if kept is None:
        raise InputError("There is no such picture any more.")
    return kept
