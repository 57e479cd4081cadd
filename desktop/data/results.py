"""The stored result of a step: plain values and small frozen dataclasses, as JSON."""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache, partial
from typing import Any, get_type_hints


def written(value: Any) -> str | None:
    """Write a result down; None stays None."""
    if value is None:
        return None
    if is_dataclass(value):
        kind: Any = type(value)
        value = {name: getattr(value, name) for name in _names(kind)}
    return json.dumps(value)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


def read(action: Callable[..., Any], stored: str | None) -> Any:
    """Read a result back as what the use case says it returns."""
    if stored is None:
        return None
    plain = json.loads(stored)
    kind = _returned(action)
    return kind(**plain) if isinstance(plain, dict) else plain


def _returned(action: Callable[..., Any]) -> Any:
    function = action.func if isinstance(action, partial) else action
    return get_type_hints(function).get("return")
