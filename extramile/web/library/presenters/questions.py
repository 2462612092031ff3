"""Words for saved questions and their answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from extramile.core.national import Answer, Inspection
from extramile.web.design import figures
from extramile.web.design.charts import Chart, sentence_for_share
from extramile.web.library.presenters.inspections import summary_chart, summary_sentence
from extramile.web.library.presenters.paging import query_string
from extramile.web.library.words import OUTCOMES

ASKED = {
    "statement-of-action-required": "had to write a statement of action",
    "not-required": "did not have to write a statement of action",
}


@dataclass(frozen=True, slots=True)
class Brief:
    """A question and its answer in a line."""

    id: str
    title: str
    answer: str
    href: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Another reading of the same question."""

    reading: str
    count: str
    share: str
    href: str


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question, its answer, its reading and the others."""

    title: str
    wording: str
    answer: str
    share: str
    interval: str
    reading: str
    source: str
    official: str
    verdict: str
    inspected: str
    href: str
    regions_href: str
    chart: Chart
    others: list[Reading]


def in_words(answer: Answer, of_what: str = "areas inspected") -> str:
    """Return the answer as a sentence."""
    outcome, summary = answer.question.outcome, answer.summary
    if outcome is None:
        return summary_sentence(summary) + "."
    count = summary.outcomes[outcome]
    what = ASKED.get(outcome, f"were found {OUTCOMES[outcome].words.lower()}")
    return sentence_for_share(count, summary.inspected, of_what, what) + "."


def brief(answer: Answer) -> Brief:
    """Return a question in a line."""
    name = answer.question.name
    return Brief(name, answer.question.title, in_words(answer), reverse("library:question", args=[name]))


def _verdict(answer: Answer) -> str:
    """Return how the register stands to the share that was published, in a sentence; "" if none was."""
    total, outcome, summary = answer.question.official, answer.question.outcome, answer.summary
    if total is None or total.share is None or outcome is None or answer.share is None:
        return ""
    published = figures.figure(100 * total.share, "%")
    counted = figures.share(summary.outcomes[outcome], summary.inspected)
    if figures.figure(100 * answer.share, "%") == published:
        return f"The published {published} is right in this reading: {counted}."
    return f"The published figure was {published}; in this reading it is {counted}."


def _official(answer: Answer) -> str:
    """Return what was published elsewhere, and how the register stands to it."""
    total = answer.question.official
    if total is None:
        return ""
    numbers = total.outcomes or ((total.outcome,) if total.outcome is not None else ())
    told = [f"{total.inspected} inspected"] if total.inspected is not None else []
    if numbers:
        told.append(" / ".join(map(str, numbers)))
    return f"Published elsewhere: {', '.join(told)}; the register agrees {answer.question.agrees}." if told else ""


def _share(answer: Answer) -> str:
    return figures.figure(100 * answer.share, "%", 1) if answer.share is not None else ""


def page(answer: Answer, others: Sequence[Answer]) -> QuestionPage:
    """Return a question's page. `others` are the same question in other readings."""
    question, summary = answer.question, answer.summary
    filters = {key: str(value) for key, value in summary.filters.to_dict().items() if key != "without"}
    asked = summary.shares.get(question.outcome or "")
    official = _official(answer)
    address = reverse("library:inspections") + query_string({"framework": question.framework, **filters})
    return QuestionPage(
        title=question.title,
        wording=question.wording,
        answer=in_words(answer),
        share=_share(answer) or figures.figure(summary.inspected),
        interval=figures.span(100 * asked.low, 100 * asked.high, "%") if asked else "",
        reading=question.reading,
        source=question.source,
        official=official,
        verdict=_verdict(answer),
        inspected=figures.figure(summary.inspected),
        href=address,
        regions_href="" if "region" in filters else f"{address}#regions",
        chart=summary_chart(summary),
        others=[
            Reading(
                reading=each.question.reading,
                count=f"{each.summary.outcomes[each.question.outcome]} of {each.summary.inspected}"
                if each.question.outcome
                else figures.figure(each.summary.inspected),
                share=_share(each),
                href=reverse("library:question", args=[each.question.name]),
            )
            for each in others
        ],
    )


@dataclass(frozen=True, slots=True)
class ThenAndThere:
    """How an inspection of 2016 to 2022 compares with those before it."""

    sentence: str
    href: str


def then(inspection: Inspection | None, answer: Answer | None) -> ThenAndThere | None:
    """Return how many areas had to write a statement when this area's letter came out."""
    if inspection is None or answer is None or not answer.summary.inspected:
        return None
    filters = {key: str(value) for key, value in answer.summary.filters.to_dict().items()}
    return ThenAndThere(
        f"When the letter came out, {in_words(answer, of_what='areas inspected since March 2017')}",
        reverse("library:inspections") + query_string({"framework": "2016", **filters}),
    )
