from datetime import time

import pytest

from desktop.rules.refusal import Refused
from desktop.rules.rides import (
    CarFacts,
    RideFacts,
    Seated,
    State,
    car_words,
    check_car,
    check_ride,
    check_sits,
    fits,
    ride_words,
)

RAVI = CarFacts("Ravi Shah", "both", 3, [Seated("both", 1), Seated("home", 1)])


def no(check, *facts):
    with pytest.raises(Refused) as said:
        check(*facts)
    return str(said.value)


def test_seats_are_counted_each_way():
    assert (RAVI.left("there"), RAVI.left("home")) == (2, 1)
    assert CarFacts("Ravi Shah", "there", 3).left("home") == 0


def test_nobody_sits_in_a_full_car_or_one_that_does_not_go_their_way():
    check_sits(RAVI, "there", 2)
    assert no(check_sits, RAVI, "both", 2) == "Not changed. Ravi Shah's car has 1 seat left home."
    one_way = CarFacts("Ravi Shah", "there", 3)
    assert no(check_sits, one_way, "both", 1) == "Not changed. Ravi Shah does not drive home."
    assert fits(RAVI, "home", 1)
    assert not fits(RAVI, "home", 2)


def test_nobody_has_two_rides_one_way():
    check_ride("home", 1, "", ["there"])
    assert no(check_ride, "both", 1, "", ["there"]) == (
        "Not saved. They have a ride there already. Change that one."
    )


@pytest.mark.parametrize("seats", [0, 21])
def test_a_number_of_seats_that_nobody_means_is_refused(seats):
    assert (
        no(check_ride, "there", seats, "", []) == "Not saved. Seats must be a number from 1 to 20."
    )


def test_a_car_does_not_lose_the_seats_its_people_sit_in():
    assert no(check_car, CarFacts("Ravi Shah", "both", 1, RAVI.riders)) == (
        "Not saved. More people ride with Ravi Shah. Move somebody first."
    )
    assert no(check_car, CarFacts("Ravi Shah", "there", 3, RAVI.riders)) == (
        "Not saved. Somebody rides home with Ravi Shah. Move them first."
    )


@pytest.mark.parametrize(
    ("ride", "words"),
    [
        (RideFacts("both", 2, State.NEEDED), "Needs a ride there and home, 2 seats"),
        (RideFacts("there", 1, State.CAR, driver="Ravi Shah", leaves=time(13, 30)),
         "Ride there: Ravi Shah's car, 1:30pm"),
        (RideFacts("both", 1, State.TAXI, firm="Ace Cars", reference="4411", pays="The practice",
                   leaves=time(13, 30), back=time(16, 15)),
         "Taxi there and home: Ace Cars, reference 4411, The practice pays, 1:30pm, back 4:15pm"),
    ],
)  # fmt: skip
def test_a_ride_is_said_in_a_line(ride, words):
    assert ride_words(ride) == words


def test_a_car_is_said_with_its_seats_left():
    assert car_words(RAVI) == "Ravi Shah, there and home, of 3 seats 2 left there, 1 home"
    assert car_words(CarFacts("Ravi Shah", "both", 3)) == (
        "Ravi Shah, there and home, 3 of 3 seats left"
    )
