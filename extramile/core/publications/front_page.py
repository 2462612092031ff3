"""Reads page one: the area, the dates of the inspection and of those before, and the outcome, each as printed."""

import re
from collections.abc import Sequence

from extramile.core.publications.dates import Visit, visits_in
from extramile.core.publications.headings import Section
from extramile.core.publications.joining import Joiner, tidy
from extramile.core.publications.outcome import Outcome, read_outcome
from extramile.core.publications.pages import Line
from extramile.core.publications.report import Printed

_AREA = re.compile(
    r"inspection(?:\s+report)?\s*(?:of|for|:)\s+(?:the\s+)?(.+?)\s*(?:local\s*area\s*)?partnership", re.IGNORECASE
)
# The title without the last word, or with the name first; `_LONGEST_NAME` keeps a sentence from being taken for one.
_OTHER_AREAS = (
    re.compile(r"inspection(?:\s+report)?\s*(?:of|for|:)\s+(?:the\s+)?(.+?)\s*(?:local\s*area)?\s*$", re.IGNORECASE),
    re.compile(r"^\s*(?:local area partnership report\s+)?(.+?)\s*local\s*area\s*partnership", re.IGNORECASE),
)
_LONGEST_NAME = 60
_FOOTER_AREA = re.compile(r"report\s*:?\s+(.+?)\s*local\s*area\s*partnership", re.IGNORECASE)
_LABEL = re.compile(r"(?:inspection\s*dates?|dates?\s*of\s*(?:the\s*)?inspection)", re.IGNORECASE)
_PREVIOUS = re.compile(
    r"(?:dates?\s*(?:\(s\))?\s*of\s*(?:the\s*)?)?(?:previous|last)\s*(?:\w+\s+){0,4}inspections?(?:\(s\))?(?:\s*dates?)?\s*:?",
    re.IGNORECASE,
)
_NEVER = re.compile(r"\bnot\b|\bnone\b|\bn/a\b|\bno previous\b|\bfirst\b|\bnever\b", re.IGNORECASE)


class FrontPage:
    """What page one says, with the printed text of each value and what a person should look at."""

    def __init__(
        self,
        title: Sequence[Line],
        outcome: Section | None,
        *,
        page_one: Sequence[Line],
        running: Sequence[Line],
        joiner: Joiner,
    ) -> None:
        self.printed: dict[str, Printed] = {}
        self.warnings: list[str] = []
        self._running, self._page_one, self._joiner = running, page_one, joiner
        text = joiner.join(title)
        label = _LABEL.search(text)
        if label is None:  # set in a frame of its own, and drawn after the text that follows
            text = joiner.join(page_one)
            label = _LABEL.search(text)
        self._title, self._dates = (text[: label.start()], text[label.start() :]) if label else (text, text)
        self._page = title[0].page if title else 1
        self.area = self._read_area()
        self.inspection, self.previous = self._read_visits()
        self.outcome = self._read_outcome(outcome)

    def _read_area(self) -> str | None:
        match = _AREA.search(self._title)
        others = (found for pattern in _OTHER_AREAS if (found := pattern.search(self._title)))
        match = match or next((found for found in others if len(found.group(1)) <= _LONGEST_NAME), None)
        if match:
            self._print("area", self._title[match.start(1) :].strip())
            return tidy(match.group(1)).strip(" ,:")
        for line in self._running:
            match = _FOOTER_AREA.search(line.text)
            if match:
                self.warnings.append("The title does not name the area; its name is taken from the footer.")
                self.printed["area"] = Printed(tidy(line.text), line.page)
                return tidy(match.group(1))
        self.warnings.append("The name of the area could not be read.")
        return None

    def _read_visits(self) -> tuple[Visit | None, tuple[Visit, ...]]:
        label = _PREVIOUS.search(self._dates)
        now, before = (self._dates[: label.start()], self._dates[label.start() :]) if label else (self._dates, "")
        visits = visits_in(now)
        in_footers = visits_in(" ".join(line.text for line in self._running if line.page == self._running[0].page))
        inspection = visits[0] if visits else None
        if visits:
            self._print("inspection_start", now)
            self._print("inspection_end", now)
        elif in_footers:
            inspection = in_footers[0]
            self.printed["inspection_start"] = self.printed["inspection_end"] = Printed(
                tidy(self._running[0].text), self._running[0].page
            )
            self.warnings.append("Page 1 gives no dates of the inspection; they are taken from the footer.")
        else:
            self.warnings.append("The dates of the inspection could not be read.")
        if len(visits) > 1:
            self.warnings.append("Page 1 gives more than one visit for this inspection; the first is kept.")
        if visits and in_footers and in_footers[0] != visits[0]:
            other = f"{in_footers[0].start.isoformat()} to {in_footers[0].end.isoformat()}"
            self.warnings.append(f"The footers give other dates of the inspection ({other}); those of page 1 are kept.")
        previous = tuple(visits_in(before))
        if before:
            self._print("previous_inspections", before)
        said = before[label.end() - label.start() :] if label else ""
        if not previous and not _NEVER.search(said):
            self.warnings.append("The dates of the previous inspection could not be read.")
        return inspection, previous

    def _read_outcome(self, section: Section | None) -> Outcome:
        lines = section.lines if section else []
        outcome = read_outcome(self._joiner.join(lines))
        # Without its heading the box stands below the dates; the rest of the page may speak of outcomes in passing.
        if outcome.outcome is None:
            outcome = read_outcome(self._dates)
        if outcome.outcome is None:
            outcome = read_outcome(self._joiner.join(self._page_one))
        page = lines[0].page if lines else self._page
        for name, text in (
            ("outcome", outcome.outcome_printed),
            ("next_full_inspection_years", outcome.next_printed),
            ("monitoring_within_months", outcome.monitoring_printed),
            ("priority_action_plan_required", outcome.plan_printed),
            ("strategic_plan_update", outcome.plan_printed),
        ):
            if text:
                self.printed[name] = Printed(text, page)
        if outcome.outcome is None:
            self.warnings.append("The outcome could not be read: none, or more than one, of the three was recognised.")
        if outcome.next_full_inspection_years is None:
            self.warnings.append("When the next full inspection is due could not be read.")
        if outcome.outcome == 3 and outcome.monitoring_within_months is None:
            self.warnings.append("When the monitoring inspection is due could not be read.")
        if outcome.outcome is not None and outcome.priority_action_plan_required != (outcome.outcome == 3):
            self.warnings.append("A priority action plan goes with the lowest outcome only; here it is otherwise.")
        return outcome

    def _print(self, name: str, text: str) -> None:
        self.printed[name] = Printed(tidy(text), self._page)
