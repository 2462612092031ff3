"""A page as a tree, and the questions that the tests ask of it."""

import re
from collections.abc import Iterator
from functools import cached_property
from xml.etree.ElementTree import Element

import html5lib

SKIPPED = {"script", "style", "template"}
# Errors of the parser that we live with: its code, and why.
TOLERATED: dict[str, str] = {}


class Markup:
    """One page."""

    def __init__(self, content: bytes) -> None:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.root: Element = parser.parse(content.decode("utf-8"))
        self.errors = [f"{code} at {position}" for position, code, _ in parser.errors if code not in TOLERATED]

    def all(self, *tags: str) -> Iterator[Element]:
        """Yield the elements with one of these tags, or all of them, in the order of the page."""
        for element in self.root.iter():
            if isinstance(element.tag, str) and (not tags or local(element) in tags):
                yield element

    def one(self, tag: str) -> Element:
        """Return the first element with this tag; it must be there."""
        return next(self.all(tag))

    @cached_property
    def ids(self) -> list[str]:
        """Return every id, in order."""
        return [element.attrib["id"] for element in self.all() if "id" in element.attrib]

    @cached_property
    def by_id(self) -> dict[str, Element]:
        """Return the elements by their id."""
        return {element.attrib["id"]: element for element in self.all() if "id" in element.attrib}

    @property
    def title(self) -> str:
        """Return the words of the title."""
        return text(self.one("title"))

    @property
    def description(self) -> str:
        """Return the description for search results."""
        found = [each for each in self.all("meta") if each.get("name") == "description"]
        return found[0].get("content", "") if found else ""

    @cached_property
    def labels(self) -> dict[str, str]:
        """Return the words of each label by the id of its field."""
        return {each.get("for", ""): text(each) for each in self.all("label")}

    def links(self) -> list[str]:
        """Return where the page's links and forms sent by GET lead."""
        found = [each.attrib["href"] for each in self.all("a") if "href" in each.attrib]
        return found + [each.attrib["action"] for each in self.all("form") if each.get("action")]

    def name_of(self, element: Element) -> str:
        """Return the accessible name of an image, a field or a region, "" if it has none."""
        if "aria-labelledby" in element.attrib:
            named = [self.by_id.get(each) for each in element.attrib["aria-labelledby"].split()]
            return " ".join(text(each) for each in named if each is not None)
        return (element.get("aria-label") or element.get("alt") or self.labels.get(element.get("id", ""), "")).strip()

    def visible_words(self) -> Iterator[str]:
        """Yield each piece of text that a reader meets."""
        yield from _words(self.one("body"))


def local(element: Element) -> str:
    """Return the tag of an element without its namespace (SVG has one)."""
    return element.tag.rpartition("}")[2]


def text(element: Element) -> str:
    """Return the words in an element, in one line."""
    return " ".join("".join(element.itertext()).split())


def _words(element: Element) -> Iterator[str]:
    if isinstance(element.tag, str) and local(element) not in SKIPPED:
        if element.text and element.text.strip():
            yield element.text.strip()
        for child in element:
            yield from _words(child)
            if child.tail and child.tail.strip():
                yield child.tail.strip()


# Traces of a template or a program where words should be. A sentence may begin with "None in" or "None of".
LEFTOVER = re.compile(
    r"\bNone\b(?! (?:of|in)\b)|\bTrue\b|\bFalse\b|\b[Uu]ndefined\b|\bnan\b|\bNaN\b| object at 0x"
    r"|\{\{|\}\}|\{%|%\}|<mark>|&amp;|&lt;"
)
