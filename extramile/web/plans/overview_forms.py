"""What somebody looks for in a view of a plan, and whether they want the weekly mail: valid input, no saving."""

from django import forms

from extramile.core.planning import SECTORS
from extramile.web.plans.doing_forms import SearchForm


class ViewForm(SearchForm):
    """Words, how far it is, and whose work it is."""

    sector = forms.ChoiceField(required=False, choices=[("", "Any"), *((each, each.capitalize()) for each in SECTORS)])

    def wanted(self) -> dict[str, str]:
        """Return what is looked for; what is no choice is not looked for."""
        said = super().wanted()
        return {**said, "sector": self.cleaned_data.get("sector", "")}
