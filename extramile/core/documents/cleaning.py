"""What people write is data: here it becomes fit for XML, which HTML, Word and the description of a PDF all are."""

import re
import unicodedata
from datetime import date

# The last two of each plane of Unicode are no characters, whatever a file says.
_NO_CHARACTERS = "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
# Controls other than the line break, halves of surrogate pairs, and the code points that are no characters.
_UNFIT = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")
_NEW_LINE = re.compile("\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")
# Not strftime, whose months speak the language of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def clean(text: str) -> str:
    """Return the text without characters that a document cannot carry; a tab becomes a space."""
    return _UNFIT.sub("", _NEW_LINE.sub("\n", text).replace("\t", " "))


def spoken(letter: str) -> str:
    """Return a character in words, "[grinning face]", for where no letter form of it is at hand."""
    return f"[{unicodedata.name(letter, f'character U+{ord(letter):04X}').lower()}]"


def in_words(day: date) -> str:
    """Return a date as a letter has it: 3 December 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
