"""Colours of the charts against what they stand on: letters 4.5:1, marks 3:1 (WCAG 2.2 AA)."""

import re
from pathlib import Path

import pytest

import extramile.web.design

DESIGN = Path(extramile.web.design.__file__).parent / "static" / "design"


@pytest.fixture(scope="module")
def colour():
    css = "".join((DESIGN / name).read_text("utf-8") for name in ("extramile.css", "charts.css"))
    found = dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-fA-F]{6})\b", css))
    return lambda name: found.get(f"--{name}", name)


def contrast(first, second):
    def light(hexadecimal):
        parts = [int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    above, below = sorted((light(first), light(second)), reverse=True)
    return (above + 0.05) / (below + 0.05)


@pytest.mark.parametrize(
    ("letters", "ground"),
    [
        *(
            (ink, "paper")
            for ink in ("ink", "muted", "teal", "chart-england-ink", "chart-neighbours-ink", "chart-region")
        ),
        *(
            ("#ffffff", dark)
            for dark in ("strength", "priority", "teal", "chart-quiet", "chart-step-4", "chart-step-5")
        ),
        *(("ink", light) for light in ("chart-develop", "chart-step-1", "chart-step-2", "chart-step-3", "sun")),
    ],
)
def test_letters_can_be_read(colour, letters, ground):
    assert contrast(colour(letters), colour(ground)) >= 4.5


@pytest.mark.parametrize(
    "mark", ["teal", "chart-england", "chart-neighbours", "chart-region", "chart-other", "chart-bar-neighbours"]
)
def test_marks_can_be_seen(colour, mark):
    assert contrast(colour(mark), colour("paper")) >= 3
