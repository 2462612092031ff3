"""A time is read as people write it, by one list of forms."""

from datetime import time

import pytest
from django import forms

from extramile.web.announcements.forms import TimeForm
from extramile.web.partnerships.forms import TIME_FORMATS
from extramile.web.plans.submission_forms import MeetingForm


@pytest.mark.parametrize("typed", ["14:00", "14.00", "2pm", "2 pm", "2 PM", "2:00pm", "2.00 pm", "02:00 pm"])
def test_two_in_the_afternoon(typed: str) -> None:
    assert forms.TimeField(input_formats=TIME_FORMATS).clean(typed) == time(14)
    assert MeetingForm.base_fields["begins"].clean(typed) == time(14)
    assert TimeForm.base_fields["hour"].clean(typed) == time(14)


@pytest.mark.parametrize("typed", ["25:00", "14 pm", "soon", "2"])
def test_what_is_no_time(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        MeetingForm.base_fields["begins"].clean(typed)
