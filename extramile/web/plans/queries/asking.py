"""What a person asks a source for, as the address of a page says it."""

from dataclasses import dataclass
from typing import Any

from extramile.core.vocabulary import InputError
from extramile.web.design.numbers import whole_number
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Measure
from extramile.web.plans.queries import offering

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """The source, and what of it. What an address does not say is empty."""

    source: str
    indicator: str
    area: str
    item: str
    question: str
    returned: str
    answers: tuple[str, ...]

    @property
    def field(self) -> str:
        """The id of the field at which a problem is told."""
        return {
            "indicator": "id_indicator",
            "evidence": "id_item",
            "question": "id_question",
            "returns": "id_returned",
        }.get(self.source, "what")

    def offer(self, scope: Scope, measure: Measure) -> tuple[str, offering.Offer | None]:
        """Return what the source offers, or the sentence that says why nothing; both empty if nothing is asked yet."""
        try:
            if self.source == "indicator":
                return "", offering.of_indicator(scope, measure, self.indicator, self.area)
            if self.source == "evidence":
                return "", offering.of_evidence(scope, measure, whole_number(self.item) or 0)
            if self.source == "returns":
                return "", offering.of_returns(scope, measure, self.returned)
            if self.source == "question" and self.answers:
                return "", offering.of_question(scope, measure, whole_number(self.question) or 0, self.answers)
        except InputError as error:
            return str(error), None
        return "", None


def asked_of(given: Any) -> Asked:
    """Read what a form or an address asks for."""
    names = ("indicator", "area", "item", "question", "returned")
    said = {name: given.get(name, "").replace("\0", "")[:LONGEST] for name in names}
    answers = tuple(each[:20] for each in given.getlist("answer")[:60])
    return Asked(source=given.get("from", "")[:20], answers=answers, **said)
