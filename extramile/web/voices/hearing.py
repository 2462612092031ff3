"""From readings to themes: how many people spoke of one, in whose words."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from extramile.core.disclosure import MARGIN, PARTNERSHIP, NotAvailable, Released, Table, protect
from extramile.core.listening import AUDIENCES
from extramile.web.voices.coding import Code, final_codes
from extramile.web.voices.models import Quote


@dataclass(frozen=True, slots=True)
class Spoke:
    """That somebody of an audience wrote an answer, and the codes that hold of it."""

    who: object
    audience: str
    codes: AbstractSet[str]


@dataclass(frozen=True, slots=True)
class VoiceTheme:
    """What was heard of a theme: people by audience with what may be seen of their number, and quotes with consent."""

    id: str
    title: str
    about: str
    people: list[tuple[str, Released]]
    total: Released
    quotes: list[tuple[str, str]]
    sessions: int


def theme_of(
    theme: str, book: Sequence[Code], answers: Iterable[Spoke], quotes: Iterable[Quote], shown: set[Quote]
) -> VoiceTheme:
    """Return a voice theme. A person counts once, however often they speak of it; quotes stand beside the count."""
    code = next((each for each in book if each.id == theme), Code(theme, theme, "", own=False, retired=True))
    spoke: dict[str, set[object]] = {name: set() for name in AUDIENCES}
    said: dict[str, set[object]] = {name: set() for name in AUDIENCES}
    for answer in answers:
        spoke[answer.audience].add(answer.who)
        if theme in answer.codes:
            said[answer.audience].add(answer.who)
    heard = [quote for quote in quotes if theme in final_codes(quote)]
    asked = tuple(name for name in AUDIENCES if spoke[name])
    counts = {(name, "said"): len(said[name]) for name in asked}
    counts |= {(name, "other"): len(spoke[name]) - len(said[name]) for name in asked}
    released = protect(Table(asked, ("said", "other"), counts), PARTNERSHIP) if asked else {}
    return VoiceTheme(
        id=code.id,
        title=code.title,
        about=code.about,
        people=[(AUDIENCES[name], released[name, "said"]) for name in asked],
        total=released.get((MARGIN, "said"), NotAvailable("nobody wrote an answer yet")),
        quotes=[(quote.words, quote.said_by) for quote in heard if quote in shown],
        sessions=len({quote.session_id for quote in heard}),
    )
