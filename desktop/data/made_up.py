"""NHS numbers and telephones that are nobody's: the 999 test range, Ofcom's drama ranges."""

from collections.abc import Iterator
from itertools import count

from desktop.rules.refusal import Refused

_FIRST_OF_999 = 999_000_000
_DRAMA = (
    "7700900", "1632960", "1134960", "1144960", "1154960", "1164960", "1174960", "1184960",
    "1214960", "1314960", "1414960", "1514960", "1614960", "2079460", "1914980", "2896496",
    "2920180",
)  # fmt: skip
_WEIGHTS = range(10, 1, -1)


def nhs_numbers(start: int = 0, step: int = 1) -> Iterator[str]:
    """Give valid NHS numbers of the test range, every `step`-th from 999 000 000 + `start` on."""
    for stem in count(_FIRST_OF_999 + start, step):
        if stem >= _FIRST_OF_999 + 1_000_000:
            raise Refused("The test range has fewer NHS numbers than that. Ask for fewer patients.")
        check = _check_digit(stem)
        if check is not None:
            yield f"{stem}{check}"


def mobile(number: int) -> str:
    """Give a mobile of 07700 900000 to 900999 as E.164; there are a thousand of them."""
    return f"+447700900{number % 1000:03d}"


def telephone(number: int) -> str:
    """Give one of the 17,000 numbers kept for drama (Ofcom), as E.164: mobiles and landlines."""
    return f"+44{_DRAMA[number // 1000 % len(_DRAMA)]}{number % 1000:03d}"


def _check_digit(stem: int) -> int | None:
    # Modulus 11, as the NHS Data Dictionary has it; a check of 10 means: never issued.
    total = sum(int(digit) * weight for digit, weight in zip(str(stem), _WEIGHTS, strict=True))
    check = -total % 11
    return None if check == 10 else check
