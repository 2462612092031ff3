"""How wide words are. A chart that is drawn on the server must know it to keep labels apart and inside the picture.

Advance widths of Atkinson Hyperlegible Next, regular and bold, in thousandths of the type size, for the printable ASCII
characters from space on. Other characters count as a wide letter. A little is added for the fallback typefaces.
"""

from functools import lru_cache

# fmt: off
REGULAR = (
    280, 286, 301, 651, 592, 919, 731, 160, 299, 299, 485, 606, 210, 362, 210, 387, 648, 407, 548, 576,
    614, 588, 598, 510, 615, 595, 210, 210, 553, 628, 553, 480, 778, 626, 613, 645, 669, 569, 552, 694,
    694, 392, 512, 631, 541, 824, 693, 714, 592, 724, 614, 592, 558, 690, 593, 856, 623, 575, 607, 317,
    387, 344, 552, 372, 243, 525, 566, 485, 564, 538, 314, 558, 550, 252, 245, 492, 262, 845, 550, 548,
    566, 574, 349, 471, 326, 540, 461, 684, 481, 449, 460, 344, 237, 344, 555,
)
BOLD = (
    312, 303, 390, 765, 610, 969, 725, 210, 335, 335, 485, 595, 271, 373, 272, 440, 659, 440, 579, 600,
    624, 607, 626, 537, 624, 571, 272, 272, 569, 612, 569, 547, 781, 678, 643, 658, 688, 597, 566, 718,
    701, 424, 561, 663, 552, 858, 717, 746, 629, 756, 650, 610, 607, 686, 644, 886, 685, 650, 618, 340,
    440, 344, 582, 400, 288, 552, 596, 510, 596, 563, 365, 593, 571, 300, 259, 555, 318, 882, 571, 576,
    596, 599, 376, 508, 376, 567, 530, 740, 539, 521, 505, 381, 254, 381, 537,
)
# fmt: on
FALLBACK = 660
ALLOWANCE = 1.04


@lru_cache(maxsize=8192)
def ems(words: str, bold: bool = False) -> float:
    """Return the width of `words` in ems."""
    widths = BOLD if bold else REGULAR
    total = 0
    for letter in words:
        place = 0 if letter == "\u00a0" else ord(letter) - 32
        total += widths[place] if 0 <= place < len(widths) else FALLBACK
    return total * ALLOWANCE / 1000


def width(words: str, size: float, *, bold: bool = False) -> float:
    """Return the width of `words` set in `size`."""
    return ems(words, bold) * size


def wrap(words: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Return `words` in lines no wider than `room`; a single word that is wider is cut with an ellipsis."""
    lines: list[str] = []
    current = ""
    for word in words.split(" "):
        longer = f"{current} {word}" if current else word
        if width(longer, size, bold=bold) <= room:
            current = longer
            continue
        if current:
            lines.append(current)
        current = shorten(word, room, size, bold=bold)
    if current or not lines:
        lines.append(current)
    return lines


def shorten(words: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return `words`, cut with an ellipsis where they are wider than `room`."""
    if width(words, size, bold=bold) <= room:
        return words
    while words and width(words + "…", size, bold=bold) > room:
        words = words[:-1]
    return words.rstrip() + "…"
