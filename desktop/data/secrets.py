"""Passwords of databases: in the system's keyring, never in a file or a log."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from secrets import token_bytes
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

_SERVICE = "crafternoon"
KEY_BYTES = 32


def split(url: str) -> tuple[str, str]:
    """Take a URL apart: the URL without its password, and the password or ""."""
    parts = urlsplit(url)
    person, at, server = parts.netloc.rpartition("@")
    name, colon, password = person.partition(":")
    if not colon:
        return url, ""
    return _with_place(parts, f"{name}{at}{server}"), unquote(password)


def joined(url: str, password: str) -> str:
    """Put a password into a URL that has a user name and none."""
    parts = urlsplit(url)
    name, at, server = parts.netloc.rpartition("@")
    if not at or ":" in name or not password:
        return url
    return _with_place(parts, f"{name}:{quote(password, safe='')}@{server}")


def with_password(url: str) -> str:
    """Give a URL its password back from the keyring, if it needs one and there is one."""
    if url.startswith("sqlite") or split(url)[1]:
        return url
    return joined(url, _kept(url))


def keep(url: str, password: str) -> bool:
    """Put the password of a URL into the keyring; False where this PC has none that works."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, url, password)
        return keyring.get_password(_SERVICE, url) == password
    except (KeyringError, OSError):
        return False


def key_of(name: str) -> bytes | None:
    """Read a key from the keyring; None where there is none, or no keyring that works."""
    import keyring
    from keyring.errors import KeyringError

    try:
        kept = keyring.get_password(_SERVICE, name)
    except (KeyringError, OSError):
        return None
    return urlsafe_b64decode(kept) if kept else None


def new_key(name: str) -> bytes | None:
    """Make a key and keep it; None where this PC has no keyring that works."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, name, urlsafe_b64encode(token_bytes(KEY_BYTES)).decode())
    except (KeyringError, OSError):
        return None
    return key_of(name)


def _kept(url: str) -> str:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, url) or ""
    except (KeyringError, OSError):
        return ""


def _with_place(parts: SplitResult, place: str) -> str:
    return urlunsplit((parts.scheme, place, parts.path, parts.query, parts.fragment))
