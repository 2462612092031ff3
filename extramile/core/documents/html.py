"""A document as HTML: one `h1`, headings in order, tables with captions and scopes, no inline style.

As a fragment it stands within a page of ours, whose stylesheet knows the same classes. As a file it carries its
stylesheet and typeface with it, so that it can be downloaded, mailed and kept.
"""

from base64 import b64encode
from functools import cache
from pathlib import Path

from extramile.core.documents.blocks import Heading
from extramile.core.documents.document import Document
from extramile.core.documents.front import author, day
from extramile.core.documents.html_blocks import facts, markup, safe, words
from extramile.core.documents.inline import plain

_HERE = Path(__file__).parent


def to_html(document: Document, *, fragment: bool = False, below: int = 0) -> str:
    """Return the document as an article for a page (`fragment`), or as a file that stands alone.

    `below` is the level of the heading that the page has above the article, so that the article's own begin under it.
    """
    anchors = document.anchors()
    article = "\n".join(
        (
            f'<article class="x-document" lang="{safe(document.language)}">',
            _front(document, below),
            *([_contents(document, anchors)] if document.contents else []),
            *(markup(block, anchors.get(place, ""), below) for place, block in enumerate(document.blocks)),
            "</article>",
        )
    )
    if fragment:
        return article
    return (
        f'<!DOCTYPE html>\n<html lang="{safe(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{safe(document.title)}</title>\n<meta name="author" content="{safe(plain(author(document)))}">\n'
        f"<style>\n{_stylesheet()}</style>\n</head>\n<body>\n<main>\n{article}\n</main>\n</body>\n</html>\n"
    )


def _front(document: Document, below: int) -> str:
    subtitle = f'<p class="x-lede">{safe(document.subtitle)}</p>' if document.subtitle else ""
    title = f'<h{below + 1} class="x-h1">{safe(document.title)}</h{below + 1}>'
    status = f'<span class="x-tag">{safe(document.status)}</span> ' if document.status else ""
    known = facts(document.facts) if document.facts else ""
    return (
        f'<header class="x-document__front x-document__front--{document.opening}">'
        f'<p class="x-eyebrow">{words(author(document))}</p>{title}{subtitle}'
        f'<p class="x-note">{status}{words(day(document))}</p>{known}</header>'
    )


def _contents(document: Document, anchors: dict[int, str]) -> str:
    entries = "".join(
        f'<li class="x-document__level-{block.level}"><a href="#{anchors[place]}">{words(block.words, link=False)}</a></li>'
        for place, block in enumerate(document.blocks)
        if isinstance(block, Heading) and block.level <= 2
    )
    return f'<nav class="x-document__contents" aria-label="Contents"><ol class="x-plain">{entries}</ol></nav>'


@cache
def _stylesheet() -> str:
    font = b64encode((_HERE / "fonts" / "AtkinsonHyperlegibleNext-Latin.woff2").read_bytes()).decode("ascii")
    face = (
        '@font-face { font-family: "Atkinson Hyperlegible Next"; font-weight: 200 800; '
        f'src: url("data:font/woff2;base64,{font}") format("woff2"); }}\n'
    )
    sheets = (_HERE / "styles" / name for name in ("page.css", "document.css", "chart.css"))
    return face + "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
