"""Reads a PDF as its reader does: its words, their sizes, its fonts, and what checkers say."""

import re
import tempfile
from functools import cache
from pathlib import Path

import outloud
import pdfua
import pymupdf

from desktop.paper import press

NEVER = {"error", "critical", "blocker"}


@cache
def opened(data):
    return pymupdf.open(stream=data, filetype="pdf")


def words_of(data):
    """Give all text on one line; what was broken between letters or lines is whole again."""
    said = " ".join(page.get_text() for page in opened(data))
    return re.sub(r"\s+", " ", said.replace("\u200b", "").replace("\u00ad", ""))


def spans(data):
    for number, page in enumerate(opened(data)):
        for block in page.get_text("dict")["blocks"]:
            for line in block.get("lines", ()):
                for span in line["spans"]:
                    yield number, span


def smallest(data):
    return min(span["size"] for _, span in spans(data) if span["text"].strip())


def outside(data, margin=28):
    """Give the words nearer to the edge than a printer prints: 10 mm are 28 points."""
    found = []
    for number, span in spans(data):
        safe = opened(data)[number].rect + pymupdf.Rect(margin, margin, -margin, -margin)
        ends = pymupdf.Point(span["bbox"][2], span["origin"][1])
        begins = pymupdf.Point(span["bbox"][0], span["origin"][1])
        if span["text"].strip() and not (begins in safe and ends in safe):
            found.append(span["text"])
    return found


def fonts_left_out(data):
    fonts = {font for page in opened(data) for font in page.get_fonts(full=True)}
    return [font[3] for font in fonts if not font[1] or font[1] == "n/a"]


def broken(sheet):
    """Say what either checker finds wrong with a document."""
    data = press.pdf(sheet).data
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.pdf")
        file.write_bytes(data)
        aloud, standard = outloud.check(str(file)), pdfua.validate(str(file))
    wrong = [str(each) for each in aloud.findings if str(each.severity) in NEVER]
    wrong += [str(each) for each in standard.findings if each.severity.name.lower() in NEVER]
    return wrong + ([aloud.error] if aloud.error else [])
