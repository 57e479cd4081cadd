"""Documents: plain values and a typst template in, pages out. No Qt, no SQL."""
