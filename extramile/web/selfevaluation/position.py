"""The position statement as a document of one page: sentences of the chosen claims, as the claims say them today.

It has no words of its own, so its wording cannot drift: of each claim it takes the judgement, and the first sentence of what
difference a strength made, or of what comes next for a gap.
"""

import re
from collections.abc import Mapping, Sequence

from extramile.core.documents import Block, Document, bullets, fact, facts, heading, note, strong
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.documents import day_of, named, shown, standing, status_of
from extramile.web.selfevaluation.models import Claim, Evaluation, Polarity
from extramile.web.selfevaluation.queries.evaluations import framework_of
from extramile.web.selfevaluation.queries.statement import lines
from extramile.web.selfevaluation.queries.versions import versions

_SENTENCE = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)


def first_sentence(words: str) -> str:
    """Return the first sentence of a text; all of its first line where no sentence ends in it."""
    line = words.strip().partition("\n")[0].strip()
    found = _SENTENCE.match(line)
    return found.group() if found else line


def position_statement(scope: Scope, found: Evaluation) -> Document:
    """Return the position statement."""
    pack = framework_of(found)
    chosen = list(lines(scope, found))
    names = {each.id: named(each, before=", ", after="") for each in pack.all_criteria()}
    strengths = [line.claim for line in chosen if line.claim.polarity == Polarity.STRENGTH]
    gaps = [line.claim for line in chosen if line.claim.polarity == Polarity.GAP]
    changed = sum(line.revision != line.claim.revision for line in chosen)
    version = standing(found, list(versions(scope, found)))
    signed = [each.organisation.name for each in version.sign_offs.all() if not each.withdrawn_at] if version else []
    rests = f"Drawn from “{found.title}”, " + (f"version {version.number}" if version else "not frozen yet")
    have = "has" if changed == 1 else "have"
    closing = [f"{rests}, under the framework “{pack.name}”."]
    if signed:
        closing.append(f" Signed off by {', '.join(signed)}.")
    if changed:
        closing.append(
            f" {changed} of its claims {have} changed since they were chosen: check them before this is sent."
        )
    return Document(
        title=f"Position statement of {scope.partnership.name}",
        subtitle=found.period,
        author_body=scope.partnership.name,
        date=day_of(version),
        blocks=(
            heading("What works"),
            _sentences(strengths, "difference", "strengths", names),
            heading("What must get better, and what comes next"),
            _sentences(gaps, "what_next", "gaps", names),
            note(*closing),
        ),
        status=shown(scope, "To be checked" if changed else status_of(found, version)),
        opening="page",
    )


def _sentences(chosen: Sequence[Claim], field: str, what: str, names: Mapping[str, str]) -> Block:
    if not chosen:
        return facts(fact(what.capitalize(), None))
    return bullets(
        *(
            [
                strong(claim.judgement),
                f" {first_sentence(getattr(claim, field))}".rstrip(),
                f" ({names[claim.criterion]})",
            ]
            for claim in chosen
        )
    )
