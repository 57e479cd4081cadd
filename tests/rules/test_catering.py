from desktop.rules.catering import tally


def test_people_who_eat_the_same_are_counted_together():
    assert tally(["Vegetarian", "no nuts.", "vegetarian ", ""]) == "2 vegetarian, 1 no nuts"
    assert tally([]) == ""
