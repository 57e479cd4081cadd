"""Looks a PDF through as a machine that reads aloud would, and reads back what stands on it."""

import outloud
import pdfua
import pymupdf

from desktop.paper import press

INVISIBLE = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u00ad"))


def proved(folder, sheet):
    """Make the PDF, check it whole and open it: tagged, no letter under 11 pt, fonts within."""
    file = folder / "sheet.pdf"
    made = press.pdf(sheet)
    assert not made.trouble
    file.write_bytes(made.data)
    assert not list(pdfua.validate(str(file)).findings)
    heard = outloud.check(str(file))
    assert (heard.error, [f for f in heard.findings if f.severity == "error"]) == (None, [])
    document = pymupdf.open(file)
    assert smallest(document) >= 11
    assert not beyond_the_paper(document)
    assert all(font[1] != "n/a" for page in document for font in page.get_fonts())
    return document


def words(document):
    """Give everything that can be read, on one line."""
    text = " ".join(page.get_text() for page in document)
    return " ".join(text.translate(INVISIBLE).split())


def smallest(document):
    """Give the smallest size of any letter, in points."""
    return min(round(span["size"], 2) for span in _spans(document))


def beyond_the_paper(document):
    """Find words of which a part lies beyond the edge of the paper."""
    return [
        span["text"]
        for page in document
        for span in _of_page(page)
        if span["text"].strip() and span["bbox"] not in page.rect
    ]


def _spans(document):
    return [span for page in document for span in _of_page(page) if span["text"].strip()]


def _of_page(page):
    blocks = page.get_text("dict")["blocks"]
    return [span for b in blocks for line in b.get("lines", ()) for span in line["spans"]]
