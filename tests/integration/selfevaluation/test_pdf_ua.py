"""The self-evaluation and its position statement as PDF: read object by object by the check of PDF/UA."""

import pytest

from extramile.web.selfevaluation import rendering
from tests.integration.selfevaluation.scene import full, make_partnership
from tools.pdf_ua_check import faults

pytestmark = pytest.mark.django_db


def test_every_document_of_a_self_evaluation() -> None:
    people = make_partnership("ashcombe")
    found = full(people)["evaluation"]
    for name in rendering.DOCUMENTS:
        assert faults(rendering.rendered(people["lead"], found, name, "pdf")) == [], name
