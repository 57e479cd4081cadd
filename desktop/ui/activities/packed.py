"""What stands in the editor as text, so that a draft of it can be put down in a file."""

import json
from datetime import time
from typing import Any

from desktop.rules.activities import ActivityFacts
from desktop.ui.activities.typed import TEXT, TITLE, Typed, typed_facts


def packed(typed: Typed) -> str:
    """Give what was typed as text."""
    return json.dumps(dict(typed), default=str)


def unpacked(text: str) -> Typed | None:
    """Read such a text; None where it is not one, and nothing this version does not know."""
    try:
        read: dict[str, Any] = json.loads(text)
        days, at = read["closes"]
        read["closes"] = days, time.fromisoformat(at) if at else None
        read["options"] = tuple((str(name), str(limit)) for name, limit in read["options"])
    except (ValueError, KeyError, TypeError):
        return None
    blank = typed_facts(ActivityFacts())
    texts = (TEXT, TITLE)
    return blank | {n: each for n, each in read.items() if n in blank or n.startswith(texts)}
