"""An invented SEN2 return from a seed: the only child-level data in the repository, with as many planted faults as one asks for.

Names carry a canary, so that a test can look for them where they must never be. Numbers of councils and establishments are
made up; the header names no council, because there is none.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

CANARY = "Zzyx"
YEAR = 2026
CENSUS = date(2026, 1, 15)
# Stands where a UPN has the number of a council; no council has it.
NO_COUNCIL = "999"
_ALPHABET = "ABCDEFGHJKLMNPQRTUVWXYZ"
_NEEDS = (
    "ASD",
    "ASD",
    "ASD",
    "SLCN",
    "SLCN",
    "SEMH",
    "SEMH",
    "MLD",
    "SLD",
    "PD",
    "HI",
    "VI",
    "SPLD",
    "PMLD",
    "OTH",
    "DS",
)
_ETHNICITIES = ("WBRI", "WBRI", "WBRI", "WBRI", "APKN", "AIND", "BAFR", "BCRB", "MWBC", "MWAS", "WOTH", "NOBT", "OOTH")
Values = dict[str, str]


@dataclass(slots=True)
class Record:
    """A record of the return: its table, what it says, the records inside it."""

    table: str
    values: Values = field(default_factory=dict)
    inside: list["Record"] = field(default_factory=list)

    def all(self, table: str) -> Iterator["Record"]:
        """Yield the records of a table in it, itself included."""
        if self.table == table:
            yield self
        for each in self.inside:
            yield from each.all(table)


@dataclass(frozen=True, slots=True)
class Fault:
    """A way to break a rule: the rule, and what to do to a person; it says whether this person could be broken so.

    `also` are rules that cannot but be broken with it.
    """

    rule: str
    plant: Callable[[Record], bool]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """An invented return: its persons one by one, and how often each rule was broken on purpose."""

    persons: list[Record]
    planted: dict[str, int]


def make(children: int, seed: int, *, faults: int = 0, change: Callable[[Record], None] | None = None) -> Made:
    """Return a return of so many children; each rule that can be broken on purpose is broken `faults` times.

    `change` makes each person another before any rule is broken, for a return that is to tell something of its own.
    """
    persons = list(persons_of(children, seed))
    if change is not None:
        for each in persons:
            change(each)
    planted: dict[str, int] = {}
    if faults:
        order = list(range(len(persons)))
        random.Random(seed + 1).shuffle(order)  # noqa: S311 - an invented return, not a secret
        for fault in FAULTS:
            left = faults
            for place in list(order):
                if not left:
                    break
                # One fault a person, so that the number of failures is that of the faults.
                if fault.plant(persons[place]):
                    order.remove(place)
                    left -= 1
            for rule in (fault.rule, *fault.also):
                planted[rule] = planted.get(rule, 0) + faults - left
    return Made(persons, planted)


def persons_of(children: int, seed: int) -> Iterator[Record]:
    """Yield the persons of a return without faults, one by one."""
    dice = random.Random(seed)  # noqa: S311 - an invented return, not a secret
    for number in range(1, children + 1):
        yield _person(number, dice)


def upn_of(number: int) -> str:
    """Return the UPN of a number, with its check letter."""
    digits = f"{NO_COUNCIL}{number % 10**9:09d}"
    total = sum(place * int(digit) for place, digit in enumerate(digits, start=2))
    return _ALPHABET[total % 23] + digits


def _person(number: int, dice: random.Random) -> Record:
    age = dice.choices(
        (dice.randint(2, 4), dice.randint(5, 10), dice.randint(11, 15), dice.randint(16, 22)), (1, 4, 5, 3)
    )[0]
    born = date(2025 - age, 8, 31) - timedelta(days=dice.randrange(365))
    person = Record(
        "person",
        {
            "surname": f"{CANARY}{number}",
            "forename": f"{CANARY}child",
            "birth_date": born.isoformat(),
            "sex": dice.choice("MMF"),
            "ethnicity": dice.choice(_ETHNICITIES),
            "post_code": "ZZ1 1ZZ",
            "upn": upn_of(number),
        },
    )
    kind = dice.random()
    if kind < 0.72 or age < 4:
        person.inside.append(_older_plan(born, dice) if age >= 4 else _new_plan(dice))
    elif kind < 0.86:
        person.inside.append(_new_plan(dice))
    elif kind < 0.92:
        person.inside.append(_refusal(dice))
        if number % 2:
            person.inside.append(_asked_again(person.inside[0], number))
    else:
        person.inside.append(_open_request(dice, number))
    return person


def _flags(*names: str) -> Values:
    return dict.fromkeys(names, "0")


def _request(outcome: str, received: date | None, decided: date | None, dice: random.Random) -> Record:
    values = {"request_outcome": outcome}
    if received:
        values |= {"received_date": received.isoformat(), "request_source": dice.choices("12345", (4, 5, 1, 1, 0.5))[0]}
        values |= _flags("rya", "request_mediation", "request_tribunal")
    if decided:
        values["request_outcome_date"] = decided.isoformat()
    return Record("requests", values)


def _refusal(dice: random.Random) -> Record:
    received = date(2025, 1, 6) + timedelta(days=dice.randrange(300))
    return _request("N", received, received + timedelta(days=dice.randint(20, 42)), dice)


def _asked_again(refused: Record, number: int) -> Record:
    """Return a second request of somebody who was refused, with an assessment that is under way."""
    # Dice of its own, as below: whoever is made after this person stays as they are.
    dice = random.Random(number)  # noqa: S311 - an invented return, not a secret
    told = date.fromisoformat(refused.values["request_outcome_date"])
    received = max(date(2025, 7, 1) + timedelta(days=dice.randrange(170)), told + timedelta(days=14))
    decided = min(received + timedelta(days=dice.randint(20, 42)), CENSUS - timedelta(days=1))
    request = _request("Y", received, decided, dice)
    values = {"assessment_outcome": "A", **_flags("other_mediation", "other_tribunal")}
    request.inside.append(Record("assessment", values))
    return request


def _open_request(dice: random.Random, number: int) -> Record:
    received = date(2025, 12, 5) + timedelta(days=dice.randrange(40))
    if number % 3 == 0:
        received -= timedelta(days=30 + number % 130)
    return _request("A", received, None, dice)


def _new_plan(dice: random.Random) -> Record:
    received = date(2025, 1, 6) + timedelta(days=dice.randrange(200))
    request = _request("Y", received, received + timedelta(days=dice.randint(20, 42)), dice)
    late = dice.random() < 0.3
    issued = min(
        received + timedelta(days=dice.randint(141, 160) if late else dice.randint(100, 140)), date(2025, 12, 31)
    )
    values = {"assessment_outcome": "Y", "assessment_outcome_date": issued.isoformat()}
    values |= _flags("assessment_mediation", "assessment_tribunal", "other_mediation", "other_tribunal")
    values["week20"] = "1" if late else "0"
    assessment = Record("assessment", values)
    urn = _urn(dice)
    assessment.inside.append(_plan(issued, urn))
    request.inside += [assessment, _active(urn, issued - timedelta(days=200), dice)]
    return request


def _older_plan(born: date, dice: random.Random) -> Record:
    request = Record("requests", {"request_outcome": "H"})
    started = max(date(2019, 1, 7), born + timedelta(days=900)) + timedelta(days=dice.randrange(400))
    started = min(started, date(2024, 12, 1))
    assessment = Record("assessment", {"assessment_outcome": "H"})
    urn = _urn(dice)
    plan = _plan(started, urn)
    assessment.inside.append(plan)
    active = _active(urn, date(2024, 9, 2), dice)
    meeting = date(2025, 2, 3) + timedelta(days=dice.randrange(300))
    decided = meeting + timedelta(days=dice.randint(7, 28))
    outcome = dice.choice("AMM")
    active.values |= {
        "review_meeting": meeting.isoformat(),
        "review_outcome": outcome,
        "last_review": decided.isoformat(),
    }
    if outcome == "A":
        active.values["review_draft"] = decided.isoformat()
    if dice.random() < 0.05:
        plan.values |= {"cease_date": "2025-07-18", "cease_reason": dice.choices("259", (3, 5, 1))[0]}
        active.inside[0].values["leaving_date"] = "2025-07-18"
        meeting = date(2025, 3, 3)
        active.values |= {"review_meeting": meeting.isoformat(), "review_outcome": "C", "last_review": "2025-03-20"}
        active.values.pop("review_draft", None)
    elif dice.random() < 0.1:
        active.values |= {"phase_transfer_due_date": "2025-02-15", "phase_transfer_final_date": "2025-02-10"}
    request.inside += [assessment, active]
    return request


def _urn(dice: random.Random) -> str:
    return str(999_000 + dice.randrange(300))


def _plan(started: date, urn: str) -> Record:
    values = {"start_date": started.isoformat(), "pb": "0", "oa": "0"}
    detail = {"urn": urn, "placement_rank": "1", "sen_unit_indicator": "0", "resourced_provision_indicator": "0"}
    return Record("named_plan", values, [Record("plan_detail", detail)])


def _active(urn: str, entered: date, dice: random.Random) -> Record:
    placement = {"urn": urn, "placement_rank": "1", "entry_date": entered.isoformat()}
    placement |= _flags("sen_unit_indicator", "resourced_provision_indicator")
    first, second = dice.sample(sorted(set(_NEEDS)), 2)
    needs = [Record("sen_need", {"sen_type": dice.choice((dice.choice(_NEEDS), first)), "sen_type_rank": "1"})]
    if dice.random() < 0.5 and second != needs[0].values["sen_type"]:
        needs.append(Record("sen_need", {"sen_type": second, "sen_type_rank": "2"}))
    return Record("active_plans", {}, [Record("placement_detail", placement), *needs])


def _set(table: str, **values: str) -> Callable[[Record], bool]:
    """Return what puts values into the first record of a table that has these columns filled."""

    def plant(person: Record) -> bool:
        for record in person.all(table):
            if all(record.values.get(name) for name in values):
                record.values |= values
                return True
        return False

    return plant


def _where(table: str, value: Values, **values: str) -> Callable[[Record], bool]:
    """Return what puts values into the first record of a table that says something."""

    def plant(person: Record) -> bool:
        for record in person.all(table):
            if value.items() <= record.values.items():
                record.values |= values
                return True
        return False

    return plant


def _without(table: str, below: str) -> Callable[[Record], bool]:
    """Return what takes the records of a table out of one above it, where the plan is not one of the year's."""

    def plant(person: Record) -> bool:
        for record in person.all(table):
            if any(each.table == below for each in record.inside):
                record.inside = [each for each in record.inside if each.table != below]
                return True
        return False

    return plant


def _cut_upn(person: Record) -> bool:
    person.values["upn"] = person.values["upn"][:-1]
    return True


def _open_and_old(person: Record) -> bool:
    """Say whether a person has a plan from before the year that goes on."""
    old = any(each.values["assessment_outcome"] == "H" for each in person.all("assessment"))
    return old and not any("cease_date" in each.values for each in person.all("named_plan"))


def _end_before_start(person: Record) -> bool:
    if not _open_and_old(person):
        return False
    next(person.all("named_plan")).values |= {
        "start_date": "2025-12-20",
        "cease_date": "2025-12-01",
        "cease_reason": "2",
    }
    return True


def _drop_entry(person: Record) -> bool:
    if not _open_and_old(person):
        return False
    next(person.all("placement_detail")).values["entry_date"] = ""
    return True


FAULTS = (
    Fault("SEN2-P-01", _set("person", surname="")),
    Fault("SEN2-P-02", _set("person", birth_date="unknown")),
    Fault("SEN2-P-04", _set("person", sex="X")),
    Fault("SEN2-P-05", _set("person", ethnicity="WHITE")),
    Fault("SEN2-P-06", _set("person", upn="")),
    Fault("SEN2-P-16", _cut_upn),
    Fault("SEN2-R-01b", _where("requests", {"request_outcome": "A"}, request_outcome="Q")),
    Fault("SEN2-R-02", _where("requests", {"request_outcome": "N"}, request_outcome_date="")),
    Fault(
        "SEN2-R-07",
        _where("requests", {"request_outcome": "N"}, received_date="2025-02-03", request_outcome_date="2025-06-03"),
    ),
    Fault("SEN2-R-08", _where("requests", {"request_outcome": "A"}, request_source="9")),
    Fault("SEN2-R-12", _where("requests", {"request_outcome": "N"}, rya="maybe")),
    Fault("SEN2-A-06", _where("assessment", {"assessment_outcome": "Y"}, week20="")),
    Fault("SEN2-N-04", _end_before_start),
    Fault("SEN2-N-06", _set("named_plan", cease_reason="12")),
    Fault("SEN2-S-04", _without("named_plan", "plan_detail")),
    Fault("SEN2-S-07", _without("active_plans", "sen_need")),
    Fault("SEN2-D-05", _set("plan_detail", urn="99")),
    Fault("SEN2-L-05", _set("placement_detail", urn="99")),
    Fault("SEN2-L-11", _drop_entry, also=("SEN2-L-13",)),
    Fault("SEN2-V-05", _where("active_plans", {"review_outcome": "M"}, review_outcome="K")),
    Fault("SEN2-V-15", _set("sen_need", sen_type="NSA")),
)
