"""An invented SEN2 return from a seed: of all that the return tells something, in proportions that an area could have.

Nothing in it is late without a lawful exception, and nothing is wrong: what a rule finds in it was put there. Names carry a canary,
so that a test can look for them where they must never be. Numbers of establishments are made up; the header names no council.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from extramile.core.returns import codes, describe
from extramile.core.synthetic.record import CANARY, ELSEWHERE, YEAR, Record, Values, Year, uln_of, upn_of

_NEEDS: dict[str, float] = {
    "ASD": 30,
    "SLCN": 20,
    "SEMH": 18,
    "MLD": 9,
    "SLD": 7,
    "PD": 4,
    "SPLD": 4,
    "PMLD": 3,
    "HI": 2,
    "VI": 1,
    "MSI": 0.3,
    "DS": 1.5,
    "OTH": 2,
}
_ETHNICITIES = ("WBRI", "WBRI", "WBRI", "WBRI", "APKN", "AIND", "BAFR", "BCRB", "MWBC", "MWAS", "WOTH", "NOBT", "OOTH")
_SOURCES: dict[str, float] = {"1": 40, "2": 50, "3": 5, "4": 3, "5": 2}
# How a plan ends: at any age, and for young people.
_ENDS: dict[str, float] = {"2": 35, "5": 50, "7": 6, "8": 3, "9": 3}
_YOUNG_ENDS: dict[str, float] = {"2": 25, "3": 12, "4": 20, "5": 10, "6": 27, "9": 3}


@cache
def _weights(year: int) -> dict[str, tuple[list[str], list[float]]]:
    """Return what is drawn by weight, the weights added up; of needs those alone that the return of the year has."""
    needs = {need: weight for need, weight in _NEEDS.items() if need in codes("sen_type", year)}
    drawn: dict[str, dict[str, float]] = {"need": needs, "source": _SOURCES, "end": _ENDS, "young end": _YOUNG_ENDS}
    return {name: (list(weights), list(accumulate(weights.values()))) for name, weights in drawn.items()}


def persons_of(children: int, seed: int, *, year: int = YEAR) -> Iterator[Record]:
    """Yield the persons of the return of a year without faults, one by one."""
    dice = random.Random(seed)  # noqa: S311 - an invented return, not a secret
    inventor = _Inventor(Year(year), dice)
    dropped = _not_in(year)
    for number in range(1, children + 1):
        person = inventor.person(number)
        if dropped:
            _drop(person, dropped)
        yield person


def _not_in(year: int) -> dict[str, Sequence[str]]:
    """Return the columns of each table that the return of a year does not have."""
    found = {
        table.name: [each.name for each in table.columns if not each.in_year(year)] for table in describe("sen2").tables
    }
    return {name: columns for name, columns in found.items() if columns}


def _drop(record: Record, dropped: dict[str, Sequence[str]]) -> None:
    for name in dropped.get(record.table, ()):
        record.values.pop(name, None)
    for each in record.inside:
        _drop(each, dropped)


def _flags(*names: str) -> Values:
    return dict.fromkeys(names, "0")


@dataclass(slots=True)
class _Inventor:
    """Invents one person after the other for the return of a year."""

    of: Year
    dice: random.Random
    census: date = field(init=False)
    start: date = field(init=False)
    weights: dict[str, tuple[list[str], list[float]]] = field(init=False)

    def __post_init__(self) -> None:
        self.census, self.start, self.weights = self.of.census, self.of.start, _weights(self.of.year)

    def _chance(self, share: float) -> bool:
        return self.dice.random() < share

    def _pick(self, name: str) -> str:
        known, sums = self.weights[name]
        return self.dice.choices(known, cum_weights=sums)[0]

    def person(self, number: int) -> Record:
        """Return a person with one request, or with two where somebody was refused and asked again."""
        dice = self.dice
        low, high = dice.choices(((2, 4), (5, 10), (11, 15), (16, 24)), cum_weights=(1, 5, 10, 13))[0]
        age = dice.randint(low, high)
        # Nobody is 25 by census day: most plans have ended by then.
        born = date(self.of.year - 1 - age, 8, 31) - timedelta(days=dice.randrange(200 if age == 24 else 365))
        sex = dice.choice("MMF")
        values = {
            "surname": f"{CANARY}{number}",
            "forename": f"{CANARY}child",
            "birth_date": born.isoformat(),
            "sex": sex,
            "gender_current": "1" if sex == "M" else "2",
            "ethnicity": dice.choice(_ETHNICITIES),
            "post_code": "ZZ1 1ZZ",
            **self._numbers(number, age),
        }
        return Record("person", values, self._requests(born, age))

    def _numbers(self, number: int, age: int) -> Values:
        chance = self.dice.random()
        if age <= 4 and chance < 0.2:
            return {"upn_unknown": "UN1"}
        if age >= 16:
            if chance < 0.02:
                return {"upn_unknown": "UN9"}
            if chance < 0.1:
                return {"uln": uln_of(number)}
            if chance < 0.75:
                return {"upn": upn_of(number), "uln": uln_of(number)}
        elif chance > 0.99:
            return {"upn_unknown": self.dice.choice(("UN2", "UN3", "UN8"))}
        return {"upn": upn_of(number)}

    def _requests(self, born: date, age: int) -> list[Record]:
        kind = self.dice.random()
        if kind < 0.69 and age >= 4:
            return [self._older_plan(born, age)]
        if kind < 0.82:
            return [self._new_plan(age)]
        if kind < 0.89:
            return self._refused()
        if kind < 0.92:
            return [self._no_plan()]
        if kind < 0.935:
            return [self._withdrawn()]
        return [self._under_way()] if kind < 0.965 else [self._open_request()]

    def _request(self, outcome: str, received: date, decided: date | None = None) -> Record:
        values = {
            "received_date": received.isoformat(),
            "request_source": self._pick("source"),
            "request_outcome": outcome,
            "rya": "1" if self._chance(0.002) else "0",
            **_flags("request_mediation", "request_tribunal"),
        }
        if decided:
            values["request_outcome_date"] = decided.isoformat()
        return Record("requests", values)

    def _decided(self, received: date) -> date:
        return received + timedelta(days=self.dice.randint(20, 42))

    def _refused(self) -> list[Record]:
        """Return a refusal: some go to mediation or to the tribunal, and some of those are assessed after all; some ask again."""
        received = self.start + timedelta(days=self.dice.randrange(2, 300))
        request = self._request("N", received, self._decided(received))
        kind = self.dice.random()
        if kind < 0.15:
            request.values["request_mediation"] = "1"
        if kind < 0.03 or 0.15 < kind < 0.18:
            request.values["request_tribunal"] = "1"
        if kind < 0.05:
            request.inside.append(Record("assessment", {"assessment_outcome": "A", **self._challenged(0)}))
        if kind < 0.7:
            return [request]
        told = date.fromisoformat(request.values["request_outcome_date"])
        again = max(self.start + timedelta(days=180 + self.dice.randrange(170)), told + timedelta(days=14))
        if again >= self.census - timedelta(days=42):
            return [request]
        second = self._request("Y", again, self._decided(again))
        second.inside.append(Record("assessment", {"assessment_outcome": "A", **self._challenged(0)}))
        return [request, second]

    def _challenged(self, share: float) -> Values:
        """Return whether a decision after an assessment went to mediation or to the tribunal; what a plan says did not."""
        return {
            "assessment_mediation": "1" if share and self._chance(share) else "0",
            "assessment_tribunal": "1" if share and self._chance(share / 2) else "0",
            **_flags("other_mediation", "other_tribunal"),
        }

    def _no_plan(self) -> Record:
        ended = self.start + timedelta(days=self.dice.randrange(365))
        received = ended - timedelta(days=self.dice.randint(70, 112))
        request = self._request("Y", received, self._decided(received))
        values = {"assessment_outcome": "N", "assessment_outcome_date": ended.isoformat(), **self._challenged(0.25)}
        request.inside.append(Record("assessment", values))
        return request

    def _withdrawn(self) -> Record:
        """Return what ended before it was decided: the request, or the assessment; some moved away."""
        received = self.start + timedelta(days=self.dice.randrange(300))
        if self._chance(0.6):
            request = self._request("W", received)
        else:
            request = self._request("Y", received, self._decided(received))
            request.inside.append(Record("assessment", {"assessment_outcome": "W", **self._challenged(0)}))
        if self._chance(0.4):
            request.values["exported"] = self.dice.choice(ELSEWHERE)
        return request

    def _under_way(self) -> Record:
        """Return an assessment that has not ended; of some a plan is agreed and not issued yet."""
        received = self.census - timedelta(days=self.dice.randint(45, 140 if self._chance(0.85) else 220))
        request = self._request("Y", received, self._decided(received))
        values = {"assessment_outcome": "Y" if self._chance(0.2) else "A", **self._challenged(0)}
        values["week20"] = "1" if self._chance(0.1) else "0"
        request.inside.append(Record("assessment", values))
        return request

    def _open_request(self) -> Record:
        waits = self.dice.randint(1, 41)
        if self._chance(1 / 3):
            waits += self.dice.randint(30, 160)
        return self._request("A", self.census - timedelta(days=waits))

    def _new_plan(self, age: int) -> Record:
        # No review is due by census day.
        issued = self.start + timedelta(days=self.dice.randint(20, 364))
        excepted = self._chance(0.12)
        received = issued - timedelta(days=self.dice.randint(141, 200) if excepted else self.dice.randint(100, 140))
        request = self._request("Y", received, self._decided(received))
        values = {"assessment_outcome": "Y", "assessment_outcome_date": issued.isoformat(), **self._challenged(0)}
        if self._chance(0.03):
            values["other_mediation"] = "1"
        if self._chance(0.02):
            values["other_tribunal"] = "1"
        values["week20"] = "1" if excepted else "0"
        setting = self._setting(age)
        plan, active = self._plan(issued, setting), self._active(setting, issued - timedelta(days=200))
        request.inside += [Record("assessment", values, [plan]), active]
        self._live_there(plan, active)
        return request

    def _older_plan(self, born: date, age: int) -> Record:
        dice, setting = self.dice, self._setting(age)
        first = max(date(self.of.year - 7, 1, 7), born + timedelta(days=900))
        started = min(first + timedelta(days=dice.randrange(1500)), date(self.of.year - 2, 12, 1))
        plan = self._plan(started, setting)
        active = self._active(setting, date(self.of.year - 2, 9, 2))
        self._live_there(plan, active)
        self._reviewed(active)
        chance = dice.random()
        if chance < (0.04 if age < 16 else 0.12 if age < 23 else 0.3):
            self._end(plan, active, born)
        elif chance < 0.95 and age in {10, 11, 15, 16}:
            self._transfer(active, ahead=age in {10, 15})
        elif chance > 0.985:
            active.values["transfer_la"] = dice.choice(ELSEWHERE)
        request = Record("requests", {"request_outcome": "H"})
        request.inside += [Record("assessment", {"assessment_outcome": "H"}, [plan]), active]
        return request

    def _reviewed(self, active: Record) -> None:
        dice = self.dice
        if self._chance(0.04):
            # The meeting was held and waits for its decision; the last decision is of the review before.
            meeting = self.census - timedelta(days=dice.randint(1, 27))
            last = self.census - timedelta(days=dice.randint(320, 360))
            active.values |= {"review_meeting": meeting.isoformat(), "last_review": last.isoformat()}
            return
        meeting = self.start + timedelta(days=33 + dice.randrange(300))
        decided = (meeting + timedelta(days=dice.randint(7, 28))).isoformat()
        outcome = dice.choice("AMM")
        active.values |= {"review_meeting": meeting.isoformat(), "review_outcome": outcome, "last_review": decided}
        if outcome == "A":
            active.values["review_draft"] = decided

    def _end(self, plan: Record, active: Record, born: date) -> None:
        ends = self.start + timedelta(days=self.dice.randint(100, 350))
        age = ends.year - born.year - ((ends.month, ends.day) < (born.month, born.day))
        reason = self._pick("young end" if age >= 16 else "end")
        # Too old for a plan: at the end of its age, or sooner in the adult estate.
        if age >= 24 or (age in {18, 19} and self._chance(0.5)):
            reason = "1"
        plan.values |= {"cease_date": ends.isoformat(), "cease_reason": reason}
        for placement in active.all("placement_detail"):
            placement.values.setdefault("leaving_date", ends.isoformat())
        meeting = ends - timedelta(days=90)
        decided = meeting + timedelta(days=self.dice.randint(7, 28))
        active.values |= {
            "review_meeting": meeting.isoformat(),
            "review_outcome": "C",
            "last_review": decided.isoformat(),
        }
        active.values.pop("review_draft", None)

    def _transfer(self, active: Record, *, ahead: bool) -> None:
        """Enter a phase transfer: of the reporting year, final or not; or of the year that has begun."""
        due = date(self.of.year - (not ahead), *self.dice.choice(((2, 15), (2, 15), (2, 15), (3, 31))))
        active.values["phase_transfer_due_date"] = due.isoformat()
        if not ahead and self._chance(0.9):
            active.values["phase_transfer_final_date"] = (due - timedelta(days=self.dice.randrange(20))).isoformat()

    def _setting(self, age: int) -> Values:
        """Return where somebody is: a school or college by its number, or the kind of setting."""
        dice, kind = self.dice, self.dice.random()
        if age <= 4 and kind < 0.2:
            return {"sen_setting": "EYP"}
        if age >= 16 and kind < 0.3:
            return {"sen_setting": "NEET"} if kind < 0.08 else {"ukprn": f"1099{dice.randrange(40):04d}"}
        if kind > 0.95:
            return self._elsewhere(kind, age)
        part = 0.5 + 0.4 * kind if age < 16 else 0.5
        return {
            "urn": str(999_000 + dice.randrange(300)),
            "sen_unit_indicator": "1" if part > 0.86 else "0",
            "resourced_provision_indicator": "1" if 0.82 < part <= 0.86 else "0",
        }

    def _elsewhere(self, kind: float, age: int) -> Values:
        if kind > 0.996 and self.of.year >= 2024:
            return {"sen_setting": "OTH", "sen_setting_other": "A hospital school"}
        if kind > 0.992:
            return {"sen_setting": "NIEO", "sen_setting_other": "Waits for a place"}
        if kind > 0.988:
            return {"sen_setting": "NIEC"}
        if kind > 0.985:
            return {"sen_setting": "OPA"}
        return {"sen_setting": "EHE"} if kind > 0.97 and 5 <= age <= 15 else {"sen_setting": "OLA"}

    def _plan(self, started: date, setting: Values) -> Record:
        budget = "1" if self._chance(0.06) else "0"
        # The codes of direct payments were not seen: every budget here is arranged.
        plan = Record("named_plan", {"start_date": started.isoformat(), "pb": budget, "oa": budget})
        plan.inside.append(Record("plan_detail", {**setting, "placement_rank": "1"}))
        if self._chance(0.04):
            plan.inside.append(Record("plan_detail", {**self._school(), "placement_rank": "2"}))
        return plan

    def _school(self) -> Values:
        flags = _flags("sen_unit_indicator", "resourced_provision_indicator")
        return {"urn": str(999_000 + self.dice.randrange(300)), **flags}

    def _active(self, setting: Values, entered: date) -> Record:
        dice, active = self.dice, Record("active_plans")
        placement = {**setting, "placement_rank": "1", "entry_date": entered.isoformat()}
        active.inside.append(Record("placement_detail", placement))
        if self._chance(0.06):
            # Another school until some day of the year.
            left = self.start + timedelta(days=dice.randint(20, 90))
            past = {"entry_date": (left - timedelta(days=700)).isoformat(), "leaving_date": left.isoformat()}
            active.inside.append(Record("placement_detail", {**self._school(), "placement_rank": "1", **past}))
            placement["entry_date"] = max(placement["entry_date"], past["leaving_date"])
        elif self._chance(0.06):
            second = {**self._school(), "placement_rank": "2", "entry_date": entered.isoformat()}
            active.inside.append(Record("placement_detail", second))
        need = self._pick("need")
        active.inside.append(Record("sen_need", {"sen_type": need, "sen_type_rank": "1"}))
        if self._chance(0.5) and (second_need := self._pick("need")) != need:
            active.inside.append(Record("sen_need", {"sen_type": second_need, "sen_type_rank": "2"}))
        return active

    def _live_there(self, plan: Record, active: Record) -> None:
        """Let a few live where they learn: the plan and the placement say the same."""
        if self._chance(0.03) and "urn" in active.inside[0].values:
            plan.values["plan_res"] = active.inside[0].values["res"] = self.dice.choice("AAB")
