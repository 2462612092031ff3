"""A small library for tests: readings as the reader returns them, with words of our own.

Functions with the field's arguments, so that a test says only what matters to it.
"""

from typing import Any

from extramile.web.accounts.models import Person
from extramile.web.library.actions import keep_reading
from extramile.web.library.models import Report

PASSWORD = "a long enough password 7"


def make_person(email: str = "reader@example.org", name: str = "Reader Example", *, editor: bool = False) -> Person:
    """Make an account."""
    return Person.objects.create_user(email, name, PASSWORD, is_editor=editor)


def make_editor() -> Person:
    """Make an editor of the library."""
    return make_person("editor@example.org", "Editor Example", editor=True)


def item(text: str, *, page: int = 3, themes: tuple[str, ...] = ("leadership",), **more: Any) -> dict[str, Any]:
    """Return a finding as the reader gives it; each theme was given by the first word of the text."""
    first = text.split(maxsplit=1)[0]
    return {
        "text": text,
        "page": page,
        "points": [],
        "themes": [{"theme": theme, "words": [first]} for theme in themes],
        **more,
    }


def make_reading(
    *,
    area: str = "Milton Keynes",
    la_code: str | None = "826",
    start: str = "2024-03-04",
    end: str = "2024-03-08",
    outcome: int = 2,
    **findings: list[dict[str, Any]],
) -> dict[str, Any]:
    """Return a reading in the shape of `extramile reports read --format json`."""
    found = {"effective": [], "improve": [], "priority_actions": [], "areas_for_improvement": [], **findings}
    return {
        "file": f"{area.lower().replace(' ', '-')}.pdf",
        "area": area,
        "la_code": la_code,
        "framework": "2023",
        "inspection_start": start,
        "inspection_end": end,
        "previous_inspections": [{"start": "2018-10-08", "end": "2018-10-12"}],
        "outcome": outcome,
        "next_full_inspection_years": 3,
        "monitoring_within_months": 18 if outcome == 3 else None,
        "priority_action_plan_required": outcome == 3,
        "strategic_plan_update": outcome != 3,
        "local_authority": f"{area} Council",
        "icbs": ["Example Integrated Care Board"],
        "other_partners": [],
        **found,
        "sections": [{"id": "context", "title": "Information about the partnership", "pages": [1], "text": "Example."}],
        "unclassified": [],
        "warnings": [],
        "printed": {"outcome": {"text": "Example of an outcome.", "page": 1}},
    }


def make_library() -> list[Report]:
    """Make two reports of areas in the register and one of a fictional area."""
    readings = [
        make_reading(
            effective=[item("Leaders know the area well and plan annual reviews together.", themes=("leadership",))],
            improve=[item("Annual reviews are late & families wait for <news>.", page=4, themes=("annual-reviews",))],
            areas_for_improvement=[item("Partners should review plans on time.", page=5, themes=("annual-reviews",))],
        ),
        make_reading(
            area="Bexley",
            la_code="303",
            start="2023-12-04",
            end="2023-12-08",
            outcome=3,
            improve=[item("Reviews of plans do not happen when they should.", themes=("annual-reviews",))],
            priority_actions=[
                item(
                    "Leaders must act on:\n• reviews that are late\n• advice that is missing",
                    page=6,
                    themes=("annual-reviews",),
                    responsible=["Example Council", "Example ICB"],
                    responsible_printed="Example Council and Example ICB",
                )
            ],
        ),
        make_reading(
            area="Wexmoor", la_code=None, start="2024-06-03", end="2024-06-07", effective=[item("Families are heard.")]
        ),
    ]
    return [
        keep_reading(reading=reading, file_hash=f"{number:064d}", fictional=reading["la_code"] is None)[0]
        for number, reading in enumerate(readings)
    ]
