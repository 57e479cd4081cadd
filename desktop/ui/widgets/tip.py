"""What a tool tip says: plain words, even when a name looks like markup."""

from html import escape


def tip(text: str) -> str:
    """Return the text so that Qt shows it as it is; without this "<b>" would be markup."""
    return f"<span>{escape(text)}</span>" if text else ""
