"""The letters that go out when an inspection is called: composed from templates that an expert may edit, never from code.

A template is one YAML file, `definitions/letters/*.yaml`. `text_of` makes of it, for one inspection, the text that people read
and mend: it keeps its blanks in braces, so that a day that moves moves in the letter too. `compose` fills them and makes blocks
of `core.documents`; what is not known shows as missing.
"""

from extramile.core.letters.composing import Body, blanks_of, check_text, compose, text_of
from extramile.core.letters.template import BLANKS, LetterTemplate, load_letter, load_letters, occasions, templates

__all__ = [
    "BLANKS",
    "Body",
    "LetterTemplate",
    "blanks_of",
    "check_text",
    "compose",
    "load_letter",
    "load_letters",
    "occasions",
    "templates",
    "text_of",
]
