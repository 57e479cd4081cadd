from functools import partial

import pytest

from desktop.data import own_paper
from desktop.rules.own_paper import OnPaper, Order
from desktop.rules.refusal import Refused

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def test_what_the_practice_says_stands_on_every_page_from_then_on(store):
    store.write(partial(own_paper.call_practice, name=" Quince Lane ", phone="0113 496 0150"))
    said = OnPaper("Come along.", "Everything is free.", "example.org/groups", True, Order.PLACE)
    store.write(partial(own_paper.say, said=said))
    store.write(partial(own_paper.put_logo, picture=PNG))
    here = store.read(own_paper.own_paper)
    assert (here.name, here.phone, here.logo) == ("Quince Lane", "0113 496 0150", PNG)
    assert here.said.page_address == "https://example.org/groups"
    assert here.said.order is Order.PLACE


def test_nothing_is_said_before_anything_is_written(store):
    assert store.read(own_paper.own_paper).said == OnPaper()


def test_two_who_change_the_same_words_at_once_are_told(store):
    store.write(partial(own_paper.call_practice, name="Quince Lane", phone=""))
    version = store.read(own_paper.own_paper).version
    store.write(partial(own_paper.say, said=OnPaper("Come."), version=version))
    with pytest.raises(Refused):
        store.write(partial(own_paper.say, said=OnPaper("Go."), version=version))


def test_a_logo_goes_and_comes_again(store):
    store.write(partial(own_paper.put_logo, picture=PNG))
    store.write(partial(own_paper.put_logo, picture=b""))
    assert store.read(own_paper.own_paper).logo == b""


@pytest.mark.parametrize(
    ("picture", "why"), [(b"GIF89a", "PNG, JPEG or SVG"), (PNG * 20_000, "larger than 300 kB")]
)
def test_what_cannot_be_a_logo_is_refused_in_a_sentence(store, picture, why):
    with pytest.raises(Refused, match=why):
        store.write(partial(own_paper.put_logo, picture=picture))
