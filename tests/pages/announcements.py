"""Examples of the addresses of `announcements`."""

from typing import Any

from extramile.web.announcements.actions import correcting, protecting, quoting, releasing, writing
from extramile.web.announcements.queries.quotations import token
from extramile.web.partnerships.permissions import Permission
from tests.integration.announcements.scene import approved, inspected, proposed, written
from tests.pages.addresses import Example, Room
from tests.partnership import Place

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\xdac\xfc\xcf\xc0P\x0f\x00\x04\x85\x01\x80\x84\xa9\x8c!\x00\x00\x00\x00IEND\xaeB`\x82"
)


def _made(place: Place) -> dict[str, Any]:
    return place.once("announcements", _make)


def _make(place: Place) -> dict[str, Any]:
    """Make one that is being written, one that is published and corrected, and one that was withdrawn."""
    lead = place.scope()
    inspection = inspected(lead)
    found = written(lead, inspection, meaning="Plans <are> late. See [the register](/inspections/).")
    waits = quoting.ask(scope=lead, quotation=proposed(lead, found, role="chair of <the> forum"))
    unsent = proposed(lead, found, role="director", email="other@example.org")
    said = approved(lead, found, role="leader", email="third@example.org")
    picture = writing.add_picture(
        scope=lead, announcement=found, name="a.png", data=PNG, alternative="A <map>", decorative=False
    )
    public = {}
    for name in ("published", "withdrawn"):
        other = written(lead, inspection, headline=f"News that is {name} & done")
        approved(lead, other)
        if name == "published":
            shown = writing.add_picture(
                scope=lead, announcement=other, name="a.png", data=PNG, alternative="A map", decorative=False
            )
        releasing.check(scope=lead, announcement=other)
        other = releasing.publish(scope=lead, announcement=other)
        public[name], public[f"{name}_slug"] = other.pk, other.slug
    kept = {"scope": lead, "announcement": other}
    releasing.withdraw(**kept, note="It was <too> early.")
    kept["announcement"] = type(other).objects.get(pk=public["published"])
    correcting.correct_text(**kept, field="strengths", words="Schools & nurseries.", why="One <was> missing", seen=2)
    protecting.take_out(**kept, part="to_improve", words="Plans <are> late.", why="It told of <somebody>", seen=3)
    hidden = written(lead, inspection, headline="News that tells of <somebody>")
    approved(lead, hidden)
    releasing.check(scope=lead, announcement=hidden)
    releasing.publish(scope=lead, announcement=hidden)
    protecting.withdraw(scope=lead, announcement=hidden, why="It told of <somebody>", parts=["meaning"])
    return {
        "announcement": found.pk,
        "hidden": hidden.pk,
        "hidden_slug": type(hidden).objects.get(pk=hidden.pk).slug,
        "quotation": unsent.pk,
        "waiting": waits.pk,
        "picture": picture.pk,
        "shown_picture": shown.pk,
        "quoted_link": f"{waits.pk}/{token(waits)}",
        "approved_link": f"{said.pk}/{token(said)}",
        **public,
    }


def made_for_examples(place: Place) -> dict[str, Any]:
    """Return the ids and secrets that EXAMPLES name, made in a place."""
    return _made(place)


WRITES, SEES = Permission.WRITE_ANNOUNCEMENTS, Permission.SEE_ANNOUNCEMENTS
SECRET: dict[str, Any] = {"queries": 3, "form": True, "referrer": "strict-origin"}
EXAMPLES: tuple[Example, ...] = (
    Example("announcements:quotation-by-link", "/quoted/{quoted_link}/", **SECRET),
    Example("announcements:quotation-by-link", "/quoted/{approved_link}/", **SECRET),
    Example("announcements:quotation-by-link", "/quoted/{waiting}/wrong/", 404, 404, 404, **SECRET),
    # What was published last, and the page itself.
    Example("announcements:news", "/news/ashcombe/", queries=5),
    Example("announcements:news", "/news/nowhere/", 404, 404, 404, queries=3),
    Example("announcements:feed", "/news/ashcombe/feed.atom", page=False, queries=5),
    Example("announcements:announcement-public", "/news/ashcombe/{published_slug}/", queries=7),
    Example("announcements:announcement-public", "/news/ashcombe/{withdrawn_slug}/", 410, 410, 410, queries=7),
    Example("announcements:announcement-public", "/news/ashcombe/{hidden_slug}/", 410, 410, 410, queries=7),
    Example("announcements:announcement-public", "/news/nowhere/{published_slug}/", 404, 404, 404, queries=3),
    Example(
        "announcements:picture-public",
        "/news/ashcombe/{published_slug}/pictures/{shown_picture}/",
        page=False,
        queries=3,
    ),
)


def _room(name: str, path: str, may: Permission = SEES, **more: Any) -> Room:
    return Room(f"announcements:{name}", f"/p/{{slug}}/tell/{path}", may, needs=_made, **more)


ROOMS: tuple[Room, ...] = (
    Room("announcements:announcements", "/p/{slug}/tell/", SEES),
    _room("announcements", ""),
    _room("new", "new/", WRITES, form=True),
    _room("page", "{announcement}/"),
    _room("page", "{published}/"),
    _room("page", "{withdrawn}/"),
    _room("write", "{announcement}/write/", WRITES, form=True),
    _room("preview", "{announcement}/preview/"),
    _room("checks", "{announcement}/checks/"),
    _room("step", "{announcement}/step/", WRITES, only_posted=True, sent={"step": "check"}),
    # Reading is for more people than writing, which the action asks for.
    _room("quotations", "{announcement}/quotations/", form=True),
    _room("quotation", "{announcement}/quotations/{quotation}/", WRITES, only_posted=True, sent={"do": "ask"}),
    _room("pictures", "{announcement}/pictures/", form=True),
    _room("picture", "{announcement}/pictures/{picture}/", page=False),
    _room("correct", "{published}/correct/headline/", Permission.PUBLISH, form=True),
    _room("correct", "{published}/correct/facts/", Permission.PUBLISH, form=True),
    _room("privacy", "{published}/privacy/strengths/", Permission.PROTECT_PEOPLE, form=True),
    _room("privacy", "{published}/privacy/all/", Permission.PROTECT_PEOPLE, form=True),
    _room("privacy", "{hidden}/privacy/clear/", Permission.PROTECT_PEOPLE, form=True),
    _room("history", "{published}/history/"),
    _room("easy-read", "{announcement}/easy-read/", WRITES),
    _room("take", "{announcement}.docx", page=False),
    _room("take", "{published}.txt", page=False),
)
