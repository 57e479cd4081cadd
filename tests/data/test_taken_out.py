"""What left the program is written down before the file is there."""

from functools import partial

import pytest

from desktop.data.taken_out import all_taken_out, take_out
from desktop.rules.refusal import Refused


def test_who_took_what_and_why_is_written_down(store, clock):
    note = partial(take_out, what="Crafternoon, Thursday", people=34, reason="Fire drill")
    store.write(note)
    (taken,) = store.read(all_taken_out)
    assert (taken.by, taken.what, taken.people, taken.reason) == (
        "tests", "Crafternoon, Thursday", 34, "Fire drill",
    )  # fmt: skip
    assert taken.at == clock.now


def test_without_a_reason_many_people_do_not_leave(store):
    with pytest.raises(Refused, match="Say why"):
        store.write(partial(take_out, what="Everybody", people=21, reason=""))
    assert store.read(all_taken_out) == ()
