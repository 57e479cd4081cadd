"""The languages people read here, each in its own letters and its own direction."""

from dataclasses import dataclass

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code (BCP 47), its English name, and as its readers write it."""

    code: str
    name: str
    own: str
    right_to_left: bool = False


LANGUAGES = (
    Language(ENGLISH, "English", "English"),
    Language("ar", "Arabic", "العربية", right_to_left=True),
    Language("bn", "Bengali", "বাংলা"),
    Language("zh-Hant", "Cantonese", "廣東話"),
    Language("fa", "Farsi", "فارسی", right_to_left=True),
    Language("fr", "French", "Français"),
    Language("gu", "Gujarati", "ગુજરાતી"),
    Language("hi", "Hindi", "हिन्दी"),
    Language("it", "Italian", "Italiano"),
    Language("ku", "Kurdish", "کوردی", right_to_left=True),
    Language("lt", "Lithuanian", "Lietuvių"),
    Language("zh-Hans", "Mandarin", "普通话"),
    Language("ne", "Nepali", "नेपाली"),
    Language("ps", "Pashto", "پښتو", right_to_left=True),
    Language("pl", "Polish", "Polski"),
    Language("pt", "Portuguese", "Português"),
    Language("pa", "Punjabi", "ਪੰਜਾਬੀ"),
    Language("ro", "Romanian", "Română"),
    Language("ru", "Russian", "Русский"),
    Language("so", "Somali", "Soomaali"),
    Language("es", "Spanish", "Español"),
    Language("ta", "Tamil", "தமிழ்"),
    Language("ti", "Tigrinya", "ትግርኛ"),
    Language("tr", "Turkish", "Türkçe"),
    Language("uk", "Ukrainian", "Українська"),
    Language("ur", "Urdu", "اردو", right_to_left=True),
    Language("vi", "Vietnamese", "Tiếng Việt"),
    Language("cy", "Welsh", "Cymraeg"),
)
_BY_CODE = {each.code: each for each in LANGUAGES}


def language(code: str) -> Language:
    """Give a language; one that is not in the list is called by its code."""
    return _BY_CODE.get(code) or Language(code, code, code)


def in_order(code: str) -> tuple[bool, str]:
    """Sort English first, the others by their English names."""
    return code != ENGLISH, language(code).name
