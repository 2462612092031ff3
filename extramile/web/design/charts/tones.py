"""What a part, a kind or a category says, as a class of charts.css. Colour only repeats a word or letter."""

from extramile.web.design.charts.model import Tone

# Tones whose fill is dark enough for white letters.
DARK: frozenset[Tone] = frozenset({"strength", "priority", "quiet", "teal", "step-4", "step-5"})


def fill(tone: Tone) -> str:
    """Return the class that fills a shape with a tone."""
    return f"x-fill--{tone}"


def letters(tone: Tone) -> str:
    """Return the class of letters that can be read on a tone."""
    return "x-on-dark" if tone in DARK else "x-on-light"
