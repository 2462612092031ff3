"""What axe finds on a page, at a desk and on a phone, asked in no more time than it takes to be sure.

Two things take most of axe's time, and are the same on page after page. Contrast follows from the colours of words and of
what lies under them: each pair is judged once in a run. And on a phone a page is mostly what it was at a desk: where things
stand is asked again on each page, all else only where something is shown that was not, or no longer, once for each such
difference.
"""

from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe

# WCAG 2.2 level A and AA, and the good practices that axe knows.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
AT_A_DESK = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
# The same colours stand on a phone as at a desk: they are looked at once.
ON_A_PHONE = {**AT_A_DESK, "rules": {"color-contrast": {"enabled": False}}}
# The rules that measure: everything on a page may keep them at a desk and break them on a phone.
WHERE_THINGS_STAND = {
    "runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]},
    "resultTypes": ["violations"],
}

# Leave to axe's rule of contrast what has words in colours that were not judged yet; return these colours. An element's
# ground is every colour, picture and opacity under it up to the page, and itself where it may lie upon something else.
LEAVE_NEW_COLOURS = """judged => {
    const known = new Set(judged), found = new Set(), grounds = new Map([[null, '']]);
    const ground = it => {
        if (!grounds.has(it)) {
            const {backgroundColor, backgroundImage, opacity, filter, mixBlendMode, position} = getComputedStyle(it);
            const lifted = it.closest('svg') || !['static', 'relative'].includes(position);
            const own = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode].join(' ');
            const plain = !lifted && own === 'rgba(0, 0, 0, 0) none 1 none normal';
            const name = lifted ? `${it.localName}.${it.getAttribute('class')}` : '';
            grounds.set(it, ground(it.parentElement) + (plain ? '' : `> ${own} ${name}`));
        }
        return grounds.get(it);
    };
    for (const it of document.querySelectorAll('body, body *')) {
        const words = [...it.childNodes].some(each => each.nodeType === Node.TEXT_NODE && each.data.trim());
        if (!words && !it.matches('input, select, textarea, button')) continue;
        const {color, fontSize, fontWeight, textShadow} = getComputedStyle(it);
        const disabled = it.matches(':disabled, [aria-disabled=true]') || it.localName === 'label' ? it.localName : '';
        const colours = [color, fontSize, fontWeight, textShadow, disabled, ground(it)].join(' ');
        if (!known.has(colours)) {
            found.add(colours);
            it.setAttribute('data-new-colours', '');
        }
    }
    axe.configure({rules: [{id: 'color-contrast', selector: '[data-new-colours]'}]});
    return [...found];
}"""
# Remember what is shown; and say what is shown now and was not, or the other way round.
REMEMBER_WHAT_IS_SHOWN = """() => {
    window.isShown = it => it.checkVisibility({visibilityProperty: true});
    window.shown = new Map([...document.querySelectorAll('body *')].map(it => [it, isShown(it)]));
}"""
SHOWN_OTHERWISE = """() => [...new Set([...window.shown]
    .filter(([it, before]) => isShown(it) !== before)
    .map(([it, before]) => `${before} ${it.parentElement.localName} ${it.localName}.${it.getAttribute('class')}`))].sort()"""

_judged: set[str] = set()
_asked: set[tuple[str, ...]] = set()


@cache
def _axe() -> str:
    """Return axe, read once."""
    return Axe().axe_script


def found_at_a_desk(page: Any) -> list[dict[str, Any]]:
    """Return what axe finds on a page that was just opened; then `found_on_a_phone` may be asked."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_axe())
    colours = page.evaluate(LEAVE_NEW_COLOURS, sorted(_judged))
    found = _found(page, AT_A_DESK)
    # What is wrong is told of each page on which it is.
    if all(each["id"] != "color-contrast" for each in found):
        _judged.update(colours)
    page.evaluate(REMEMBER_WHAT_IS_SHOWN)
    return found


def found_on_a_phone(page: Any) -> list[dict[str, Any]]:
    """Return what axe finds on the same page when it is as narrow as a phone."""
    otherwise = tuple(page.evaluate(SHOWN_OTHERWISE))
    if not otherwise or otherwise in _asked:
        return _found(page, WHERE_THINGS_STAND)
    found = _found(page, ON_A_PHONE)
    if not found:
        _asked.add(otherwise)
    return found


def _found(page: Any, asked: dict[str, Any]) -> list[dict[str, Any]]:
    return page.evaluate("asked => axe.run(asked).then(found => found.violations)", asked)
