"""Dialogs that plan a series, change one and call sessions off, with what comes of it on view."""
