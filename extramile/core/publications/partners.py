"""Reads names of bodies and of people: the details table, the responsible bodies of an action, the inspection team."""

import re
from collections.abc import Iterable, Sequence

from extramile.core.publications.joining import Joiner, tidy
from extramile.core.publications.pages import Line

# How the name of a body ends and how one begins: "NHS Herefordshire and Worcestershire ICB" is one body, not two.
_BODY_ENDS = (
    r"(?:Council|Authority|Corporation|Borough|ICBs?|Boards?(?:\s*\(ICBs?\))?|Trust|Company|Partnership|Service|Services"
    r"|Group|Limited|Ltd|CIC|First|England)"
)
_BODY_STARTS = r"(?:NHS|The London Borough|London Borough|Royal Borough|The Royal Borough|City of)\b"
_SEPARATOR = r"(?:\s*[,;]\s*(?:and\s+)?|\s+(?:and|&)\s+|\s*/\s*|\s*\n\s*)"
_ENDS_BODY = re.compile(rf"\b{_BODY_ENDS}$", re.IGNORECASE)
_STARTS_BODY = re.compile(_BODY_STARTS)
_RUN_TOGETHER = re.compile(r"(?<=\bCouncil)\s+(?=NHS\b)|(?<=\bICB)\s+(?=NHS\b|[A-Z]\w+ (?:County |City )?Council)")
_BETWEEN_BOARDS = re.compile(r"(?:(?<=ICB)|(?<=ICB\))|(?<=[Bb]oard))\s*(?:,|;|and|&)?\s+(?=[A-Z])")
_TITLES = re.compile(r"^(?:Dr|Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Prof(?:essor)?)\.?\s+")
_ROLE = re.compile(
    r"[\s,;(–-]+(?:HMI\b|HM’?I\b|His Majesty|Her Majesty|Ofsted|CQC|Care Quality|Lead\b|lead\b|Team\b|Inspector"
    r"|inspector|Senior|Social Care|Children’s|Education\b|Health\b|Regulatory|Quality Assurance|Shadow).*$"
)
# A line that starts so is the rest of the entry above: no name starts with a role.
_GOES_ON = re.compile(
    r"^(?:Ofsted|CQC|HMI|HM’?I|His|Her|Majesty’s|lead|inspectors?|team|social|care|children’s|services?|health|education"
    r"|commission|senior|regulatory|quality|officer|adviser|specialist|shadow(?:ing)?|observer|and|of|for)\b|^\(",
    re.IGNORECASE,
)


def bodies_in(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the bodies named in a cell, each whole.

    `known` are names printed elsewhere in the report (the details table); they are never cut.
    """
    text = tidy(text.replace("\n", " "))
    kept = {}
    for number, name in enumerate(sorted(known, key=len, reverse=True)):
        mark = f"\ue000{number}\ue001"
        start = text.lower().find(name.lower())
        if name and start >= 0:
            kept[mark] = text[start : start + len(name)]
            text = text[:start] + mark + text[start + len(name) :]
    bodies: list[str] = []
    start = 0
    for cut in re.finditer(rf"{_SEPARATOR}|{_RUN_TOGETHER.pattern}", text):
        left, right = text[start : cut.start()], text[cut.end() :]
        if left and right and (_closes(left) or right[0] == "\ue000" or _STARTS_BODY.match(right)):
            bodies.append(left)
            start = cut.end()
    bodies.append(text[start:])
    restored = (_restore(body, kept) for body in bodies)
    return tuple(body for body in restored if body)


def integrated_care_boards(text: str) -> tuple[str, ...]:
    """Return the boards of a details cell. A single name is left as printed, with whatever it lacks."""
    text = tidy(text)
    pieces = _BETWEEN_BOARDS.split(text)
    pieces = [re.sub(r"^(?:and|&|,|;)\s+", "", piece.strip(" ,;")) for piece in pieces]
    return tuple(piece for piece in pieces if piece)


def people_in(lines: Sequence[Line], joiner: Joiner) -> tuple[str, ...]:
    """Return the names in one column of the inspection team, without titles and roles."""
    entries: list[list[Line]] = []
    for line in lines:
        if entries and _GOES_ON.match(tidy(line.text)):
            entries[-1].append(line)
        else:
            entries.append([line])
    names = (_name(joiner.join(entry)) for entry in entries)
    return tuple(name for name in names if name)


def _name(entry: str) -> str:
    name = _ROLE.sub("", " " + entry.split(",", 1)[0]).strip(" ,;–-")
    return _TITLES.sub("", name)


def _closes(text: str) -> bool:
    return text.endswith("\ue001") or bool(_ENDS_BODY.search(text))


def _restore(body: str, kept: dict[str, str]) -> str:
    for mark, name in kept.items():
        body = body.replace(mark, name)
    return body.strip(" ,;.")
