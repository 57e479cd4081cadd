import pytest

from desktop.rules.reading import points_of, reads_in


@pytest.mark.parametrize(
    ("language", "interpreter", "code"),
    [
        ("", False, "en"), ("Bengali", False, "bn"), ("Polish and English", False, "en"),
        ("Polish and English", True, "pl"), ("Marathi", False, "en"), ("English", True, "en"),
        ("Urdu, some Arabic", False, "ur"),
    ],
)  # fmt: skip
def test_somebody_reads_english_where_it_is_one_of_their_languages(language, interpreter, code):
    assert reads_in(language, interpreter=interpreter) == code


@pytest.mark.parametrize(
    ("detail", "points"), [("20 point", 20), ("", 16), ("very large", 16), ("40", 28), ("12", 16)]
)
def test_large_print_is_never_smaller_than_16_points(detail, points):
    assert points_of([("wheelchair", "16"), ("large print", detail)]) == points
    assert points_of([("wheelchair", "16")]) == 0
