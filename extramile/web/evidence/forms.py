"""Forms of the evidence room: valid input, no saving."""

from typing import Any

from django import forms
from django.utils import timezone

from extramile.web.evidence import criteria as framework
from extramile.web.evidence.actions import About
from extramile.web.evidence.models import Item, Kind
from extramile.web.evidence.queries import Filters
from extramile.web.evidence.visibility import Sensitivity, Space, levels_for, spaces_for
from extramile.web.library.national import national
from extramile.web.partnerships.forms import DATE_FORMATS
from extramile.web.partnerships.queries import organisations, present_members
from extramile.web.partnerships.scope import Scope

SENSITIVITY_ABOUT = {
    Sensitivity.PUBLIC: "Public: could be shown to anybody",
    Sensitivity.PARTNERSHIP: "Within the partnership: everybody with a role here, inspectors too",
    Sensitivity.RESTRICTED: "Restricted: leads, contributors, data managers and quality auditors",
    Sensitivity.PERSONAL: "Personal data: data managers and quality auditors; its words cannot be searched",
}
FRESHNESS = [("", "Fresh and old"), ("fresh", "Fresh"), ("soon", "Old within 60 days"), ("old", "Old")]


def date_field(label: str) -> forms.DateField:
    """Return a field for a day that may stay empty."""
    return forms.DateField(
        required=False,
        input_formats=DATE_FORMATS,
        error_messages={"invalid": f"{label} must be a date, such as 31 March 2026"},
    )


def criterion_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the criteria of each pack, the newest pack first."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name, (pack, _) in framework.known().items():
        groups.setdefault(pack.name, []).append((name, framework.short(name)))
    return list(groups.items())


def pack_choices() -> list[tuple[str, str]]:
    """Return each framework with its name, the newest first."""
    return list({pack.id: pack.name for pack, _ in framework.known().values()}.items())


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
    criteria = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": "Choose criteria from the list"}
    )

    def __init__(self, *args, scope: Scope, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        self.fields["sensitivity"].choices = [(each.value, SENSITIVITY_ABOUT[each]) for each in levels_for(scope)]
        self.fields["criteria"].choices = criterion_groups()

    def clean(self) -> dict[str, Any]:
        """Check that the period has its ends in order."""
        data = super().clean()
        begins, ends = data.get("period_from"), data.get("period_to")
        if begins and ends and ends < begins:
            self.add_error("period_to", "The period must end on or after the day on which it begins")
        return data

    def about(self) -> About:
        """Return what was said."""
        names = ("title", "sensitivity", "dated", "period_from", "period_to", "expires")
        return About(**{name: self.cleaned_data[name] for name in names}, criteria=tuple(self.cleaned_data["criteria"]))


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

    text = forms.CharField(max_length=20_000, error_messages={"required": "Write the note"})
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


ADD_FORMS = {"file": AddFileForm, "link": AddLinkForm, "note": AddNoteForm, "snapshot": AddSnapshotForm}


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


def said_of(item: Item) -> dict[str, Any]:
    """Return what is said of an item, by the names of the form's fields."""
    names = ("title", "sensitivity", "dated", "period_from", "period_to", "expires")
    return {name: getattr(item, name) for name in names} | {
        "criteria": item.criterion_ids,
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
        self.fields["what"].choices = [("", "All evidence that you may see"), *pack_choices(), *criteria]

    def given(self) -> dict[str, str]:
        """Return what the action takes."""
        what = self.cleaned_data["what"]
        return {"criterion": what} if ":" in what else {"pack": what}


def filters_of(given: Any, scope: Scope) -> Filters:
    """Return the filters that an address asks for; what is not understood filters nothing."""

    def chosen(name: str, allowed: Any) -> str:
        typed = given.get(name, "")
        return typed if typed in allowed else ""

    organisation = chosen("organisation", {str(each.pk) for each in organisations(scope)})
    return Filters(
        kind=chosen("kind", Kind.values),
        organisation=int(organisation) if organisation else None,
        sensitivity=chosen("sensitivity", [each.value for each in levels_for(scope)]),
        criterion=chosen("criterion", {*framework.known(), *dict(pack_choices())}),
        freshness=chosen("freshness", dict(FRESHNESS)),
        words=given.get("words", "").replace("\0", "")[:200].strip(),
        withdrawn=given.get("withdrawn") == "yes",
    )


def filter_choices(scope: Scope) -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen for each filter."""
    criteria = [
        choice for pack, name in pack_choices() for choice in [(pack, f"{name}: any criterion"), *_criteria_of(pack)]
    ]
    return {
        "kind": [("", "Any kind"), *Kind.choices],
        "organisation": [("", "Any organisation"), *((str(each.pk), each.name) for each in organisations(scope))],
        "sensitivity": [("", "Any sensitivity"), *((each.value, each.label) for each in levels_for(scope))],
        "criterion": [("", "Any criterion or none"), *criteria],
        "freshness": FRESHNESS,
    }


def _criteria_of(pack: str) -> list[tuple[str, str]]:
    return [(name, framework.short(name)) for name in framework.of_pack(pack)]


def pack_of(given: Any) -> str:
    """Return the framework that an address asks for, the one in force if it asks for none."""
    asked = given.get("pack", "")
    return asked if asked in dict(pack_choices()) else framework.newest_pack()


def initial_for(scope: Scope, given: Any) -> dict[str, Any]:
    """Return what a form for new evidence is filled with: the criterion that somebody came from, today's date."""
    criterion = given.get("criterion", "")
    return {
        "sensitivity": Sensitivity.PARTNERSHIP,
        "criteria": [criterion] if criterion in framework.known() else [],
        "dated": timezone.localdate(),
        "area": own_area(scope),
        "space": Space.PARTNERSHIP,
    }
