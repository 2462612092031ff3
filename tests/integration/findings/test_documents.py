"""Every document of this room as PDF: read object by object by the check of PDF/UA."""

from typing import Any

import pytest

from extramile.web.findings import rendering, thanking
from extramile.web.findings.actions import accuracy, report
from extramile.web.findings.models import Thanks
from tests.integration.findings.scene import inspect, make_partnership, write
from tools.pdf_ua_check import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(db: None) -> Any:
    return make_partnership("ashcombe")["lead"]


@pytest.mark.parametrize(
    ("pack", "kind", "found"), [("send-2016", "inspection", "strength"), ("send-2023", "full", "improve")]
)
def test_every_document_of_an_inspection(lead: Any, pack: str, kind: str, found: str) -> None:
    inspection = inspect(lead, pack, kind)
    criterion = {"send-2016": "2016-A", "send-2023": "I1"}[pack]
    write(lead, inspection, kind=found, criteria=[criterion], words="Families are told <early>.")
    section = {"send-2016": "main_findings", "send-2023": "context"}[pack]
    report.write_section(scope=lead, inspection=inspection, section=section, words="- One\n- Two\n\nThree.", seen=0)
    said = {"kind": "fact", "place": "Page 3", "says": "Ten.", "should_say": "Eleven."}
    accuracy.make_point(scope=lead, inspection=inspection, **said)
    for name in rendering.DOCUMENTS:
        assert faults(rendering.rendered(lead, inspection, name, "pdf")) == [], name


def test_a_letter_of_thanks(lead: Any) -> None:
    words = "Dear colleagues,\n\nthank you.\n\nThe lead"
    letter = Thanks.objects.create(inspection=inspect(lead), name="A school", words=words, written_by=lead.person)
    assert faults(thanking.rendered(lead, letter, "pdf")[1]) == []
