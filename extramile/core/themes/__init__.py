"""Which themes a finding or a comment speaks to, and which of its words say so.

The themes and their terms are data that an expert may edit: `definitions/themes/themes.yaml`. The rule is short enough
to tell a reader: a theme is given when one of its strong terms stands in the text, or two different weak ones in one
sentence. How well that agrees with a human reader is measured in `docs/reference/theme-agreement.md`.
"""

from extramile.core.themes.listing import ThemeList, ThemeTag, theme_list
from extramile.core.themes.terms import Theme

__all__ = ["Theme", "ThemeList", "ThemeTag", "theme_list"]
