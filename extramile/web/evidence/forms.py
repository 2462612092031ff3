"""Forms of the evidence room: valid input, no saving."""

from typing import Any

from django import forms
from django.utils import timezone

from extramile.web.evidence import criteria as framework
from extramile.web.evidence import themes
from extramile.web.evidence.about import About
from extramile.web.evidence.contents import LONGEST_NOTE
from extramile.web.evidence.models import Item
from extramile.web.evidence.visibility import Sensitivity, Space, levels_for, spaces_for
from extramile.web.library.national import national
from extramile.web.partnerships.forms import DATE_FORMATS
from extramile.web.partnerships.permissions import Role
from extramile.web.partnerships.queries import organisations, present_members
from extramile.web.partnerships.scope import Scope

SENSITIVITY_ABOUT = {
    Sensitivity.PUBLIC: "Public: could be shown to anybody",
    Sensitivity.PARTNERSHIP: "Within the partnership: everybody with a role here, inspectors too",
    Sensitivity.RESTRICTED: "Restricted: leads, contributors, data managers and quality auditors",
    Sensitivity.PERSONAL: "Personal data: data managers and quality auditors; its words cannot be searched",
}

SAID = ("title", "sensitivity", "dated", "period_from", "period_to", "expires")


def date_field(label: str) -> forms.DateField:
    """Return a field for a day that may stay empty."""
    return forms.DateField(
        required=False,
        input_formats=DATE_FORMATS,
        error_messages={"invalid": f"{label} must be a date, such as 31 March 2026"},
    )


class AboutForm(forms.Form):
    """What is said of any evidence."""

    title = forms.CharField(
        max_length=200,
        error_messages={"required": "Enter a title", "max_length": "The title must have 200 characters or fewer"},
    )
    sensitivity = forms.ChoiceField(
        error_messages={"required": "Choose who may see it", "invalid_choice": "Choose who may see it from the list"}
    )
    dated = date_field("The date of the evidence")
    period_from = date_field("The first day of the period")
    period_to = date_field("The last day of the period")
    expires = date_field("The last day on which it counts")
    organisation = forms.TypedChoiceField(
        coerce=int,
        required=False,
        empty_value=None,
        error_messages={"invalid_choice": "Choose the organisation from the list"},
    )
    criteria = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": "Choose criteria from the list"}
    )

    def __init__(self, *args, scope: Scope, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        self.fields["sensitivity"].choices = [(each.value, SENSITIVITY_ABOUT[each]) for each in levels_for(scope)]
        self.fields["criteria"].choices = framework.groups()
        if Role.LEAD in scope.roles:
            self.fields["organisation"].choices = [(each.pk, each.name) for each in organisations(scope)]
        else:
            del self.fields["organisation"]

    def clean(self) -> dict[str, Any]:
        """Check that the period has its ends in order."""
        data = super().clean()
        begins, ends = data.get("period_from"), data.get("period_to")
        if begins and ends and ends < begins:
            self.add_error("period_to", "The period must end on or after the day on which it begins")
        return data

    def about(self) -> About:
        """Return what was said."""
        data = self.cleaned_data
        return About(
            **{name: data[name] for name in SAID},
            criteria=tuple(data["criteria"]),
            organisation=data.get("organisation"),
        )


class AddForm(AboutForm):
    """New evidence: where it lies as well."""

    space = forms.ChoiceField(required=False, choices=Space.choices)

    def __init__(self, *args, scope: Scope, **kwargs) -> None:
        super().__init__(*args, scope=scope, **kwargs)
        if Space.FORUM not in spaces_for(scope):
            del self.fields["space"]

    def given(self) -> dict[str, Any]:
        """Return what the action takes besides the evidence itself."""
        return {"about": self.about(), "space": self.cleaned_data.get("space") or ""}


class AddFileForm(AddForm):
    """A file."""

    upload = forms.FileField(
        error_messages={"required": "Choose a file", "empty": "The file is empty. Choose the file again"}
    )
    field_order = ["upload"]

    def content(self) -> dict[str, Any]:
        """Return the file as the action takes it."""
        upload = self.cleaned_data["upload"]
        return {"file_name": upload.name, "data": upload.read()}


class AddLinkForm(AddForm):
    """A link."""

    address = forms.CharField(
        max_length=1000, error_messages={"required": "Enter the address, such as https://www.example.org/report"}
    )
    text = forms.CharField(required=False, max_length=2000)
    field_order = ["address", "text"]

    def content(self) -> dict[str, Any]:
        """Return the link as the action takes it."""
        return {name: self.cleaned_data[name] for name in ("address", "text")}


class AddNoteForm(AddForm):
    """A note."""

    text = forms.CharField(max_length=LONGEST_NOTE, error_messages={"required": "Write the note"})
    field_order = ["text", "title"]

    def content(self) -> dict[str, Any]:
        """Return the note as the action takes it."""
        return {"text": self.cleaned_data["text"]}


class AddSnapshotForm(AddForm):
    """A measure snapshot; its title is made from what is chosen if none is given."""

    indicator = forms.CharField(
        max_length=300, error_messages={"required": "Choose an indicator: begin to type its title"}
    )
    area = forms.CharField(required=False, max_length=120)
    field_order = ["indicator", "area"]

    def __init__(self, *args, scope: Scope, **kwargs) -> None:
        super().__init__(*args, scope=scope, **kwargs)
        self.fields["title"].required = False

    def content(self) -> dict[str, Any]:
        """Return the choice as the action takes it."""
        return {name: self.cleaned_data[name] for name in ("indicator", "area")}


class AddVoiceForm(AddForm):
    """A voice theme, as the readers of the space may hear of it; called after the theme if no title is given."""

    theme = forms.ChoiceField(
        error_messages={"required": "Choose a theme", "invalid_choice": "Choose a theme from the list"}
    )
    field_order = ["theme"]

    def __init__(self, *args, scope: Scope, **kwargs) -> None:
        super().__init__(*args, scope=scope, **kwargs)
        self.fields["title"].required = False
        self.fields["theme"].choices = [("", "Choose a theme"), *themes.source().names(scope)]

    def content(self) -> dict[str, Any]:
        """Return the choice as the action takes it."""
        return {"theme": self.cleaned_data["theme"]}


ADD_FORMS = {
    "file": AddFileForm,
    "link": AddLinkForm,
    "note": AddNoteForm,
    "snapshot": AddSnapshotForm,
    "voice": AddVoiceForm,
}


def indicator_titles() -> list[str]:
    """Return the titles of the Library's indicators, for choosing one."""
    return sorted({info.title for info in national().indicators.all()})


def own_area(scope: Scope) -> str:
    """Return the name of the partnership's area; "" for a fictional one."""
    code = scope.partnership.area_code
    return national().areas.get(code).name if code else ""


class WhyForm(forms.Form):
    """Why something is replaced."""

    why = forms.CharField(max_length=500, error_messages={"required": "Enter why, so that others can follow"})


class ReplaceFileForm(WhyForm):
    """A newer file."""

    upload = AddFileForm.base_fields["upload"]
    field_order = ["upload"]
    content = AddFileForm.content


class ReplaceLinkForm(WhyForm):
    """Another address."""

    address = AddLinkForm.base_fields["address"]
    text = AddLinkForm.base_fields["text"]
    field_order = ["address", "text"]
    content = AddLinkForm.content


class ReplaceNoteForm(WhyForm):
    """A note written anew."""

    text = AddNoteForm.base_fields["text"]
    field_order = ["text"]
    content = AddNoteForm.content


REPLACE_FORMS = {"file": ReplaceFileForm, "link": ReplaceLinkForm, "note": ReplaceNoteForm}


class ChangeForm(AboutForm):
    """A change to what is said of evidence, by somebody who saw a revision of it."""

    owner = forms.TypedChoiceField(
        coerce=int,
        error_messages={"required": "Choose the owner", "invalid_choice": "Choose the owner from the list"},
    )
    why = forms.CharField(required=False, max_length=500)
    seen = forms.IntegerField(
        min_value=1, error_messages={"required": "Open the page again", "invalid": "Open the page again"}
    )

    def __init__(self, *args, scope: Scope, item: Item, **kwargs) -> None:
        super().__init__(*args, scope=scope, initial=said_of(item), **kwargs)
        people = {each.person_id: f"{each.person.name}, {each.organisation.name}" for each in present_members(scope)}
        people.setdefault(item.owner_id, f"{item.owner.name} (no longer here)")
        self.fields["owner"].choices = list(people.items())

    def names(self) -> dict[str, dict[int, str]]:
        """Return what owners and organisations are called, by field and number."""
        chosen = ("owner", "organisation")
        return {name: dict(self.fields[name].choices) for name in chosen if name in self.fields}


def said_of(item: Item) -> dict[str, Any]:
    """Return what is said of an item, by the names of the form's fields."""
    return {name: getattr(item, name) for name in SAID} | {
        "criteria": item.criterion_ids,
        "organisation": item.organisation_id,
        "owner": item.owner_id,
        "seen": item.revision,
    }


class WithdrawForm(forms.Form):
    """Why evidence is withdrawn."""

    why = forms.CharField(
        max_length=500, error_messages={"required": "Enter why it is withdrawn, for those who used it"}
    )


class BundleForm(forms.Form):
    """What goes into a bundle: everything, a framework's criteria, or one criterion."""

    what = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Choose from the list"})

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        criteria = [(name, framework.in_words(name)) for name in framework.known()]
        self.fields["what"].choices = [("", "All evidence that you may see"), *framework.pack_choices(), *criteria]

    def given(self) -> dict[str, str]:
        """Return what the action takes."""
        what = self.cleaned_data["what"]
        return {"criterion": what} if ":" in what else {"pack": what}


def initial_for(scope: Scope, given: Any) -> dict[str, Any]:
    """Return what a form for new evidence is filled with: the criterion that somebody came from, today's date."""
    criterion = given.get("criterion", "")
    return {
        "sensitivity": Sensitivity.PARTNERSHIP,
        "criteria": [criterion] if criterion in framework.known() else [],
        "dated": timezone.localdate(),
        "area": own_area(scope),
        "organisation": scope.organisation.pk,
        "space": Space.PARTNERSHIP,
    }
