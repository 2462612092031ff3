"""A survey on paper: boxes to tick, lines to write on, faces for young children, and the way to the same survey online."""

import re
from collections.abc import Iterator

from extramile.core.documents import (
    Block,
    Document,
    chart,
    choices,
    grid,
    heading,
    lines,
    note,
    paragraph,
    picture_scale,
    strong,
    to_pdf,
)
from extramile.web.voices import answering
from extramile.web.voices.models import Question, Survey
from extramile.web.voices.presenters.surveys import day_words, ways

VIEW = re.compile(r'viewBox="0 0 (\d+) \d+"')
LINES = {"short": 2, "long": 6}


def paper(survey: Survey, *, large_print: bool = False) -> bytes:
    """Return the survey as a PDF to print; in large print for those who need it."""
    document = Document(
        title=survey.title,
        author_body=survey.partnership.name,
        date=survey.opens or survey.made_at.date(),
        blocks=tuple(_blocks(survey)),
        opening="sheet",
        large_print=large_print,
    )
    return to_pdf(document)


def _blocks(survey: Survey) -> Iterator[Block]:
    yield paragraph(survey.introduction, lead=True)
    if survey.anonymous:
        yield note("Please do not write your name, or anybody else’s. Nothing on this paper says who you are.")
    if survey.closes:
        yield paragraph("Please give it back by ", strong(day_words(survey.closes)), ".")
    for title, questions in answering.sections(survey.questions.all()):
        if title:
            yield heading(title)
        for question in questions:
            yield _question(question)
    if not survey.anonymous:
        yield heading("If you want to hear from us")
        yield lines("Your name", 1, hint="You can leave this out")
        yield lines("How we reach you", 1, hint="You can leave this out")
    yield heading("What happens next")
    yield paragraph(survey.next)
    way = ways(survey)
    drawn = f"QR code that leads to {way.address}"
    yield chart(_beside(str(way.qr)), f"Or answer online: {way.address}", drawn)


def _beside(code: str) -> str:
    """Return a QR code with room at its right: a drawing is as wide as the page, and a code that large is no better to read."""
    side = VIEW.search(code)[1]
    return VIEW.sub(f'viewBox="0 0 {4 * int(side)} {side}"', code, count=1)


def _question(question: Question) -> Block:
    options = [] if question.kind in LINES else [choice.words for choice in answering.choices(question)]
    if question.other:
        options[-1] = f"{question.other}: please say what"
    hint = question.hint
    match question.kind:
        case "short" | "long":
            return lines(question.words, LINES[question.kind], hint=hint)
        case "faces" | "faces3":
            # The face that is drawn first is the happiest.
            return picture_scale(question.words, *reversed(options), hint=hint or "Tick one face")
        case "grid":
            return grid(question.words, question.options, options)
        case "many":
            return choices(question.words, *options, hint=hint or "Tick all that fit", written=bool(question.other))
        case _:
            return choices(question.words, *options, hint=hint or "Tick one", written=bool(question.other))
