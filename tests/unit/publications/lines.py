"""Lines for tests, as if they had been read from a page."""

from extramile.core.publications.pages import Line


def line(text: str, *, page: int = 1, x: float = 57, y: float = 500, size: float = 12, bold: bool = False) -> Line:
    """Return a line of body text, unless said otherwise."""
    return Line(page, x, y, size, bold, text, 0)


def column(*texts: str, top: float = 700, pitch: float = 14.5, page: int = 1, x: float = 57) -> list[Line]:
    """Return lines one below the other."""
    return [line(text, page=page, x=x, y=top - pitch * place) for place, text in enumerate(texts)]
