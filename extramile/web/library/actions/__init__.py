"""What can be done to the library: keep a reading, correct it, part or add a finding, take a correction back.

Each action is one transaction that also moves the library's version on, so that no page shows the old state.
"""

from extramile.web.library.actions.correcting import correct_finding, correct_report, facts_of, undo_correction
from extramile.web.library.actions.keeping import keep_reading, library_changed, published_in_file_name
from extramile.web.library.actions.parting import add_finding, split_finding

__all__ = [
    "add_finding",
    "correct_finding",
    "correct_report",
    "facts_of",
    "keep_reading",
    "library_changed",
    "published_in_file_name",
    "split_finding",
    "undo_correction",
]
