"""The tile map: each area one tile of the same size, so that a small city is seen as well as a large county.

What a tile is, is said by letters in it, by a key in words with counts, by its accessible name, and last by colour.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup

from extramile.web.design.charts.markup import WIDE, drawing, frame, href_attribute, identify, key, safe
from extramile.web.design.charts.model import Category, Chart, Table, Tile
from extramile.web.design.charts.scale import axis
from extramile.web.design.charts.tones import fill, letters
from extramile.web.design.figures import figure, is_known, rounded

SIZE = 40
GAP = 3
STEP = SIZE + GAP
NONE = Category("", "No figure", "–", "none")
# From little to much. The steps have numbers as their letters.
SHADES = ("step-1", "step-2", "step-3", "step-4", "step-5")


def tile_map(
    tiles: Sequence[Tile],
    *,
    title: str,
    categories: Sequence[Category] | None = None,
    unit: str = "",
    decimals: int = 0,
    heading: str = "Outcome",
    none: str = "No figure",
    id_prefix: str | None = None,
) -> Chart:
    """Return the map. With `categories`, a tile's `category` is one of their keys; else its `value` falls into steps.

    `none` says in the key what an empty tile is ("Not yet inspected").
    """
    blank = Category(NONE.key, none, NONE.mark, NONE.tone)
    if categories is None:
        categories, kind_of = _steps(tiles, unit, decimals)
    else:
        kind_of = {tile.code: tile.category for tile in tiles}
    by_key = {category.key: category for category in categories}
    kinds = [by_key.get(kind_of.get(tile.code) or "", blank) for tile in tiles]
    words = [_words(tile, kind, unit, decimals) for tile, kind in zip(tiles, kinds, strict=True)]
    counts = Counter(kind.key for kind in kinds)
    shown = [category for category in (*categories, blank) if category is not blank or counts[blank.key]]
    description = f"{figure(len(tiles))} areas. " + " ".join(
        f"{category.name}: {figure(counts[category.key])}." for category in shown
    )
    table = _table(tiles, words, title, heading, numeric=any(is_known(tile.value) for tile in tiles))
    stem = identify(id_prefix, title, description)
    drawn = _draw(tiles, kinds, words, (stem, title, description))
    legend = [
        (f"{fill(each.tone)} {letters(each.tone)}", each.mark, f"{each.name}, {figure(counts[each.key])}")
        for each in shown
    ]
    legend += [("x-key-mark--here", "", tile.name) for tile in tiles if tile.here]
    return Chart(Markup(frame(key(legend), drawn)), title, description, table)  # noqa: S704 - words passed `safe`


def _words(tile: Tile, kind: Category, unit: str, decimals: int) -> str:
    if tile.label:
        return tile.label
    if tile.category is None and is_known(tile.value):
        return figure(tile.value, unit, decimals)
    return kind.name


def _table(tiles: Sequence[Tile], words: Sequence[str], title: str, heading: str, *, numeric: bool) -> Table:
    rows = sorted(zip(tiles, words, strict=True), key=lambda pair: pair[0].name)
    return Table(
        caption=title,
        headings=("Area", heading),
        rows=tuple((tile.name, each) for tile, each in rows),
        numeric=frozenset({1}) if numeric else frozenset(),
        here=frozenset(index for index, (tile, _) in enumerate(rows) if tile.here),
        links=tuple(tile.href for tile, _ in rows) if any(tile.href for tile in tiles) else (),
    )


def _steps(tiles: Sequence[Tile], unit: str, decimals: int) -> tuple[list[Category], dict[str, str]]:
    """Return up to five steps of equal, round size over the values, and the step of each tile."""
    known = {tile.code: float(tile.value) for tile in tiles if is_known(tile.value)}
    if not known:
        return [], {}
    scale = axis(known.values(), unit="score", decimals=decimals, from_zero=False, aim=len(SHADES))
    categories = []
    for index, (low, high) in enumerate(zip(scale.ticks, scale.ticks[1:], strict=False)):
        last = index == len(scale.ticks) - 2
        words = f"{figure(low, unit, scale.decimals)} to {'' if last else 'under '}{figure(high, unit, scale.decimals)}"
        categories.append(Category(SHADES[index], words, str(index + 1), SHADES[index]))
    edges = [Decimal(repr(tick)) for tick in scale.ticks[1:-1]]
    # By the rounded value: a tile that reads "20%" is in the step that begins at 20%.
    return categories, {
        code: SHADES[sum(rounded(value, decimals) >= edge for edge in edges)] for code, value in known.items()
    }


def _draw(tiles: Sequence[Tile], kinds: Sequence[Category], words: Sequence[str], names: tuple[str, str, str]) -> str:
    """Return the map twice: with names and links, and for a phone as a picture.

    A tile on a phone is 17 px wide, too small to be touched surely (WCAG 2.5.8 asks for 24): there the links are those
    of the table, and the picture says what it shows in its description.
    """
    across = max((tile.column for tile in tiles), default=0) + 1
    down = max((tile.row for tile in tiles), default=0) + 1
    canvas = WIDE._replace(name="tiles", width=across * STEP + 2 * GAP)
    height = down * STEP + 2 * GAP
    # A keyboard or screen reader goes by name, as in the table; the page's own place is last, its edge on top.
    order = sorted(range(len(tiles)), key=lambda index: (tiles[index].here, tiles[index].name))
    squares = {index: _square(tiles[index], kinds[index]) for index in order}
    named = "".join(_named(tiles[index], words[index], squares[index]) for index in order)
    plain = "".join(squares[index] for index in order)
    return drawing(canvas, height, names, named, role="group") + drawing(
        canvas._replace(name="letters"), height, names, plain
    )


def _square(tile: Tile, kind: Category) -> str:
    x, y = tile.column * STEP + GAP, tile.row * STEP + GAP
    css = f"x-tile x-tile--here {fill(kind.tone)}" if tile.here else f"x-tile {fill(kind.tone)}"
    return (
        f'<rect class="{css}" x="{x}" y="{y}" width="{SIZE}" height="{SIZE}" rx="2"/>'
        f'<text class="x-mark-in-tile {letters(kind.tone)}" x="{x + SIZE // 2}" y="{y + SIZE * 0.68:.0f}" '
        f'text-anchor="middle">{safe(kind.mark)}</text>'
    )


def _named(tile: Tile, words: str, square: str) -> str:
    name = safe(f"{tile.name}: {words}")
    if tile.href:
        return (
            f'<a{href_attribute(tile.href)} class="x-tile-link" aria-label="{name}"><title>{name}</title>{square}</a>'
        )
    return f'<g role="img" aria-label="{name}"><title>{name}</title>{square}</g>'
