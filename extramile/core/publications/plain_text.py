"""The plain text of any PDF, such as a paper somebody uploads: for search, not for reading it as a report."""

import pypdfium2
import pypdfium2.raw as pdfium

from extramile.core.vocabulary import InputError

MOST_PAGES = 500
MOST_CHARACTERS = 400_000


def text_of(data: bytes, *, most_pages: int = MOST_PAGES, most_characters: int = MOST_CHARACTERS) -> str:
    """Return the text of the first pages. Raises InputError for what is no PDF, is damaged or asks for a password."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise InputError(
                "The PDF is protected with a password.", next_step="Save a copy without a password."
            ) from error
        raise InputError("The PDF is damaged or incomplete.", next_step="Save or download it again.") from error
    try:
        if len(document) == 0:
            raise InputError("The PDF has no pages.", next_step="Save or download it again.")
        found: list[str] = []
        left = most_characters
        for number in range(min(len(document), most_pages)):
            if left <= 0:
                break
            words = _page_text(document, number, left)
            found.append(words)
            left -= len(words)
        return "\n".join(found)
    finally:
        document.close()


def _page_text(document: pypdfium2.PdfDocument, number: int, most: int) -> str:
    """Return the words of a page; a page that cannot be read has none."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return ""
    try:
        text = page.get_textpage()
        try:
            count = min(text.count_chars(), most)
            words = text.get_text_range(0, count) if count > 0 else ""
        finally:
            text.close()
    except pypdfium2.PdfiumError:
        return ""
    finally:
        page.close()
    # The library's mark where a word was divided at the end of a line.
    return str(words).replace("\ufffe", "").replace("\r\n", "\n")
