"""Check PDF files against what a machine can see of PDF/UA-1: `python -m tools.pdf_ua_check FILE.pdf …`

Says nothing and exits 0 if all is well; otherwise one line for each fault, and exit 1. What needs a person (is the
alternative text true? is the order sensible?) no program checks. How far this goes, and why it is not veraPDF, is in
docs/adr/0006-documents.md.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.pdf_objects import Name, Operator, Pdf, Ref, Scanner, Stream, text_of

STANDARD = frozenset(
    (
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index"),
        *("NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6"),
        *("L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
        *("Span", "Quote", "Note", "Reference", "BibEntry", "Code"),
        *("Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu"),
        *("WT", "WP", "Figure", "Formula", "Form"),
    )
)
# Operators that put something on the page.
SHOWING = frozenset(("Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI"))
PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}


def faults(data: bytes) -> list[str]:
    """Return what is wrong with a file, a sentence each."""
    pdf = Pdf(data)
    catalog = pdf[pdf.trailer["Root"]]
    found = list(_catalog(pdf, catalog))
    tags = list(_tags(pdf, pdf.get(catalog, "StructTreeRoot", "K"), "", _roles(pdf, catalog)))
    if not tags:
        return [*found, "There are no tags (structure tree)."]
    found += _structure(pdf, tags)
    told = {(page, mark) for _element, _kind, _parent, marks in tags for page, mark in marks}
    for number, (ref, page) in enumerate(
        _pages(pdf, pdf.get(catalog, "Pages"), pdf.get(catalog, "Pages").get("Kids", [])), 1
    ):
        found += (f"Page {number}: {fault}" for fault in _page(pdf, page, {m for p, m in told if p in (ref, None)}))
    return list(dict.fromkeys(found))


def _catalog(pdf: Pdf, catalog: dict[str, Any]) -> Iterator[str]:
    if pdf.get(catalog, "MarkInfo", "Marked") is not True:
        yield "The file does not say that it is tagged (MarkInfo)."
    if pdf.get(catalog, "MarkInfo", "Suspects") is True:
        yield "The file says that its tags are not to be trusted (Suspects)."
    if not text_of(pdf.get(catalog, "Lang")).strip():
        yield "The document has no language."
    if pdf.get(catalog, "ViewerPreferences", "DisplayDocTitle") is not True:
        yield "A reader is not told to show the title instead of the name of the file."
    metadata = pdf.get(catalog, "Metadata")
    said = metadata.data.decode("utf-8", "replace") if isinstance(metadata, Stream) else ""
    if not re.search(r"<dc:title>.*?<rdf:li[^>]*>[^<]*\S[^<]*</rdf:li>", said, re.DOTALL):
        yield "The metadata has no title."
    if not re.search(r"pdfuaid:part(?:>|=[\"'])\s*1", said):
        yield "The file does not say that it is PDF/UA-1."
    if "Encrypt" in pdf.trailer:
        yield "The file is encrypted."


def _roles(pdf: Pdf, catalog: dict[str, Any]) -> dict[str, Any]:
    return pdf.get(catalog, "StructTreeRoot", "RoleMap") or {}


def _tags(pdf: Pdf, kids: Any, parent: str, roles: dict[str, Any], page: Any = None) -> Iterator[Any]:
    """Yield each tag as (its dictionary, its standard kind, its parent's kind, the marks on pages that are in it)."""
    for kid in kids if isinstance(kids, list) else [kids]:
        element = pdf[kid]
        if not isinstance(element, dict) or "S" not in element:
            continue
        kind, seen = str(element["S"]), set()
        while kind not in STANDARD and kind in roles and kind not in seen:
            seen.add(kind)
            kind = str(pdf[roles[kind]])
        here = element.get("Pg", page)
        below = pdf[element.get("K")]
        listed = below if isinstance(below, list) else [below]
        marks = [(here, one) for one in map(pdf.__getitem__, listed) if isinstance(one, int)]
        placed = [one for one in map(pdf.__getitem__, listed) if isinstance(one, dict) and one.get("Type") == "MCR"]
        marks += [(one.get("Pg", here), one["MCID"]) for one in placed]
        yield element, kind, parent, marks
        yield from _tags(pdf, listed, kind, roles, here)


def _attribute(pdf: Pdf, element: dict[str, Any], name: str) -> Any:
    owners = pdf[element.get("A")]
    for owner in owners if isinstance(owners, list) else [owners]:
        value = pdf.get(owner, name)
        if value is not None:
            return value
    return None


def _structure(pdf: Pdf, tags: list[Any]) -> Iterator[str]:
    level = 0
    for element, kind, parent, _marks in tags:
        if kind not in STANDARD:
            yield f"The tag {kind} is neither standard nor mapped to one."
        if kind in PARENTS and parent not in PARENTS[kind]:
            yield f"A {kind} is in a {parent or 'document'}."
        if (
            kind in {"Figure", "Formula"}
            and not (text_of(pdf[element.get("Alt")]) or text_of(pdf[element.get("ActualText")])).strip()
        ):
            yield f"A {kind.lower()} has no alternative text."
        if re.fullmatch("H[1-6]", kind):
            if int(kind[1]) > level + 1:
                yield f"A heading {kind} follows level {level}: a level is left out."
            level = int(kind[1])
        if kind == "Note" and not element.get("ID"):
            yield "A note has no id."
        if kind == "Table":
            yield from _table(pdf, element)


def _table(pdf: Pdf, table: dict[str, Any]) -> Iterator[str]:
    inside = list(_tags(pdf, table.get("K"), "Table", {}))
    heads = {text_of(pdf[e.get("ID")]) or str(id(e)): e for e, kind, _p, _m in inside if kind == "TH"}
    if not heads:
        yield "A table has no heading cells."
    named = {
        text_of(name) for e, kind, _p, _m in inside if kind == "TD" for name in _attribute(pdf, e, "Headers") or []
    }
    if any(_attribute(pdf, head, "Scope") is None and name not in named for name, head in heads.items()):
        yield "A heading cell does not say what it heads (Scope), and no cell names it (Headers)."
    if named - heads.keys():
        yield "A cell names a heading that is not there (Headers)."
    rows = [element for element, kind, _parent, _marks in inside if kind == "TR"]
    widths = {
        sum(
            _attribute(pdf, cell, "ColSpan") or 1
            for cell, kind, parent, _m in _tags(pdf, row.get("K"), "TR", {})
            if parent == "TR"
        )
        for row in rows
        if not any(_attribute(pdf, cell, "RowSpan") for cell, _k, _p, _m in _tags(pdf, row.get("K"), "TR", {}))
    }
    if len(widths) > 1:
        yield f"The rows of a table have different numbers of cells {sorted(widths)}."


def _pages(pdf: Pdf, node: Any, kids: list[Any]) -> Iterator[tuple[Ref, dict[str, Any]]]:
    for kid in pdf[kids]:
        page = pdf[kid]
        if page.get("Type") == "Pages":
            yield from _pages(pdf, page, page["Kids"])
        else:
            yield kid, {**{key: node[key] for key in ("Resources",) if key in node}, **page}


def _page(pdf: Pdf, page: dict[str, Any], told: set[int]) -> Iterator[str]:
    contents = pdf[page.get("Contents")]
    parts = [pdf[part] for part in contents] if isinstance(contents, list) else [contents]
    yield from _content(pdf, page, b"\n".join(part.data for part in parts if isinstance(part, Stream)), told)
    for ref in (pdf.get(page, "Resources", "Font") or {}).values():
        font = pdf[ref]
        holder = pdf[pdf[font["DescendantFonts"]][0]] if font.get("Subtype") == "Type0" else font
        described = pdf[holder.get("FontDescriptor")] or {}
        if font.get("Subtype") != "Type3" and not any(
            key in described for key in ("FontFile", "FontFile2", "FontFile3")
        ):
            yield f"The font {font.get('BaseFont')} is not inside the file."
        if font.get("Subtype") == "Type0" and "ToUnicode" not in font:
            yield f"The font {font.get('BaseFont')} does not say which letters its forms are."
    notes = [pdf[note] for note in pdf[page.get("Annots")] or []]
    if notes and page.get("Tabs") != "S":
        yield "The tab key does not follow the tags (Tabs)."
    for note in notes:
        if note.get("Subtype") == "Link" and not text_of(pdf[note.get("Contents")]).strip():
            yield "A link has no description."
        if note.get("Subtype") == "Link" and "StructParent" not in note:
            yield "A link is not in the tags."


def _content(pdf: Pdf, page: dict[str, Any], data: bytes, told: set[int]) -> Iterator[str]:
    scanner, waiting, open_marks = Scanner(data), [], []
    while scanner.at < len(data):
        value = scanner.value()
        if not isinstance(value, Operator):
            waiting.append(value)
            continue
        if value == "ID":
            scanner.at = data.find(b"EI", scanner.at)
        elif value in {"BDC", "BMC"}:
            mark = _mark(pdf, page, waiting[1] if len(waiting) > 1 else None)
            open_marks.append("artifact" if waiting and waiting[0] == "Artifact" else mark)
            if mark is not None and mark not in told:
                yield f"Marked content {mark} is in no tag."
            if "artifact" in open_marks[:-1] and mark is not None:
                yield "Tagged content is inside an artefact."
        elif value == "EMC" and open_marks:
            open_marks.pop()
        elif value in SHOWING and not any(mark is not None for mark in open_marks):
            yield f"Something is drawn ({value}) that is neither tagged nor an artefact."
        waiting = []


def _mark(pdf: Pdf, page: dict[str, Any], properties: Any) -> int | None:
    if isinstance(properties, Name):
        properties = pdf.get(page, "Resources", "Properties", properties)
    mark = pdf.get(properties, "MCID")
    return mark if isinstance(mark, int) else None


def main() -> int:
    """Check the files that are named."""
    found = 0
    for name in sys.argv[1:]:
        for fault in faults(Path(name).read_bytes()):
            print(f"{name}: {fault}")
            found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
