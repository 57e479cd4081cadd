"""Values of the journal as text, and back."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Column


def as_text(value: Any) -> str | None:
    """Write a value as JSON, days and moments as ISO 8601."""
    if value is None:
        return None
    if type(value) is int:
        return str(value)
    return whole_text(value) if isinstance(value, Mapping) else _JSON.encode(value)


def whole_text(row: Mapping[str, Any]) -> str:
    """Write a row as JSON, without what it has nothing in."""
    return "".join(_encoded({name: part for name, part in row.items() if part is not None}, 0))


def from_text(column: Column[Any], value: Any) -> Any:
    """Read a value, decoded from JSON, as what its column holds."""
    kind = column.type.__class__.__name__
    readers: dict[str, Any] = {"Utc": datetime, "Day": date, "Clock": time}
    if isinstance(value, str) and kind in readers:
        return readers[kind].fromisoformat(value)
    return value


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | time) else str(value)


_JSON = json.JSONEncoder(default=_plain, ensure_ascii=False)
# Made once: `encode` makes one for each value, which an import feels. Python's own has no C.
_encoded: Any = _JSON.iterencode
if json.encoder.c_make_encoder and json.encoder.c_encode_basestring:  # type: ignore[attr-defined]
    _encoded = json.encoder.c_make_encoder(  # type: ignore[attr-defined]
        None, _plain, json.encoder.encode_basestring, None, ": ", ", ", False, False, True
    )  # fmt: skip
