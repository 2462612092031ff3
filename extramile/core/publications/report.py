"""What a published report says, as values: dates, outcome, partners, findings with their pages, sections, warnings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from extramile.core.publications.dates import Visit


@dataclass(frozen=True, slots=True)
class Printed:
    """A value as the report prints it, and on which page."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A theme a finding speaks to, and the words of the finding that say so."""

    theme: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: a bullet or a row of a table, whole, with the page where it starts.

    `points` are its sub-points, which `text` holds too. `responsible` names the bodies of a priority action, and
    `responsible_printed` is their cell as printed.
    """

    text: str
    page: int
    points: tuple[str, ...] = ()
    themes: tuple[Tag, ...] = ()
    responsible: tuple[str, ...] = ()
    responsible_printed: str = ""

    def to_dict(self, *, priority: bool) -> dict[str, Any]:
        """Return plain values; the responsible bodies only for a priority action."""
        named: dict[str, Any] = {}
        if priority:
            named = {"responsible": list(self.responsible), "responsible_printed": self.responsible_printed}
        themes = [{"theme": tag.theme, "words": list(tag.words)} for tag in self.themes]
        return {**named, "text": self.text, "page": self.page, "points": list(self.points), "themes": themes}


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its heading as printed, its pages and its text.

    `text_with_people` is the same with the names of inspectors and leaders, where the section holds any.
    """

    id: str
    title: str
    pages: tuple[int, ...]
    text: str
    text_with_people: str = ""

    def to_dict(self, *, people: bool) -> dict[str, Any]:
        """Return plain values; with people's names only if asked."""
        text = self.text_with_people if people and self.text_with_people else self.text
        return {"id": self.id, "title": self.title, "pages": list(self.pages), "text": text}


@dataclass(frozen=True, slots=True)
class Loose:
    """Text that could not be placed; kept, so that nothing a report says is lost."""

    text: str
    page: int
    section: str


@dataclass(frozen=True, slots=True)
class Report:
    """A published inspection report, as read. None is a value that could not be read; a warning says so."""

    file: str
    framework: str
    area: str | None
    la_code: str | None
    inspection: Visit | None
    previous_inspections: tuple[Visit, ...]
    outcome: int | None
    next_full_inspection_years: int | None
    monitoring_within_months: int | None
    priority_action_plan_required: bool | None
    strategic_plan_update: bool | None
    local_authority: str | None
    icbs: tuple[str, ...]
    other_partners: tuple[str, ...]
    effective: tuple[Finding, ...]
    improve: tuple[Finding, ...]
    priority_actions: tuple[Finding, ...]
    areas_for_improvement: tuple[Finding, ...]
    sections: tuple[Section, ...]
    unclassified: tuple[Loose, ...] = ()
    warnings: tuple[str, ...] = ()
    printed: Mapping[str, Printed] = field(default_factory=dict)
    inspectors_ofsted: tuple[str, ...] = ()
    inspectors_cqc: tuple[str, ...] = ()

    def findings(self) -> dict[str, tuple[Finding, ...]]:
        """Return the findings by kind, in the order of the report."""
        return {
            "effective": self.effective,
            "improve": self.improve,
            "priority_actions": self.priority_actions,
            "areas_for_improvement": self.areas_for_improvement,
        }

    def to_dict(self, *, people: bool = False) -> dict[str, Any]:
        """Return plain values for JSON, dates in ISO form. Named people only if asked."""
        findings = {
            kind: [each.to_dict(priority=kind == "priority_actions") for each in found]
            for kind, found in self.findings().items()
        }
        named: dict[str, Any] = {}
        if people:
            named = {
                "inspectors_ofsted": list(self.inspectors_ofsted),
                "inspectors_cqc": list(self.inspectors_cqc),
            }
        return {
            "file": self.file,
            "area": self.area,
            "la_code": self.la_code,
            "framework": self.framework,
            "inspection_start": self.inspection.start.isoformat() if self.inspection else None,
            "inspection_end": self.inspection.end.isoformat() if self.inspection else None,
            "previous_inspections": [visit.to_dict() for visit in self.previous_inspections],
            "outcome": self.outcome,
            "next_full_inspection_years": self.next_full_inspection_years,
            "monitoring_within_months": self.monitoring_within_months,
            "priority_action_plan_required": self.priority_action_plan_required,
            "strategic_plan_update": self.strategic_plan_update,
            "local_authority": self.local_authority,
            "icbs": list(self.icbs),
            "other_partners": list(self.other_partners),
            **findings,
            **named,
            "sections": [section.to_dict(people=people) for section in self.sections],
            "unclassified": [
                {"text": each.text, "page": each.page, "section": each.section} for each in self.unclassified
            ],
            "warnings": list(self.warnings),
            "printed": {name: {"text": each.text, "page": each.page} for name, each in self.printed.items()},
        }
