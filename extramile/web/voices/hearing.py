"""From readings to themes: how many people spoke of one, in whose words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class ThemeCounts:
    """How many wrote of each theme, by audience and in all, as far as it may be seen."""

    asked: tuple[str, ...]
    themes: Mapping[str, tuple[Sequence[Released], Released]]

    def of(self, theme: str) -> tuple[Sequence[Released], Released]:
        """Return the counts by audience and the total of a theme; of one that nobody wrote of as well."""
        return self.themes.get(theme) or self.themes[NOBODYS]


# Stands for every theme that nobody wrote of.
NOBODYS = ""


def count_themes(answers: Iterable[Spoke]) -> ThemeCounts:
    """Count who wrote of each theme. A person counts once, however often they speak of it."""
    spoke: dict[str, set[object]] = defaultdict(set)
    said: dict[str, dict[str, set[object]]] = {NOBODYS: {}}
    for answer in answers:
        spoke[answer.audience].add(answer.who)
        for code in answer.codes:
            said.setdefault(code, {}).setdefault(answer.audience, set()).add(answer.who)
    asked = tuple(name for name in AUDIENCES if spoke[name])
    found: dict[str, tuple[Sequence[Released], Released]] = {}
    for code, people in said.items():
        counts = {(name, "said"): len(people.get(name, ())) for name in asked}
        counts |= {(name, "other"): len(spoke[name]) - counts[name, "said"] for name in asked}
        released = protect(Table(asked, ("said", "other"), counts), PARTNERSHIP) if asked else {}
        total = released.get((MARGIN, "said"), NotAvailable("nobody wrote an answer yet"))
        found[code] = ([released[name, "said"] for name in asked], total)
    return ThemeCounts(asked, found)


def theme_of(
    theme: str, book: Sequence[Code], counts: ThemeCounts, quotes: Iterable[Quote], shown: set[Quote]
) -> VoiceTheme:
    """Return a voice theme: quotes stand beside the counts."""
    code = next((each for each in book if each.id == theme), Code(theme, theme, "", own=False, retired=True))
    heard = [quote for quote in quotes if theme in final_codes(quote)]
    people, total = counts.of(theme)
    return VoiceTheme(
        id=code.id,
        title=code.title,
        about=code.about,
        people=[(AUDIENCES[name], released) for name, released in zip(counts.asked, people, strict=True)],
        total=total,
        quotes=[(quote.words, quote.said_by) for quote in heard if quote in shown],
        sessions=len({quote.session_id for quote in heard}),
    )
