"""Invented child lists of an inspection ("Annex A") from a seed: the children of the SEN2 return of the same seed, and others.

List 1 are those of the return whose plan is open on census day, with what the return lacks; List 2 are twice as many as the return
has children, with SEN support and no plan. Codes that were not seen (phases, teams) are plain words.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from extramile.core.returns import codes
from extramile.core.synthetic.record import YEAR, Record, Values, Year, moved, uln_of, upn_of
from extramile.core.synthetic.sen2 import persons_of

# Numbers of children on List 2 begin here, so that nobody is on both.
_SECOND = 100_000_000
_SUPPORT_NEEDS = ("SLCN", "SLCN", "SLCN", "SEMH", "SEMH", "MLD", "MLD", "SPLD", "SPLD", "ASD", "PD", "HI", "OTH", "NSA")


def children_of_lists(children: int, seed: int, *, year: int = YEAR) -> Iterator[Record]:
    """Yield the children on the lists of the census day of a year, one by one: of List 1, then of List 2."""
    dice = random.Random(seed + 1)  # noqa: S311 - invented lists, not a secret
    of = Year(year)
    for number, person in enumerate(persons_of(children, seed, year=year), start=1):
        row = _with_plan(person, number, of, dice)
        if row is not None:
            yield Record("list_1", row)
    ethnicities = codes("ethnicity", year)[:1] * 6 + ("APKN", "AIND", "BAFR", "MWAS", "WOTH", "REFU")
    for number in range(_SECOND, _SECOND + 2 * children):
        yield Record("list_2", _with_support(number, of, dice, ethnicities))


def _with_plan(person: Record, number: int, of: Year, dice: random.Random) -> Values | None:
    """Return the row of a child whose plan is open on census day, if there is one."""
    plan = next(person.all("named_plan"), None)
    if plan is None or "cease_date" in plan.values:
        return None
    active = next(person.all("active_plans"))
    place, told = active.inside[0].values, person.values
    age = of.age(told["birth_date"])
    row = {
        "unique_id": f"C{number}",
        # Every child of the lists has a number: one that a return had a reason for not having was found since.
        "upn": told.get("upn") or ("" if "uln" in told else upn_of(number)),
        "uln": told.get("uln", ""),
        "birth_date": told["birth_date"],
        "gender": told.get("sex") or told["gender_current"],
        "ethnicity": told["ethnicity"],
        "initial_plan_date": plan.values["start_date"],
        "last_review_date": active.values.get("review_meeting") or active.values.get("last_review", ""),
        "primary_need": next(active.all("sen_need")).values["sen_type"],
        "home_education": "Yes" if place.get("sen_setting") == "EHE" else "No",
        **_schooling(age, place.get("urn") or str(999_000 + dice.randrange(300)), dice),
        **_beside(dice, 0.14),
    }
    if row["home_education"] == "Yes":
        row |= {"urn": "", "subsidiary_phase": ""}
    if row["last_review_date"] and dice.random() < 0.3:
        updated = moved(row["last_review_date"], -dice.randint(100, 300))
        row["updated_plan_date"] = updated if updated >= row["initial_plan_date"] else ""
    return row


def _with_support(number: int, of: Year, dice: random.Random, ethnicities: tuple[str, ...]) -> Values:
    age = dice.randint(4, 18)
    born = date(of.year - 1 - age, 8, 31) - timedelta(days=dice.randrange(365))
    numbered = age >= 16 and dice.random() < 0.5
    return {
        "unique_id": f"C{number}",
        "upn": upn_of(number),
        "uln": uln_of(number) if numbered else "",
        "birth_date": born.isoformat(),
        "gender": dice.choice("MMF"),
        "ethnicity": dice.choice(ethnicities),
        "primary_need": dice.choice(_SUPPORT_NEEDS),
        **_schooling(of.age(born.isoformat()), str(999_000 + dice.randrange(300)), dice),
        **_beside(dice, 0.08),
    }


def _schooling(age: int, urn: str, dice: random.Random) -> Values:
    phase = "Early years" if age < 5 else "Primary" if age < 11 else "Secondary" if age < 16 else "Post-16"
    return {"urn": urn, "phase": phase, "subsidiary_phase": phase if dice.random() < 0.03 else ""}


def _beside(dice: random.Random, known: float) -> Values:
    """Return what no return has: absence, exclusions, social care."""
    social_care = dice.random() < known
    return {
        "suspensions": str(dice.choice((0, 0, 0, 0, 0, 0, 0, 0, 1, 2))),
        "permanent_exclusions": "1" if dice.random() < 0.004 else "0",
        "absence": f"{min(dice.expovariate(0.12), 100):.1f}",
        "pupil_premium": "Yes" if dice.random() < 0.4 else "No",
        "social_care": "Yes" if social_care else "No",
        "social_care_team": f"Team {dice.randint(1, 6)}" if social_care else "",
        "disability": "Yes" if dice.random() < 0.5 else "No",
    }
