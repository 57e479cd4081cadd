"""A starter pack as a file: read back as it was, and refused in a sentence when it is not one."""

import json
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.starter_pack import VERSION, read_pack, to_json
from desktop.rules.activities import Option, Role
from desktop.rules.refusal import Refused
from desktop.rules.starter_packs import (
    PackedActivity,
    PackedPlace,
    PackedSeries,
    PackedText,
    StarterPack,
)

PACK = StarterPack(
    (PackedPlace("Hall", True, None, True),),
    (
        PackedActivity(
            "Yoga", "move", "Moving", "Hall", closes_days=0, closes_at=time(10), youngest=18,
            options=(Option("Mat", 4),), roles=(Role("driver", 2),), step_free=True,
            texts=(PackedText("en", "Gently.\nBring a mat."), PackedText("ar", "يوغا", "يوغا لطيفة")),
            series=(PackedSeries("FREQ=WEEKLY;BYDAY=TU", time(14), time(16), 12, "Hall"),),
        ),
        PackedActivity("Talk", "chat"),
    ),
)  # fmt: skip


@pytest.fixture
def read(tmp_path):
    def from_text(text):
        path = tmp_path / "pack.json"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_pack(path)

    return from_text


def changed(where, value):
    """Give a pack's file with one part of it replaced."""
    whole = json.loads(to_json(PACK))
    part = whole
    for each in where[:-1]:
        part = part[each]
    part[where[-1]] = value
    return json.dumps(whole)


def test_a_pack_is_read_as_it_was_written(read):
    assert read(to_json(PACK)) == PACK


def test_a_newer_pack_asks_for_a_newer_program(read):
    with pytest.raises(Refused, match="written by a newer Crafternoon"):
        read(changed(["version"], VERSION + 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        "PK\x03\x04",
        '{"kind": "x"}',
        "[" * 100_000,
        "9" * 10_000,
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_pack_is_told_so(read, text):
    with pytest.raises(Refused, match="is not a starter pack"):
        read(text)


@pytest.mark.parametrize(
    ("where", "value", "said"),
    [
        (["version"], True, "its version"),
        (["version"], "1", "its version"),
        (["activities"], {}, "“activities”"),
        (["activities", 0, "minutes"], "60", "“minutes”"),
        (["activities", 0, "minutes"], True, "“minutes”"),
        (["activities", 0, "minutes"], 10**9, "“minutes”"),
        (["activities", 0, "name"], " \u202e", "“name”"),
        (["activities", 0, "name"], "x" * 91, "“name”"),
        (["activities", 0, "patch"], "<b>", "“patch”"),
        (["activities", 0, "who"], "nobody", "“who”"),
        (["activities", 0, "leader"], "Sam", "“leader”"),
        (["activities", 0, "closes_at"], "25:00", "“closes_at”"),
        (["activities", 0, "series", 0, "rule"], "FREQ=SECONDLY", "“rule”"),
        (["activities", 0, "series", 0, "rule"], "FREQ=WEEKLY;COUNT=3", "“rule”"),
        (["activities", 0, "series", 0, "rule"], "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "“rule”"),
        (["activities", 0, "series"], [{}], "“series”"),
        (["activities", 0, "texts", 0, "language"], "../en", "“language”"),
        (["activities"], [{"name": "x", "patch": "chat"}] * 201, "“activities”"),
        (["places", 0, "shared"], "yes", "“shared”"),
        (["more"], 1, "“more”"),
    ],
)  # fmt: skip
def test_a_damaged_pack_says_where(read, where, value, said):
    with pytest.raises(Refused) as no:
        read(changed(where, value))
    assert (
        no.value.sentence
        == f"pack.json is damaged: {said} is not as it should be. Ask for it again."
    )


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
PLACES = [
    ["kind"], ["version"], ["activities"], ["places"], ["activities", 0], ["places", 0, "name"],
    *(["activities", 0, name] for name in json.loads(to_json(PACK))["activities"][0]),
    *(["activities", 0, "series", 0, name] for name in ("rule", "starts", "places", "place")),
]  # fmt: skip


@given(st.sampled_from(PLACES), anything)
def test_any_part_of_any_kind_is_read_or_refused(tmp_path_factory, where, value):
    path = tmp_path_factory.mktemp("odd") / "pack.json"
    path.write_text(changed(where, value), encoding="utf-8")
    try:
        found = read_pack(path)
    except Refused as no:
        assert no.sentence.endswith(".")  # noqa: PT017 -- either is right, silence is not
    else:
        to_json(found)


def test_letters_that_no_text_can_hold_are_dropped(read):
    text = to_json(PACK).decode().replace("Yoga", "Yo\\ud800ga\\u0000")
    assert read(text).activities[0].name == "Yoga"
