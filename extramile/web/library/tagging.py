"""Tagging in a child process. It imports nothing of Django: a child that is started anew has no Django set up."""

from extramile.core.themes import ThemeTag, theme_list


def tag(text: str) -> tuple[ThemeTag, ...]:
    """Return the themes of a text, by the list that comes with this installation."""
    return theme_list().tag(text)
