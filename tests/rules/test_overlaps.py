"""Sessions side by side: nobody covers anybody, nobody is lost."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.overlaps import Spot, arrange

spans = st.lists(
    st.builds(
        lambda start, minutes: (start, start + minutes), st.integers(0, 300), st.integers(1, 240)
    ),
    max_size=14,
)
most = st.integers(2, 4)


def boxes(of, arranged):
    """List what is drawn: its column, of how many, from when to when."""
    shown = [(spot, span) for spot, span in zip(arranged.spots, of, strict=True) if spot]
    return shown + [(crowd.spot, crowd.span) for crowd in arranged.crowds]


def overlap(one, other):
    return one[0] < other[1] and other[0] < one[1]


@given(spans, most)
def test_no_two_cards_cover_each_other(of, most):
    drawn = boxes(of, arrange(of, most))
    for n, (spot, span) in enumerate(drawn):
        for other_spot, other_span in drawn[n + 1 :]:
            if overlap(span, other_span):
                assert spot.columns == other_spot.columns
                assert spot.column != other_spot.column


@given(spans, most)
def test_every_session_stands_in_exactly_one_place(of, most):
    arranged = arrange(of, most)
    crowded = [each for crowd in arranged.crowds for each in crowd.those]
    shown = [n for n, spot in enumerate(arranged.spots) if spot]
    assert sorted(crowded + shown) == list(range(len(of)))


@given(spans, most)
def test_there_are_never_more_columns_than_asked_for(of, most):
    for spot, _ in boxes(of, arrange(of, most)):
        assert 0 <= spot.column < spot.columns <= most


@given(spans, most)
def test_more_always_stands_for_at_least_two(of, most):
    assert all(len(crowd.those) >= 2 for crowd in arrange(of, most).crowds)


def test_a_session_may_begin_as_another_ends():
    assert arrange([(600, 660), (660, 720)]).spots == (Spot(0, 1), Spot(0, 1))


def test_two_at_once_share_the_day_the_longer_one_first():
    assert arrange([(840, 900), (840, 960)]).spots == (Spot(1, 2), Spot(0, 2))


def test_a_column_serves_again_as_soon_as_it_is_free():
    assert arrange([(600, 720), (600, 660), (660, 720)]).spots == (
        Spot(0, 2),
        Spot(1, 2),
        Spot(1, 2),
    )


def test_five_at_once_are_two_and_three_more():
    arranged = arrange([(600, 660)] * 5)
    assert arranged.spots == (Spot(0, 3), Spot(1, 3), None, None, None)
    assert arranged.crowds[0].those == (2, 3, 4)


def test_one_left_alone_is_shown_and_not_called_more():
    arranged = arrange([(0, 300), (0, 60), (0, 60), (120, 180)], most=2)
    assert arranged.spots == (Spot(0, 2), None, None, Spot(1, 2))
    assert [crowd.those for crowd in arranged.crowds] == [(1, 2)]


def test_three_at_once_all_show():
    assert None not in arrange([(600, 660)] * 3).spots


def test_a_day_without_sessions_is_no_trouble():
    assert arrange([]).spots == ()
