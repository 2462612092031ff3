"""Takes the running lines off the pages: footers and headers in any spelling.

They cut through bullets and table rows, so they go before any line is joined to the next. A line is a running line if
it stands in the margin and either says what footers say, or comes back on other pages with nothing but its figures
changed. What they say is kept, since their dates are compared with those of the first page.
"""

import re
from collections import Counter
from collections.abc import Sequence

from extramile.core.publications.headings import fold
from extramile.core.publications.pages import Line, Page

# Body text of the series ends at 54 points or above, footers stand between 13 and 54; the words decide in between.
BOTTOM_MARGIN = 80.0
BOTTOM_FIFTH = 120.0
# Body text of the series starts 107 points below the top.
TOP_MARGIN = 100.0
_SAYS_FOOTER = re.compile(r"^(?:area)?(?:send)?inspectionreport|^areasendinspection(?:of)?|^localareapartnershipreport")
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_ONLY_DATES = re.compile(rf"^(?:page|of|to|and|{_MONTH})*$")


def without_running_lines(pages: Sequence[Page]) -> tuple[list[Line], list[Line]]:
    """Return the lines of the body and the running lines, both in the order drawn."""
    margins = [(line, fold(line.text)) for page in pages for line in page.lines if _may_run(line, page)]
    seen: Counter[str] = Counter()
    for letters, _page in {(letters, line.page) for line, letters in margins}:
        seen[letters] += 1
    often = max(2, (len(pages) - 1) // 2)
    running = {
        (line.page, line.start): line for line, letters in margins if _runs(line, letters, seen[letters] >= often)
    }
    body = [line for page in pages for line in page.lines if (line.page, line.start) not in running]
    return body, list(running.values())


def _may_run(line: Line, page: Page) -> bool:
    return line.y < BOTTOM_FIFTH or (line.y > page.height - TOP_MARGIN and page.number > 1)


def _runs(line: Line, letters: str, comes_back: bool) -> bool:
    if line.y >= BOTTOM_MARGIN:  # body text may stand here: only what comes back, and says more than a bullet's "and"
        return comes_back and len(letters) > len("localareapartnership")
    # A sentence may end in a line "March 2024." of its own; a footer's dates are followed by the page number.
    ends_in_number = line.text.rstrip().endswith(str(line.page))
    comes_back = comes_back and bool(letters)  # not a bullet's glyph in a line of its own
    return comes_back or bool(_SAYS_FOOTER.match(letters) or (_ONLY_DATES.match(letters) and ends_in_number))
