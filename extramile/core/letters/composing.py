"""From a template to the text that people mend, and from that text to a document.

The text is plain: an empty line between paragraphs; a line that begins with `#` is a heading, with `-` a point, with `+` a fact
(name: words). Blanks stand in braces until the document is made. What nobody knows is `Missing` in it, in every form.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extramile.core.documents import Block, Missing, Words, bullets, fact, facts, heading, paragraph, plain
from extramile.core.documents import inline as in_line
from extramile.core.letters.template import BLANK, BLANKS, LetterTemplate, Part
from extramile.core.vocabulary import InputError

MARKS = {"#": "heading", "-": "point", "•": "point", "+": "fact"}


@dataclass(frozen=True, slots=True)
class Body:
    """A composed letter: its title, and its blocks."""

    title: str
    blocks: tuple[Block, ...]


def text_of(template: LetterTemplate, on: frozenset[str]) -> tuple[str, str]:
    """Return the title and the text of a letter on these occasions, with its blanks."""
    title = next(each.words for each in template.titles if each.holds(on))
    written = ""
    before: Part | None = None
    for part in (each for each in template.parts if each.holds(on)):
        # Points that follow points are one list, whatever each of them hangs on.
        between = "\n" if before and before.points and part.points else "\n\n"
        written += f"{between if before else ''}{_written(part)}"
        before = part
    return title, written


def _written(part: Part) -> str:
    if part.heading:
        return f"# {part.heading}"
    if part.points:
        return "\n".join(f"- {each}" for each in part.points)
    if part.facts:
        return "\n".join(f"+ {name}: {words}" for name, words in part.facts.items())
    return part.words.strip()


def blanks_of(text: str) -> tuple[str, ...]:
    """Return the blanks of a text, each once, in their order."""
    return tuple(dict.fromkeys(BLANK.findall(text)))


def check_text(text: str) -> None:
    """Raise InputError, which says what to do, for a blank that there is not, a brace left open, a fact without a name."""
    for number, line in enumerate(text.splitlines(), start=1):
        unknown = [each for each in BLANK.findall(line) if each not in BLANKS]
        if unknown:
            raise InputError(
                f"Line {number}: there is no blank {{{unknown[0]}}}.",
                next_step="Take one from the list beside the text, or write the words themselves.",
            )
        if set(BLANK.sub("", line)) & set("{}"):
            raise InputError(f"Line {number}: a brace has no other half.", next_step="Close it, or take it out.")
        kind, words = _kind(line.strip())
        if kind == "fact" and not all(each.strip() for each in (*words.partition(":"),)[::2]):
            raise InputError(
                f"Line {number}: a fact needs a name and words.",
                next_step="Write it like “+ The first day: {first_day}”.",
            )
        if kind == "heading" and not words:
            raise InputError(f"Line {number}: a heading has no words.", next_step="Write them, or take the line out.")


def compose(title: str, text: str, known: Mapping[str, str | None]) -> Body:
    """Compose a letter from its text. A blank without words is missing."""
    return Body(plain(in_line(_filled(title, known))), tuple(_blocks(text, known)))


def _kind(line: str) -> tuple[str, str]:
    """Return what a line is, and its words without the mark."""
    for mark, kind in MARKS.items():
        if line == mark or line.startswith(f"{mark} ") or (mark == "#" and line.startswith("#")):
            return kind, line.lstrip("#").strip() if mark == "#" else line[1:].strip()
    return "words", line


def _blocks(text: str, known: Mapping[str, str | None]) -> Iterator[Block]:
    for piece in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        lines = [_kind(line.strip()) for line in piece.split("\n") if line.strip()]
        while lines:
            kind = lines[0][0]
            run = []
            while lines and lines[0][0] == kind:
                run.append(lines.pop(0)[1])
            yield from _run(kind, run, known)


def _run(kind: str, run: list[str], known: Mapping[str, str | None]) -> Iterator[Block]:
    match kind:
        case "heading":
            yield from (heading(_filled(each, known)) for each in run)
        case "point":
            yield bullets(*(_filled(each, known) for each in run))
        case "fact":
            pairs = [each.partition(":") for each in run]
            yield facts(
                *(fact(_filled(name.strip(), known), _filled(words.strip(), known)) for name, _, words in pairs)
            )
        case _:
            yield paragraph(_filled("\n".join(run), known))


def _filled(words: str, known: Mapping[str, str | None]) -> Words:
    pieces: list[Words] = []
    end = 0
    for match in BLANK.finditer(words):
        name = match.group(1)
        pieces += [words[end : match.start()], known.get(name) or Missing(BLANKS.get(name, name))]
        end = match.end()
    return [*pieces, words[end:]]
