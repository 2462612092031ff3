"""What a template of a letter or report may hold, and reading one: every mistake names the file, the section and the field."""

import re
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from extramile.core.definitions import Definition, StrictModel, folder, read
from extramile.core.documents import Opening
from extramile.core.frameworks import Pack, ReportKind, pack
from extramile.core.vocabulary import InputError

# Every blank that words may have, and what is missing while nobody knows it.
BLANKS = {
    "area": "the area",
    "partnership": "the name of the partnership",
    "framework": "the framework",
    "kind": "the kind of inspection",
    "inspectorates": "the inspectorates",
    "notified": "the day of notification",
    "first_day": "the first day of the inspection",
    "last_day": "the last day of the inspection",
    "duration": "how many days it took",
    "previous": "the inspection before this one",
    "visits": "how many visits were made",
    "focus_groups": "how many focus groups were held",
    "participants": "how many people came to focus groups",
    "sessions_for_families": "how many sessions were held for parents and young people",
    "lead_inspector": "the lead inspector",
    "outcome": "the outcome, agreed by a second person",
    "outcome_wording": "the wording of the outcome",
    "outcome_meaning": "what the outcome means",
    "outcome_why": "the reasons for the outcome",
    "council": "the local authority",
    "board": "the integrated care board",
    "published": "the day of publication",
}
BLANK = re.compile(r"\{([^{}]*)\}")
# The tables and lists that are made of facts.
Made = Literal["address", "follows", "partners", "leaders", "team", "signatures", "counts"]


class Part(StrictModel):
    """One part of a section; it says exactly one of `words`, `write`, `findings` and `made`.

    `write` is the hint for what people write there; `optional`: it is not missing if nobody does. `findings` are kinds of
    finding, or `all` of them. `by_criterion` keeps to the criteria that the section of the pack speaks to. `table` sets
    them in a table with who must act.
    """

    words: str = ""
    write: str = ""
    findings: tuple[str, ...] = ()
    made: Made | None = None
    title: str = ""
    optional: bool = False
    by_criterion: bool = False
    table: bool = False
    only_if: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Part":
        if sum(map(bool, (self.words, self.write, self.findings, self.made))) != 1:
            raise ValueError("a part says exactly one of words, write, findings and made")
        if unknown := [each for each in BLANK.findall(self.words) if each not in BLANKS]:
            raise ValueError(f"there is no blank {{{unknown[0]}}}; there are {', '.join(BLANKS)}")
        return self


class TemplateSection(StrictModel):
    """A section: its id in the pack's report, or its own id and `heading` where the pack knows no sections."""

    id: str = Field(min_length=2)
    heading: str = ""
    parts: tuple[Part, ...] = Field(min_length=1)

    @property
    def written(self) -> Part | None:
        """Return the part that people write; a section has one at most."""
        return next((each for each in self.parts if each.write), None)


class Template(Definition):
    """A template. `pack` and `report` say for which document; neither: for any whose layout is not known.

    `title` and `subtitle` are words with blanks. `opening` is a page of its own, or that of a letter.
    """

    id: str
    pack: str = ""
    report: str = ""
    title: str = Field(min_length=3)
    subtitle: str = ""
    opening: Opening = "report"
    sections: tuple[TemplateSection, ...] = Field(min_length=1)

    def section(self, asked: str) -> TemplateSection | None:
        """Return a section by its id."""
        return next((each for each in self.sections if each.id == asked), None)


def load_template(path: Path, found: Pack | None = None) -> Template:
    """Read one template and check it against its pack (`found`, or the bundled one of its name).

    Raises InputError naming the file, the section and the field.
    """
    template = read(path, Template)
    wrong = list(_own_mistakes(template))
    if template.pack:
        wrong += _mistakes(template, found or pack(template.pack))
    if wrong:
        raise InputError(f"{'; '.join(wrong)}.", where=path.name, next_step="Mend the file and try again.")
    return template


def _own_mistakes(template: Template) -> list[str]:
    wrong = [
        f"{name}: there is no blank {{{blank}}}"
        for name in ("title", "subtitle")
        for blank in BLANK.findall(getattr(template, name))
        if blank not in BLANKS
    ]
    ids = [each.id for each in template.sections]
    wrong += [f"sections.{each}: stands twice" for each in sorted({each for each in ids if ids.count(each) > 1})]
    for section in template.sections:
        if sum(bool(each.write) for each in section.parts) > 1:
            wrong.append(f"sections.{section.id}.parts: people write in one part of a section only")
        if not template.pack and not section.heading:
            wrong.append(f"sections.{section.id}.heading: is missing, and no pack gives one")
    return wrong


def _mistakes(template: Template, found: Pack) -> list[str]:
    report = next((each for each in found.reports if each.id == template.report), None)
    if report is None:
        return [f"report: {found.id} has no report {template.report!r}"]
    asked, given = {each.id for each in report.sections}, {each.id for each in template.sections}
    wrong = [f"sections.{each}: the report of {found.id} has no such section" for each in sorted(given - asked)]
    wrong += [f"sections: {each} is missing" for each in sorted(asked - given)]
    kinds, outcomes = {each.id for each in found.finding_kinds}, {each.id for each in found.outcomes}
    for section in template.sections:
        for number, part in enumerate(section.parts):
            where = f"sections.{section.id}.parts.{number}"
            wrong += [f"{where}.findings: no kind {each!r}" for each in part.findings if each not in kinds | {"all"}]
            wrong += [f"{where}.only_if: no outcome {each!r}" for each in part.only_if if each not in outcomes]
    return wrong


@cache
def _templates() -> tuple[Template, ...]:
    return tuple(load_template(path) for path in sorted((folder() / "reports").glob("*.yaml")))


def template_for(pack_id: str, report: ReportKind | None) -> Template:
    """Return the template of a report; the one for any where its layout is not known."""
    asked = (pack_id, report.id) if report and report.sections else ("", "")
    return next(each for each in _templates() if (each.pack, each.report) == asked)
