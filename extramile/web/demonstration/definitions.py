"""What the invented partnerships consist of, as their definition files say it. All numbers of days count back from today."""

from functools import cache
from typing import Literal

from pydantic import Field

from extramile.core.definitions import Definition, StrictModel, folder, read
from extramile.web.demonstration.files import InventedFile

# Who did something: the part of a persona's address before the @.
Who = str


class Change(StrictModel):
    """Something done to a thing later."""

    ago: int
    by: Who = ""
    why: str = ""
    text: str = ""
    address: str = ""
    file: InventedFile | None = None


class InventedItem(StrictModel):
    """A piece of evidence. Exactly one of file, address, text, theme and indicator says what it holds.

    A link's text may stand beside its address.
    """

    key: str
    title: str
    by: Who
    ago: int
    dated: int | None = None
    period: tuple[int, int] | None = None
    expires: int | None = None
    sensitivity: Literal["public", "partnership", "restricted", "personal"] = "partnership"
    space: Literal["", "forum"] = ""
    criteria: tuple[str, ...] = ()
    file: InventedFile | None = None
    address: str = ""
    text: str = ""
    # A theme of the room of voices, frozen as it was heard by then.
    theme: str = ""
    # An indicator of the library, on which figures were invented for this partnership (figures.yaml).
    indicator: str = ""
    replaced: Change | None = None
    withdrawn: Change | None = None
    released: Change | None = None


class InventedVoice(StrictModel):
    """What somebody said, beside a claim."""

    words: str
    who: str
    audience: Literal["young-people", "families", "practitioners"]
    said: int
    source: str = ""


class InventedClaim(StrictModel):
    """A claim of a self-evaluation. `to` names its homes when it is carried over to another framework."""

    key: str
    criterion: str
    by: Who
    ago: int
    polarity: Literal["strength", "gap"]
    service: Literal["together", "education", "health", "social-care"] = "together"
    confidence: Literal["high", "medium", "low"] = "medium"
    judgement: str = Field(max_length=300)
    what_we_do: str = ""
    how_we_know: str = ""
    difference: str = ""
    what_next: str = ""
    confidence_why: str = ""
    evidence: tuple[str, ...] = ()
    voices: tuple[InventedVoice, ...] = ()
    to: tuple[str, ...] = ()


class Rewritten(StrictModel):
    """A claim that was written anew: the texts that changed, when and by whom; or that was taken out, and why."""

    claim: str
    criterion: str = ""
    ago: int
    by: Who
    texts: dict[str, str] = {}
    evidence: tuple[str, ...] = ()
    taken_out: str = ""


class Moved(StrictModel):
    """A move of a part."""

    ago: int
    by: Who
    name: Literal["submit", "take-back", "return", "agree"]
    why: str = ""


class AssignedPart(StrictModel):
    """A part: who answers for it, by when, and how it moved. One that is not named stays open."""

    covers: str
    organisation: str
    member: Who = ""
    ago: int
    due: int
    moves: tuple[Moved, ...] = ()


class Answered(StrictModel):
    """The answer to a challenge or a question. `claim` says beside which claim its words were put, shortened if `kept`."""

    by: str
    ago: int
    words: str
    claim: str = ""
    placed: int | None = None
    kept: str = ""


class InventedChallenge(StrictModel):
    """Somebody doubts a claim."""

    claim: str
    by: Who
    ago: int
    words: str
    answer: Answered | None = None


class InventedQuestion(StrictModel):
    """A question put to members and to others, who are lines of name and address."""

    criterion: str
    by: Who
    ago: int
    due: int
    words: str
    members: tuple[Who, ...] = ()
    others: tuple[str, ...] = ()
    audience: Literal["young-people", "families", "practitioners"] = "practitioners"
    answers: tuple[Answered, ...] = ()


class Signed(StrictModel):
    """An organisation stands by a version."""

    by: Who
    ago: int


class FrozenVersion(StrictModel):
    """A version and who signed it."""

    ago: int
    note: str
    by: Who
    signed: tuple[Signed, ...] = ()


class InventedEvaluation(Definition):
    """A self-evaluation: begun empty, or carried over from another file of the demonstration."""

    partnership: str = "wexmoor"
    pack: str
    title: str
    period: str
    by: Who
    ago: int
    carried_from: str = ""
    parts: tuple[AssignedPart, ...] = ()
    claims: tuple[InventedClaim, ...]
    rewritten: tuple[Rewritten, ...] = ()
    challenges: tuple[InventedChallenge, ...] = ()
    questions: tuple[InventedQuestion, ...] = ()
    versions: tuple[FrozenVersion, ...] = ()
    statement: tuple[str, ...] = ()
    statement_ago: int = 0
    agreed_ago: int | None = None


class InventedEvidence(Definition):
    """A partnership's evidence."""

    partnership: str = "wexmoor"
    items: tuple[InventedItem, ...]


class Closed(StrictModel):
    """How a closed question is answered: weights of choices, shares who tick a choice, or means of steps."""

    question: str
    weights: tuple[float, ...] = ()
    shares: tuple[float, ...] = ()
    means: tuple[float, ...] = ()


class Saying(StrictModel):
    """Ways of saying one thing, with the themes that a careful reader hears in it."""

    themes: tuple[str, ...] = ()
    say: tuple[str, ...]


class Written(StrictModel):
    """How an open question is answered: which share writes something, and of what."""

    question: str
    share: float
    sayings: tuple[Saying, ...]


class InventedAnswers(Definition):
    """The grammar of a survey's answers. `{name}` in a saying is one of the words under that name in `words`."""

    closed: tuple[Closed, ...]
    # Of each question about the person, how likely each group answers: those who are heard less have less.
    about: dict[str, dict[str, float]] = {}
    written: tuple[Written, ...]
    words: dict[str, tuple[str, ...]] = {}
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    # How people write: the share of each manner.
    manners: dict[Literal["plain", "hurried", "careful", "young"], float]


class InventedSurvey(StrictModel):
    """A survey. Without `answers` it is a draft; without `closed` it is still open."""

    key: str
    template: str
    title: str
    by: Who
    made: int
    opens: int | None = None
    closes: int | None = None
    closed: int | None = None
    space: Literal["partnership", "forum"] = "partnership"
    released: int | None = None
    # The name of the grammar, and how many answer in the real size: online, on paper, elsewhere on a sheet.
    grammar: str = ""
    online: int = 0
    paper: int = 0
    sheet: int = 0
    begun: int = 0


class InventedQuote(StrictModel):
    """Words said in a session."""

    words: str
    by: str
    consent: Literal["none", "partnership", "public"] = "partnership"
    until: int | None = None
    themes: tuple[str, ...] = ()


class InventedRoster(StrictModel):
    """Who was asked to a session."""

    organisation: str = ""
    role: str
    invited: int
    accepted: int
    attended: int


class InventedSession(StrictModel):
    """A session."""

    title: str
    kind: Literal["focus", "session", "visit", "event"]
    held: int
    place: str
    by: Who
    space: Literal["partnership", "forum"] = "partnership"
    released: int | None = None
    notes: str
    themes: tuple[str, ...] = ()
    roster: tuple[InventedRoster, ...]
    quotes: tuple[InventedQuote, ...] = ()


class InventedPopulation(StrictModel):
    """How many children and young people with a plan there are in each group."""

    group: str
    counts: dict[str, int]


class Stage(StrictModel):
    """A stage of the loop."""

    ago: int
    by: str
    words: str


class InventedLoop(StrictModel):
    """What was said and what became of it."""

    said: str
    said_by: str
    ago: int
    by: Who
    theme: str
    space: Literal["partnership", "forum"] = "partnership"
    decided: Stage | None = None
    done: Stage | None = None
    difference: Stage | None = None
    not_done: Stage | None = None
    released: int | None = None


class Coders(StrictModel):
    """Who reads first and second in a survey or in sessions, how many days ago, and which share waits for them still."""

    of: str
    first: Who
    first_ago: int
    second: Who
    second_ago: int
    settled_ago: int
    waits: float = 0.0


class OwnCode(StrictModel):
    """A code of the partnership's own."""

    title: str
    about: str
    by: Who
    ago: int


class ReleasedTheme(StrictModel):
    """What the forum released of a theme."""

    theme: str
    by: Who
    ago: int
    words: str


class InventedVoices(Definition):
    """What is heard in a partnership."""

    partnership: str = "wexmoor"
    population_source: str
    population_ago: int
    population_by: Who
    population: tuple[InventedPopulation, ...]
    surveys: tuple[InventedSurvey, ...]
    codes: tuple[OwnCode, ...] = ()
    coders: tuple[Coders, ...] = ()
    sessions: tuple[InventedSession, ...] = ()
    themes: tuple[ReleasedTheme, ...] = ()
    loop: tuple[InventedLoop, ...] = ()
    # What is easily taken for what, by somebody who reads quickly.
    confused: dict[str, str] = {}
    settled_because: tuple[str, ...] = ()


@cache
def answers(name: str) -> InventedAnswers:
    """Return the grammar of a survey's answers."""
    return read(folder() / "demonstration" / f"answers-{name}.yaml", InventedAnswers)
