"""Telephone numbers as they are dialled here."""

import re
from functools import lru_cache

_MOBILE = re.compile(r"\+447[1-57-9][0-9]{8}")


def show_phone(number: str) -> str:
    """Write a stored phone number as it is dialled here: "07700 900142"."""
    if _MOBILE.fullmatch(number):
        return f"0{number[3:7]} {number[7:]}"  # the same as below says, and quick: a list of people
    return _shown(number)


@lru_cache(maxsize=4096)
def _shown(number: str) -> str:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return number
    how = phonenumbers.PhoneNumberFormat
    written = how.NATIONAL if parsed.country_code == 44 else how.INTERNATIONAL
    return phonenumbers.format_number(parsed, written)
