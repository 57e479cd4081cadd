"""Which column of a table is what: by the names we know, or as somebody says."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from desktop.rules.refusal import Refused

Known = Mapping[str, Iterable[str]]
"""The headers by which each field is known, in plain words (see `plain`)."""


def columns(
    header: Sequence[str], mapping: Mapping[str, str], known: Known, *, joined: Collection[str] = ()
) -> dict[str, tuple[int, ...]]:
    """Say which columns hold which field; `mapping` (column: field) goes before what is known.

    A column that `mapping` says to be "" is left out.

    Refused where two columns are one field, but for those whose columns are `joined`.
    """
    chosen = _chosen(header, mapping, known)
    field_of = {each: field for field, names in known.items() for each in names}
    found: dict[str, list[int]] = {}
    for place, name in enumerate(header):
        field = chosen.get(plain(name), field_of.get(plain(name), ""))
        if field and (field not in chosen.values() or plain(name) in chosen):
            found.setdefault(field, []).append(place)
    for field, places in found.items():
        if len(places) > 1 and field not in joined:
            two = " and ".join(f"“{header[each]}”" for each in places[:2])
            raise Refused(f'Two columns are a {field}: {two}. Choose one with --map "…={field}".')
    return {field: tuple(places) for field, places in found.items()}


def plain(header: str) -> str:
    """Give a header's words alone: "Family_Name:" is "family name"."""
    return " ".join(re.findall(r"\w+", header.casefold().replace("_", " ")))


def _chosen(header: Sequence[str], mapping: Mapping[str, str], known: Known) -> dict[str, str]:
    there = {plain(name) for name in header}
    for name, field in mapping.items():
        if field and field not in known:
            raise Refused(f"“{field}” is not a field. The fields are {', '.join(known)}.")
        if plain(name) not in there:
            raise Refused(f"The file has no column “{name}”. It has {', '.join(header)}.")
    return {plain(name): field for name, field in mapping.items()}
