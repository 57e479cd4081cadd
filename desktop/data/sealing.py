"""Words sealed from the desk: whoever has this PC's key in their keyring opens them."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from secrets import token_bytes

from sqlalchemy import select

from desktop.data.db import Db
from desktop.data.tables import release
from desktop.rules.refusal import Refused

_SERVICE = "crafternoon"
_KEY_BYTES, _NONCE_BYTES = 32, 12
NO_KEYRING = (
    "Not sealed. This PC has no keyring, so nobody else could be kept from reading it. "
    "Leave the reason empty."
)
NOT_HERE = "This reason is sealed. Only the PC on which it was written opens it."


def sealed(db: Db, *, text: str) -> str:
    """Seal words with this PC's key, made if there is none; Refused without a keyring."""
    key = _key(_name(db)) or _new_key(_name(db))
    if key is None:
        raise Refused(NO_KEYRING)
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = token_bytes(_NONCE_BYTES)
    return urlsafe_b64encode(nonce + AESGCM(key).encrypt(nonce, text.encode(), None)).decode()


def opened(db: Db, *, words: str) -> str:
    """Open sealed words; Refused where this PC has not their key."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key, whole = _key(_name(db)), urlsafe_b64decode(words)
    if key is None:
        raise Refused(NOT_HERE)
    try:
        read = AESGCM(key).decrypt(whole[:_NONCE_BYTES], whole[_NONCE_BYTES:], None)
    except InvalidTag:
        raise Refused(NOT_HERE) from None
    return read.decode()


def _name(db: Db) -> str:
    return f"sealed reasons {db.value(select(release.c.uid))}"


def _key(name: str) -> bytes | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        kept = keyring.get_password(_SERVICE, name)
    except (KeyringError, OSError):
        return None
    return urlsafe_b64decode(kept) if kept else None


def _new_key(name: str) -> bytes | None:
    """Make a key and keep it; None where this PC has no keyring that works."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, name, urlsafe_b64encode(token_bytes(_KEY_BYTES)).decode())
    except (KeyringError, OSError):
        return None
    return _key(name)
