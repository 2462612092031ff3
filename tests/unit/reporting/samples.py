"""Two inspections of an invented area, as their records would give them: one with all that is known, one with gaps."""

from datetime import date

from extramile.core.documents import Document
from extramile.core.frameworks import pack
from extramile.core.reporting import Known, Said, compose, template_for

BLANKS: dict[str, str | None] = {
    "area": "Wexmoor",
    "partnership": "Wexmoor local area partnership (fictional)",
    "framework": "Local area SEND inspection (2016)",
    "kind": "Inspection",
    "inspectorates": "Ofsted and the Care Quality Commission",
    "notified": "20 February 2017",
    "first_day": "27 February 2017",
    "last_day": "3 March 2017",
    "duration": "5 days",
    "previous": "none is known",
    "visits": "10 visits to schools and settings",
    "focus_groups": "16 focus groups",
    "participants": "124 people",
    "sessions_for_families": "1 session for parents and young people",
    "lead_inspector": "Una Marlow",
    "outcome": "No written statement of action required",
    "outcome_meaning": "Inspectors found no weakness so serious that the area had to answer for it in writing.",
    "outcome_why": "Leaders know the area well.",
    "council": "Wexmoor Council",
    "board": "Wexmoor Health Board",
    "published": "24 April 2017",
}
COUNTS = (("10", "visits"), ("16", "focus groups"), ("124", "people in focus groups"), ("1", "session for families"))


def known_letter() -> Known:
    """Return what is known of an inspection of 2016 that is over and published."""
    return Known(
        blanks=BLANKS,
        outcome="not-required",
        findings=(
            Said("strength", "Health visitors notice needs early.", ("2016-A",)),
            Said("area-for-development", "Parents do not always hear why a request was turned down.", ("2016-A",)),
            Said("strength", "Plans are written with young people.", ("2016-B",)),
            Said("area-for-development", "Reviews after Year 9 are late.", ("2016-B",)),
            Said("strength", "Supported internships lead to work.", ("2016-C",)),
            Said("area-for-development", "Figures of leavers are not yet used together.", ("2016-C",)),
        ),
        follows=(("Nothing more is asked for under this framework.", ""),),
        team=(("Una Marlow", "Lead inspector", "Ofsted"), ("Piet Asher", "Inspector", "Care Quality Commission")),
        addressees=("Director of children's services, Wexmoor Council", "Senior officer, Wexmoor Health Board"),
        counts=COUNTS,
        texts={
            "main_findings": "- Leaders know what works.\n- Families are heard early.\n\nThe area has not stood still.",
            "intro": "Inspectors met leaders, staff, parents and young people.",
        },
    )


def letter() -> Document:
    """Return its letter."""
    return _document("send-2016", "inspection", known_letter(), "")


def report() -> Document:
    """Return the report of an inspection of 2023 that is being written: what is not known is missing."""
    known = Known(
        blanks={**BLANKS, "framework": "Area SEND inspection (2023)", "participants": None, "published": None},
        outcome="widespread-failings",
        findings=(
            Said("effective", "Early help reaches families <soon>.", ("I1",)),
            Said("improve", "Waiting for therapy takes too long.", ("I2",), waits=True),
            Said("priority_action", "Make every overdue plan.", ("L1",), ("Wexmoor Council", "Wexmoor Health Board")),
            Said("priority_action", "Find a place for every child.", ("L1",)),
        ),
        follows=(("A priority action plan is prepared.", "about 35 working days after the report"),),
        partners=(("Wexmoor Council", "Local authority"), ("Wexmoor Health Board", "Integrated care board")),
        counts=(("10", "visits"), (None, "people in focus groups")),
    )
    return _document("send-2023", "full", known, "Draft, under embargo")


def _document(pack_id: str, kind: str, known: Known, status: str) -> Document:
    found = pack(pack_id)
    template = template_for(pack_id, found.report_for(kind))
    body = compose(template, found, found.report_for(kind), known)
    return Document(
        title=body.title,
        subtitle=body.subtitle,
        author_body="Wexmoor local area partnership (fictional)",
        date=date(2017, 4, 24),
        blocks=body.blocks,
        status=status,
        opening=template.opening,
    )


SAMPLES = {"outcome_letter": letter, "report": report}
