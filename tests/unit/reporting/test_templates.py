"""A template is checked when it is read, and each mistake names the file, the section and the field."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from extramile.core.definitions import folder
from extramile.core.documents import Heading, List, Paragraph, plain
from extramile.core.frameworks import pack, packs
from extramile.core.reporting import Known, Said, compose, load_template, paragraphs, template_for
from extramile.core.vocabulary import InputError

LETTER = folder() / "reports" / "send-2016-outcome-letter.yaml"


def spoilt(tmp_path: Path, **changes: Any) -> Path:
    content = yaml.safe_load(LETTER.read_text("utf-8")) | changes
    path = tmp_path / "letter.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


def sections(number: int, **changes: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(LETTER.read_text("utf-8"))["sections"]
    found[number] |= changes
    return found


@pytest.mark.parametrize("path", sorted((folder() / "reports").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_bundled_templates_are_sound(path: Path) -> None:
    assert load_template(path).sections


def test_every_kind_of_inspection_has_a_template() -> None:
    for found in packs():
        for kind in found.kinds:
            report = found.report_for(kind.id)
            assert bool(template_for(found.id, report).pack) == bool(report and report.sections)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "Letter to {nobody}"}, r"letter.yaml.*title: there is no blank \{nobody\}"),
        ({"report": "card"}, "report: send-2016 has no report 'card'"),
        (
            {"sections": sections(1, id="elsewhere")},
            "sections.elsewhere: .*no such section; sections: subject is missing",
        ),
        ({"sections": sections(1, id="intro")}, "sections.intro: stands twice"),
        ({"sections": sections(1, parts=[{"words": "By {whom}."}])}, r"sections.1.parts.0: .*no blank \{whom\}"),
        ({"sections": sections(1, parts=[{"words": "One", "write": "Two"}])}, "sections.1.parts.0: .*exactly one"),
        ({"sections": sections(1, parts=[{"findings": ["weather"]}])}, "subject.parts.0.findings: no kind 'weather'"),
        ({"sections": sections(1, parts=[{"write": "One"}, {"write": "Two"}])}, "one part of a section only"),
        ({"sections": sections(1, parts=[{"words": "x", "only_if": ["won"]}])}, "only_if: no outcome 'won'"),
        ({"sections": sections(1, parts=[{"made": "lunch"}])}, "sections.1.parts.0.made"),
        ({"pack": "", "report": ""}, "sections.date_address.heading: is missing"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        load_template(spoilt(tmp_path, **changes))


def test_a_section_for_one_outcome_appears_with_it_or_with_what_it_would_tell() -> None:
    found = pack("send-2016")
    report = found.report_for("inspection")
    template = template_for("send-2016", report)

    def told(known: Known) -> bool:
        blocks = compose(template, found, report, known).blocks
        return any(isinstance(each, Paragraph) and "must answer" in plain(each.words) for each in blocks)

    weakness = Said("significant-weakness", "Plans are late.")
    assert told(Known(outcome="statement-of-action-required"))
    assert told(Known(findings=[weakness]))
    assert not told(Known())
    assert not told(Known(outcome="not-required", findings=[weakness]))


def test_what_people_write_keeps_its_paragraphs_and_lists() -> None:
    made = list(paragraphs("One.\r\nStill one.\n\n- Two\n- Three\nFour"))

    assert [type(each) for each in made] == [Paragraph, List, Paragraph]


def test_findings_of_a_pack_without_sections_stand_under_their_kinds() -> None:
    found = pack("send-2023")
    template = template_for("send-2023", found.report_for("monitoring"))
    body = compose(template, found, None, Known(findings=[Said("progress", "It moves.")]))

    heads = [plain(each.words) for each in body.blocks if isinstance(each, Heading)]
    assert "Where action is effective" in heads
