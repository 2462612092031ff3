"""The board pack of a plan with 200 actions and 60 measures, in each of its forms, beside its words alone as paragraphs in that
form; and what stands behind it: the plan as it stands, and its difference to the last pack.
"""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from benchmarks import Measurement
from benchmarks.timing import beside, median

ACTIONS, MEASURES, THEMES, READINGS, ROUNDS = 200, 60, 8, 18, 3
# A whole pack, counted and written in all three forms, is ready while a person waits for it.
MOST_SECONDS = 60
FORMS = ("pdf", "docx", "html")
TODAY = date(2026, 11, 2)


def measure() -> Iterator[Measurement]:
    """Measure the pack in each form, and all of it as the button has it done."""
    import django

    django.setup()
    from django.core.management import call_command

    from extramile.core.documents import Document, paragraph, to_text
    from extramile.web.plans import documents, rendering

    call_command("migrate", verbosity=0)
    lead, plan = _fill()
    found = rendering.pack_content(lead, plan, TODAY)
    document = documents.pack(lead, found)
    lines = [each for each in to_text(document).splitlines() if each.strip()]
    # The same words without a chart, a table or a card: what the form itself costs.
    words = Document("Words alone", "A board", TODAY, tuple(paragraph(each) for each in lines))
    whole = 0.0
    for form in FORMS:
        write = rendering.FORMS[form][1]
        alone, taken = beside(lambda write=write: write(words), lambda write=write: write(document), ROUNDS)
        whole += median(taken)
        ratio = median(taken) / median(alone)
        note = f"{ratio:.1f} times its {len(lines)} lines as paragraphs, {median(alone):.0f} ms"
        yield Measurement(f"board pack, {form}, median", median(taken), "ms", note)
    started = time.perf_counter()
    rendering.pack_content(lead, plan, TODAY)
    counted = 1000 * (time.perf_counter() - started)
    yield Measurement("what stands in it, counted", counted, "ms", f"{ACTIONS} actions, {MEASURES} measures")
    seconds = (whole + counted) / 1000
    yield Measurement(
        "board pack in all forms",
        seconds,
        "s",
        "counted and written",
        f"{MOST_SECONDS} s at most",
        seconds <= MOST_SECONDS,
    )


def _fill() -> tuple[Any, Any]:
    from extramile.web.partnerships.permissions import Role
    from extramile.web.plans.actions import deciding, doing, measuring, planning, theming
    from extramile.web.plans.actions.packing import keep_pack, meet
    from extramile.web.plans.models import Plan
    from extramile.web.plans.queries.packing import packed
    from tests.partnership import make_member, make_partnership, scope_for

    lead = scope_for(make_member(make_partnership("boards"), Role.LEAD))
    begun = TODAY - timedelta(days=600)
    plan = planning.begin(
        scope=lead, pack="send-2023", kind="strategic-plan", title="A plan", begins=begun, board="A board"
    )
    themes = [theming.add_theme(scope=lead, plan=plan, title=f"Theme {number}") for number in range(THEMES)]
    made = []
    for number in range(ACTIONS):
        given = {
            "words": f"Action {number}: casework officers, therapists and schools agree who writes to a family, and when",
            "due": TODAY + timedelta(days=number * 4 - 200),
            "owner": lead.member,
            "body": lead.member.organisation,
        }
        made.append(doing.add_action(scope=lead, theme=themes[number % THEMES], given=given))
    figures = []
    for number in range(MEASURES):
        given = {
            "title": f"Measure {number}: families who were told in time",
            "unit": "%",
            "good": "up",
            "tolerance": 2.0,
            "baseline": 40.0,
            "baseline_on": begun,
            "target": 80.0,
            "target_by": TODAY + timedelta(days=300),
            "kind": "experience" if number % 4 == 0 else "impact",
        }
        figures.append(measuring.add_measure(scope=lead, theme=themes[number % THEMES], given=given))
    for number in range(20):
        deciding.ask(scope=lead, plan=plan, asked=f"Shall we pay for {number} more?")
    plan = Plan.objects.get(pk=plan.pk)
    earlier = meet(scope=lead, plan=plan, day=TODAY)
    keep_pack(scope=lead, meeting=earlier, found=packed(lead, plan, TODAY, earlier), files={})
    for number, each in enumerate(made):
        doing.step(scope=lead, action=each, do="begin" if number % 3 else "finish", why="As was agreed in spring")
    for number, each in enumerate(figures):
        for month in range(READINGS):
            day = begun + timedelta(days=30 * (month + 1))
            measuring.read(scope=lead, measure=each, day=day, value=40.0 + (number + month * 7) % 25)
    return lead, Plan.objects.get(pk=plan.pk)
