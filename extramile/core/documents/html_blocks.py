"""Each block as markup. Every word passes through `safe`; classes are those of our design."""

from html import escape
from typing import assert_never

from extramile.core.documents import blocks as b
from extramile.core.documents.cleaning import clean
from extramile.core.documents.inline import Inline, Missing, Text, plain
from extramile.core.documents.pictures import face

_EDGES = {
    "strength": "effective",
    "develop": "improve",
    "priority": "priority_action",
    "info": "info",
    "quiet": "quiet",
}
_BOX = '<span class="x-box" aria-hidden="true"></span>'


def safe(text: str) -> str:
    """Return text fit for markup, in content and in a quoted attribute."""
    return escape(clean(text), quote=True)


def words(inline: Inline, *, link: bool = True) -> str:
    """Return runs as markup; without `link`, for words that are in a link already."""
    return "".join(_run(run, link=link) for run in inline)


def _run(run: Text | Missing, *, link: bool) -> str:
    if isinstance(run, Missing):
        return f'<mark class="x-missing">{safe(str(run))}</mark>'
    said = safe(run.words).replace("\n", "<br>")
    if run.strong:
        said = f"<strong>{said}</strong>"
    if run.emphasis:
        said = f"<em>{said}</em>"
    return f'<a href="{safe(run.href)}">{said}</a>' if run.href and link else said


def markup(block: b.Block, anchor: str = "", below: int = 0) -> str:  # noqa: PLR0911, PLR0912 - a table of blocks, checked to be whole
    """Return a block as markup; `anchor` is the id of a heading, `below` the level of the one that stands above the article."""
    match block:
        case b.Heading():
            name = f"h{min(block.level + 1 + below, 6)}"
            css = "x-h2" if block.level == 1 else "x-h3"
            return f'<{name} class="{css}" id="{anchor}">{words(block.words)}</{name}>'
        case b.Paragraph():
            return f'<p class="x-lede">{words(block.words)}</p>' if block.lead else f"<p>{words(block.words)}</p>"
        case b.Address():
            return f'<p class="x-address">{"<br>".join(words(line) for line in block.lines)}</p>'
        case b.List():
            return _list(block)
        case b.Table():
            return table(block)
        case b.Figures():
            return f'<dl class="x-figures">{"".join(_figure(figure) for figure in block.figures)}</dl>'
        case b.Facts():
            return facts(block.facts)
        case b.Card():
            return _card(block)
        case b.Quote():
            return _quote(block)
        case b.Note():
            return f'<p class="x-note">{words(block.words)}</p>'
        case b.Chart():
            return _chart(block)
        case b.PageBreak():
            return '<hr class="x-page-break">'
        case b.Choices() | b.Lines() | b.PictureScale():
            return _question(block)
        case b.Signatures():
            return _signatures(block)
        case _:
            assert_never(block)


def _list(block: b.List) -> str:
    name = "ol" if block.ordered else "ul"
    entries = "".join(f"<li>{words(item.words)}{_list(item.below) if item.below else ''}</li>" for item in block.items)
    return f'<{name} class="x-list">{entries}</{name}>'


def table(block: b.Table, *, said_above: bool = False) -> str:
    """Return a table with its caption and scopes, in a box that scrolls on a phone.

    A caption that is `said_above`, as the title of a chart, is there for those who listen, and not shown again.
    """
    hidden = ' class="x-hidden"' if said_above else ""
    sides = [
        ' class="n"' if column in block.numeric else ' class="c"' if column in block.centred else ""
        for column in range(len(block.headings))
    ]
    head = "".join(
        f'<th scope="col"{side}>{words(heading)}</th>' for side, heading in zip(sides, block.headings, strict=True)
    )
    body = "".join(f"<tr>{_cells(row, sides, block)}</tr>" for row in block.rows)
    return (
        f'<div class="x-scroll" role="region" aria-label="{safe(plain(block.caption))}" tabindex="0">'
        f'<table class="x-table"><caption{hidden}>{words(block.caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _cells(row: tuple[Inline, ...], sides: list[str], block: b.Table) -> str:
    cells = [f"<td{side}>{words(cell)}</td>" for side, cell in zip(sides, row, strict=True)]
    if block.row_heads:
        cells[0] = f'<th scope="row"{sides[0]}>{words(row[0])}</th>'
    return "".join(cells)


def _figure(figure: b.Figure) -> str:
    more = f'<dd class="x-figures__more">{words(figure.comparison)}</dd>' if figure.comparison else ""
    return f"<div><dt>{words(figure.counts)}</dt><dd>{words(figure.number)}</dd>{more}</div>"


def facts(known: tuple[b.Fact, ...]) -> str:
    """Return names and facts."""
    entries = "".join(f"<div><dt>{words(fact.name)}</dt><dd>{words(fact.words)}</dd></div>" for fact in known)
    return f'<dl class="x-lines">{entries}</dl>'


def _card(card: b.Card) -> str:
    points = "".join(f"<li>{words(point)}</li>" for point in card.points)
    footer = "".join(f"<span>{words(known)}</span>" for known in card.footer)
    tone = "" if card.tone == "quiet" else f" x-tag--{card.tone}"
    return (
        f'<article class="x-finding x-finding--{_EDGES[card.tone]}"><p>{words(card.words)}</p>'
        f"{f'<ul>{points}</ul>' if points else ''}{facts(card.parts) if card.parts else ''}"
        f'<footer><span class="x-tag{tone}">{safe(card.tag)}</span>{footer}</footer></article>'
    )


def _quote(quote: b.Quote) -> str:
    said_by = ", ".join(words(part) for part in (quote.who, quote.role) if part)
    footer = f"<footer>{said_by}</footer>" if said_by else ""
    return f'<blockquote class="x-quote"><p>{words(quote.words)}</p>{footer}</blockquote>'


def _chart(chart: b.Chart) -> str:
    # A chart of ours carries its description inside; another drawing gets it beside, for those who listen.
    described = safe(chart.description)
    beside = "" if described in chart.svg else f'<p class="x-hidden">{described}</p>'
    drawn = f'<p class="x-h3">{words(chart.title)}</p>{chart.svg}{beside}'
    below = table(chart.table, said_above=chart.table.caption == chart.title) if chart.table else ""
    return f'<div class="x-figure">{drawn}{below}</div>'


def _question(block: b.Choices | b.Lines | b.PictureScale) -> str:
    match block:
        case b.Choices():
            entries = "".join(f"<li>{_BOX}<span>{words(choice)}</span></li>" for choice in block.choices)
            room = f'<ul class="x-boxes">{entries}</ul>{_write(1) if block.written else ""}'
        case b.Lines():
            room = _write(block.lines)
        case b.PictureScale():
            entries = "".join(
                f"<li>{face(said.mood)}<span>{words(said.words)}</span>{_BOX}</li>" for said in block.faces
            )
            room = f'<ul class="x-faces">{entries}</ul>'
    hint = f'<p class="x-note">{words(block.hint)}</p>' if block.hint else ""
    return f'<div class="x-question"><p class="x-question__words">{words(block.question)}</p>{hint}{room}</div>'


def _write(lines: int) -> str:
    return f'<div class="x-write" aria-hidden="true">{"<div></div>" * lines}</div>'


def _signatures(block: b.Signatures) -> str:
    rows = "".join(
        f'<tr><th scope="row">{words(party.body)}</th><td>{words(party.role)}</td><td>{words(party.name)}</td><td></td>'
        f"<td>{words(party.signed)}</td></tr>"
        for party in block.parties
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("For", "Role", "Name", "Signature", "Date"))
    return (
        f'<table class="x-table x-signatures"><caption>{words(block.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
